"""What every kind of text rule is: settings, and what it finds in a report's text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Protocol, Self

from xltools.core.checked_text import CheckedParagraph, CheckedText, Sentence
from xltools.core.checks.check import Unjudged
from xltools.core.findings import Finding, Location, Param
from xltools.core.frozen import field, frozen
from xltools.core.outcomes import Outcome
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Period


@frozen
class TextViolation:
    """What a kind says of one place in the text.

    Attributes:
        location: The file, the paragraph as row and the character as column, both from 1.
        key: The message.
        params: Its values: ``value`` is the words themselves, ``sentence`` what stands around them.
    """

    location: Location
    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


@frozen
class IndicatorFacts:
    """What a text rule asks of an indicator besides its value.

    Attributes:
        label: What is counted.
        unit: 次, 人, %.
        sensitive: True where a sheet behind it is one whose small counts must not be printed.
    """

    label: str
    unit: str
    sensitive: bool = False


@frozen
class TextEvidence:
    """What a text rule may look at.

    Attributes:
        text: The report.
        period: That of the workbook; None where it has none.
        outcomes: The computed indicators by id.
        indicators: What is known of each by id.
        found: What the workbook's own rules found, by rule id; findings with a reason are left out.
        unjudged: The ids of the rules that were not fully judged.
    """

    text: CheckedText
    period: Period | None = None
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    indicators: Mapping[str, IndicatorFacts] = field(default_factory=dict)
    found: Mapping[str, tuple[Finding, ...]] = field(default_factory=dict)
    unjudged: frozenset[str] = frozenset()

    def sentences(self) -> Iterator[Sentence]:
        """Give every sentence of the report."""
        for paragraph in self.text.paragraphs:
            yield from paragraph.sentences()

    def violation(self, paragraph: CheckedParagraph, start: int, end: int, key: str, **params: Param) -> TextViolation:
        """Say something of a part of a paragraph.

        Args:
            paragraph: Where.
            start: The first character, from 0.
            end: The one after the last.
            key: The message within the area ``text_check``.
            params: Its values, besides ``value`` and ``sentence``.
        """
        place = Location(self.text.name, paragraph.number, start + 1, order=0)
        around: dict[str, Param] = {
            "value": paragraph.text[start:end].strip(),
            "sentence": paragraph.around(start, end),
        }
        return TextViolation(place, f"text_check.{key}", around | params)


class TextCheck(Protocol):
    """A kind of text rule: a frozen dataclass whose fields are its settings.

    Attributes:
        kind: The word in ``text_rules.toml``.
        params: The values that every finding of the kind has, which a pack's own wording may name.
        may_be_unjudged: True where the workbook may lack what the kind asks of it.
    """

    kind: ClassVar[str]
    params: ClassVar[tuple[str, ...]]
    may_be_unjudged: ClassVar[bool]

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read the settings from the pack's entry; faults are recorded in the entry."""

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Say what is wrong, in the order of the text."""
