"""An indicator against last year."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.aggregations.parts import missing_part
from xltools.core.dataset import Dataset
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry


@frozen
class ChangeAggregation:
    """Gives how far an indicator moved against last year, in percent or as a difference.

    ::

        aggregate = "change"
        indicator = "F09"
        as = "percent"

    Without last year's value, and in percent on a base of 0, there is no value.

    Attributes:
        percent: True for percent, False for the difference.
    """

    name: ClassVar[str] = "change"

    indicator: str
    percent: bool = True

    @property
    def depends(self) -> tuple[str, ...]:
        """The indicator."""
        return (self.indicator,)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``indicator`` and ``as``."""
        return cls(entry.indicator("indicator"), entry.one_of("as", ("percent", "difference"), "percent") == "percent")

    def over(self, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Result:
        """Compare with last year's value."""
        del dataset
        part = outcomes[self.indicator]
        base = part.last_year
        if part.exact is None:
            return Result(None, missing_part(self.depends, outcomes), part.rows)
        if base is None:
            return Result(None, Phrase("indicator.no_last_year", {"indicator": self.indicator}), part.rows)
        if self.percent and base == 0:
            return Result(None, Phrase("indicator.zero_base", {"indicator": self.indicator}), part.rows)
        moved = part.exact - base
        value = moved * Decimal(100) / base if self.percent else moved
        return Result(value, None, part.rows, countable=value)

    def formula(self, references: References) -> str:
        """Subtract, and divide by the base; no base makes an error, which the sheet shows as no value."""
        base = references.last_year(self.indicator)
        moved = f"({references.indicator(self.indicator)}-{base})"
        return f"{moved}/{base}*100" if self.percent else moved

    def words(self, names: Names) -> Phrase:
        """Say what is compared."""
        key = "indicator.define.change" if self.percent else "indicator.define.difference"
        return Phrase(key, {"indicator": names.indicator(self.indicator)})
