"""Entry cells: how each type of column appears, how wide it is, and what stands in it at first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xltools.core.contents import Entry
from xltools.core.pack import Pack
from xltools.core.planning.plan_parts import Look, PagePlan, PlannedCell, PlannedValue
from xltools.core.planning.plan_words import Words, lines, width
from xltools.core.sheets import Blank, Column, ColumnType

LINE = 16.5
"""The height of a line of text, in points."""

_WIDTHS = {
    ColumnType.TEXT: 22.0,
    ColumnType.INTEGER: 10.0,
    ColumnType.DECIMAL: 11.0,
    ColumnType.DATE: 13.0,
    ColumnType.SELECT_ONE: 14.0,
}
_PORTRAIT_WIDTH = 92  # characters of body text that A4 upright takes before the print gets small


def entry_look(column: Column, *, field: bool = False) -> Look:
    """Give the look of a column's entry cells, or of a form's field."""
    word = column.type.value
    if column.type is ColumnType.TEXT:
        word = "long" if column.multiline else "text"
    elif column.type is ColumnType.SELECT_ONE:
        word = "choice"
    return Look(f"{'field' if field else 'entry'}_{word}")


def column_width(column: Column, pack: Pack, words: Words) -> float:
    """Give a column's width in characters: as declared, else so that header and choices can be read."""
    if column.width is not None:
        return float(column.width)
    header = width(words.label(column.label)) + 4  # room for the star and the filter's arrow
    offered = [width(choice.name) + 4 for choice in pack.choices.get(column.choices or "", ())]
    usual = 44.0 if column.multiline else _WIDTHS[column.type]
    return min(50.0, max(usual, header, *offered) if offered else max(usual, header))


def planned(entry: Entry | None, words: Words) -> PlannedValue:
    """Give what a cell holds for an entry; a blank is said in its word."""
    if isinstance(entry, Blank):
        return None if entry is Blank.EMPTY else words.text(f"blank.{entry.value}")
    return entry


def default(column: Column, year: int) -> Entry | None:
    """Give what a new workbook holds in a field, by its year."""
    if column.default is None:
        return None
    late = column.default.until is not None and year > column.default.until
    text = column.default.otherwise if late else column.default.value
    if not text:
        return None
    if column.type in (ColumnType.INTEGER, ColumnType.DECIMAL):
        return Decimal(text)
    return date.fromisoformat(text) if column.type is ColumnType.DATE else text


def heading(title: str, hint: str, columns: int) -> tuple[PlannedCell, ...]:
    """Give the title and the hint at the head of a sheet, as wide as its columns."""
    cells = [PlannedCell(1, 1, title, Look.TITLE)]
    cells += [PlannedCell(2, number, hint if number == 1 else None, Look.HINT) for number in range(1, columns + 1)]
    return tuple(cells)


def heading_heights(hint: str, widths: Sequence[float], headers: Sequence[str] = ()) -> dict[int, float]:
    """Give the heights of title, hint and header; the hint is wrapped over all columns, a header in its own."""
    wrapped = max((lines(text, room - 2) for text, room in zip(headers, widths, strict=False)), default=1)
    return {
        1: 30.0,
        2: max(1, lines(hint, sum(widths) * 0.95)) * LINE + 3,
        3: 7.5 + LINE * wrapped,
    }


def page(words: Words, widths: Sequence[float], header_row: int | None) -> PagePlan:
    """Give the print set-up of a sheet: upright where it fits."""
    repeat = None if header_row is None else (1, header_row)
    return PagePlan(sum(widths) > _PORTRAIT_WIDTH, repeat, words.text("page.footer"))
