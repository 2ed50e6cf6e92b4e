"""The same values do not stand in two rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, declared, has_blanks, named, shown
from xltools.core.checks.conditions import TEXTS, factors_of_sheet, filled, meets
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, Column


@frozen
class UniqueCheck:
    """Demands that the columns together tell every row from every other.

    ::

        kind = "unique"
        columns = ["date", "topic"]

    passes two meetings of one day with different topics and fails the second of two with the same.
    A row with a blank among the columns is left out.
    """

    kind: ClassVar[str] = "unique"
    params: ClassVar[tuple[str, ...]] = ("value", "other")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    declared: tuple[Column, ...]
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns judged together."""
        return tuple(column.name for column in self.declared)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns`` and ``where``."""
        return cls(declared(entry, entry.columns("columns")), entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the rows whose values stand in an earlier row."""
        indexes, values = self._values(evidence)
        first: dict[object, int] = {}
        for index, earlier in zip(indexes, map(first.setdefault, values, indexes), strict=True):
            if earlier != index:
                yield self._violation(evidence, index, earlier)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that another row has the same; both rows are marked, since either may be the wrong one."""
        if column != self.columns[0]:
            return None
        values = ",".join(filled(references.cell(one.name), one) for one in self.declared)
        same = "*".join(_same(references, one) for one in self.declared)
        others = factors_of_sheet(self.where, references)
        # 1/… is an error in every other row, and in one with an error, which ISNUMBER takes for FALSE.
        count = f"SUMPRODUCT(ISNUMBER(1/({same}{others}))*1)"
        return meets(self.where, references, f"IF(AND({values}),{count}>1)")

    def _values(self, evidence: Evidence) -> tuple[Sequence[int], Sequence[object]]:
        """Give the rows to judge and what must not stand twice: the one value of each, or its values together."""
        if len(self.columns) > 1:
            return evidence.complete(self.columns)
        values = evidence.values(self.columns[0])
        if not has_blanks(values):
            return evidence.rows, values
        held = [place for place, value in enumerate(values) if value.__class__ is not Blank]
        return [evidence.rows[place] for place in held], [values[place] for place in held]

    def _violation(self, evidence: Evidence, index: int, earlier: int) -> Violation:
        place = evidence.location(index, self.columns[0])
        other = evidence.location(earlier, self.columns[0]).address
        values = [evidence.sheet.columns[name][index] for name in self.columns]
        if len(values) == 1:
            return Violation(place, "check.unique.repeated", {"value": shown(values[0]), "other": other})
        params: dict[str, Param] = {
            "value": tuple(named(value) for value in values),
            "columns": tuple(evidence.header(name) for name in self.columns),
            "other": other,
        }
        return Violation(place, "check.unique.repeated_together", params)


def _same(references: RowReferences, column: Column) -> str:
    """Give the factor that is 1 in the rows with the same value; LibreOffice's EXACT takes no list of numbers."""
    cells, cell = references.own_column(column.name), references.cell(column.name)
    return f"EXACT({cells},{cell})" if column.type in TEXTS else f"({cells}={cell})"
