"""What the two kinds that look back a year have in common."""

from __future__ import annotations

from xltools.core.checks.check import Evidence, Unjudged
from xltools.core.findings import Location
from xltools.core.outcomes import Outcome
from xltools.core.pack_entry import Entry


def read_indicator(entry: Entry) -> str:
    """Read ``indicator``; such a rule has no sheet."""
    if entry.sheet is not None:
        entry.fault("sheet", "pack.no_sheet_wanted")
    return entry.indicator("indicator")


def outcome_of(evidence: Evidence, indicator: str) -> Outcome | Unjudged | None:
    """Give the outcome to judge; None for an indicator that is not part of this report."""
    outcome = evidence.outcomes.get(indicator)
    if outcome is not None and not outcome.active:
        return None
    if outcome is None or outcome.value is None:
        return Unjudged("check.no_value", {"indicator": evidence.name_of(indicator)})
    return outcome


def place_of(outcome: Outcome) -> Location:
    """Give the cell that shows the indicator, or nowhere in particular."""
    return outcome.shown or Location()
