"""What the macros ask of the program in which a workbook is open, and xlwings has no word for.

Two programs answer: Excel (``excel_program``) and LibreOffice (``libreoffice_program``).  Each speaks
to the program in its own tongue through ``book.api``, whole ranges at a time.  Rows and columns are
counted from 1, sheets go by the names on their tabs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from xltools.core.findings import Severity
from xltools.core.grid import Grid, SheetGrid
from xltools.core.marks.own_sheets import OwnCell
from xltools.core.ranges import Range

MARK_FORMULA = 'N("xltools")=0'
"""Always true, and of nobody else: by this formula in them the tool knows its own conditional formats again.

A mark is a conditional format, so the cell's own fill, pattern and theme colour are never touched and
need not be put back.
"""

Colour = tuple[int, int, int]
"""Red, green and blue."""

COLOURS: Mapping[Severity, Colour] = {
    Severity.ERROR: (0xF8, 0xD0, 0xCC),
    Severity.WARNING: (0xFC, 0xE8, 0xB2),
    Severity.NOTE: (0xD6, 0xE6, 0xF7),
}
"""Of the marks; the same as in a marked copy and in the workbook's own conditional formats."""

INKS: Mapping[Severity, Colour] = {
    Severity.ERROR: (0x8E, 0x1B, 0x10),
    Severity.WARNING: (0x7A, 0x4B, 0x00),
    Severity.NOTE: (0x1B, 0x4B, 0x82),
}
"""Of the texts in marked cells."""

HEADER_FILL: Colour = (0xDC, 0xE6, 0xF1)

Cell = tuple[int, int]
"""Row and column."""


class LiveProgram(Protocol):
    """An open workbook, as its program tells of it and changes it."""

    def tabs(self) -> tuple[str, ...]:
        """Give the names of the worksheets, hidden ones too, in order."""
        ...

    def read(self, titles: Sequence[str]) -> Grid:
        """Read some sheets: what the file reader would find in the file, had it been saved now.

        Defined names are left out: nothing in the workbook is read by them.
        """
        ...

    def read_sheet(self, title: str) -> SheetGrid:
        """Read one sheet."""
        ...

    def unlocked(self) -> AbstractContextManager[None]:
        """Lift the protection of the sheets for a while, and restore it with its own options.

        Raises:
            MachineError: A sheet is locked with a password.
        """
        ...

    def colour(self, title: str, areas: Sequence[Range], severity: Severity) -> None:
        """Lay a mark over cells."""
        ...

    def uncolour(self, titles: Sequence[str]) -> None:
        """Take the tool's marks off sheets, and nothing else."""
        ...

    def notes(self, title: str) -> Mapping[Cell, str]:
        """Give the text of every note of a sheet, the clerk's and the tool's."""
        ...

    def add_notes(self, title: str, notes: Mapping[Cell, str]) -> None:
        """Put notes on cells that have none."""
        ...

    def delete_notes(self, title: str, cells: Sequence[Cell]) -> None:
        """Take the notes off cells."""
        ...

    def formats(self, title: str, areas: Sequence[Range]) -> Mapping[Cell, str]:
        """Give the number format of each cell, in Excel's spelling."""
        ...

    def set_format(self, title: str, areas: Sequence[Range], number_format: str) -> None:
        """Give cells a number format."""
        ...

    def write(self, title: str, row: int, column: int, rows: Sequence[Sequence[OwnCell]]) -> None:
        """Write a block: a text stays a text whatever it looks like, None empties the cell.

        Number formats stay.  In a cell that is formatted as text a number becomes a text.
        """
        ...

    def write_links(self, title: str, row: int, column: int, links: Sequence[tuple[str, str]]) -> None:
        """Write a column of links inside the workbook: where each leads (``'L1'!C7``), and its text."""
        ...

    def insert_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Put rows in before a row, at least as many columns wide as asked; they look like the row above."""
        ...

    def delete_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Take rows out."""
        ...

    def resize_table(self, title: str, name: str, area: Range) -> None:
        """Let a table reach over an area, its header row included."""
        ...

    def fit_rows(self, title: str, first: int, last: int) -> None:
        """Make rows as high as their texts."""
        ...

    def add_sheet(self, title: str, widths: Sequence[float], header_row: int, last_row: int, *, hidden: bool) -> None:
        """Add a sheet behind the others, ready for texts, its header row set off."""
        ...

    def remove_sheet(self, title: str) -> None:
        """Take a sheet out without asking."""
        ...
