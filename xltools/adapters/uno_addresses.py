"""Addresses of cells as Excel writes them, read into rows and columns.

An area counts from 1, as Excel and xlwings do; UNO counts from 0, and only this module turns one
into the other.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from xltools.core.findings import letters
from xltools.core.frozen import frozen

_PART = re.compile(r"\$?([A-Za-z]{1,3})?\$?([1-9][0-9]{0,6})?")
_PLAIN_SHEET = re.compile(r"[^\W\d][\w.]*")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]+|[RrCc]")


@frozen
class CellArea:
    """A rectangle of cells on a sheet.

    Attributes:
        row: The first row, from 1.
        column: The first column, from 1.
        last_row: The last row, itself within.
        last_column: The last column, itself within.
    """

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns."""
        return self.last_row - self.row + 1, self.last_column - self.column + 1

    def cells(self) -> Iterator[tuple[int, int]]:
        """Give each cell's row and column, row by row."""
        for row in range(self.row, self.last_row + 1):
            for column in range(self.column, self.last_column + 1):
                yield row, column


def parse_areas(address: str, rows: int, columns: int) -> tuple[CellArea, ...] | None:
    """Read ``A1``, ``$A$1:C3``, ``A:C``, ``2:4``, and several of them with commas between.

    Args:
        address: Without the sheet's name.
        rows: How many the sheet has; the last row of ``A:C``.
        columns: How many the sheet has; the last column of ``2:4``.

    Returns:
        The areas in the order given, or None where it is no address (it may then be a name).
    """
    areas = []
    for part in address.split(","):
        area = _area(part.strip(), rows, columns)
        if area is None:
            return None
        areas.append(area)
    return tuple(areas)


def write_area(area: CellArea, rows: int, columns: int, *, row_mark: str = "$", column_mark: str = "$") -> str:
    """Write an area as Excel does: ``$A$1``, ``$A$1:$C$3``, and ``$A:$C`` where it has every row.

    Args:
        area: The area.
        rows: How many the sheet has.
        columns: How many the sheet has.
        row_mark: What stands before a row; nothing for a relative address.
        column_mark: What stands before a column.
    """
    first, last = f"{column_mark}{letters(area.column)}", f"{column_mark}{letters(area.last_column)}"
    if area.row == 1 and area.last_row == rows and area.last_column < columns:
        return f"{first}:{last}"
    if area.column == 1 and area.last_column == columns and area.last_row < rows:
        return f"{row_mark}{area.row}:{row_mark}{area.last_row}"
    start = f"{first}{row_mark}{area.row}"
    return start if area.shape == (1, 1) else f"{start}:{last}{row_mark}{area.last_row}"


def quoted_sheet(name: str) -> str:
    """Write a sheet's name as a formula needs it: with quotes unless it is a plain word."""
    if _PLAIN_SHEET.fullmatch(name) and not _CELL_LIKE.fullmatch(name):
        return name
    return "'" + name.replace("'", "''") + "'"


def split_sheet(address: str) -> tuple[str | None, str]:
    """Take the sheet's name off an address: ``'my sheet'!A1`` into ``my sheet`` and ``A1``."""
    sheet, mark, cells = address.rpartition("!")
    if not mark:
        return None, address
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, cells


def join_cells(cells: Iterable[tuple[int, int]]) -> tuple[CellArea, ...]:
    """Join cells that stand below each other into areas, so that fewer of them are named to LibreOffice."""
    areas: list[CellArea] = []
    for column, row in sorted((column, row) for row, column in set(cells)):
        if areas and areas[-1].column == column and areas[-1].last_row == row - 1:
            areas[-1] = CellArea(areas[-1].row, column, row, column)
        else:
            areas.append(CellArea(row, column, row, column))
    return tuple(areas)


def _area(text: str, rows: int, columns: int) -> CellArea | None:
    first, _, last = text.partition(":")
    start, end = _PART.fullmatch(first), _PART.fullmatch(last or first)
    if start is None or end is None or not first:
        return None
    named = [start[1], start[2], end[1], end[2]]
    if ":" not in text and None in named:
        return None  # a bare ``A`` or ``7`` is no address
    if (start[1] is None) != (end[1] is None) or (start[2] is None) != (end[2] is None) or not any(named):
        return None
    left, right = (_column(start[1]), _column(end[1])) if start[1] else (1, columns)
    top, bottom = (int(start[2]), int(end[2])) if start[2] else (1, rows)
    area = CellArea(min(top, bottom), min(left, right), max(top, bottom), max(left, right))
    return area if area.last_row <= rows and area.last_column <= columns else None


def _column(name: str) -> int:
    number = 0
    for letter in name.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
