"""The totals of a matrix, which the workbook computes: their values and their formulas."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.contents import Entry, Record
from xltools.core.findings import letters
from xltools.core.places import SheetPlace
from xltools.core.ranges import runs
from xltools.core.sheets import ColumnType, Sheet

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


def is_total(sheet: Sheet, row: str, column: str) -> bool:
    """Say whether a cell of a matrix is computed from others."""
    declared = sheet.column(column)
    fixed = next(found for found in sheet.rows if found.name == row)
    return bool(declared.total_of) or (bool(fixed.total_of) and declared.type in _NUMBERS)


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
            if row.total_of and not column.total_of and column.type in _NUMBERS:
                _put_sum(filled[row.name], column.name, [filled[part].get(column.name) for part in row.total_of])
    for row in sheet.rows:
        for column in sheet.columns:
            if column.total_of:
                _put_sum(filled[row.name], column.name, [filled[row.name].get(part) for part in column.total_of])
    return filled


def total_formulas(place: SheetPlace) -> Iterator[tuple[str, str, str]]:
    """Give the formula of each total: row, column, and the sum of its parts where all are numbers, else nothing."""
    sheet = place.sheet
    for row in sheet.rows:
        for column in sheet.columns:
            if column.total_of:
                numbers = [place.columns[part] for part in column.total_of]
                cells = [
                    _range(place.rows[row.name], first, place.rows[row.name], last)
                    for first, last in runs(sorted(numbers))
                ]
            elif row.total_of and column.type in _NUMBERS:
                numbers = [place.rows[part] for part in row.total_of]
                at = place.columns[column.name]
                cells = [_range(first, at, last, at) for first, last in runs(sorted(numbers))]
            else:
                continue
            listed = ",".join(cells)
            yield row.name, column.name, f'IF(COUNT({listed})={len(numbers)},SUM({listed}),"")'


def _put_sum(record: dict[str, Entry], name: str, parts: list[Entry | None]) -> None:
    numbers = [Decimal(part) for part in parts if isinstance(part, Decimal | int)]
    if len(numbers) == len(parts):
        record[name] = sum(numbers, Decimal(0))


def _range(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{letters(left)}{top}", f"{letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
