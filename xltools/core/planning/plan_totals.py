"""The formulas of a matrix's totals."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.findings import letters
from xltools.core.matrix_totals import NUMBERS
from xltools.core.planning.places import SheetPlace
from xltools.core.ranges import runs


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
            elif row.total_of and column.type in NUMBERS:
                numbers = [place.rows[part] for part in row.total_of]
                at = place.columns[column.name]
                cells = [_range(first, at, last, at) for first, last in runs(sorted(numbers))]
            else:
                continue
            listed = ",".join(cells)
            yield row.name, column.name, f'IF(COUNT({listed})={len(numbers)},SUM({listed}),"")'


def _range(top: int, left: int, bottom: int, right: int) -> str:
    first, last = f"{letters(left)}{top}", f"{letters(right)}{bottom}"
    return first if first == last else f"{first}:{last}"
