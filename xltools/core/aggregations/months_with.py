"""The number of months in which something happened."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import Selection
from xltools.core.dataset import Dataset
from xltools.core.filters import Filter, InPeriod
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_MONTHS = 12
_OTHER = 13


@frozen
class MonthsWithAggregation:
    """Counts the months of the report's period with at least one row that meets all conditions.

    ::

        aggregate = "months_with"
        sheet = "lectures"
        date = "date"
    """

    name: ClassVar[str] = "months_with"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection
    date: str

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``date``, ``sheet`` and ``where``; only rows of the period count, asked or not."""
        selection = Selection.from_entry(entry)
        day = entry.column("date", selection.sheet, types=[ColumnType.DATE])
        in_period = InPeriod(day, entry.scope.covers)
        if in_period not in selection.where.conditions:
            selection = Selection(selection.sheet, Filter((*selection.where.conditions, in_period)))
        return cls(selection, day)

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Count the different months."""
        del outcomes
        selected = self.selection.select(dataset, self.date)
        months = {(day.year, day.month) for day in selected.values(self.date) if isinstance(day, date)}
        return selected.result(Decimal(len(months)))

    def formula(self, references: References) -> str:
        """Count the months that occur under the mask; the rows outside it are put into a thirteenth."""
        days = self.selection.cells(references, self.date)
        months = ";".join(map(str, range(1, _MONTHS + 1)))
        count = f"FREQUENCY(IF({self.selection.mask(references)},MONTH({days}),{_OTHER}),{{{months}}})"
        return f"SUM(({count}>0)*{{{'1;' * _MONTHS}0}})"

    def words(self, names: Names) -> Phrase:
        """Say the number of months with which rows."""
        return self.selection.phrase("indicator.define.months_with", names)
