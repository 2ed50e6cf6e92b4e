"""Marks over cells in LibreOffice, as conditional formats that are seen at once and leave no trace.

LibreOffice 7.4 shows a new conditional format over cells that lie under another one only after the
file has been opened again, and cannot take a single condition out of a format.  So a format of the
workbook's that lies over marked cells is set anew with one condition more, which names them, and later
anew without it; the formats behind it are set anew too, so that their order stays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from xltools.adapters.live_program import MARK_FORMULA, Cell
from xltools.adapters.uno_connection import bindings, properties
from xltools.core.findings import letters
from xltools.core.marks.cell_areas import areas_of
from xltools.core.ranges import Range

_FORMULA = "com.sun.star.sheet.ConditionOperator"
_NAMED = 40  # cells that one condition names; Excel takes no formula of more than 8,192 characters


def colour(document: Any, sheet: Any, areas: Sequence[Range], style: str) -> None:
    """Lay a mark over cells.

    Args:
        document: The workbook.
        sheet: The sheet.
        areas: The cells.
        style: The cell style that is shown.
    """
    left = {cell for area in areas for cell in _cells(area)}
    behind = False
    for over in _formats(sheet):
        under = sorted(cell for cell in left if any(area.holds(*cell) for area in over))
        left.difference_update(under)
        if under or behind:
            cells = _ranges(document, sheet, over)
            conditions = cells.ConditionalFormat
            for start in range(0, len(under), _NAMED):
                _add(conditions, f"AND({MARK_FORMULA};OR({_naming(under[start : start + _NAMED])}))", style)
            cells.ConditionalFormat = conditions
            behind = True
    if left:
        cells = _ranges(document, sheet, areas_of(left))
        conditions = cells.ConditionalFormat
        _add(conditions, MARK_FORMULA, style)
        cells.ConditionalFormat = conditions


def uncolour(document: Any, sheet: Any) -> None:
    """Take the tool's conditions out of a sheet."""
    behind = False
    for over in _formats(sheet):
        cells = _ranges(document, sheet, over)
        conditions = cells.ConditionalFormat
        ours = [number for number in range(conditions.Count) if MARK_FORMULA in conditions.getByIndex(number).Formula1]
        for number in reversed(ours):
            conditions.removeByIndex(number)
        if ours or behind:
            cells.ConditionalFormat = conditions
            behind = True


def _formats(sheet: Any) -> list[list[Range]]:
    """Give where each conditional format of a sheet lies, in their order.

    Left out are colour scales and the like, which cannot be set anew, and formats that share cells with
    another: setting one anew would take those cells from the other.
    """
    found = [
        list(_areas(one.Range))
        for one in sheet.ConditionalFormats.getConditionalFormats()
        if all(hasattr(one.getByIndex(number), "Formula1") for number in range(one.Count))
    ]
    return [over for over in found if not any(_meet(over, other) for other in found if other is not over)]


def _meet(some: Sequence[Range], others: Sequence[Range]) -> bool:
    return any(
        one.top <= other.bottom and other.top <= one.bottom and one.left <= other.right and other.left <= one.right
        for one in some
        for other in others
    )


def _add(conditions: Any, formula: str, style: str) -> None:
    operator = bindings().Enum(_FORMULA, "FORMULA")
    conditions.addNew(properties(Operator=operator, Formula1=formula, StyleName=style))


def _naming(cells: Sequence[Cell]) -> str:
    """Name cells by references, which follow them when rows are put in."""
    places = [f"${letters(column)}${row}" for row, column in cells]
    return ";".join(f"AND(ROW()=ROW({place});COLUMN()=COLUMN({place}))" for place in places)


def _ranges(document: Any, sheet: Any, areas: Sequence[Range]) -> Any:
    ranges = document.createInstance("com.sun.star.sheet.SheetCellRanges")
    found = [sheet.getCellRangeByPosition(a.left - 1, a.top - 1, a.right - 1, a.bottom - 1) for a in areas]
    ranges.addRangeAddresses(tuple(cells.RangeAddress for cells in found), False)
    return ranges


def _areas(ranges: Any) -> Iterator[Range]:
    for address in ranges.RangeAddresses:
        yield Range(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)


def _cells(area: Range) -> Iterator[Cell]:
    for row in range(area.top, area.bottom + 1):
        yield from ((row, column) for column in range(area.left, area.right + 1))
