"""A range of cells in LibreOffice, with the names that xlwings calls on its engines.

Only what macros need is here; what is not, fails with its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from xltools.adapters.uno_addresses import CellArea, quoted_sheet, write_area
from xltools.adapters.uno_edges import edge, table_edges
from xltools.adapters.uno_notes import Note, note_at
from xltools.adapters.uno_range_looks import FORMATS, LookingRange, SheetOfCells
from xltools.adapters.uno_values import Raw

_CONTENTS = 1 | 2 | 4 | 16  # com.sun.star.sheet.CellFlags: values, days, texts, formulas
_NOTES = 8


class SheetOfRange(SheetOfCells, Protocol):
    """What a range asks of its sheet."""

    native: Any

    @property
    def name(self) -> str:
        """The tab's text."""

    @property
    def book(self) -> Any:
        """The workbook."""

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns the sheet has."""

    def activate(self) -> None:
        """Show the sheet."""

    def check_editable(self, areas: Sequence[CellArea]) -> None:
        """Raise an error where some of the cells are locked."""

    def area_range(self, *areas: CellArea) -> Range:
        """Give a range of this sheet."""


class Range(LookingRange):
    """One area of cells or, as in Excel, several: values are the first's, colours and formats all areas'.

    Args:
        sheet: Its sheet.
        areas: At least one.
    """

    sheet: SheetOfRange
    max_cells_per_read = None
    max_cells_per_write = None
    has_array = False
    table = None
    comment = None

    def __init__(self, sheet: SheetOfRange, areas: Sequence[CellArea]) -> None:
        super().__init__(sheet, areas)
        self.options: dict[str, object] = {}

    def __len__(self) -> int:
        rows, columns = self.shape
        return rows * columns

    def __bool__(self) -> bool:
        return True

    def __call__(self, row: int, column: int | None = None) -> Range:
        """Give a cell by its row and column from 1, counted from the first cell, or by its place row by row."""
        first = self.areas[0]
        if column is None:
            down, right = divmod(row - 1, first.shape[1])
        else:
            down, right = row - 1, column - 1
        return self._cell(first.row + down, first.column + right)

    @property
    def api(self) -> Any:
        """LibreOffice's own object: a range, or a container of several."""
        return self._block

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        """Sheet, row, column, rows, columns."""
        return (self.sheet.name, self.row, self.column, *self.shape)

    @property
    def row(self) -> int:
        """The first row, from 1."""
        return self.areas[0].row

    @property
    def column(self) -> int:
        """The first column, from 1."""
        return self.areas[0].column

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns, of the first area."""
        return self.areas[0].shape

    @property
    def address(self) -> str:
        """``$A$1:$B$2``."""
        return self.get_address(row_absolute=True, col_absolute=True, external=False)

    def get_address(self, row_absolute: bool, col_absolute: bool, external: bool) -> str:
        """Write the address as Excel does."""
        row_mark, column_mark = "$" if row_absolute else "", "$" if col_absolute else ""
        rows, columns = self.sheet.size
        written = ",".join(
            write_area(area, rows, columns, row_mark=row_mark, column_mark=column_mark) for area in self.areas
        )
        if not external:
            return written
        return f"{quoted_sheet(f'[{self.sheet.book.name}]{self.sheet.name}')}!{written}"

    @property
    def raw_value(self) -> list[list[Raw]]:
        """What the cells hold, by row."""
        return self.sheet.cells_of.values(self.areas[0])

    @raw_value.setter
    def raw_value(self, value: object) -> None:
        area = self.areas[0]
        self.sheet.check_editable([area])
        if isinstance(value, list | tuple):
            self.sheet.cells_of.write(area, value)
        elif isinstance(value, str) and value.startswith("=") and len(value) > 1 and len(self) > 1:
            self.sheet.cells_of.fill_formula(area, value)
        else:
            rows, columns = area.shape
            self.sheet.cells_of.write(area, [[value] * columns] * rows)

    @property
    def formula(self) -> object:
        """What Excel's formula bar shows: a text for one cell, else texts by row."""
        texts = self.sheet.cells_of.formulas(self.areas[0])
        return texts[0][0] if len(self) == 1 else tuple(map(tuple, texts))

    @formula.setter
    def formula(self, value: object) -> None:
        self.raw_value = value

    formula2 = formula

    @property
    def note(self) -> Note | None:
        """The first cell's note."""
        return note_at(self, self._first)

    def add_note(self, text: str) -> Note:
        """Give the cell a note."""
        self.sheet.check_unprotected()
        self.sheet.native.Annotations.insertNew(self._first.CellAddress, text)
        return Note(self, self._first)

    def clear_contents(self) -> None:
        """Empty the cells; looks and notes stay."""
        self.sheet.check_editable(self.areas)
        self._block.clearContents(_CONTENTS)

    def clear(self) -> None:
        """Empty the cells and take looks and notes away."""
        self.sheet.check_unprotected()
        self._block.clearContents(_CONTENTS | FORMATS | _NOTES)

    def clear_notes(self) -> None:
        """Remove the notes of all the areas; not a part of xlwings."""
        self.sheet.check_unprotected()
        self._block.clearContents(_NOTES)

    def end(self, direction: str) -> Range:
        """Go where Ctrl and an arrow key would."""
        row, column = edge(self.sheet.cells_of, self.areas[0], direction, self.sheet.size)
        return self._cell(row, column)

    def expand(self, mode: str = "table") -> Range:
        """Grow the range to the first blank cell: ``table``, ``down`` or ``right``."""
        area = self.areas[0]
        last_row, last_column = table_edges(self.sheet.cells_of, area, mode)
        return self.sheet.area_range(CellArea(area.row, area.column, last_row, last_column))

    @property
    def current_region(self) -> Range:
        """The block of filled cells about the first cell."""
        cursor = self.sheet.native.createCursorByRange(self._first)
        cursor.collapseToCurrentRegion()
        return self._of(cursor.RangeAddress)

    @property
    def merge_cells(self) -> bool:
        """Whether the first cell is part of a merge."""
        return len(self.merge_area) > 1

    @property
    def merge_area(self) -> Range:
        """The merge that the first cell is part of, or the cell."""
        cursor = self.sheet.native.createCursorByRange(self._first)
        cursor.collapseToMergedArea()
        return self._of(cursor.RangeAddress)

    def merge(self, across: bool = False) -> None:
        """Merge the cells into one, or each row into one."""
        area = self.areas[0]
        rows = range(area.row, area.last_row + 1)
        parts = [CellArea(row, area.column, row, area.last_column) for row in rows] if across else [area]
        for part in parts:
            self.sheet.cells_of.block(part).merge(True)

    def unmerge(self) -> None:
        """Undo a merge."""
        self._block.merge(False)

    def select(self) -> None:
        """Show the cells and select them."""
        self.sheet.activate()
        controller = self.sheet.book.native.CurrentController
        if controller is not None:
            controller.select(self._block)

    @property
    def _first(self) -> Any:
        return self.sheet.native.getCellByPosition(self.column - 1, self.row - 1)

    def _cell(self, row: int, column: int) -> Range:
        return self.sheet.area_range(CellArea(row, column, row, column))

    def _of(self, address: Any) -> Range:
        return self.sheet.area_range(
            CellArea(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)
        )
