"""A number is far from the others of its kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.groups import Group, grouped
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_FEWEST = 8
_CONSISTENT = Decimal("0.6745")  # makes the median deviation of a normal sample its standard deviation


@dataclass(frozen=True, slots=True)
class OutlierCheck:
    """Points at numbers whose modified z-score is above a factor.

    ::

        kind = "outlier"
        column = "people"
        by = ["kind"]
        severity = "warning"

    The score is ``0.6745 · |x − median| / MAD`` (Iglewicz and Hoaglin, *How to Detect and Handle
    Outliers*, 1993).  Passes a group of fewer than eight numbers, and one in which more than half
    are the same, since both say nothing about what is usual.

    Attributes:
        by: Numbers are compared with those of the same group.
        factor: The score from which on a number is too far.
    """

    kind: ClassVar[str] = "outlier"
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = True
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    column: str
    by: tuple[str, ...] = ()
    factor: Decimal = Decimal("3.5")
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The column judged, and those that make the groups."""
        return (self.column, *self.by)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``by``, ``factor`` and ``where``."""
        factor = entry.number("factor", Decimal("3.5")) or Decimal(0)
        if factor <= 0:
            entry.fault("factor", "pack.not_positive", value=factor)
        column = entry.column("column", types=(ColumnType.INTEGER, ColumnType.DECIMAL))
        return cls(column, entry.columns("by", required=False), factor, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the numbers that are far from the median of their group."""
        members: dict[Group, list[tuple[int, Decimal]]] = {}
        values = evidence.sheet.columns[self.column]
        for index, group in grouped(evidence, self.by):
            value = values[index]
            if isinstance(value, Decimal):
                members.setdefault(group, []).append((index, value))
        for numbered in members.values():
            yield from self._far(evidence, numbered)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: what is usual is said of all rows together."""
        del column, references
        return None

    def _far(self, evidence: Evidence, numbered: Sequence[tuple[int, Decimal]]) -> Iterator[Violation]:
        if len(numbered) < _FEWEST:
            return
        median = _median([value for _, value in numbered])
        spread = _median([abs(value - median) for _, value in numbered])
        if not spread:
            return
        for index, value in numbered:
            if _CONSISTENT * abs(value - median) > self.factor * spread:
                params: dict[str, Param] = {"value": value, "median": median, "column": evidence.header(self.column)}
                yield Violation(evidence.location(index, self.column), "check.outlier.far", params)


def _median(values: Sequence[Decimal]) -> Decimal:
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2
