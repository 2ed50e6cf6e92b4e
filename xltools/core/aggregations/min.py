"""The smallest number of a column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import NUMBERS, Selection
from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


@frozen
class MinAggregation:
    """Gives the smallest number of a column in the rows that meet all conditions.

    ::

        aggregate = "min"
        sheet = "sessions"
        column = "people"

    No rows with a number give no value.
    """

    name: ClassVar[str] = "min"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection
    column: str

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``sheet``, ``where`` and ``in_period``."""
        selection = Selection.from_entry(entry)
        return cls(selection, entry.column("column", selection.sheet, types=NUMBERS))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Take the smallest."""
        del outcomes
        selected = self.selection.select(dataset, self.column)
        return selected.result(min(selected.numbers(self.column), default=None), Phrase("indicator.no_rows"))

    def formula(self, references: References) -> str:
        """Take the smallest of the cells under the mask; none make an error, which the sheet shows as no value."""
        cells = self.selection.cells(references, self.column)
        mask = self.selection.mask(references, f"ISNUMBER({cells})")
        return f'SMALL(IF({mask},{cells},""),1)'

    def words(self, names: Names) -> Phrase:
        """Say the smallest of what in which rows."""
        return self.selection.phrase("indicator.define.min", names, self.column)
