"""How a range of cells in LibreOffice looks: formats, colours, letters, widths and heights."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from xltools.adapters.uno_addresses import CellArea
from xltools.adapters.uno_colours import from_number, to_number
from xltools.adapters.uno_formats import Formats
from xltools.adapters.uno_looks import Font, column_width, to_column_width
from xltools.adapters.uno_transfer import Cells

FORMATS = 32 | 64 | 256
"""com.sun.star.sheet.CellFlags: hard attributes, styles, formats within a cell's text."""

_POINT = 2540 / 72  # hundredths of a millimetre


class SheetOfCells(Protocol):
    """What the looks of cells ask of their sheet."""

    cells_of: Cells

    @property
    def formats(self) -> Formats:
        """The workbook's number formats."""

    def check_unprotected(self) -> None:
        """Raise an error where the sheet is protected."""


class LookingRange:
    """The looks of one area of cells or several; a range has them beside its values.

    Args:
        sheet: Its sheet.
        areas: At least one.
    """

    def __init__(self, sheet: SheetOfCells, areas: Sequence[CellArea]) -> None:
        self.sheet = sheet
        self.areas = tuple(areas)

    @property
    def number_format(self) -> str | None:
        """The format as Excel writes it, or None where the cells differ."""
        found = {key for area in self.areas for key, _ in self.sheet.cells_of.formats(area)}
        return self.sheet.formats.code(found.pop()) if len(found) == 1 else None

    @number_format.setter
    def number_format(self, code: str) -> None:
        self.sheet.check_unprotected()
        self._block.NumberFormat = self.sheet.formats.key(code)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The background; None where there is none, or where the cells differ."""
        found = {number for area in self.areas for number, _ in self.sheet.cells_of.colours(area)}
        return from_number(found.pop()) if len(found) == 1 else None

    @color.setter
    def color(self, colour: tuple[int, int, int] | int | str | None) -> None:
        self.sheet.check_unprotected()
        self._block.CellBackColor = to_number(colour)

    @property
    def font(self) -> Font:
        """The letters' look."""
        return Font(self._block)

    @property
    def wrap_text(self) -> bool:
        """Whether long texts break into lines."""
        return bool(self._block.IsTextWrapped)

    @wrap_text.setter
    def wrap_text(self, value: bool) -> None:
        self.sheet.check_unprotected()
        self._block.IsTextWrapped = value

    @property
    def column_width(self) -> float | None:
        """In characters, as Excel counts; None where the columns differ."""
        columns = self._block.Columns
        widths = {columns.getByIndex(number).Width for number in range(columns.Count)}
        return column_width(widths.pop()) if len(widths) == 1 else None

    @column_width.setter
    def column_width(self, value: float) -> None:
        self._block.Columns.Width = to_column_width(value)

    @property
    def row_height(self) -> float | None:
        """In points; None where the rows differ."""
        rows = self._block.Rows
        heights = {rows.getByIndex(number).Height for number in range(rows.Count)}
        return round(heights.pop() / _POINT, 2) if len(heights) == 1 else None

    @row_height.setter
    def row_height(self, value: float) -> None:
        self._block.Rows.Height = round(value * _POINT)

    def autofit(self, axis: str | None = None) -> None:
        """Make columns or rows as wide or high as what they hold."""
        if axis in (None, "c", "columns"):
            self._block.Columns.OptimalWidth = True
        if axis in (None, "r", "rows"):
            self._block.Rows.OptimalHeight = True

    def clear_formats(self) -> None:
        """Take the looks away."""
        self.sheet.check_unprotected()
        self._block.clearContents(FORMATS)

    @property
    def _block(self) -> Any:
        cells = self.sheet.cells_of
        return cells.block(self.areas[0]) if len(self.areas) == 1 else cells.scattered(self.areas)
