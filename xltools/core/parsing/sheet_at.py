"""A sheet of the workbook at its place among the tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.grid import CellType, SheetGrid


@frozen
class SheetAt:
    """A sheet as read, and its place among the tabs, from 0."""

    grid: SheetGrid
    order: int

    def find(
        self,
        severity: Severity,
        key: str,
        params: Mapping[str, Param],
        row: int | None = None,
        column: int | None = None,
    ) -> Finding:
        """Make a finding about a cell, a row, a column or the sheet."""
        return Finding(severity, Location(self.grid.name, row, column, order=self.order), key, params)

    def address(self, row: int, column: int) -> str:
        """Name a cell as Excel does."""
        return Location(self.grid.name, row, column).address

    def held(self, row: int, column: int) -> tuple[CellType, str]:
        """Give type and raw value of a cell; unlike ``cell`` of the grid, without looking through the merges."""
        cells = self.grid.columns.get(column)
        index = None if cells is None else cells.find(row)
        if cells is None or index is None:
            return CellType.BLANK, ""
        return cells.type_at(index), cells.values[index]

    def texts(self, last_row: int, last_column: int | None = None) -> Iterator[tuple[int, int, str]]:
        """Give row, column and text of the cells that hold a text or number, down to a row, column by column."""
        for column, cells in self.grid.columns.items():
            if last_column is not None and column > last_column:
                continue
            for index, row in enumerate(cells.rows):
                if row > last_row:
                    break
                if cells.values[index] and cells.type_at(index) in (CellType.TEXT, CellType.NUMBER):
                    yield row, column, cells.values[index]

    def filled(self, column: int, rows: Iterable[int]) -> Iterator[int]:
        """Give those of some rows in which a column holds anything."""
        cells = self.grid.columns.get(column)
        if cells is not None:
            held = frozenset(cells.rows)
            yield from (row for row in rows if row in held)
