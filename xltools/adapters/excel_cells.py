"""The cells of a sheet that is open in Excel, as the file reader would give them.

Excel is asked about whole ranges.  Where it answers for a range only if all its cells are alike (a
merge, a hidden row, a validation), the range is halved until it does; cells that are alike stand
together, so few questions are enough.  What is said of Excel's answers comes from Microsoft's
documentation of its object model; it was not seen in Excel.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Any

from xltools.core.grid import CellType, ColumnCells, SheetGrid, SheetTable, Validation, number_text
from xltools.core.marks.cell_areas import address_of, halves
from xltools.core.ranges import Range, parse_range

_STATES = {-1: "visible", 0: "hidden", 2: "veryHidden"}  # XlSheetVisibility
_VALIDATIONS = {0: "none", 1: "whole", 2: "decimal", 3: "list", 4: "date", 5: "time", 6: "textLength", 7: "custom"}
_MOST_CELLS = 200_000
"""Cells read at once."""

ERROR_NAMES = {
    -2146826288: "#NULL!",
    -2146826281: "#DIV/0!",
    -2146826273: "#VALUE!",
    -2146826265: "#REF!",
    -2146826259: "#NAME?",
    -2146826252: "#NUM!",
    -2146826246: "#N/A",
}
"""Excel's errors as COM carries them (XlCVError)."""

_Cells = dict[int, dict[int, tuple[CellType, str]]]


def read_sheet(sheet: Any) -> SheetGrid:
    """Read a worksheet, as COM gives it."""
    used = area_of(sheet.UsedRange)
    cells: _Cells = {}
    formulas: dict[tuple[int, int], str] = {}
    for block in _filled(sheet, used):
        _take(sheet, block, cells, formulas)
    last_row = max((max(held) for held in cells.values()), default=1)
    seen = Range(1, 1, last_row, max(cells, default=1))
    rows = [part for part, hidden in _alike(sheet, seen._replace(right=1), _row_hidden) if hidden]
    columns = [part for part, hidden in _alike(sheet, seen._replace(bottom=1), _column_hidden) if hidden]
    hidden_rows = frozenset(row for part in rows for row in range(part.top, part.bottom + 1))
    tables = tuple(SheetTable(table.Name, _plain_address(table.Range)) for table in sheet.ListObjects)
    return SheetGrid(
        str(sheet.Name),
        _STATES.get(sheet.Visible, "visible"),
        {column: _column(cells[column]) for column in sorted(cells)},
        formulas,
        tuple(dict.fromkeys(_merged(sheet, seen))),
        hidden_rows,
        frozenset(column for part in columns for column in range(part.left, part.right + 1)),
        tables,
        tuple(_validations(sheet, used)),
        bool(sheet.ProtectContents),
        bool(hidden_rows) and _filters(sheet),
    )


def area_of(cells: Any) -> Range:
    """Give the rectangle of a range."""
    return Range(cells.Row, cells.Column, cells.Row + cells.Rows.Count - 1, cells.Column + cells.Columns.Count - 1)


def cells_of(sheet: Any, area: Range) -> Any:
    """Give a rectangle as COM's range."""
    return sheet.Range(address_of(area))


def rows_of(found: Any) -> Sequence[Sequence[Any]]:
    """Give what COM says of a range by rows; of a single cell it says it bare."""
    return found if isinstance(found, tuple) else ((found,),)


def _filled(sheet: Any, area: Range) -> Iterator[Range]:
    """Give the parts of an area that hold anything, none too large to be read at once."""
    count = sheet.Application.WorksheetFunction.CountA
    if not count(cells_of(sheet, area)):
        return
    if (area.bottom - area.top + 1) * (area.right - area.left + 1) <= _MOST_CELLS:
        yield area
        return
    for half in halves(area):
        yield from _filled(sheet, half)


def _take(sheet: Any, area: Range, cells: _Cells, formulas: dict[tuple[int, int], str]) -> None:
    """Read a block thrice: its bare values, those that are dates, and its formulas."""
    block = cells_of(sheet, area)
    bare, dressed, spelled = rows_of(block.Value2), rows_of(block.Value), rows_of(block.Formula)
    for down, line in enumerate(bare):
        for right, value in enumerate(line):
            formula = spelled[down][right]
            if value is None and not formula:
                continue
            row, column = area.top + down, area.left + right
            kind = isinstance(dressed[down][right], datetime)
            cells.setdefault(column, {})[row] = _held(value, is_date=kind)
            # A text that begins with = is spelled as a formula too, but is its own value.
            if isinstance(formula, str) and formula.startswith("=") and formula != value:
                formulas[row, column] = formula.removeprefix("=")


def _held(value: Any, *, is_date: bool) -> tuple[CellType, str]:
    """Say what a bare value is: COM gives numbers as floats and errors as integers."""
    if value is None:
        return CellType.NO_VALUE, ""
    if isinstance(value, bool):
        return CellType.BOOLEAN, "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return CellType.ERROR, ERROR_NAMES.get(value, "#VALUE!")
    if isinstance(value, float):
        return CellType.DATE if is_date else CellType.NUMBER, number_text(value)
    return CellType.TEXT, str(value)


def _column(held: dict[int, tuple[CellType, str]]) -> ColumnCells:
    rows = tuple(sorted(held))
    return ColumnCells(rows, tuple(held[row][0] for row in rows), tuple(held[row][1] for row in rows))


def _alike(sheet: Any, area: Range, ask: Callable[[Any], Any]) -> Iterator[tuple[Range, Any]]:
    """Give the parts of an area for which Excel has one answer, with it."""
    answer = ask(cells_of(sheet, area))
    if answer is not None or (area.top, area.left) == (area.bottom, area.right):
        yield area, answer
        return
    for half in halves(area):
        yield from _alike(sheet, half, ask)


def formats_of(sheet: Any, area: Range) -> Iterator[tuple[Range, str]]:
    """Give the parts of an area that have one number format, with it."""
    yield from _alike(sheet, area, lambda cells: cells.NumberFormat)


def _row_hidden(cells: Any) -> Any:
    return cells.EntireRow.Hidden


def _column_hidden(cells: Any) -> Any:
    return cells.EntireColumn.Hidden


def _merged(sheet: Any, area: Range) -> Iterator[str]:
    """Give the merged areas that reach into an area; each may come more than once."""
    cells = cells_of(sheet, area)
    answer = cells.MergeCells
    if answer is False:
        return
    if answer is True:
        merge = cells.Cells(1, 1).MergeArea
        around = area_of(merge)
        if around.holds(area.top, area.left) and around.holds(area.bottom, area.right):
            yield address_of(around)
            return
    for half in halves(area):
        yield from _merged(sheet, half)


def _validations(sheet: Any, used: Range) -> Iterator[Validation]:
    """Give the validations of the open entry cells; a locked cell takes no entry that one could restrict."""
    for column in range(used.left, used.right + 1):
        for part, locked in _alike(sheet, Range(used.top, column, used.bottom, column), lambda cells: cells.Locked):
            if locked is False:
                yield from _validated(sheet, part)


def _validated(sheet: Any, area: Range) -> Iterator[Validation]:
    from pywintypes import com_error

    try:
        kind = cells_of(sheet, area).Validation.Type
    except com_error:  # none, or not the same in all cells
        if area.top < area.bottom:
            for half in halves(area):
                yield from _validated(sheet, half)
        return
    yield Validation(address_of(area), _VALIDATIONS.get(kind, "none"), "")


def _filters(sheet: Any) -> bool:
    if sheet.FilterMode:
        return True
    return any(table.ShowAutoFilter and table.AutoFilter.FilterMode for table in sheet.ListObjects)


def _plain_address(cells: Any) -> str:
    return address_of(parse_range(str(cells.Address)))
