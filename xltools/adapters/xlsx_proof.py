"""Prove that a written workbook holds what was planned, by reading it as any workbook is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Context, Decimal

from xltools.core.grid import CellFact, CellType, Grid, SheetGrid
from xltools.core.planning.plan_parts import PlannedValue, SheetPlan, WorkbookPlan

_NOT_IN_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_FIFTEEN = Context(prec=15)  # the digits that a spreadsheet keeps of a number


def holds(grid: Grid, plan: WorkbookPlan) -> bool:
    """Say whether a workbook as read has every sheet, value, formula and name of its plan."""
    return (
        [sheet.name for sheet in grid.sheets] == [sheet.title for sheet in plan.sheets]
        and plan.names.items() <= {name: cells.removeprefix("=") for name, cells in grid.names.items()}.items()
        and plan.properties.items() <= grid.properties.items()
        and not grid.oddities
        and all(_sheet_holds(sheet, planned) for sheet, planned in zip(grid.sheets, plan.sheets, strict=True))
    )


def _sheet_holds(sheet: SheetGrid, plan: SheetPlan) -> bool:
    return not sheet.oddities and all(
        _cell_holds(sheet.cell(row, column), value, formula) for row, column, value, formula in _cells(plan)
    )


def _cells(plan: SheetPlan) -> Iterator[tuple[int, int, PlannedValue, str | None]]:
    """Give row, column, value and formula of every planned cell, a blank one included."""
    for cell in plan.cells:
        yield cell.row, cell.column, cell.value, cell.formula
    for block in plan.blocks:
        for row in range(block.area.first_row, block.area.last_row + 1):
            place = row - block.area.first_row
            value = block.values[place] if place < len(block.values) else None
            yield row, block.area.first_column, value, None


def _cell_holds(fact: CellFact, value: PlannedValue, formula: str | None) -> bool:
    if fact.formula != formula:
        return False
    if value is None or (value == "" and formula is None):
        return fact.type is CellType.BLANK
    if isinstance(value, str):
        return fact.type is CellType.TEXT and fact.value == _NOT_IN_XML.sub(_named, value)
    # Whether a number is a date is in the column's format, and was planned with it.
    number = Decimal(value.toordinal() - date(1899, 12, 30).toordinal()) if isinstance(value, date) else Decimal(value)
    is_number = fact.type in {CellType.NUMBER, CellType.DATE}
    return is_number and _FIFTEEN.plus(Decimal(fact.value)) == _FIFTEEN.plus(number)


def _named(found: re.Match[str]) -> str:
    """Write a character that XML cannot hold as Excel does, and as the reader leaves it: ``_x001F_``."""
    return f"_x{ord(found[0]):04X}_"
