"""What every aggregation is: one definition that gives a value, a formula, and words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Protocol, Self

from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


class Aggregation(Protocol):
    """A way to compute an indicator: a frozen dataclass whose fields are its settings.

    Attributes:
        name: The word in ``indicators.toml``.
    """

    name: ClassVar[str]

    @property
    def sheet(self) -> str | None:
        """The sheet whose rows are read, or None where the value comes from other indicators."""

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

        Where there is no value, it gives ``""``.  Functions up to Excel 2019; text compared by
        EXACT; never COUNTIFS or SUMIFS on text.
        """

    def words(self) -> tuple[Phrase, ...]:
        """Say the definition: what is counted, where, under which conditions."""
