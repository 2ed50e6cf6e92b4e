"""A workbook that is open in Excel, over COM: what ``live_program`` asks for.

Written from Microsoft's documentation of Excel's object model; not yet seen in Excel.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xltools.adapters.excel_cells import cells_of, formats_of, read_sheet
from xltools.adapters.live_program import COLOURS, HEADER_FILL, INKS, MARK_FORMULA, Cell, Colour
from xltools.core.findings import Severity
from xltools.core.grid import Grid, SheetGrid
from xltools.core.marks.cell_areas import addresses_of
from xltools.core.marks.own_sheets import OwnCell
from xltools.core.ranges import Range
from xltools.errors import MachineError

_EXPRESSION = 2  # XlFormatConditionType.xlExpression
_VISIBLE, _VERY_HIDDEN = -1, 2  # XlSheetVisibility
_ALLOWED = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)
"""What a lock may leave open; Protect takes them by the names by which Protection tells them."""


class ExcelProgram:
    """A workbook that is open in Excel.

    Args:
        book: The workbook, as COM gives it.
    """

    def __init__(self, book: Any) -> None:
        self._book = book

    def tabs(self) -> tuple[str, ...]:
        """Give the names of the worksheets."""
        return tuple(str(sheet.Name) for sheet in self._book.Worksheets)

    def read(self, titles: Sequence[str]) -> Grid:
        """Read some sheets."""
        properties = {str(one.Name): str(one.Value) for one in self._book.CustomDocumentProperties}
        sheets = tuple(self.read_sheet(title) for title in titles)
        return Grid(sheets, bool(self._book.Date1904), properties=properties)

    def read_sheet(self, title: str) -> SheetGrid:
        """Read one sheet."""
        return read_sheet(self._sheet(title))

    @contextlib.contextmanager
    def unlocked(self) -> Iterator[None]:
        """Lift the protection of all sheets, and let the screen and the workbook's own events rest."""
        application = self._book.Application
        screen, events = application.ScreenUpdating, application.EnableEvents
        application.ScreenUpdating = application.EnableEvents = False
        opened: list[tuple[Any, dict[str, bool]]] = []
        try:
            for sheet in self._book.Worksheets:
                if sheet.ProtectContents:
                    options = _lock_of(sheet)
                    _unlock(sheet)
                    opened.append((sheet, options))
            yield
        finally:
            for sheet, options in opened:
                sheet.Protect(**options)
            application.ScreenUpdating, application.EnableEvents = screen, events

    def colour(self, title: str, areas: Sequence[Range], severity: Severity) -> None:
        """Lay a mark over cells: a conditional format for as many as an address can name."""
        for address in addresses_of(areas):
            rule = self._sheet(title).Range(address).FormatConditions.Add(Type=_EXPRESSION, Formula1=f"={MARK_FORMULA}")
            rule.Interior.Color = _number(COLOURS[severity])
            rule.Font.Color = _number(INKS[severity])
            rule.StopIfTrue = False
            rule.SetFirstPriority()

    def uncolour(self, titles: Sequence[str]) -> None:
        """Take the tool's marks off sheets."""
        for title in titles:
            rules = self._sheet(title).Cells.FormatConditions
            for number in range(rules.Count, 0, -1):
                rule = rules.Item(number)
                if rule.Type == _EXPRESSION and MARK_FORMULA in str(rule.Formula1):
                    rule.Delete()

    def notes(self, title: str) -> Mapping[Cell, str]:
        """Give the text of every note, and of every threaded comment, beside which Excel allows no note."""
        sheet = self._sheet(title)
        found = {(note.Parent.Row, note.Parent.Column): str(note.Text()) for note in sheet.Comments}
        for comment in getattr(sheet, "CommentsThreaded", ()):
            found.setdefault((comment.Parent.Row, comment.Parent.Column), "")
        return found

    def add_notes(self, title: str, notes: Mapping[Cell, str]) -> None:
        """Put notes on cells; Excel has no way but one by one."""
        sheet = self._sheet(title)
        for (row, column), text in notes.items():
            sheet.Cells(row, column).AddComment(text).Shape.TextFrame.AutoSize = True

    def delete_notes(self, title: str, cells: Sequence[Cell]) -> None:
        """Take the notes off cells."""
        for address in addresses_of([Range(row, column, row, column) for row, column in cells]):
            self._sheet(title).Range(address).ClearComments()

    def formats(self, title: str, areas: Sequence[Range]) -> Mapping[Cell, str]:
        """Give the number format of each cell."""
        sheet = self._sheet(title)
        return {
            (row, column): str(code)
            for area in areas
            for part, code in formats_of(sheet, area)
            for row in range(part.top, part.bottom + 1)
            for column in range(part.left, part.right + 1)
        }

    def set_format(self, title: str, areas: Sequence[Range], number_format: str) -> None:
        """Give cells a number format."""
        for address in addresses_of(areas):
            self._sheet(title).Range(address).NumberFormat = number_format

    def write(self, title: str, row: int, column: int, rows: Sequence[Sequence[OwnCell]]) -> None:
        """Write a block.  In a cell that is formatted as text nothing is read into a text, so texts go in so."""
        if not rows:
            return
        sheet = self._sheet(title)
        parts: list[tuple[Range, str]] = []
        for number, values in enumerate(zip(*rows, strict=True), column):
            if any(isinstance(value, str) for value in values) and not any(isinstance(v, Decimal) for v in values):
                area = Range(row, number, row + len(rows) - 1, number)
                parts += formats_of(sheet, area)
                cells_of(sheet, area).NumberFormat = "@"
        block = Range(row, column, row + len(rows) - 1, column + len(rows[0]) - 1)
        cells_of(sheet, block).Value2 = tuple(tuple(map(_plain, line)) for line in rows)
        for area, code in parts:
            cells_of(sheet, area).NumberFormat = code

    def write_links(self, title: str, row: int, column: int, links: Sequence[tuple[str, str]]) -> None:
        """Write a column of links."""
        if links:
            formulas = tuple((f"=HYPERLINK({_quoted('#' + to)},{_quoted(text)})" if to else "",) for to, text in links)
            cells_of(self._sheet(title), Range(row, column, row + len(links) - 1, column)).Formula = formulas

    def insert_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Put whole rows in; they look like the row above."""
        del width
        self._sheet(title).Rows(f"{row}:{row + count - 1}").Insert()

    def delete_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Take whole rows out."""
        del width
        self._sheet(title).Rows(f"{row}:{row + count - 1}").Delete()

    def resize_table(self, title: str, name: str, area: Range) -> None:
        """Let a table reach over an area."""
        sheet = self._sheet(title)
        for table in sheet.ListObjects:
            if str(table.Name) == name:
                table.Resize(cells_of(sheet, area))

    def fit_rows(self, title: str, first: int, last: int) -> None:
        """Make rows as high as their texts."""
        self._sheet(title).Rows(f"{first}:{last}").AutoFit()

    def add_sheet(self, title: str, widths: Sequence[float], header_row: int, last_row: int, *, hidden: bool) -> None:
        """Add a sheet behind the others; the one in front stays in front."""
        self._check_structure()
        sheets, front = self._book.Worksheets, self._book.ActiveSheet
        sheet = sheets.Add(After=sheets(sheets.Count))
        sheet.Name = title
        for number, width in enumerate(widths, 1):
            sheet.Columns(number).ColumnWidth = width
        cells_of(sheet, Range(header_row, 1, last_row, len(widths))).WrapText = True
        header = cells_of(sheet, Range(header_row, 1, header_row, len(widths)))
        header.Interior.Color = _number(HEADER_FILL)
        header.Font.Bold = True
        sheet.Range("A1").Font.Bold = True
        front.Activate()
        sheet.Visible = _VERY_HIDDEN if hidden else _VISIBLE

    def remove_sheet(self, title: str) -> None:
        """Take a sheet out without asking."""
        self._check_structure()
        application = self._book.Application
        alerts = application.DisplayAlerts
        application.DisplayAlerts = False
        try:
            sheet = self._sheet(title)
            sheet.Visible = _VISIBLE  # Excel deletes no very hidden sheet
            sheet.Delete()
        finally:
            application.DisplayAlerts = alerts

    def _sheet(self, title: str) -> Any:
        return self._book.Worksheets(title)

    def _check_structure(self) -> None:
        if self._book.ProtectStructure:
            raise MachineError("macro.structure_locked", name=str(self._book.Name))


def _lock_of(sheet: Any) -> dict[str, bool]:
    """Give how a sheet is locked, as ``Protect`` takes it."""
    options = {name: bool(getattr(sheet.Protection, name)) for name in _ALLOWED}
    return {
        "DrawingObjects": bool(sheet.ProtectDrawingObjects),
        "Contents": True,
        "Scenarios": bool(sheet.ProtectScenarios),
        "UserInterfaceOnly": bool(sheet.ProtectionMode),
        **options,
    }


def _unlock(sheet: Any) -> None:
    """Unlock a sheet that has no password; with none given at all, Excel would ask for one.

    Raises:
        MachineError: It has a password.
    """
    from pywintypes import com_error

    with contextlib.suppress(com_error):
        sheet.Unprotect("")
    if sheet.ProtectContents:
        raise MachineError("macro.locked", sheet=str(sheet.Name))


def _plain(value: OwnCell) -> str | float | None:
    return float(value) if isinstance(value, Decimal) else value


def _number(colour: Colour) -> int:
    """Write a colour as Excel does, red lowest."""
    red, green, blue = colour
    return red | green << 8 | blue << 16


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
