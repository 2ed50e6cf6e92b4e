"""The cells of a sheet that is open in LibreOffice, as the file reader would give them.

Everything is asked of whole areas.  Only the kind of an error has no bulk question in UNO, so error
cells are asked one by one, and of very many only the first.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xltools.core.frozen import frozen
from xltools.core.grid import CellType, ColumnCells, SheetGrid, SheetTable, Validation, number_text
from xltools.core.marks.cell_areas import address_of, halves
from xltools.core.ranges import Range

_VALUE, _DATETIME, _STRING, _FORMULA = 1, 2, 4, 16  # com.sun.star.sheet.CellFlags
_NUMBERS, _ERRORS = 1, 4  # com.sun.star.sheet.FormulaResult
_DATE_FORMATS, _LOGICAL_FORMAT = 2 | 4, 1024  # com.sun.star.util.NumberFormat
_MOST_ERRORS_NAMED = 500
_ERROR_NAMES = {
    502: "#VALUE!",
    503: "#NUM!",
    504: "#REF!",
    511: "#VALUE!",
    519: "#VALUE!",
    521: "#NULL!",
    524: "#REF!",
    525: "#NAME?",
    532: "#DIV/0!",
    32767: "#N/A",
}
_ANY_ERROR = "#VALUE!"
_TRUTHS = {"TRUE()", "FALSE()"}
"""What LibreOffice makes of a truth value in a workbook file, which is no formula there."""

_VALIDATIONS = {1: "whole", 2: "decimal", 3: "date", 4: "time", 5: "textLength", 6: "list", 7: "custom"}


@frozen
class LiveTable:
    """A table: its name, the number of its sheet, its area, and whether a filter is set in it."""

    name: str
    sheet: int
    area: Range
    filtered: bool


_Cells = dict[int, dict[int, tuple[CellType, str]]]
"""What each cell holds, by column and row."""


def read_sheet(document: Any, title: str, tables: Sequence[LiveTable]) -> SheetGrid:
    """Read a sheet.

    Args:
        document: The spreadsheet document, as UNO gives it.
        title: The tab.
        tables: From ``read_tables``.
    """
    sheet = document.Sheets.getByName(title)
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    used = Range(1, 1, end.EndRow + 1, end.EndColumn + 1)
    cells, formulas = _values(sheet), _formulas(sheet)
    _name_errors(sheet, cells)
    groups = [(_ranges(group.RangeAddresses), group) for group in _each(sheet.UniqueCellFormatRanges)]
    _dress(sheet, cells, groups, document.NumberFormats)
    hidden_rows, hidden_columns = _hidden(sheet, used)
    own = [table for table in tables if table.sheet == end.Sheet]
    return SheetGrid(
        title,
        "visible" if sheet.IsVisible else "hidden",
        {column: _column(cells[column]) for column in sorted(cells)},
        formulas,
        tuple(_merged(sheet, used)),
        hidden_rows,
        hidden_columns,
        tuple(SheetTable(table.name, address_of(table.area)) for table in own),
        tuple(_validations(groups)),
        sheet.isProtected(),
        bool(hidden_rows) and any(table.filtered for table in own),
    )


def read_tables(document: Any) -> tuple[LiveTable, ...]:
    """Read the tables of a workbook; LibreOffice calls them database ranges."""
    tables = []
    for table in _each(document.DatabaseRanges):
        area, filtered = table.DataArea, bool(table.getFilterDescriptor().getFilterFields())
        tables.append(LiveTable(table.Name, area.Sheet, _range(area), filtered))
    return tuple(tables)


def _values(sheet: Any) -> _Cells:
    cells: _Cells = {}
    for area in _ranges(sheet.queryContentCells(_VALUE | _DATETIME | _STRING | _FORMULA).RangeAddresses):
        block = _area(sheet, area).getDataArray()
        for row, line in enumerate(block, area.top):
            for column, value in enumerate(line, area.left):
                cells.setdefault(column, {})[row] = _held(value)
    return cells


def _formulas(sheet: Any) -> dict[tuple[int, int], str]:
    formulas: dict[tuple[int, int], str] = {}
    for area in _ranges(sheet.queryContentCells(_FORMULA).RangeAddresses):
        for row, line in enumerate(_area(sheet, area).getFormulaArray(), area.top):
            for column, text in enumerate(line, area.left):
                formula = str(text).strip("{}").removeprefix("=")
                if formula not in _TRUTHS:
                    formulas[row, column] = formula
    return formulas


def _name_errors(sheet: Any, cells: _Cells) -> None:
    places = (place for area in _ranges(sheet.queryFormulaCells(_ERRORS).RangeAddresses) for place in _places(area))
    for number, (row, column) in enumerate(places):
        error = sheet.getCellByPosition(column - 1, row - 1).getError() if number < _MOST_ERRORS_NAMED else 0
        cells.setdefault(column, {})[row] = CellType.ERROR, _ERROR_NAMES.get(error, _ANY_ERROR)


def _places(area: Range) -> Iterator[tuple[int, int]]:
    for row in range(area.top, area.bottom + 1):
        yield from ((row, column) for column in range(area.left, area.right + 1))


def _held(value: object) -> tuple[CellType, str]:
    if isinstance(value, str):
        return CellType.TEXT, value
    return (CellType.NUMBER, number_text(value)) if isinstance(value, float) else (CellType.NO_VALUE, "")


def _dress(sheet: Any, cells: _Cells, groups: list[tuple[list[Range], Any]], formats: Any) -> None:
    """Tell dates and truth values from plain numbers.

    Days that were typed are asked for at once; what a formula gives is seen by its number format only.
    """
    _retype(cells, _ranges(sheet.queryContentCells(_DATETIME).RangeAddresses), logical=False)
    if not sheet.queryFormulaCells(_NUMBERS).RangeAddresses:
        return
    for areas, group in groups:
        kind = formats.getByKey(group.NumberFormat).Type
        if kind & (_DATE_FORMATS | _LOGICAL_FORMAT):
            _retype(cells, areas, logical=bool(kind & _LOGICAL_FORMAT))


def _retype(cells: _Cells, areas: list[Range], *, logical: bool) -> None:
    for area in areas:
        for column in range(area.left, area.right + 1):
            held = cells.get(column, {})
            for row in held.keys() & set(range(area.top, area.bottom + 1)):
                if held[row][0] is CellType.NUMBER:
                    held[row] = _dressed(held[row][1], logical=logical)


def _dressed(value: str, *, logical: bool) -> tuple[CellType, str]:
    if not logical:
        return CellType.DATE, value
    return (CellType.BOOLEAN, "TRUE" if value == "1" else "FALSE") if value in {"0", "1"} else (CellType.NUMBER, value)


def _column(held: dict[int, tuple[CellType, str]]) -> ColumnCells:
    rows = tuple(sorted(held))
    return ColumnCells(rows, tuple(held[row][0] for row in rows), tuple(held[row][1] for row in rows))


def _hidden(sheet: Any, used: Range) -> tuple[frozenset[int], frozenset[int]]:
    visible = _ranges(_area(sheet, used).queryVisibleCells().RangeAddresses)
    rows = {row for area in visible for row in range(area.top, area.bottom + 1)}
    columns = {column for area in visible for column in range(area.left, area.right + 1)}
    return (
        frozenset(row for row in range(1, used.bottom + 1) if row not in rows),
        frozenset(column for column in range(1, used.right + 1) if column not in columns),
    )


def _merged(sheet: Any, area: Range) -> Iterator[str]:
    """Give the merged areas whose first cell lies in an area, by halving."""
    if not _area(sheet, area).getIsMerged():
        return
    if (area.top, area.left) != (area.bottom, area.right):
        for half in halves(area):
            yield from _merged(sheet, half)
        return
    cursor = sheet.createCursorByRange(_area(sheet, area))
    cursor.collapseToMergedArea()
    yield address_of(_range(cursor.RangeAddress))


def _validations(groups: list[tuple[list[Range], Any]]) -> Iterator[Validation]:
    for areas, group in groups:
        validation = group.Validation
        kind = _VALIDATIONS.get(_number(validation.Type))
        if kind is not None:
            yield Validation(" ".join(map(address_of, areas)), kind, "")


def _number(kind: Any) -> int:
    names = ("ANY", "WHOLE", "DECIMAL", "DATE", "TIME", "TEXT_LEN", "LIST", "CUSTOM")
    return names.index(kind.value)


def _each(collection: Any) -> Iterator[Any]:
    for number in range(collection.Count):
        yield collection.getByIndex(number)


def _area(sheet: Any, area: Range) -> Any:
    return sheet.getCellRangeByPosition(area.left - 1, area.top - 1, area.right - 1, area.bottom - 1)


def _ranges(addresses: Iterable[Any]) -> list[Range]:
    return [_range(address) for address in addresses]


def _range(address: Any) -> Range:
    return Range(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)
