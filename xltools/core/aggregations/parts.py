"""Indicators as parts of others: their exact values, or why one is missing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.aggregations.aggregation import Names
from xltools.core.formulas import References
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, Result, RowsBehind

PART_MISSING = "indicator.part_missing"


def missing_part(parts: Sequence[str], outcomes: Mapping[str, Outcome]) -> Phrase | None:
    """Say which part has no value and why, or nothing where all have one.

    Where the part itself lacks a part, that one is named: it is the one to mend.
    """
    for part in parts:
        outcome = outcomes[part]
        if outcome.exact is None:
            reason = outcome.reason
            if reason is not None and reason.key == PART_MISSING:
                return reason
            return Phrase(PART_MISSING, {"indicator": part, "reason": () if reason is None else (reason,)})
    return None


def rows_behind(parts: Sequence[str], outcomes: Mapping[str, Outcome]) -> tuple[RowsBehind, ...]:
    """Give the rows behind all parts, each once."""
    rows = [behind for part in parts for behind in outcomes[part].rows]
    return tuple(behind for place, behind in enumerate(rows) if behind not in rows[:place])


@frozen
class Quotient:
    """Two indicators, one over the other."""

    numerator: str
    denominator: str

    @property
    def depends(self) -> tuple[str, ...]:
        """Both."""
        return (self.numerator, self.denominator)

    def over(self, outcomes: Mapping[str, Outcome], times: int) -> Result:
        """Divide, and multiply by 1 or 100."""
        rows = rows_behind(self.depends, outcomes)
        reason = missing_part(self.depends, outcomes)
        above, below = outcomes[self.numerator].exact, outcomes[self.denominator].exact
        if above is None or below is None:
            return Result(None, reason, rows)
        if below == 0:
            return Result(None, Phrase("indicator.zero_denominator", {"indicator": self.denominator}), rows)
        value = above * Decimal(times) / below
        return Result(value, None, rows, countable=value)

    def formula(self, references: References) -> str:
        """Divide; a missing part or a 0 below makes an error, which the sheet shows as no value."""
        return f"{references.indicator(self.numerator)}/{references.indicator(self.denominator)}"

    def words(self, key: str, names: Names) -> Phrase:
        """Say both labels."""
        return Phrase(
            key, {"numerator": names.indicator(self.numerator), "denominator": names.indicator(self.denominator)}
        )
