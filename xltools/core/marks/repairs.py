"""The repairs that a check offers, as changes of cells, and their way back.

A repair is offered only where it is certain.  What a cell held is remembered with the change, type
and number format too, so that it can be put back exactly; and a cell that someone has changed since
is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.findings import Finding, Location
from xltools.core.frozen import frozen
from xltools.core.grid import CellFact, CellType, Grid
from xltools.core.marks.finding_walk import Place
from xltools.core.serial_dates import days_of

TEXT_FORMAT = "@"
_PLAIN_FORMATS = frozenset({"", "General", TEXT_FORMAT})
_DATE_FORMAT = "yyyy-m-d"


@frozen
class CellContent:
    """What a cell holds, so that it can be written again.

    Attributes:
        type: BLANK, NUMBER, DATE, TEXT or BOOLEAN.
        value: As in ``CellFact.value``; a date is its serial number.
        format: The number format, or nothing for the one the cell has.
    """

    type: CellType
    value: str
    format: str = ""


@frozen
class CellChange:
    """A cell to be written.

    Attributes:
        sheet: The tab.
        row: From 1.
        column: From 1.
        before: What it holds now; it is written only while it holds that.
        after: What it is to hold.
    """

    sheet: str
    row: int
    column: int
    before: CellContent
    after: CellContent

    @property
    def address(self) -> str:
        """The cell as Excel writes it."""
        return Location(self.sheet, self.row, self.column).address

    def back(self) -> CellChange:
        """Give the change that undoes this one."""
        return CellChange(self.sheet, self.row, self.column, self.after, self.before)


def offered_repairs(findings: Iterable[Finding], grid: Grid) -> tuple[CellChange, ...]:
    """Give the changes that the findings offer.

    Args:
        findings: From ``validate``.
        grid: The workbook they were found in.

    Returns:
        One change a cell, in the order of the findings.  A cell for which two findings offer
        different values, or that holds a formula, is left to the clerk.
    """
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    wanted: dict[tuple[str, int, int], list[CellContent]] = {}
    for finding in findings:
        place = finding.location
        if finding.repair is None or place.row is None or place.column is None or place.sheet not in sheets:
            continue
        content = content_of(finding.repair.value, epoch_1904=grid.epoch_1904)
        wanted.setdefault((place.sheet, place.row, place.column), []).append(content)
    changes = []
    for (title, row, column), contents in wanted.items():
        fact = sheets[title].cell(row, column)
        if fact.formula is None and all(content == contents[0] for content in contents):
            changes.append(CellChange(title, row, column, held_by(fact), contents[0]))
    return tuple(changes)


def content_of(value: str | int | Decimal | date, *, epoch_1904: bool) -> CellContent:
    """Give a value as a cell holds it."""
    if isinstance(value, date):
        return CellContent(CellType.DATE, str(days_of(value, epoch_1904=epoch_1904)))
    if isinstance(value, str):
        return CellContent(CellType.TEXT if value else CellType.BLANK, value)
    return CellContent(CellType.NUMBER, format(Decimal(value), "f"))


def held_by(fact: CellFact) -> CellContent:
    """Give what a cell without a formula holds."""
    return CellContent(fact.type, fact.value)


def same(fact: CellFact, content: CellContent) -> bool:
    """Say whether a cell holds a content: the same kind of thing, and the same number or text."""
    if fact.formula is not None:
        return False
    numbers = {CellType.NUMBER, CellType.DATE}
    if fact.type in numbers and content.type in numbers:
        return Decimal(fact.value) == Decimal(content.value)
    return (fact.type, fact.value) == (content.type, content.value)


def still_due(changes: Sequence[CellChange], grid: Grid) -> tuple[CellChange, ...]:
    """Give those changes whose cells still hold what they held when the changes were thought of."""
    sheets = {sheet.name: sheet for sheet in grid.sheets}
    return tuple(
        change
        for change in changes
        if change.sheet in sheets and same(sheets[change.sheet].cell(change.row, change.column), change.before)
    )


def with_formats(changes: Sequence[CellChange], formats: Mapping[Place, str]) -> tuple[CellChange, ...]:
    """Say in which number format each cell is written, and which one comes back when it is undone.

    A number that is written into a cell for text would become a text again, and a date in a plain
    cell would show as 43586; so the format changes with the content, but only then.

    Args:
        changes: As offered.
        formats: The number format of each cell as it is now.
    """
    dressed = []
    for change in changes:
        now = formats.get(Place(change.sheet, change.row, change.column), "")
        dressed.append(
            CellChange(
                change.sheet,
                change.row,
                change.column,
                CellContent(change.before.type, change.before.value, now),
                CellContent(change.after.type, change.after.value, _format(change.after.type, now)),
            )
        )
    return tuple(dressed)


def _format(kind: CellType, now: str) -> str:
    if kind is CellType.DATE:
        return _DATE_FORMAT if now in _PLAIN_FORMATS else now
    return "General" if kind is CellType.NUMBER and now == TEXT_FORMAT else now


COLUMNS = 9
"""How many cells a remembered change takes."""


def remembered(changes: Sequence[CellChange]) -> tuple[tuple[str, ...], ...]:
    """Give changes as rows of texts, to be kept in the workbook until they are undone."""
    return tuple(
        (
            change.sheet,
            str(change.row),
            str(change.column),
            *(f(content) for content in (change.before, change.after) for f in (_type, _value, _format_of)),
        )
        for change in changes
    )


def recalled(rows: Iterable[Sequence[str]]) -> tuple[CellChange, ...]:
    """Read remembered changes; a row that someone has spoilt is left out."""
    changes = []
    for row in rows:
        if len(row) != COLUMNS or not (row[1].isdecimal() and row[2].isdecimal()):
            continue
        before, after = _recalled(row[3:6]), _recalled(row[6:9])
        if before is not None and after is not None:
            changes.append(CellChange(row[0], int(row[1]), int(row[2]), before, after))
    return tuple(changes)


def _recalled(parts: Sequence[str]) -> CellContent | None:
    kind = CellType.__members__.get(parts[0])
    return None if kind is None else CellContent(kind, parts[1], parts[2])


def _type(content: CellContent) -> str:
    return content.type.name


def _value(content: CellContent) -> str:
    return content.value


def _format_of(content: CellContent) -> str:
    return content.format
