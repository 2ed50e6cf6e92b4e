"""Colours and notes of many cells of a sheet, in few calls.

A macro that marks findings needs the look of hundreds of scattered cells, sets a handful of
colours, and writes a note on each.  xlwings would do that cell by cell; this is the same, by areas.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from xltools.adapters.uno_addresses import CellArea, join_cells
from xltools.adapters.uno_colours import from_number, to_number
from xltools.adapters.uno_connection import structure
from xltools.adapters.uno_notes import each_note

Cell = tuple[int, int]
"""Row and column, from 1."""

Colour = tuple[int, int, int] | None
"""Red, green and blue; None where a cell has no background."""


class SheetMarks:
    """The colours and notes of one sheet.

    Args:
        sheet: The sheet.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet = sheet

    def colours(self, cells: Iterable[Cell]) -> dict[Cell, Colour]:
        """Read the background of cells."""
        wanted = set(cells)
        if not wanted:
            return {}
        rows, columns = [row for row, _ in wanted], [column for _, column in wanted]
        around = CellArea(min(rows), min(columns), max(rows), max(columns))
        found: dict[Cell, Colour] = {}
        for number, areas in self._sheet.cells_of.colours(around):
            colour = from_number(number)
            for area in areas:
                found.update(dict.fromkeys(_within(area, wanted), colour))
        return found

    def set_colours(self, colours: Mapping[Cell, Colour]) -> None:
        """Set the background of cells.

        Raises:
            FileError: The sheet is protected.
        """
        self._sheet.check_unprotected()
        by_colour: dict[Colour, list[Cell]] = {}
        for cell, colour in colours.items():
            by_colour.setdefault(colour, []).append(cell)
        for colour, cells in by_colour.items():
            self._sheet.cells_of.scattered(join_cells(cells)).CellBackColor = to_number(colour)

    def notes(self) -> dict[Cell, str]:
        """Read all notes of the sheet."""
        return {(row, column): text for row, column, text in each_note(self._sheet.native)}

    def set_notes(self, notes: Mapping[Cell, str]) -> None:
        """Give cells a note in place of any that they have; an empty text removes it.

        Raises:
            FileError: The sheet is protected.
        """
        self._sheet.check_unprotected()
        if notes:
            self._sheet.area_range(*join_cells(notes)).clear_notes()
        annotations, number = self._sheet.native.Annotations, self._sheet.cells_of.number
        for (row, column), text in notes.items():
            if text:
                at = structure("com.sun.star.table.CellAddress", Sheet=number, Column=column - 1, Row=row - 1)
                annotations.insertNew(at, text)

    @contextlib.contextmanager
    def unprotected(self, password: str = "") -> Iterator[None]:
        """Take the sheet's lock off for a block, and put it back as it was.

        Raises:
            FileError: The lock has another password.
        """
        locks, native = self._sheet.book.locks, self._sheet.native
        locks.take_off(native, password)
        try:
            yield
        finally:
            locks.put_back(native)


def _within(area: CellArea, wanted: set[Cell]) -> Iterator[Cell]:
    """Give the cells wanted that lie in an area, by whichever of the two is fewer."""
    rows, columns = area.shape
    if rows * columns < len(wanted):
        yield from wanted.intersection(area.cells())
        return
    for row, column in wanted:
        if area.row <= row <= area.last_row and area.column <= column <= area.last_column:
            yield row, column
