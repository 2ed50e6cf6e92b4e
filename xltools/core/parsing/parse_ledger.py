"""From the cells of a ledger to its rows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from xltools.core.dataset import Table, Value
from xltools.core.frozen import frozen
from xltools.core.grid import CellType, ColumnCells
from xltools.core.parsing.cells import Reading
from xltools.core.parsing.column_values import ColumnValues, read_column
from xltools.core.parsing.find_headers import Headers
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.sheets import Blank, Sheet


@frozen
class Entries:
    """The cells of a column below its header that hold something, as in ``ColumnCells``."""

    rows: Sequence[int]
    types: Sequence[CellType] | CellType
    raws: Sequence[str]


_NEVER_EMPTY = (CellType.NUMBER, CellType.DATE)
_NONE = Entries((), CellType.TEXT, ())


class Ledger(NamedTuple):
    """The rows of a ledger, and the raw cells they were read from by column name."""

    table: Table
    entries: Mapping[str, Entries]


def parse_ledger(sheet: SheetAt, declared: Sheet, headers: Headers, reading: Reading) -> Ledger:
    """Read the rows of a ledger: all below its header that hold anything in a declared column.

    Args:
        sheet: Its cells.
        declared: What it should hold.
        headers: Where its columns are; one that is missing is absent from the table.
        reading: Of the workbook.
    """
    entries = {
        name: entries_below(sheet.grid.columns.get(place), headers.row) for name, place in headers.places.items()
    }
    rows = union([column.rows for column in entries.values()])
    columns = {
        name: aligned(read_column(found.types, found.raws, declared.column(name), reading), found.rows, rows)
        for name, found in entries.items()
    }
    table = Table(
        declared,
        sheet.grid.name,
        sheet.order,
        rows,
        {name: column.values for name, column in columns.items()},
        places=dict(headers.places),
        slips={name: column.slips for name, column in columns.items() if column.slips},
    )
    return Ledger(table, entries)


def entries_below(cells: ColumnCells | None, header: int) -> Entries:
    """Give the cells of a column below a row, without those that hold an empty text."""
    if cells is None:
        return _NONE
    start = bisect_right(cells.rows, header)
    rows, raws = cells.rows[start:], cells.values[start:]
    types = cells.types if isinstance(cells.types, CellType) else _one_if_alike(cells.types[start:])
    if types in _NEVER_EMPTY or "" not in raws:
        return Entries(rows, types, raws)
    every = (types,) * len(raws) if isinstance(types, CellType) else types
    held = [i for i, raw in enumerate(raws) if raw or every[i] not in (CellType.TEXT, CellType.BLANK)]
    return Entries([rows[i] for i in held], tuple(every[i] for i in held), [raws[i] for i in held])


def _one_if_alike(types: tuple[CellType, ...]) -> tuple[CellType, ...] | CellType:
    """Give the one type of cells that are all of one."""
    return types[0] if types and types.count(types[0]) == len(types) else types


def union(columns: Sequence[Sequence[int]]) -> Sequence[int]:
    """Give the rows in which any of some columns holds anything, ascending."""
    held = [rows for rows in columns if rows]
    if not held:
        return ()
    first, last = min(rows[0] for rows in held), max(rows[-1] for rows in held)
    if any(len(rows) == last - first + 1 for rows in held):
        return range(first, last + 1)
    return sorted(set().union(*held))


def aligned(column: ColumnValues, own: Sequence[int], rows: Sequence[int]) -> ColumnValues:
    """Give a column a value for every row of the ledger; where it holds nothing, a blank."""
    if len(own) == len(rows):
        return column
    indexes = _indexes(own, rows)
    values: list[Value] = [Blank.EMPTY] * len(rows)
    for index, value in zip(indexes, column.values, strict=True):
        values[index] = value
    slips = {indexes[index]: slip for index, slip in column.slips.items()}
    return ColumnValues(values, slips)


def _indexes(own: Iterable[int], rows: Sequence[int]) -> list[int]:
    """Give the place among all rows of each row of a column."""
    if isinstance(rows, range):
        return [row - rows.start for row in own]
    place: Mapping[int, int] = {row: index for index, row in enumerate(rows)}
    return [place[row] for row in own]
