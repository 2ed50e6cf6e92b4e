"""An indicator has not moved too far from last year's."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.last_year import outcome_of, place_of, read_indicator
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry


@frozen
class ChangedOverCheck:
    """Points at an indicator that rose or fell by more than so many percent.

    ::

        kind = "changed_over"
        indicator = "F04"
        percent = 30
        severity = "warning"
        explain = "required"

    passes 130 after 100 and fails 131 and 69.  Without last year's value, or where it is 0, there
    is no percentage and no finding.
    """

    kind: ClassVar[str] = "changed_over"
    params: ClassVar[tuple[str, ...]] = ("value", "last_year", "change", "percent", "indicator")
    on_sheet: ClassVar[bool] = False
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    indicator: str
    percent: Decimal

    @property
    def columns(self) -> tuple[str, ...]:
        """None: it looks at no cell."""
        return ()

    @property
    def where(self) -> Filter:
        """None: it has no rows."""
        return NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``indicator`` and ``percent``."""
        percent = entry.number("percent", required=True)
        if percent is not None and percent <= 0:
            entry.fault("percent", "pack.not_positive", value=percent)
        return cls(read_indicator(entry), percent or Decimal(0))

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Compare the values, not the rounded percentage."""
        outcome = outcome_of(evidence, self.indicator)
        if isinstance(outcome, Unjudged):
            yield outcome
            return
        if outcome is None or outcome.value is None or not outcome.last_year:
            return
        moved = outcome.value - outcome.last_year
        if abs(moved) * 100 <= self.percent * abs(outcome.last_year):
            return
        params: dict[str, Param] = {
            "value": outcome.value,
            "last_year": outcome.last_year,
            "change": abs(outcome.change) if outcome.change is not None else None,
            "percent": self.percent,
            "indicator": evidence.name_of(self.indicator),
        }
        key = "check.changed_over.rose" if moved > 0 else "check.changed_over.fell"
        yield Violation(place_of(outcome), key, params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: an indicator is not entered."""
        del column, references
        return None
