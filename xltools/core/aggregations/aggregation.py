"""What every aggregation is: one definition that gives a value, a formula, and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol, Self

from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Label, Sheet, say


@frozen
class Names:
    """What sheets, columns and indicators are called, for definitions in words.

    Attributes:
        sheets: The declared sheets by name.
        indicators: The labels of the indicators by id.
        language: The language of the reader.
    """

    sheets: Mapping[str, Sheet]
    indicators: Mapping[str, Label]
    language: str

    def sheet(self, name: str) -> str:
        """Give a sheet's label."""
        return say(self.sheets[name].label, self.language)

    def header(self, sheet: str, column: str) -> str:
        """Give a column's label."""
        return say(self.sheets[sheet].column(column).label, self.language)

    def indicator(self, indicator: str) -> str:
        """Give an indicator's label."""
        return say(self.indicators[indicator], self.language)


class Aggregation(Protocol):
    """A way to compute an indicator: a record whose fields are its settings.

    Attributes:
        name: The word in ``indicators.toml``.
    """

    name: ClassVar[str]

    @property
    def depends(self) -> tuple[str, ...]:
        """The indicators it is computed from."""

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read the settings from the pack's entry; faults are recorded in the entry."""

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Compute the exact value and the rows behind it, or the reason for none."""

    def formula(self, references: References) -> str:
        """Give the live Excel formula (without ``=``, not yet rounded) with the same value.

        Where there is no value, it gives ``""`` or an error.  It is written as an array formula, so
        that ``IF`` over a column needs no key combination.  Functions up to Excel 2019; text
        compared by EXACT; never COUNTIFS or SUMIFS on text.
        """

    def words(self, names: Names) -> Phrase:
        """Say the definition: what is counted, where, under which conditions."""
