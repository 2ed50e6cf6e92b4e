"""An indicator that carries over is still last year's."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.last_year import outcome_of, place_of, read_indicator
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry


@frozen
class DiffersFromLastYearCheck:
    """Demands that an indicator is what last year's workbook says it was.

    ::

        kind = "differs_from_last_year"
        indicator = "carried_over"

    passes 5 after 5 and fails 6.  Without last year's value there is no finding.
    """

    kind: ClassVar[str] = "differs_from_last_year"
    params: ClassVar[tuple[str, ...]] = ("value", "last_year", "indicator")
    on_sheet: ClassVar[bool] = False
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    indicator: str

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
        """Read ``indicator``."""
        return cls(read_indicator(entry))

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Compare the two values, if there are two."""
        outcome = outcome_of(evidence, self.indicator)
        if isinstance(outcome, Unjudged):
            yield outcome
            return
        if outcome is None or outcome.last_year is None or outcome.value == outcome.last_year:
            return
        params: dict[str, Param] = {
            "value": outcome.value,
            "last_year": outcome.last_year,
            "indicator": evidence.name_of(self.indicator),
        }
        yield Violation(place_of(outcome), "check.differs_from_last_year.differs", params)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: an indicator is not entered."""
        del column, references
        return None
