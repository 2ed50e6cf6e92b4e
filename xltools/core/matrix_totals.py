"""The totals of a matrix, which the workbook computes: their values."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.core.contents import Entry, Record
from xltools.core.sheets import ColumnType, Sheet

NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


def is_total(sheet: Sheet, row: str, column: str) -> bool:
    """Say whether a cell of a matrix is computed from others."""
    return bool(parts_of(sheet, row, column))


def parts_of(sheet: Sheet, row: str, column: str) -> tuple[tuple[str, str], ...]:
    """Give row and column of the cells that a cell of a matrix is the sum of; none for an entry."""
    declared = sheet.column(column)
    if declared.total_of:
        return tuple((row, part) for part in declared.total_of)
    fixed = next(found for found in sheet.rows if found.name == row)
    return tuple((part, column) for part in fixed.total_of) if declared.type in NUMBERS else ()


def with_totals(sheet: Sheet, records: Mapping[str, Record]) -> Mapping[str, Record]:
    """Put the totals into the rows of a matrix; where a part is missing there is no total.

    Args:
        sheet: The matrix.
        records: Its rows by name; what they say of totals themselves is left away.
    """
    filled: dict[str, dict[str, Entry]] = {
        row.name: {
            name: entry for name, entry in records.get(row.name, {}).items() if not is_total(sheet, row.name, name)
        }
        for row in sheet.rows
    }
    for row in sheet.rows:  # totals of rows first: a total of columns may add them up
        for column in sheet.columns:
            if row.total_of and not column.total_of and column.type in NUMBERS:
                _put_sum(filled[row.name], column.name, [filled[part].get(column.name) for part in row.total_of])
    for row in sheet.rows:
        for column in sheet.columns:
            if column.total_of:
                _put_sum(filled[row.name], column.name, [filled[row.name].get(part) for part in column.total_of])
    return filled


def _put_sum(record: dict[str, Entry], name: str, parts: list[Entry | None]) -> None:
    numbers = [Decimal(part) for part in parts if isinstance(part, Decimal | int)]
    if len(numbers) == len(parts):
        record[name] = sum(numbers, Decimal(0))
