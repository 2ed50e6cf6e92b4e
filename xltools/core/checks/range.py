"""A number or date is within bounds."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, shown
from xltools.core.checks.conditions import meets
from xltools.core.filters import Filter
from xltools.core.formulas import RowReferences, literal
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

Bound = Decimal | date


@frozen
class RangeCheck:
    """Demands a value from ``minimum`` to ``maximum``, both included; either may be absent.

    ::

        kind = "range"
        columns = ["installed", "members"]
        minimum = 0
        maximum = 5000

    passes 0 and 5000 and fails -1.  Blanks are left out.
    """

    kind: ClassVar[str] = "range"
    params: ClassVar[tuple[str, ...]] = ("value", "minimum", "maximum")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = False

    columns: tuple[str, ...]
    minimum: Bound | None = None
    maximum: Bound | None = None
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns``, ``minimum``, ``maximum`` and ``where``; the bounds are of the columns' type."""
        dates = any(isinstance(entry.peek(key), date) for key in ("minimum", "maximum"))
        types = (ColumnType.DATE,) if dates else (ColumnType.INTEGER, ColumnType.DECIMAL)
        columns = entry.columns("columns", types=types)
        read = entry.day if dates else entry.number
        minimum, maximum = read("minimum"), read("maximum")
        if "minimum" not in entry and "maximum" not in entry:
            entry.number("minimum", required=True)
        if minimum is not None and maximum is not None and _after(minimum, maximum):
            entry.fault("maximum", "pack.range_empty")
        return cls(columns, minimum, maximum, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the values that are too small or too large."""
        for column in evidence.columns:
            for index in self._outside(evidence, column):
                value = shown(evidence.sheet.columns[column][index])
                params = {"value": value, "minimum": self.minimum, "maximum": self.maximum}
                yield Violation(evidence.location(index, column), self._key(), params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that the cell holds a number outside the bounds."""
        cell = references.cell(column)
        sides = []
        if self.minimum is not None:
            sides.append(f"{cell}<{literal(self.minimum)}")
        if self.maximum is not None:
            sides.append(f"{cell}>{literal(self.maximum)}")
        return meets(self.where, references, f"AND(ISNUMBER({cell}),OR({','.join(sides)}))")

    def _outside(self, evidence: Evidence, column: str) -> list[int]:
        values = evidence.values(column)
        different = dict(zip(map(id, values), values, strict=True))  # cells that are spelled alike share one value
        outside = {key for key, value in different.items() if isinstance(value, Bound) and self._is_outside(value)}
        return [index for index, value in evidence.cells(column) if id(value) in outside] if outside else []

    def _is_outside(self, value: Bound) -> bool:
        below = self.minimum is not None and _after(self.minimum, value)
        return below or (self.maximum is not None and _after(value, self.maximum))

    def _key(self) -> str:
        dates = isinstance(self.minimum, date) or isinstance(self.maximum, date)
        if self.maximum is None:
            return "check.range.too_early" if dates else "check.range.too_small"
        if self.minimum is None:
            return "check.range.too_late" if dates else "check.range.too_large"
        return "check.range.outside"


def _after(first: Bound, second: Bound) -> bool:
    if isinstance(first, date):
        return isinstance(second, date) and first > second
    return isinstance(second, Decimal) and first > second
