"""Sheets of raw cells, drawn in a test as a person would draw them.

The first line is row 1 and the first cell column A.  A cell is what it looks like::

    | 日期        | 类别       | 人数     |
    | 2019-05-01 | 中心组学习  | 20       |    a date, a text, a number
    | '2019.5.1  | " 中心组 " | "20"     |    texts: after ', and between " as they stand, \\n a line break
    | #REF!      | TRUE       | =A1*2→40 |    an error, a boolean, a formula and its stored result
    | ~43586     |            | =A1*2→   |    a number in a date's format, nothing, a formula without a result
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from xltools.core.grid import CellType, ColumnCells, Grid, SheetGrid

_DAY_0 = date(1899, 12, 30).toordinal()
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


class Cell(NamedTuple):
    """A raw cell: its type, value, and formula if it has one."""

    type: CellType
    value: str
    formula: str | None = None


Placed = Mapping[tuple[int, int], Cell]
"""Cells by row and column."""


def grid(*sheets: SheetGrid, epoch_1904: bool = False) -> Grid:
    """Put drawn sheets together."""
    return Grid(sheets, epoch_1904)


def drawn(name: str, drawing: str, state: str = "visible") -> SheetGrid:
    """Read a drawn sheet."""
    return of_cells(name, read_drawing(drawing), state)


def of_cells(name: str, cells: Placed, state: str = "visible") -> SheetGrid:
    """Make a sheet of raw cells."""
    columns: dict[int, dict[int, Cell]] = {}
    for (row, column), cell in sorted(cells.items()):
        columns.setdefault(column, {})[row] = cell
    return SheetGrid(
        name,
        state,
        {number: column_of(held) for number, held in sorted(columns.items())},
        {place: cell.formula for place, cell in cells.items() if cell.formula is not None},
    )


def column_of(cells: Mapping[int, Cell]) -> ColumnCells:
    """Make a column of raw cells as the reader does."""
    rows, types = tuple(cells), tuple(cell.type for cell in cells.values())
    gapless = rows[-1] - rows[0] == len(rows) - 1
    return ColumnCells(
        range(rows[0], rows[-1] + 1) if gapless else rows,
        types[0] if len(set(types)) == 1 else types,
        tuple(cell.value for cell in cells.values()),
    )


def read_drawing(drawing: str) -> dict[tuple[int, int], Cell]:
    """Give the cells of a drawing by row and column."""
    lines = [line.strip() for line in drawing.strip().splitlines()]
    return {
        (row, column): read_cell(text)
        for row, line in enumerate(lines, 1)
        for column, text in enumerate(line.strip("|").split("|"), 1)
        if text.strip()
    }


def read_cell(drawing: str) -> Cell:
    """Give the cell that a drawing of it means."""
    text = drawing.strip()
    if text.startswith("="):
        formula, _, result = text[1:].partition("→")
        held = read_cell(result) if result else Cell(CellType.NO_VALUE, "")
        return held._replace(formula=formula)
    if text.startswith('"'):
        return Cell(CellType.TEXT, text[1:-1].replace("\\n", "\n"))
    if text.startswith("'"):
        return Cell(CellType.TEXT, text[1:])
    if text.startswith("~"):
        return Cell(CellType.DATE, text[1:])
    if text.startswith("#"):
        return Cell(CellType.ERROR, text)
    if text in {"TRUE", "FALSE"}:
        return Cell(CellType.BOOLEAN, text)
    if _DATE.fullmatch(text):
        return Cell(CellType.DATE, serial(date.fromisoformat(text)))
    return Cell(CellType.NUMBER if _NUMBER.fullmatch(text) else CellType.TEXT, text)


def serial(day: date) -> str:
    """Give the number that a file stores for a day."""
    return str(day.toordinal() - _DAY_0)


def below(headers: Iterable[str], cells: Placed) -> Placed:
    """Put a header row above cells that begin in row 2."""
    return {(1, column): Cell(CellType.TEXT, header) for column, header in enumerate(headers, 1)} | dict(cells)
