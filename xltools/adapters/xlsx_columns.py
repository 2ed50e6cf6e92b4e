"""Gather a sheet's cells into columns, whatever order the file has them in."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.grid import CellType, ColumnCells, Oddity
from xltools.core.ranges import LAST_COLUMN, LAST_ROW

LONGEST_TEXT = 32_767
"""The most characters that Excel keeps in a cell."""

_MOST_ODDITIES = 200
_FAR_ROWS, _FAR_COLUMNS = 50_000, 500


class TooManyValuesError(Exception):
    """A sheet has more values than may be kept."""


class ColumnBuilder:
    """One column's cells in the order of the file.

    Attributes:
        rows: The row of each cell.
        values: What each cell holds.
        types: The type of each cell; empty while they are all of the type of the first.
        type: The type of the first.
        ascending: True while each row is below the one before.
    """

    __slots__ = ("ascending", "rows", "type", "types", "values")

    def __init__(self, found: CellType) -> None:
        self.rows: list[int] = []
        self.values: list[str] = []
        self.types: list[CellType] = []
        self.type = found
        self.ascending = True

    def take(self, rows: Sequence[int], found: CellType, values: Sequence[str]) -> None:
        """Take cells of one type, in ascending order of rows."""
        if self.rows and rows[0] <= self.rows[-1]:
            self.ascending = False
        if self.types:
            self.types.extend([found] * len(rows))
        elif found is not self.type:
            self.types = [self.type] * len(self.rows) + [found] * len(rows)
        self.rows.extend(rows)
        self.values.extend(values)

    def finish(self) -> ColumnCells:
        """Give the column, its cells being in ascending order."""
        first, last = self.rows[0], self.rows[-1]
        return ColumnCells(
            range(first, last + 1) if last - first == len(self.rows) - 1 else tuple(self.rows),
            tuple(self.types) or self.type,
            tuple(self.values),
        )


class SheetBuilder:
    """One sheet's cells and oddities, as they are come by.

    Args:
        limit: The most values taken.
    """

    def __init__(self, limit: int) -> None:
        self.columns: dict[int, ColumnBuilder] = {}
        self.oddities: list[Oddity] = []
        self.hidden_rows: list[int] = []
        self.left = limit

    def spend(self, values: int) -> None:
        """Take note of values that will be kept.  Raises: TooManyValuesError, where they are too many."""
        self.left -= values
        if self.left < 0:
            raise TooManyValuesError

    def add(self, row: int, column: int, found: CellType, value: str) -> None:
        """Take a cell that holds something.  Raises: TooManyValuesError."""
        self.left -= 1
        if self.left < 0:
            raise TooManyValuesError
        builder = self.columns.get(column)
        if builder is None:
            builder = self.columns[column] = ColumnBuilder(found)
        elif row <= builder.rows[-1]:
            builder.ascending = False
        builder.rows.append(row)
        builder.values.append(value)
        if builder.types:
            builder.types.append(found)
        elif found is not builder.type:
            builder.types = [builder.type] * (len(builder.rows) - 1)
            builder.types.append(found)
        if len(value) > LONGEST_TEXT and found is CellType.TEXT:
            self.odd("file.long_text", row, column, length=len(value))

    def extend(self, column: int, rows: Sequence[int], found: CellType, values: Sequence[str]) -> None:
        """Take cells of one type, one below the other in a column.  Raises: TooManyValuesError."""
        if not rows:
            return
        self.spend(len(rows))
        builder = self.columns.get(column)
        if builder is None:
            builder = self.columns[column] = ColumnBuilder(found)
        builder.take(rows, found, values)

    def odd(self, key: str, row: int | None = None, column: int | None = None, **params: str | int) -> None:
        """Note what may mislead; beyond a few hundred such notes on a sheet, more of them help nobody."""
        if len(self.oddities) < _MOST_ODDITIES:
            self.oddities.append(Oddity(key, params, row, column))

    def finish(self) -> dict[int, ColumnCells]:
        """Give the columns, each in ascending order of rows; of two cells in one place, the later."""
        finished = {}
        for column in sorted(self.columns):
            cells = self.columns.pop(column)
            if not cells.ascending:
                self._sort(column, cells)
            finished[column] = cells.finish()
        self._note_far_cells(finished)
        return finished

    def _sort(self, column: int, cells: ColumnBuilder) -> None:
        last: dict[int, int] = {}
        for index, row in enumerate(cells.rows):
            if row in last:
                earlier = cells.values[last[row]]
                self.odd("file.duplicate_cell", row, column, value=cells.values[index], earlier=earlier)
            last[row] = index
        rows = sorted(last)
        cells.types = [cells.types[last[row]] for row in rows] if cells.types else []
        cells.values = [cells.values[last[row]] for row in rows]
        cells.rows = rows

    def _note_far_cells(self, columns: dict[int, ColumnCells]) -> None:
        """Note the last column or row where it is far from everything else: a slip of the hand, most likely."""
        if len(columns) > 1:
            *_, before, last = columns
            if last - before > _FAR_COLUMNS:
                self.odd("file.far_cell", columns[last].rows[-1], last)
                return
        bottoms = sorted((cells.rows[-1], column) for column, cells in columns.items())
        nexts = [cells.rows[-2] for cells in columns.values() if len(cells.rows) > 1]
        nexts.extend(row for row, _ in bottoms[:-1])
        if nexts and bottoms[-1][0] - max(nexts) > _FAR_ROWS:
            self.odd("file.far_cell", *bottoms[-1])


def in_grid(row: int, column: int) -> bool:
    """Say whether a place is on the largest sheet there can be."""
    return 1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN
