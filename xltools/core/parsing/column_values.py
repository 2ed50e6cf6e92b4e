"""The cells of a whole column as values of its type, each spelling read once.

A ledger may have 100,000 rows, and most of its cells are alike or plainly what they should be, so a
column is judged as a whole first, and cell by cell only where something is left to judge.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from xltools.core.dataset import Slip, Value
from xltools.core.frozen import frozen
from xltools.core.grid import CellType
from xltools.core.parsing.cells import Read, Reading, cell_reader
from xltools.core.parsing.number_cells import read_plain_column
from xltools.core.parsing.text_cells import nothing_odd
from xltools.core.sheets import Column, ColumnType

T = TypeVar("T", bound=Hashable)

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_TEXTS = (ColumnType.TEXT, ColumnType.SELECT_ONE)


@frozen
class ColumnValues:
    """A column, read: its values in order, and its slips by index."""

    values: Sequence[Value]
    slips: Mapping[int, Slip]


def read_column(
    types: Sequence[CellType] | CellType, raws: Sequence[str], column: Column, reading: Reading
) -> ColumnValues:
    """Read the cells of a column.

    Args:
        types: One a cell, or a single one where all are alike.
        raws: Their raw values.
        column: What they should be.
        reading: Of the workbook.
    """
    if isinstance(types, CellType):
        plain = _plainly(types, raws, column)
        return _each(raws, partial(cell_reader(column, reading), types)) if plain is None else plain
    read = cell_reader(column, reading)
    return _each(list(zip(types, raws, strict=True)), lambda cell: read(*cell))


def _plainly(kind: CellType, raws: Sequence[str], column: Column) -> ColumnValues | None:
    """Read a column in which no cell can need a second look; None where one may."""
    if kind is CellType.NUMBER and column.type in _NUMBERS:
        numbers = read_plain_column(raws, whole=column.type is ColumnType.INTEGER)
        return None if numbers is None else ColumnValues(numbers, {})
    if kind is CellType.TEXT and column.type in _TEXTS and not column.missing:
        different = dict.fromkeys(raws)
        if nothing_odd(different, multiline=column.multiline):
            return ColumnValues(raws, {})
    return None


def _each(cells: Sequence[T], read: Callable[[T], Read]) -> ColumnValues:
    """Read the cells one by one, those that are spelled alike only once."""
    known = {cell: read(cell) for cell in dict.fromkeys(cells)}
    values = {cell: found.value for cell, found in known.items()}
    slips = {cell: found.slip for cell, found in known.items() if found.slip is not None}
    return ColumnValues(
        list(map(values.__getitem__, cells)),
        {index: slips[cell] for index, cell in enumerate(cells) if cell in slips} if slips else {},
    )
