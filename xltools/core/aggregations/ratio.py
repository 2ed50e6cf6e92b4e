"""One indicator divided by another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.parts import Quotient
from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


@frozen
class RatioAggregation:
    """Divides one indicator by another.

    ::

        aggregate = "ratio"
        numerator = "F04"
        denominator = "F06"

    Division by 0, or by nothing, is no value.
    """

    name: ClassVar[str] = "ratio"

    quotient: Quotient

    @property
    def depends(self) -> tuple[str, ...]:
        """Both indicators."""
        return self.quotient.depends

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``numerator`` and ``denominator``."""
        return cls(Quotient(entry.indicator("numerator"), entry.indicator("denominator")))

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Divide exactly."""
        del dataset
        return self.quotient.over(outcomes, 1)

    def formula(self, references: References) -> str:
        """Divide the exact values."""
        return self.quotient.formula(references)

    def words(self, names: Names) -> Phrase:
        """Say what is divided by what."""
        return self.quotient.words("indicator.define.ratio", names)
