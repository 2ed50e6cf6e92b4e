"""What one kind of report declares: its sheets, choices, rules and indicators.

``pack_parser`` makes these from the pack's files and has resolved every name in them, so whoever
holds a ``Pack`` need not ask whether a column or an indicator exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from xltools.core.aggregations.aggregation import Aggregation
from xltools.core.checks.check import Check
from xltools.core.expressions import Expression
from xltools.core.findings import Severity
from xltools.core.frozen import field, frozen
from xltools.core.printed_table import PrintedTable
from xltools.core.sheets import Choice, Label, Sheet

if TYPE_CHECKING:  # a workbook is checked without anything that reads texts
    from xltools.core.text_checks.text_check import TextCheck


@frozen
class Rule:
    """The pack's entry for a check.

    Attributes:
        id: Unique in the pack.
        sheet: The sheet judged; None for a rule on indicators or on the whole workbook.
        check: What is asked, and its settings.
        severity: How gravely a finding is taken.
        explain: ``none``, ``allowed`` or ``required``.
        wording: The pack's own sentence by language; empty uses the catalogue's.
        label: What the rule demands, in words.
    """

    id: str
    sheet: str | None
    check: Check
    severity: Severity
    explain: str = "none"
    wording: Label = field(default_factory=dict)
    label: Label = field(default_factory=dict)


@frozen
class TextRule:
    """The pack's entry for a check of the report's text.

    Attributes:
        id: Unique in the pack, among all its rules.
        check: What is asked, and its settings.
        severity: How gravely a finding is taken.
        explain: ``none``, ``allowed`` or ``required``.
        wording: The pack's own sentence by language; empty uses the catalogue's.
        label: What the rule demands, in words.
    """

    id: str
    check: TextCheck
    severity: Severity
    explain: str = "none"
    wording: Label = field(default_factory=dict)
    label: Label = field(default_factory=dict)


@frozen
class Indicator:
    """A computed value: one definition, from which formula, value and rows all come.

    Attributes:
        id: Unique in the pack, such as ``F01``.
        label: What is counted.
        aggregation: How it is computed, with its settings.
        unit: 次, 人, %.
        decimals: Places printed.
        definition: What it means, in words.
        owner: Who answers for it.
        when: Computed only where this holds, over the fields of form sheets; None means always.
    """

    id: str
    label: Label
    aggregation: Aggregation
    unit: str
    decimals: int = 0
    definition: Label = field(default_factory=dict)
    owner: str = ""
    when: Expression | None = None


@frozen
class Lookup:
    """A ledger in which a value stands beside an indicator's id: targets, or last year's values."""

    sheet: str
    key: str
    value: str


@frozen
class PeriodPart:
    """The part of a year that each report covers.

    Attributes:
        unit: ``month`` or ``quarter``.
        field: ``sheet.column`` of the form field that holds its number, from 1.
    """

    unit: str
    field: str


@frozen
class Pack:
    """Everything that makes one report kind.

    Attributes:
        id: ASCII, the folder's name.
        version: Of this pack.
        accepts: The versions of workbooks that it reads.
        languages: The first is the language of the workbook.
        label: The report kind's name.
        year_field: ``sheet.column`` of the form field that holds the year of the period.
        unit_field: ``sheet.column`` of the form field that holds the unit's name.
        sheets: By name, in the order of the tabs.
        choices: The choice lists by name.
        rules: In the order of the file, the columns' own first.
        indicators: By id, each after those it is computed from.
        targets: Where targets stand, if anywhere.
        last_year: Where last year's values stand, if anywhere.
        constants: Numbers of the pack that expressions may name.
        tables: The fixed tables of the report, by name.
        text_rules: Those on the text of the report, in the order of their file.
        base: The id of the pack that this one is based on; empty for none.
        part: The part of the year that a report covers; None for the whole.
    """

    id: str
    version: str
    accepts: tuple[str, ...]
    languages: tuple[str, ...]
    label: Label
    year_field: str
    unit_field: str
    sheets: Mapping[str, Sheet]
    choices: Mapping[str, tuple[Choice, ...]]
    rules: tuple[Rule, ...]
    indicators: Mapping[str, Indicator]
    targets: Lookup | None = None
    last_year: Lookup | None = None
    constants: Mapping[str, Decimal] = field(default_factory=dict)
    tables: Mapping[str, PrintedTable] = field(default_factory=dict)
    text_rules: Sequence[TextRule] = ()
    base: str = ""
    part: PeriodPart | None = None

    def all_rules(self) -> Iterator[Rule | TextRule]:
        """Give every rule: those on the workbook, then those on the text of the report."""
        yield from self.rules
        yield from self.text_rules

    @property
    def language(self) -> str:
        """The language of the workbook."""
        return self.languages[0]
