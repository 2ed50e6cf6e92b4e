"""A date is within the period of the report."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, shown
from xltools.core.checks.conditions import meets
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_MANY = 4


@frozen
class DateInPeriodCheck:
    """Demands a date of the report's period.

    ::

        kind = "date_in_period"
        columns = ["date"]

    passes 2019-12-31 in the report of 2019 and fails 2020-01-01.  Blanks are left out; without a
    readable period nothing is judged.  Where a whole column of more than four dates is outside, it is
    the period that is wrong, and that is said once.
    """

    kind: ClassVar[str] = "date_in_period"
    params: ClassVar[tuple[str, ...]] = ("value", "start", "last")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = False

    columns: tuple[str, ...]
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns`` and ``where``."""
        return cls(entry.columns("columns", types=(ColumnType.DATE,)), entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the dates before the period's start, and from its end on."""
        period = evidence.dataset.period
        if period is None:
            yield Unjudged("check.no_period")
            return
        start, end = period.start, period.end
        for column in evidence.columns:
            dates = {value for value in set(evidence.values(column)) if isinstance(value, date)}
            far = {day for day in dates if not start <= day < end}
            if not far:
                continue
            outside = [(index, value) for index, value in evidence.cells(column) if value in far]
            params: dict[str, Param] = {"start": start, "last": end - timedelta(1)}
            if far == dates and len(outside) > _MANY:
                said = {**params, "value": shown(outside[0][1]), "count": len(outside)}
                yield Violation(evidence.location(None, column), "check.date_in_period.all_outside", said)
                continue
            for index, value in outside:
                yield Violation(
                    evidence.location(index, column), "check.date_in_period.outside", {**params, "value": shown(value)}
                )

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that the cell holds a date outside the period."""
        cell = references.cell(column)
        start, end = references.period_start(), references.period_end()
        return meets(self.where, references, f"AND(ISNUMBER({cell}),OR({cell}<{start},{cell}>={end}))")
