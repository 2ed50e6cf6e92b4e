"""The value of the latest date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import NUMBERS, Selection
from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_ROWS = 2097152  # above any row number; a day times this is still a whole number of fewer than 15 digits


@frozen
class LatestAggregation:
    """Gives a column's number in the row with the latest date, for a stock that is counted now and then.

    ::

        aggregate = "latest"
        sheet = "commentators"
        column = "people"
        date = "counted_on"

    Rows without a date or without a number are left out; of two rows of one date the lower wins.
    """

    name: ClassVar[str] = "latest"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection
    column: str
    date: str

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``date``, ``sheet``, ``where`` and ``in_period``."""
        selection = Selection.from_entry(entry)
        column = entry.column("column", selection.sheet, types=NUMBERS)
        return cls(selection, column, entry.column("date", selection.sheet, types=[ColumnType.DATE]))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Find the row; it alone is behind the value."""
        del outcomes
        selected = self.selection.select(dataset, self.column, self.date)
        pairs = zip(selected.values(self.date), selected.rows, selected.values(self.column), strict=True)
        dated = [(day, index, value) for day, index, value in pairs if _counts(day, value)]
        if not dated:
            return selected.result(None, Phrase("indicator.no_rows"))
        _, index, value = max(dated, key=_when)
        return selected.result(value if isinstance(value, Decimal) else None, rows=[index])

    def formula(self, references: References) -> str:
        """Find the latest date, and the lowest row of it, in one number: the day, then the row.

        No row under the mask makes an error, which the sheet shows as no value.
        """
        cells, days = self.selection.cells(references, self.column), self.selection.cells(references, self.date)
        mask = self.selection.mask(references, f"ISNUMBER({cells})", f"ISNUMBER({days})")
        row = f"MOD(MAX(IF({mask},INT({days})*{_ROWS}+ROW({days}),0)),{_ROWS})"
        return f"INDEX({cells},{row}-MIN(ROW({days}))+1)"

    def words(self, names: Names) -> Phrase:
        """Say the value of what at the latest which date."""
        date_header = names.header(self.selection.sheet.name, self.date)
        return self.selection.phrase("indicator.define.latest", names, self.column, date=date_header)


def _counts(day: object, value: object) -> bool:
    return isinstance(day, date) and isinstance(value, Decimal)


def _when(dated: tuple[object, int, object]) -> tuple[date, int]:
    day, index, _ = dated
    return (day if isinstance(day, date) else date.min, index)
