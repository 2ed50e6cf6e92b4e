"""The sum of a column."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.selection import NUMBERS, Selection
from xltools.core.dataset import Dataset
from xltools.core.formulas import References, quoted
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank


@frozen
class SumAggregation:
    """Adds up the numbers of a column in the rows that meet all conditions.

    ::

        aggregate = "sum"
        sheet = "branches"
        column = "installed"

    A blank and 不适用 add nothing; 不详 makes the sum unknown.  The sum of no rows is 0.
    """

    name: ClassVar[str] = "sum"
    depends: ClassVar[tuple[str, ...]] = ()

    selection: Selection
    column: str

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``sheet``, ``where`` and ``in_period``."""
        selection = Selection.from_entry(entry)
        return cls(selection, entry.column("column", selection.sheet, types=NUMBERS))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Add up exactly."""
        del outcomes
        selected = self.selection.select(dataset, self.column)
        numbers = selected.numbers(self.column)
        unknown = selected.unknown(self.column) if len(numbers) < len(selected.rows) else None
        return selected.result(None if unknown else sum(numbers, Decimal(0)), unknown)

    def formula(self, references: References) -> str:
        """Add up the cells under the mask; a row with 不详 among them makes it no value."""
        cells = self.selection.cells(references, self.column)
        total = f"SUM(IF({self.selection.mask(references, f'ISNUMBER({cells})')},{cells},0))"
        words = self.selection.blanks(self.column, Blank.UNKNOWN)
        if not words:
            return total
        unknown = self.selection.mask(references, f"({'+'.join(f'EXACT({cells},{quoted(word)})' for word in words)})")
        return f'IF(SUM({unknown})>0,"",{total})'

    def words(self, names: Names) -> Phrase:
        """Say the sum of what in which rows."""
        return self.selection.phrase("indicator.define.sum", names, self.column)
