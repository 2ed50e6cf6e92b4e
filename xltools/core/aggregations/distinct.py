"""The number of different texts in a column."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import Selection
from xltools.core.dataset import Dataset
from xltools.core.formulas import References, quoted
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType


@frozen
class DistinctAggregation:
    """Counts the different texts of a column in the rows that meet all conditions.

    ::

        aggregate = "distinct"
        sheet = "teams"
        column = "level"

    Texts are the same only when every character is.  Blanks of any kind are not counted.
    """

    name: ClassVar[str] = "distinct"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection
    column: str

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``sheet``, ``where`` and ``in_period``."""
        selection = Selection.from_entry(entry)
        texts = [ColumnType.TEXT, ColumnType.SELECT_ONE]
        return cls(selection, entry.column("column", selection.sheet, types=texts))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Count the members of the set."""
        del outcomes
        selected = self.selection.select(dataset, self.column)
        texts = {value for value in selected.values(self.column) if isinstance(value, str)}
        return selected.result(Decimal(len(texts)))

    def formula(self, references: References) -> str:
        """Let each row count for one part in as many rows as have its text.

        A square of comparisons, so for ledgers of hundreds of rows, not of tens of thousands.
        """
        cells = self.selection.cells(references, self.column)
        blanks = (f"(1-EXACT({cells},{quoted(word)}))" for word in self.selection.blanks(self.column))
        mask = self.selection.mask(references, f"(LEN({cells})>0)", *blanks)
        texts = f'{cells}&""'  # a number in such a column stands for its digits
        alike = f"MMULT(IFERROR(EXACT({texts},TRANSPOSE({texts}))*1,0),{mask})"
        return f"ROUND(SUM({mask}/({alike}+1-{mask})),0)"

    def words(self, names: Names) -> Phrase:
        """Say the number of different what in which rows."""
        return self.selection.phrase("indicator.define.distinct", names, self.column)
