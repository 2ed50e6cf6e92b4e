"""A workbook that is open in LibreOffice, over UNO: what ``live_program`` asks for."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xltools.adapters import libreoffice_marks
from xltools.adapters.libreoffice_cells import read_sheet, read_tables
from xltools.adapters.live_program import COLOURS, HEADER_FILL, INKS, Cell, Colour
from xltools.adapters.uno_connection import bindings
from xltools.core.findings import Severity
from xltools.core.grid import Grid, SheetGrid
from xltools.core.marks.cell_areas import halves
from xltools.core.marks.own_sheets import OwnCell
from xltools.core.ranges import Range
from xltools.errors import MachineError

_STYLES = {severity: f"xltools-{severity.name.lower()}" for severity in Severity}
_OF_FILES = "ConditionalStyle_"  # as LibreOffice names the conditional formats of workbook files
_STYLE = "com.sun.star.style.CellStyle"
_INSERT_MODE = "com.sun.star.sheet.CellInsertMode"
_DELETE_MODE = "com.sun.star.sheet.CellDeleteMode"
_ROMAN_WIDTH = 210  # hundredths of a millimetre that a character of a column's width takes
_WEIGHT_BOLD = 150.0  # com.sun.star.awt.FontWeight.BOLD


class LibreOfficeProgram:
    """A workbook that is open in LibreOffice.

    Args:
        document: The spreadsheet document, as UNO gives it.
    """

    def __init__(self, document: Any) -> None:
        self._document = document

    def tabs(self) -> tuple[str, ...]:
        """Give the names of the worksheets."""
        return tuple(self._document.Sheets.ElementNames)

    def read(self, titles: Sequence[str]) -> Grid:
        """Read some sheets."""
        document = self._document
        properties = {
            value.Name: str(value.Value) for value in document.DocumentProperties.UserDefinedProperties.PropertyValues
        }
        null_date = document.NullDate
        tables = read_tables(document)
        return Grid(
            tuple(read_sheet(document, title, tables) for title in titles),
            (null_date.Year, null_date.Month, null_date.Day) == (1904, 1, 1),
            properties=properties,
        )

    def read_sheet(self, title: str) -> SheetGrid:
        """Read one sheet."""
        return read_sheet(self._document, title, read_tables(self._document))

    @contextlib.contextmanager
    def unlocked(self) -> Iterator[None]:
        """Lift the protection of all sheets; LibreOffice changes no cell style while one is locked."""
        sheets = self._document.Sheets
        every = [sheets.getByIndex(number) for number in range(sheets.Count)]
        locked = [sheet for sheet in every if sheet.isProtected()]
        self._document.lockControllers()
        opened = []
        try:
            for sheet in locked:
                sheet.unprotect("")
                if sheet.isProtected():
                    raise MachineError("macro.locked", sheet=sheet.Name)
                opened.append(sheet)
            yield
        finally:
            for sheet in opened:
                sheet.protect("")
            self._document.unlockControllers()

    def colour(self, title: str, areas: Sequence[Range], severity: Severity) -> None:
        """Lay a mark over cells."""
        libreoffice_marks.colour(self._document, self._sheet(title), areas, self._style(severity))

    def uncolour(self, titles: Sequence[str]) -> None:
        """Take the tool's marks off sheets, and then the styles that only they use."""
        for title in titles:
            libreoffice_marks.uncolour(self._document, self._sheet(title))
        if set(titles) >= set(self.tabs()):
            styles = self._document.StyleFamilies.getByName("CellStyles")
            for name in _STYLES.values():
                if styles.hasByName(name):
                    styles.removeByName(name)

    def notes(self, title: str) -> Mapping[Cell, str]:
        """Give the text of every note."""
        return {_cell(note.Position): str(note.String) for note in self._annotations(title)}

    def add_notes(self, title: str, notes: Mapping[Cell, str]) -> None:
        """Put notes on cells; UNO has no way but one by one."""
        sheet = self._sheet(title)
        annotations, address = sheet.Annotations, sheet.getCellByPosition(0, 0).CellAddress
        for (row, column), text in notes.items():
            address.Row, address.Column = row - 1, column - 1
            annotations.insertNew(address, text)

    def delete_notes(self, title: str, cells: Sequence[Cell]) -> None:
        """Take the notes off cells."""
        wanted = set(cells)
        annotations = self._sheet(title).Annotations
        for number in reversed(range(annotations.Count)):
            if _cell(annotations.getByIndex(number).Position) in wanted:
                annotations.removeByIndex(number)

    def formats(self, title: str, areas: Sequence[Range]) -> Mapping[Cell, str]:
        """Give the number format of each cell: asked of whole areas, and of their parts where they differ."""
        known: dict[int, str] = {}
        found: dict[Cell, str] = {}
        for area in areas:
            for part, key in self._uniform(title, area):
                if key not in known:
                    known[key] = self._document.NumberFormats.getByKey(key).FormatString
                for row in range(part.top, part.bottom + 1):
                    for column in range(part.left, part.right + 1):
                        found[row, column] = known[key]
        return found

    def set_format(self, title: str, areas: Sequence[Range], number_format: str) -> None:
        """Give cells a number format."""
        numbers, locale = self._document.NumberFormats, self._document.CharLocale
        key = numbers.queryKey(number_format, locale, False)
        if key < 0:
            key = numbers.addNew(number_format, locale)
        self._ranges(title, areas).NumberFormat = key

    def write(self, title: str, row: int, column: int, rows: Sequence[Sequence[OwnCell]]) -> None:
        """Write a block; what goes in as an array is never taken for a formula or a number."""
        if rows:
            cells = self._block(title, row, column, len(rows), len(rows[0]))
            cells.setDataArray(tuple(tuple(map(_plain, line)) for line in rows))

    def write_links(self, title: str, row: int, column: int, links: Sequence[tuple[str, str]]) -> None:
        """Write a column of links."""
        if links:
            formulas = tuple(
                (f"=HYPERLINK({_quoted('#' + to)};{_quoted(text)})" if to else text,) for to, text in links
            )
            self._block(title, row, column, len(links), 1).setFormulaArray(formulas)

    def insert_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Put rows in.  Only the cells of the table move: whole rows would leave LibreOffice's last ones changed."""
        address = self._block(title, row, 1, count, width).RangeAddress
        self._sheet(title).insertCells(address, bindings().Enum(_INSERT_MODE, "DOWN"))

    def delete_rows(self, title: str, row: int, count: int, width: int) -> None:
        """Take rows out, as they were put in."""
        address = self._block(title, row, 1, count, width).RangeAddress
        self._sheet(title).removeRange(address, bindings().Enum(_DELETE_MODE, "UP"))
        self.fit_rows(title, row, row + count - 1)

    def resize_table(self, title: str, name: str, area: Range) -> None:
        """Let a table reach over an area; LibreOffice calls it a database range."""
        tables = self._document.DatabaseRanges
        if tables.hasByName(name):
            tables.getByName(name).setDataArea(self._area(title, area).RangeAddress)

    def fit_rows(self, title: str, first: int, last: int) -> None:
        """Make rows as high as their texts."""
        self._area(title, Range(first, 1, last, 1)).Rows.OptimalHeight = True

    def add_sheet(self, title: str, widths: Sequence[float], header_row: int, last_row: int, *, hidden: bool) -> None:
        """Add a sheet behind the others."""
        sheets = self._document.Sheets
        sheets.insertNewByName(title, sheets.Count)
        sheet = sheets.getByName(title)
        for number, width in enumerate(widths):
            sheet.Columns.getByIndex(number).Width = int(width * _ROMAN_WIDTH)
        self._area(title, Range(header_row, 1, last_row, len(widths))).IsTextWrapped = True
        header = self._area(title, Range(header_row, 1, header_row, len(widths)))
        header.CellBackColor = _number(HEADER_FILL)
        for cells in (header, self._area(title, Range(1, 1, 1, 1))):
            cells.CharWeight = cells.CharWeightAsian = _WEIGHT_BOLD
        sheet.IsVisible = not hidden

    def remove_sheet(self, title: str) -> None:
        """Take a sheet out."""
        self._document.Sheets.removeByName(title)

    def _sheet(self, title: str) -> Any:
        return self._document.Sheets.getByName(title)

    def _area(self, title: str, area: Range) -> Any:
        return self._sheet(title).getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)

    def _block(self, title: str, row: int, column: int, rows: int, columns: int) -> Any:
        return self._area(title, Range(row, column, row + rows - 1, column + columns - 1))

    def _ranges(self, title: str, areas: Sequence[Range]) -> Any:
        ranges = self._document.createInstance("com.sun.star.sheet.SheetCellRanges")
        ranges.addRangeAddresses(tuple(self._area(title, area).RangeAddress for area in areas), False)
        return ranges

    def _annotations(self, title: str) -> Iterator[Any]:
        annotations = self._sheet(title).Annotations
        for number in range(annotations.Count):
            yield annotations.getByIndex(number)

    def _style(self, severity: Severity) -> str:
        styles, name = self._document.StyleFamilies.getByName("CellStyles"), _STYLES[severity]
        if not styles.hasByName(name):
            styles.insertByName(name, self._document.createInstance(_STYLE))
            style = styles.getByName(name)
            # A style over the default one would show that one's font and alignment too; a style that
            # came with a workbook file stands over none.
            over_none = next((other for other in styles.ElementNames if other.startswith(_OF_FILES)), None)
            if over_none is not None:
                style.ParentStyle = over_none
                style.CharColor = _number(INKS[severity])
            style.CellBackColor = _number(COLOURS[severity])
        return name

    def _uniform(self, title: str, area: Range) -> Iterator[tuple[Range, int]]:
        """Give the parts of an area that have one number format, by halving."""
        cells = self._area(title, area)
        single = (area.top, area.left) == (area.bottom, area.right)
        # DIRECT_VALUE or DEFAULT_VALUE for all cells alike, AMBIGUOUS_VALUE where they differ.
        if single or cells.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            yield area, cells.NumberFormat
            return
        yield from (part for half in halves(area) for part in self._uniform(title, half))


def _cell(position: Any) -> Cell:
    return position.Row + 1, position.Column + 1


def _plain(value: OwnCell) -> str | float:
    if value is None:
        return ""
    return float(value) if isinstance(value, Decimal) else value


def _number(colour: Colour) -> int:
    red, green, blue = colour
    return red << 16 | green << 8 | blue


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'
