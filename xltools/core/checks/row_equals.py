"""A row of a matrix is, cell for cell, a row of another."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType, Sheet, SheetKind, say

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


@frozen
class RowEqualsCheck:
    """Demands that the numbers of a fixed row are those of a row of another matrix.

    ::

        kind = "row_equals"
        sheet = "applications"
        row = "carried"
        other = "last_applications.next"

    compares the cells of all number columns that both have by name (or of ``columns``).  A cell
    that is blank on either side is left out.

    Attributes:
        row: The row that is judged.
        sheet: The other matrix.
        other: Its row.
        columns: The columns compared.
    """

    kind: ClassVar[str] = "row_equals"
    params: ClassVar[tuple[str, ...]] = ("value", "other", "row", "there", "sheet")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = False

    row: str
    sheet: str
    other: str
    columns: tuple[str, ...] = ()

    @property
    def where(self) -> Filter:
        """None: its row is named."""
        return NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``row``, ``other`` (``sheet.row``) and ``columns``."""
        row, path = entry.text("row"), entry.text("other")
        own = entry.sheet
        if own is not None and own.kind is not SheetKind.MATRIX:
            entry.fault("sheet", "pack.not_a_matrix", value=own.name)
        _known_row(entry, "row", row, own)
        name, _, other = path.partition(".")
        matrices = {n: sheet for n, sheet in entry.scope.sheets.items() if sheet.kind is SheetKind.MATRIX}
        there = matrices.get(name)
        if path and there is None:
            entry.unknown_name("other", name, "sheet", matrices)
        _known_row(entry, "other", other, there)
        columns = entry.columns("columns", types=_NUMBERS, required=False)
        if own is not None and there is not None:
            shared = {column.name for column in there.columns if column.type in _NUMBERS}
            columns = columns or tuple(c.name for c in own.columns if c.type in _NUMBERS and c.name in shared)
            for column in columns:
                if column not in shared:
                    entry.unknown_name("columns", column, "column", shared)
        return cls(row, name, other, columns)

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name each cell that differs."""
        own, there = evidence.sheet, evidence.dataset.tables.get(self.sheet)
        if there is None:
            yield Unjudged("check.no_sheet", {"sheet": evidence.title_of(self.sheet)})
            return
        for table, row in ((own, self.row), (there, self.other)):
            if row not in table.keys:
                label = _label(table.sheet, row, evidence.language)
                yield Unjudged("check.no_row", {"sheet": table.title, "rows": (label,)})
                return
        index, place = own.keys.index(self.row), there.keys.index(self.other)
        for column in evidence.columns:
            others = evidence.values_of(self.sheet, column)
            if isinstance(others, Unjudged):
                yield others
                continue
            value, other = own.columns[column][index], others[place]
            if isinstance(value, Decimal) and isinstance(other, Decimal) and value != other:
                params: dict[str, Param] = {
                    "value": value,
                    "other": other,
                    "row": _label(own.sheet, self.row, evidence.language),
                    "there": _label(there.sheet, self.other, evidence.language),
                    "sheet": there.title,
                }
                yield Violation(own.location(index, column), "check.row_equals.differs", params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say in the row itself that both cells are numbers and differ."""
        cell, other = references.fixed_cell(self.row, column), references.cell_of(self.sheet, self.other, column)
        return f"AND(ROW()=ROW({cell}),COUNT({cell},{other})=2,ROUND({cell}-{other},9)<>0)"


def _known_row(entry: Entry, key: str, row: str, sheet: Sheet | None) -> None:
    known = [] if sheet is None else [found.name for found in sheet.rows]
    if sheet is not None and sheet.kind is SheetKind.MATRIX and row and row not in known:
        entry.unknown_name(key, row, "row", known)


def _label(sheet: Sheet, row: str, language: str) -> str:
    return next((say(found.label, language) for found in sheet.rows if found.name == row), row)
