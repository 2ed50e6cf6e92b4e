"""The sum of some cells of a matrix, or one of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import NUMBERS
from xltools.core.dataset import UNREADABLE, Dataset, Table
from xltools.core.findings import Param, letters
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result, RowsBehind
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Sheet, SheetKind, say

_CELLS_NAMED = 5


@frozen
class CellsAggregation:
    """Adds up the cells in which some fixed rows and some columns of a matrix cross.

    ::

        aggregate = "cells"
        sheet = "applications"
        rows = ["refused_secret", "refused_law"]
        columns = ["total"]

    One row and one column give one cell.  Every cell must hold a number: a blank is not 0, and a sum
    with one has no value.
    """

    name: ClassVar[str] = "cells"
    depends: ClassVar[tuple[str, ...]] = ()

    sheet: Sheet
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    language: str = "zh-Hans"

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``sheet``, ``rows`` and ``columns``."""
        sheet = entry.known_sheet("sheet") or Sheet("?", SheetKind.MATRIX, {}, ())
        if sheet.kind is not SheetKind.MATRIX:
            entry.fault("sheet", "pack.not_a_matrix", value=sheet.name)
        rows, columns = entry.strings("rows"), entry.strings("columns")
        if sheet.name != "?" and sheet.kind is SheetKind.MATRIX:
            numbers = [column.name for column in sheet.columns if column.type in NUMBERS]
            for key, kind, names, known in (
                ("rows", "row", rows, [row.name for row in sheet.rows]),
                ("columns", "column", columns, numbers),
            ):
                for name in names:
                    if name not in known:
                        entry.unknown_name(key, name, kind, known)
        return cls(sheet, rows, columns, entry.scope.languages[0])

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Add up exactly."""
        del outcomes
        table = dataset.tables.get(self.sheet.name)
        if table is None:
            return Result(None, Phrase("indicator.no_sheet", {"sheet": say(self.sheet.label, self.language)}))
        absent = [
            say(self.sheet.column(name).label, self.language) for name in self.columns if name not in table.columns
        ]
        absent += [self._label(name) for name in self.rows if name not in table.keys]
        if absent:
            return Result(None, Phrase("indicator.no_column", {"sheet": table.title, "columns": tuple(absent)}))
        cells = list(self._cells(table))
        behind = (self._behind(table),)
        for key, wrong in (
            ("unreadable", [address for value, address in cells if value is UNREADABLE]),
            ("blank_cells", [address for value, address in cells if not isinstance(value, Decimal)]),
        ):
            if wrong:
                return Result(None, _reason(key, table.title, wrong), behind)
        total = sum((value for value, _ in cells if isinstance(value, Decimal)), Decimal(0))
        return Result(total, rows=behind, countable=total)

    def formula(self, references: References) -> str:
        """Add up the cells where all are numbers."""
        cells = [references.cell_of(self.sheet.name, row, column) for row in self.rows for column in self.columns]
        if len(cells) == 1:
            return f'IF(ISNUMBER({cells[0]}),{cells[0]},"")'
        counted = "+".join(f"ISNUMBER({cell})" for cell in cells)
        return f'IF({counted}={len(cells)},{"+".join(cells)},"")'

    def words(self, names: Names) -> Phrase:
        """Say which cells of which sheet."""
        rows = tuple(say(row.label, names.language) for row in self.sheet.rows if row.name in self.rows)
        columns = tuple(names.header(self.sheet.name, name) for name in self.columns)
        key = "cell" if len(rows) == len(columns) == 1 else "cells"
        params: dict[str, Param] = {"sheet": names.sheet(self.sheet.name), "rows": rows, "columns": columns}
        return Phrase(f"indicator.define.{key}", params)

    def _cells(self, table: Table) -> Iterator[tuple[object, str]]:
        """Give value and address of each cell."""
        for row in self.rows:
            index = table.keys.index(row)
            for column in self.columns:
                yield table.columns[column][index], table.location(index, column).address

    def _behind(self, table: Table) -> RowsBehind:
        rows = sorted(table.rows[table.keys.index(row)] for row in self.rows)
        places = sorted(table.places[column] for column in self.columns if column in table.places)
        return RowsBehind(table.sheet.name, table.title, rows, tuple(map(letters, places)))

    def _label(self, name: str) -> str:
        return next((say(row.label, self.language) for row in self.sheet.rows if row.name == name), name)


def _reason(key: str, title: str, cells: list[str]) -> Phrase:
    many = "many_" if len(cells) > _CELLS_NAMED else ""
    params: dict[str, Param] = {"sheet": title, "cells": tuple(cells[:_CELLS_NAMED]), "count": len(cells)}
    return Phrase(f"indicator.{many}{key}", params)
