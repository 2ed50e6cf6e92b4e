"""A cell is of its column's type."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, declared
from xltools.core.checks.conditions import meets
from xltools.core.filters import Filter
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType


@frozen
class TypeCheck:
    """Says of each cell that did not parse, or parsed only just, why.

    ::

        kind = "type"
        columns = ["date"]

    passes ``2019-05-01`` as a date cell and fails the text ``2019.5.1``.  Every column has this
    rule without being asked; it is the one rule that speaks of such a cell.
    """

    kind: ClassVar[str] = "type"
    params: ClassVar[tuple[str, ...]] = ("value",)
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = True

    columns: tuple[str, ...]
    types: tuple[ColumnType, ...]
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns`` and ``where``."""
        columns = entry.columns("columns")
        return cls(columns, tuple(column.type for column in declared(entry, columns)), entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Pass on the slips of the column's cells."""
        for column in evidence.columns:
            slips = evidence.sheet.slips.get(column)
            if not slips:
                continue
            judged = evidence.rows if isinstance(evidence.rows, range) else frozenset(evidence.rows)
            for index, slip in sorted(slips.items()):
                if index in judged:
                    place = evidence.location(index, column)
                    yield Violation(place, slip.key, slip.params, slip.repair, slip.severity)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that the cell holds something that is no number; a text cell takes anything."""
        cell = references.cell(column)
        odd_number = {
            ColumnType.INTEGER: f"INT({cell})<>{cell}",
            ColumnType.DECIMAL: "",
            ColumnType.DATE: f"OR({cell}<1,INT({cell})<>{cell})",
        }.get(self.types[self.columns.index(column)])
        if odd_number is None:
            return None
        # TRUE is a number to LibreOffice's ISNUMBER, and TYPE is 8 there for a computed total.
        number = f"AND(ISNUMBER({cell}),NOT(ISLOGICAL({cell})))"
        wrong = f"IF({number},{odd_number},TRUE)" if odd_number else f"NOT({number})"
        wrong = f"AND(NOT(ISBLANK({cell})),{wrong})"
        return meets(self.where, references, wrong)
