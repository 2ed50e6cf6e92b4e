"""A group of rows has no more than so many, or sums up to no more than so much."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, named
from xltools.core.checks.groups import Group, amount, grouped, read_count
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry


@frozen
class AtMostCheck:
    """Demands that no group goes over a limit.

    ::

        kind = "at_most"
        by = ["site"]
        count = "rows"
        maximum = 12

    passes a site with 12 rows and fails one with 13, at the thirteenth.  Without ``by`` the whole
    sheet is one group; a row with a blank among ``by`` belongs to none.  ``count`` may name a
    number column, whose sum is then limited.

    Attributes:
        count: The number column summed; None where rows are counted.
    """

    kind: ClassVar[str] = "at_most"
    params: ClassVar[tuple[str, ...]] = ("value", "total", "maximum", "column")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = True
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    maximum: Decimal
    by: tuple[str, ...] = ()
    count: str | None = None
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that make the groups, and the one summed."""
        return self.by if self.count is None else (*self.by, self.count)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``count``, ``by``, ``maximum`` and ``where``."""
        count = read_count(entry)
        maximum = entry.number("maximum", required=True)
        by = entry.columns("by", required=False)
        return cls(maximum if maximum is not None else Decimal(0), by, count, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the row with which a group goes over the limit, as a reader goes down the sheet."""
        for group, indexes in grouped(evidence, self.by).items():
            total = self._total(evidence, indexes)
            if total > self.maximum:
                yield self._violation(evidence, group, indexes, total)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: it is said of a group of rows."""
        del column, references
        return None

    def _total(self, evidence: Evidence, indexes: Sequence[int]) -> Decimal:
        if self.count is None:
            return Decimal(len(indexes))
        return sum((amount(evidence, self.count, index) for index in indexes), Decimal(0))

    def _violation(self, evidence: Evidence, group: Group, indexes: Sequence[int], total: Decimal) -> Violation:
        running = Decimal(0)
        for index in indexes:
            running += amount(evidence, self.count, index)
            if running > self.maximum:
                break
        value = tuple(named(part) for part in group) or (evidence.sheet.title,)
        params: dict[str, Param] = {"value": value, "total": total, "maximum": self.maximum, "column": ""}
        if self.count is None:
            place = evidence.location(index, self.by[0] if self.by else None)
            return Violation(place, "check.at_most.rows", params)
        params["column"] = evidence.header(self.count)
        return Violation(evidence.location(index, self.count), "check.at_most.sum", params)
