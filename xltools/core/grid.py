"""What a workbook file holds, cell by cell, before anyone says what it means.

A blank cell, an error cell and a formula without a stored value are three different things here,
because they are three different things to a clerk.  Cells are kept by column, each a run of values
with its rows, so that a ledger of 100,000 rows is a few lists and not a million objects; ``cell``
and ``cells`` make a ``CellFact`` for whoever asks.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from enum import IntEnum

from xltools.core.frozen import field, frozen
from xltools.core.ranges import Range, parse_range


class CellType(IntEnum):
    """What a cell holds.  NUMBER with a date format is DATE; the raw value stays the serial number."""

    BLANK = 0
    NUMBER = 1
    DATE = 2
    TEXT = 3
    BOOLEAN = 4
    ERROR = 5
    NO_VALUE = 6
    """A formula whose result is not stored."""


@frozen
class CellFact:
    """One cell.

    Attributes:
        row: From 1.
        column: From 1.
        type: What is in it.
        value: The text; or the number as the file spells it (``248``, ``0.1``, ``1E3``); ``TRUE`` or
            ``FALSE``; the error's name; empty for a blank.
        formula: The formula without ``=``, or None.  Where there is one, ``value`` is the cached value.
        merged: The merged range the cell is in (``A1:C3``), or None.
        hidden: True in a hidden row or column.
    """

    row: int
    column: int
    type: CellType
    value: str
    formula: str | None = None
    merged: str | None = None
    hidden: bool = False


@frozen
class ColumnCells:
    """The cells of one column that hold something, in ascending row order.

    Attributes:
        rows: Row numbers, ascending, no duplicates.
        types: One ``CellType`` a cell, or a single one when all are alike.
        values: One raw value a cell, as in ``CellFact.value``.
    """

    rows: tuple[int, ...] | range
    types: tuple[CellType, ...] | CellType
    values: tuple[str, ...]

    def find(self, row: int) -> int | None:
        """Give the place of a row's cell in ``values``, or None where the column has nothing there."""
        index = bisect_left(self.rows, row)
        return index if index < len(self.rows) and self.rows[index] == row else None

    def type_at(self, index: int) -> CellType:
        """Give the type of the cell at a place in ``values``."""
        return self.types if isinstance(self.types, CellType) else self.types[index]


@frozen
class SheetTable:
    """A table (ListObject) of a sheet: its name and its range."""

    name: str
    reference: str


@frozen
class Validation:
    """One data validation of a sheet: where it holds, its type, and its first formula."""

    reference: str
    type: str
    formula: str


@frozen
class Oddity:
    """Something in the file that may mislead, to be said once.

    Attributes:
        key: The message, such as ``file.duplicate_cell``.
        params: Its values.
        row: From 1, or None for the sheet or the file.
        column: From 1, or None.
    """

    key: str
    params: Mapping[str, str | int] = field(default_factory=dict)
    row: int | None = None
    column: int | None = None


@frozen
class SheetGrid:
    """One sheet.

    Attributes:
        name: As the workbook has it.
        state: ``visible``, ``hidden`` or ``veryHidden``.
        columns: The non-empty cells by column number, from 1.
        formulas: Formula without ``=`` by (row, column).
        merged: Merged ranges.
        hidden_rows: Row numbers.
        hidden_columns: Column numbers.
        tables: The tables of the sheet.
        validations: The data validations of the sheet.
        protected: True when the sheet is protected.
        filtered: True when an automatic filter hides rows.
        oddities: What may mislead.
    """

    name: str
    state: str
    columns: Mapping[int, ColumnCells] = field(default_factory=dict)
    formulas: Mapping[tuple[int, int], str] = field(default_factory=dict)
    merged: tuple[str, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    tables: tuple[SheetTable, ...] = ()
    validations: tuple[Validation, ...] = ()
    protected: bool = False
    filtered: bool = False
    oddities: tuple[Oddity, ...] = ()

    def cell(self, row: int, column: int) -> CellFact:
        """Give one cell; a cell with nothing in it is BLANK."""
        cells = self.columns.get(column)
        index = None if cells is None else cells.find(row)
        if cells is None or index is None:
            found, value = CellType.BLANK, ""
        else:
            found, value = cells.type_at(index), cells.values[index]
        return CellFact(
            row,
            column,
            found,
            value,
            self.formulas.get((row, column)),
            next((reference for reference in self.merged if parse_range(reference).holds(row, column)), None),
            row in self.hidden_rows or column in self.hidden_columns,
        )

    def cells(self) -> Iterator[CellFact]:
        """Give every non-empty cell, row by row."""
        merged = _Merged(self.merged)
        for row, column, index in self._places():
            cells = self.columns[column]
            yield CellFact(
                row,
                column,
                cells.type_at(index),
                cells.values[index],
                self.formulas.get((row, column)),
                merged.reference(row, column),
                row in self.hidden_rows or column in self.hidden_columns,
            )

    def _places(self) -> Iterator[tuple[int, int, int]]:
        """Give row, column and place in its column of every non-empty cell, row by row."""
        from heapq import merge  # few ask for all cells

        return merge(*(self._column_places(column) for column in self.columns))

    def _column_places(self, column: int) -> Iterator[tuple[int, int, int]]:
        for index, row in enumerate(self.columns[column].rows):
            yield row, column, index


class _Merged:
    """The merged ranges, asked about cells row by row.

    Only the ranges that reach the row at hand are looked at, so that many merges cost no more than few.
    """

    def __init__(self, references: tuple[str, ...]) -> None:
        self._waiting = sorted(((parse_range(r), r) for r in references), key=lambda pair: pair[0].top, reverse=True)
        self._open: list[tuple[Range, str]] = []
        self._row = 0

    def reference(self, row: int, column: int) -> str | None:
        """Give the merged range that holds a cell; rows must not go back."""
        if row != self._row:
            self._row = row
            while self._waiting and self._waiting[-1][0].top <= row:
                self._open.append(self._waiting.pop())
            self._open = [pair for pair in self._open if pair[0].bottom >= row]
        return next((reference for bounds, reference in self._open if bounds.left <= column <= bounds.right), None)


@frozen
class Grid:
    """A workbook as read.

    Attributes:
        sheets: In the order of the tabs.
        epoch_1904: True where day 0 is 1 January 1904.
        names: Defined names and what they refer to.
        properties: Custom document properties.
        oddities: What may mislead about the file as a whole.
    """

    sheets: tuple[SheetGrid, ...]
    epoch_1904: bool = False
    names: Mapping[str, str] = field(default_factory=dict)
    properties: Mapping[str, str] = field(default_factory=dict)
    oddities: tuple[Oddity, ...] = ()


def number_text(value: float) -> str:
    """Spell a number as a workbook file does: no more digits than are needed, ``248`` and not ``248.0``."""
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
