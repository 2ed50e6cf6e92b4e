"""Parts add up to their totals."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, Decimal, localcontext
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.conditions import meets
from xltools.core.dataset import Value
from xltools.core.filters import Filter
from xltools.core.findings import Location, Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType, SheetKind, say

Sums = tuple[Decimal, Decimal]
"""Of the parts, and of the totals."""

_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
_EXACT = Context(prec=60)


@frozen
class SumEqualsCheck:
    """Demands that some cells add up to the same as some others.

    ::

        kind = "sum_equals"
        parts = ["lectures", "volunteering", "other"]
        totals = ["all"]

    passes a row of 3, 4, 0 and 7 and fails one of 3, 4, 0 and 8.  With ``along = "rows"`` the lists
    name rows of a matrix, and every number column of it is judged (or those of ``columns``).  A sum
    with a blank among its cells is left out.

    Attributes:
        parts: Names of columns, or of rows of a matrix.
        totals: The same.
        across: The columns judged, where the sum goes along the rows of a matrix; else empty.
    """

    kind: ClassVar[str] = "sum_equals"
    params: ClassVar[tuple[str, ...]] = ("value", "sum", "parts", "totals")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    parts: tuple[str, ...]
    totals: tuple[str, ...]
    across: tuple[str, ...] = ()
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns added up."""
        return self.across or (*self.parts, *self.totals)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``parts``, ``totals`` and ``along``, with ``where`` (columns) or ``columns`` (rows)."""
        if entry.one_of("along", ("columns", "rows"), "columns") == "columns":
            parts = entry.columns("parts", types=_NUMBERS)
            return cls(parts, entry.columns("totals", types=_NUMBERS), (), entry.filters())
        if entry.sheet is not None and entry.sheet.kind is not SheetKind.MATRIX:
            entry.fault("along", "pack.not_a_matrix", value=entry.sheet.name)
        declared = entry.sheet.columns if entry.sheet else ()
        across = entry.columns("columns", types=_NUMBERS, required=False)
        across = across or tuple(column.name for column in declared if column.type in _NUMBERS)
        return cls(_row_names(entry, "parts"), _row_names(entry, "totals"), across)

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the first total of each sum that is not met."""
        yield from self._along_rows(evidence) if self.across else self._along_columns(evidence)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say at the first total that all cells of the sum are numbers and that it is not met.

        Excel adds binary fractions, hence the rounding.
        """
        if self.across:
            return self._wrong_in_column(column, references)
        if column != self.totals[0]:
            return None
        parts = ",".join(references.cell(name) for name in self.parts)
        totals = ",".join(references.cell(name) for name in self.totals)
        numbers = len(self.parts) + len(self.totals)
        return meets(
            self.where, references, f"IF(COUNT({parts},{totals})={numbers},ROUND(SUM({parts})-SUM({totals}),9)<>0)"
        )

    def _wrong_in_column(self, column: str, references: RowReferences) -> str:
        """Say it of a column of a matrix, in the row of the first total."""
        parts = ",".join(references.fixed_cell(name, column) for name in self.parts)
        totals = ",".join(references.fixed_cell(name, column) for name in self.totals)
        numbers = len(self.parts) + len(self.totals)
        return (
            f"AND(ROW()=ROW({references.fixed_cell(self.totals[0], column)}),COUNT({parts},{totals})={numbers},"
            f"ROUND(SUM({parts})-SUM({totals}),9)<>0)"
        )

    def _along_columns(self, evidence: Evidence) -> Iterator[Violation]:
        rows, cells = evidence.complete(self.columns)
        names = tuple(map(evidence.header, self.parts)), tuple(map(evidence.header, self.totals))
        for place, sums in self._differing(cells):
            yield _violation(evidence.location(rows[place], self.totals[0]), sums, names)

    def _along_rows(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        table = evidence.sheet
        places = {name: index for index, name in enumerate(table.keys)}
        labels = {row.name: say(row.label, evidence.language) for row in table.sheet.rows}
        absent = tuple(labels.get(name, name) for name in (*self.parts, *self.totals) if name not in places)
        if absent:
            yield Unjudged("check.no_row", {"sheet": table.title, "rows": absent})
            return
        names = tuple(labels[name] for name in self.parts), tuple(labels[name] for name in self.totals)
        rows = [places[name] for name in (*self.parts, *self.totals)]
        cells = [tuple(table.columns[column][index] for index in rows) for column in self.across]
        for place, sums in self._differing(cells):
            yield _violation(evidence.location(places[self.totals[0]], self.across[place]), sums, names)

    def _differing(self, cells: Sequence[tuple[Value, ...]]) -> Sequence[tuple[int, Sums]]:
        """Give the places of the sums that are not met, each a tuple of parts and totals; one without all has none."""
        split, differing = len(self.parts), []
        with localcontext(_EXACT):
            for place, values in enumerate(cells):
                try:
                    sums = sum(values[:split]), sum(values[split:])  # type: ignore[arg-type]
                except TypeError:  # a blank, or what could not be read, is no number
                    continue
                if sums[0] != sums[1]:
                    differing.append((place, (Decimal(sums[0]), Decimal(sums[1]))))
        return differing


def _row_names(entry: Entry, key: str) -> tuple[str, ...]:
    """Read names of fixed rows of the entry's matrix."""
    known = [row.name for row in entry.sheet.rows] if entry.sheet else []
    names = entry.strings(key)
    for name in names:
        if entry.sheet and name not in known:
            entry.unknown_name(key, name, "row", known)
    return names


def _violation(place: Location, sums: Sums, names: tuple[tuple[str, ...], tuple[str, ...]]) -> Violation:
    params: dict[str, Param] = {"value": sums[1], "sum": sums[0], "parts": names[0], "totals": names[1]}
    return Violation(place, "check.sum_equals.differs", params)
