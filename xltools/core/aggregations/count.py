"""The number of rows."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import Selection
from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


@frozen
class CountAggregation:
    """Counts the rows that hold anything and meet all conditions.

    ::

        aggregate = "count"
        sheet = "study"
        where = { kind = "专题培训" }
        in_period = "date"
    """

    name: ClassVar[str] = "count"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``sheet``, ``where`` and ``in_period``."""
        return cls(Selection.from_entry(entry))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Count; no rows are 0."""
        del outcomes
        selected = self.selection.select(dataset)
        return selected.result(Decimal(len(selected.rows)))

    def formula(self, references: References) -> str:
        """Add up the mask."""
        return f"SUM({self.selection.mask(references)})"

    def words(self, names: Names) -> Phrase:
        """Say the number of which rows."""
        return self.selection.phrase("indicator.define.count", names)
