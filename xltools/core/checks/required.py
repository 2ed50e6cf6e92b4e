"""A cell is filled in every row that holds anything."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.conditions import meets
from xltools.core.dataset import Table
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.matrix_totals import parts_of
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, SheetKind


@frozen
class RequiredCheck:
    """Demands an answer in each of the columns.

    ::

        kind = "required"
        columns = ["date", "topic"]

    passes a row with both and a ledger row with nothing at all, and fails a row with a topic only.
    不适用 and 不详 are answers where the column takes them.  The fixed rows of a matrix and the
    fields of a form are never left out, but a total that is empty because one of its parts is.

    Attributes:
        row: The columns in which a ledger's row may hold something; empty for a form or matrix.
    """

    kind: ClassVar[str] = "required"
    params: ClassVar[tuple[str, ...]] = ("value", "column")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = True

    columns: tuple[str, ...]
    row: tuple[str, ...] = ()
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns`` and ``where``."""
        ledger = entry.sheet is not None and entry.sheet.kind is SheetKind.LEDGER
        row = tuple(column.name for column in entry.sheet.columns) if entry.sheet and ledger else ()
        return cls(entry.columns("columns"), row, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the empty cells of rows that hold anything."""
        empty = Blank.EMPTY
        for column in evidence.columns:
            if empty not in evidence.sheet.columns[column]:
                continue
            missing = [index for index, value in evidence.cells(column) if value is empty]
            for index in evidence.sheet.filled(missing):
                if not _waits(evidence.sheet, index, column):
                    yield self._violation(evidence, index, column)

    def _violation(self, evidence: Evidence, index: int, column: str) -> Violation:
        params: dict[str, Param] = {"value": None, "column": evidence.header(column)}
        key = "empty" if self.row else "empty_field"
        if evidence.sheet.keys:
            key, params["row"] = "empty_cell", evidence.row_label(index)
        return Violation(evidence.location(index, column), f"check.required.{key}", params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that the cell is empty and that another of its row is not."""
        empty = f'{references.cell(column)}=""'
        others = ",".join(references.cell(name) for name in self.row if name != column)
        if not self.row:
            return meets(self.where, references, empty)
        if not others:
            return None
        return meets(self.where, references, f"AND({empty},COUNTA({others})>0)")


def _waits(table: Table, index: int, column: str) -> bool:
    """Say whether a cell is a total of a matrix that the workbook leaves empty until all its parts are there."""
    if not table.keys:
        return False
    places = {name: place for place, name in enumerate(table.keys)}
    for row, part in parts_of(table.sheet, table.keys[index], column):
        if row not in places or part not in table.columns or not isinstance(table.columns[part][places[row]], Decimal):
            return True
    return False
