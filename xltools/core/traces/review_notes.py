"""The reviewer's annex: what stands behind a report, as a document beside it and no part of it.

It names every finding that a written reason settled, every other finding, and of every indicator
the value, how it is computed, the cells it came from, its target and last year's value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.aggregations.aggregation import Names
from xltools.core.document import (
    Block,
    Document,
    DocumentTable,
    Figure,
    Paragraph,
    Role,
    Run,
    TableCell,
    Text,
)
from xltools.core.findings import Finding, Location, Param
from xltools.core.messages import Catalog
from xltools.core.narration.narrative_names import few_persons
from xltools.core.narration.numbering import number_paragraphs
from xltools.core.numerals import plain, shortest
from xltools.core.outcomes import Outcome, Phrase
from xltools.core.pack import Indicator, Pack
from xltools.core.plain_text import one_line
from xltools.core.printed_table import Alignment
from xltools.core.row_addresses import row_addresses
from xltools.core.sheets import say
from xltools.core.validate import Validation

_EXPLAINED = {"rule": 20, "place": 18, "wrong": 38, "reason": 34}
_OTHERS = {"severity": 8, "rule": 20, "place": 18, "wrong": 54}
_UNJUDGED = {"rule": 34, "why": 66}
_INDICATORS = {
    "id": 14,
    "label": 15,
    "value": 11,
    "definition": 29,
    "rows": 29,
    "target": 8,
    "completion": 11,
    "last_year": 8,
    "change": 11,
}
"""The columns of each table by key, and their widths in proportion."""

_UNION = ", "  # between ranges, as Excel's name box takes them

_Runs = tuple[Run, ...]


def review_notes(
    title: str, pack: Pack, validation: Validation, outcomes: Mapping[str, Outcome], catalog: Catalog
) -> Document:
    """Write the reviewer's annex of a report.

    Args:
        title: The report's.
        pack: The report kind.
        validation: What was found in the workbook.
        outcomes: Its indicators.
        catalog: The sentences, in the language of the report's Simplified text.

    Returns:
        The annex; the names of sheets in it are as the workbook has them.
    """
    return Document(number_paragraphs(tuple(_Notes(pack, catalog).blocks(title, validation, outcomes))))


class _Notes:
    def __init__(self, pack: Pack, catalog: Catalog) -> None:
        self._pack = pack
        self._catalog = catalog
        labels = {name: indicator.label for name, indicator in pack.indicators.items()}
        self._names = Names(pack.sheets, labels, catalog.language)
        self._rules = {rule.id: say(rule.label, catalog.language) for rule in pack.rules} | {
            rule.id: say(rule.label, catalog.language) for rule in pack.text_rules
        }

    def blocks(self, title: str, validation: Validation, outcomes: Mapping[str, Outcome]) -> Iterator[Block]:
        explained = [finding for finding in validation.findings if finding.explanation is not None]
        others = [finding for finding in validation.findings if finding.explanation is None]
        yield self._paragraph(Role.TITLE, "title", title=title)
        yield self._paragraph(Role.BODY, "lead", title=title)
        yield self._paragraph(Role.LEVEL_1, "explained")
        yield self._table(_EXPLAINED, map(self._explained, explained)) if explained else self._none("explained")
        yield self._paragraph(Role.LEVEL_1, "others")
        yield self._table(_OTHERS, map(self._other, others)) if others else self._none("others")
        if validation.unjudged:
            yield self._paragraph(Role.LEVEL_1, "unjudged")
            yield self._table(_UNJUDGED, self._unjudged(validation))
        if self._pack.indicators:
            yield self._paragraph(Role.LEVEL_1, "indicators", landscape=True)
            rows = (self._indicator(one, outcomes[one.id]) for one in self._pack.indicators.values())
            yield self._table(_INDICATORS, rows, landscape=True)

    def _paragraph(self, role: Role, key: str, *, landscape: bool = False, **params: Param) -> Paragraph:
        return Paragraph(role, "", (Text(self._say(key, **params)),), landscape)

    def _none(self, key: str) -> Paragraph:
        return self._paragraph(Role.BODY, f"no_{key}")

    def _table(
        self, columns: Mapping[str, int], rows: Iterator[tuple[TableCell, ...]], *, landscape: bool = False
    ) -> DocumentTable:
        head = tuple(_cell(self._words(f"column.{key}"), Alignment.CENTER) for key in columns)
        return DocumentTable((head, *rows), tuple(columns.values()), landscape=landscape)

    def _explained(self, finding: Finding) -> tuple[TableCell, ...]:
        reason = (Text(one_line(finding.explanation or "")),)
        return (_cell(self._rule(finding.rule_id)), self._place(finding.location), self._wrong(finding), _cell(reason))

    def _other(self, finding: Finding) -> tuple[TableCell, ...]:
        severity = (Text(self._catalog.severity(finding.severity)),)
        return (
            _cell(severity, Alignment.CENTER),
            _cell(self._rule(finding.rule_id)),
            self._place(finding.location),
            self._wrong(finding),
        )

    def _unjudged(self, validation: Validation) -> Iterator[tuple[TableCell, ...]]:
        for rule, reasons in validation.unjudged.items():
            for why in dict.fromkeys(self._catalog.say(reason.key, reason.params) for reason in reasons):
                yield _cell(self._rule(rule)), _cell((Text(one_line(why)),))

    def _rule(self, rule_id: str | None) -> _Runs:
        """Name a rule by its id and what it demands; the shape of a workbook has no rule."""
        if rule_id is None:
            return self._words("shape")
        return (Text(f"{rule_id} {self._rules.get(rule_id, '')}".strip()),)

    def _place(self, place: Location) -> TableCell:
        return _cell((Text(one_line(self._catalog.place(place)), as_typed=True),))

    def _wrong(self, finding: Finding) -> TableCell:
        wrong, _ = self._catalog.wrong_and_mend(finding)
        return _cell((Text(one_line(wrong)),))

    def _indicator(self, indicator: Indicator, outcome: Outcome) -> tuple[TableCell, ...]:
        hidden = few_persons(self._pack, indicator, outcome)
        compared: tuple[_Runs, ...] = ((), (), (), ())
        if outcome.active and not hidden:
            compared = (
                _number(outcome.target),
                _number(outcome.completion, "%"),
                _number(outcome.last_year),
                _number(outcome.change, "%"),
            )
        return (
            _cell((Text(indicator.id),)),
            _cell((Text(one_line(say(indicator.label, self._catalog.language))),)),
            _cell(self._words("few_persons") if hidden else self._value(indicator, outcome), Alignment.CENTER),
            _cell((Text(one_line(self._definition(indicator))),)),
            _cell(self._behind(outcome)),
            *(_cell(runs or (Text("—"),), Alignment.CENTER) for runs in compared),
        )

    def _value(self, indicator: Indicator, outcome: Outcome) -> _Runs:
        if outcome.value is None:
            return (Text(one_line(self._catalog.phrase(outcome.reason or Phrase("indicator.no_rows")))),)
        digits = plain(abs(outcome.value))
        sign = (Text("-"),) if outcome.value < 0 else ()
        if indicator.unit == "%":
            return (*sign, Figure(indicator.id, f"{digits}%", "percent"))
        unit = (Text(one_line(indicator.unit)),) if indicator.unit else ()
        return (*sign, Figure(indicator.id, digits), *unit)

    def _definition(self, indicator: Indicator) -> str:
        """Say how it is computed, and what the pack's author adds."""
        computed = self._say("sentence", text=self._catalog.phrase(indicator.aggregation.words(self._names)))
        return computed + say(indicator.definition, self._catalog.language)

    def _behind(self, outcome: Outcome) -> _Runs:
        parts = [
            self._say(
                "rows" if len(behind.rows) else "no_rows",
                place=self._catalog.place(Location(behind.title)),
                cells=_UNION.join(row_addresses(behind.rows, behind.columns)),
                count=len(behind.rows),
            )
            for behind in outcome.rows
        ]
        if not parts:
            return (Text("—"),)
        return (Text(one_line(self._catalog.sentence("review.between_sheets").join(parts)), as_typed=True),)

    def _words(self, key: str) -> _Runs:
        return (Text(self._say(key)),)

    def _say(self, key: str, **params: Param) -> str:
        return self._catalog.say(f"review.{key}", params)


def _cell(runs: _Runs, alignment: Alignment = Alignment.LEFT) -> TableCell:
    return TableCell(runs, alignment=alignment)


def _number(number: Decimal | None, sign: str = "") -> _Runs:
    return () if number is None else (Text(f"{shortest(number)}{sign}"),)
