"""A sheet of a workbook in LibreOffice, with the names that xlwings calls on its engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from xltools.adapters.uno_addresses import CellArea, parse_areas, split_sheet
from xltools.adapters.uno_formats import Formats
from xltools.adapters.uno_names import Names
from xltools.adapters.uno_notes import Note, each_note
from xltools.adapters.uno_range import Range
from xltools.adapters.uno_transfer import Cells
from xltools.errors import FileError


class SheetApi:
    """The part of Excel's own interface that macros use on a sheet, for what xlwings has no word.

    Args:
        sheet: The sheet.
    """

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet
        self.native = sheet.native

    @property
    def ProtectContents(self) -> bool:  # noqa: N802 - Excel's name
        """Whether the sheet is protected."""
        return bool(self.native.isProtected())

    def Unprotect(self, Password: str = "") -> None:  # noqa: N802, N803 - Excel's names
        """Take the sheet's lock off.

        Raises:
            FileError: The lock has another password.
        """
        self._sheet.book.locks.take_off(self.native, Password)

    def Protect(self, Password: str = "") -> None:  # noqa: N802, N803 - Excel's names
        """Put the sheet's lock back as it was, or give it one."""
        self._sheet.book.locks.put_back(self.native)
        if not self.native.isProtected() and not self._sheet.book.locks.waits(self.native):
            self.native.protect(Password)


class Sheet:
    """A sheet.

    Args:
        book: Its workbook.
        native: LibreOffice's object.
    """

    def __init__(self, book: Any, native: Any) -> None:
        self.book = book
        self.native = native
        self.cells_of = Cells(book.native, native, book.formats, book.formulas)

    @property
    def api(self) -> SheetApi:
        """The part of Excel's own interface that macros use."""
        return SheetApi(self)

    @property
    def formats(self) -> Formats:
        """The workbook's number formats."""
        formats: Formats = self.book.formats
        return formats

    @property
    def name(self) -> str:
        """The tab's text."""
        return str(self.native.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.native.Name = value

    @property
    def names(self) -> Names:
        """The names that belong to the sheet."""
        return Names(self.book, [(self.native.NamedRanges, self.name)])

    @property
    def index(self) -> int:
        """The sheet's place, from 1."""
        return self.cells_of.number + 1

    @property
    def size(self) -> tuple[int, int]:
        """How many rows and columns it has."""
        return self.native.Rows.Count, self.native.Columns.Count

    @property
    def cells(self) -> Range:
        """All its cells."""
        return self.area_range(CellArea(1, 1, *self.size))

    @property
    def used_range(self) -> Range:
        """The smallest range with all that it holds."""
        return self.area_range(self.cells_of.used())

    @property
    def visible(self) -> bool:
        """Whether its tab is shown."""
        return bool(self.native.IsVisible)

    @visible.setter
    def visible(self, value: bool) -> None:
        self.native.IsVisible = bool(value)

    @property
    def notes(self) -> Iterator[Note]:
        """Its notes."""
        for row, column, _ in each_note(self.native):
            place = self.area_range(CellArea(row, column, row, column))
            yield Note(place, self.native.getCellByPosition(column - 1, row - 1))

    def range(self, first: object, second: object = None) -> Range:
        """Give a range: an address or name, a cell by row and column, or all between two.

        Raises:
            IndexError: A row or column 0.
            ValueError: No such address or name.
        """
        start = self._range(first)
        if second is None:
            return start
        end = self._range(second).areas[0]
        area = start.areas[0]
        return self.area_range(
            CellArea(
                min(area.row, end.row),
                min(area.column, end.column),
                max(area.last_row, end.last_row),
                max(area.last_column, end.last_column),
            )
        )

    def area_range(self, *areas: CellArea) -> Range:
        """Give a range of this sheet."""
        return Range(self, areas)

    def activate(self) -> None:
        """Show the sheet."""
        self.book.activate()
        controller = self.book.native.CurrentController
        if controller is not None:
            controller.setActiveSheet(self.native)

    select = activate

    def clear_contents(self) -> None:
        """Empty its cells."""
        self.cells.clear_contents()

    def clear_formats(self) -> None:
        """Take all looks away."""
        self.cells.clear_formats()

    def clear(self) -> None:
        """Empty it."""
        self.cells.clear()

    def autofit(self, axis: str | None = None) -> None:
        """Make columns and rows as wide and high as what they hold."""
        self.used_range.autofit(axis)

    def delete(self) -> None:
        """Remove the sheet."""
        self.book.native.Sheets.removeByName(self.name)

    def check_unprotected(self) -> None:
        """Refuse what Excel would refuse: to change looks and notes on a protected sheet.

        Raises:
            FileError: The sheet is protected.
        """
        if self.native.isProtected():
            raise FileError("libreoffice.protected", sheet=self.name)

    def check_editable(self, areas: Iterable[CellArea]) -> None:
        """Refuse what Excel would refuse: to write into locked cells of a protected sheet.

        Raises:
            FileError: The sheet is protected, and some of the cells are locked.
        """
        if self.native.isProtected() and any(map(self.cells_of.has_locked, areas)):
            raise FileError("libreoffice.protected", sheet=self.name)

    def _range(self, at: object) -> Range:
        if isinstance(at, Range):
            return at
        if isinstance(at, tuple):
            if len(at) == 4:
                row, column, rows, columns = at
                return self.area_range(CellArea(row, column, row + rows - 1, column + columns - 1))
            if 0 in at:
                raise IndexError(at)
            return self.area_range(CellArea(*at, *at))
        return self._named(str(at))

    def _named(self, text: str) -> Range:
        title, cells = split_sheet(text)
        sheet = self if title is None else self.book.sheets(title)
        areas = parse_areas(cells, *self.size)
        if areas is not None:
            return Range(sheet, areas)
        names = next((names for names in (self.names, self.book.names) if names.contains(text)), None)
        if names is None:
            raise ValueError(text)
        found: Range = names(text).refers_to_range
        return found


class Sheets:
    """The sheets of a workbook.

    Args:
        book: The workbook.
    """

    def __init__(self, book: Any) -> None:
        self._book = book
        self.api = book.native.Sheets

    @property
    def active(self) -> Sheet:
        """The sheet that is shown."""
        controller = self._book.native.CurrentController
        return self(1) if controller is None else Sheet(self._book, controller.ActiveSheet)

    def __call__(self, key: str | int) -> Sheet:
        """Find a sheet by its title, upper and lower case being one, or its place from 1.

        Raises:
            KeyError: There is none.
        """
        if isinstance(key, int):
            if not 1 <= key <= len(self):
                raise KeyError(key)
            return Sheet(self._book, self.api.getByIndex(key - 1))
        title = next((title for title in self.api.ElementNames if title.lower() == key.lower()), None)
        if title is None:
            raise KeyError(key)
        return Sheet(self._book, self.api.getByName(title))

    def __len__(self) -> int:
        return int(self.api.Count)

    def __iter__(self) -> Iterator[Sheet]:
        for number in range(len(self)):
            yield Sheet(self._book, self.api.getByIndex(number))

    def __contains__(self, key: object) -> bool:
        return any(title.lower() == str(key).lower() for title in self.api.ElementNames)

    def add(self, before: Sheet | None = None, after: Sheet | None = None, name: str | None = None) -> Sheet:
        """Add a sheet and show it; without a place, before the sheet that is shown."""
        place = self.active.index if before is None else before.index
        title = name or self._free_title()
        self.api.insertNewByName(title, place - 1 if after is None else after.index)
        added = self(title)
        added.activate()
        return added

    def _free_title(self) -> str:
        number = len(self) + 1
        while f"Sheet{number}" in self:
            number += 1
        return f"Sheet{number}"
