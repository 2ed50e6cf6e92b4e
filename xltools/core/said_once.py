"""One mistake, one finding: leave out what another finding says already."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xltools.core.findings import Finding, Location, Repair
from xltools.core.ranges import LAST_COLUMN, Range, parse_range

NO_RECORD = frozenset(("structure.repeated_header", "structure.remark_row", "structure.total_row"))
"""What stands in such a row is no slip of its cells; the row is to go."""

_MERGED = "structure.merged_cells"
_EMPTY = "check.required.empty"


def said_once(findings: Sequence[Finding]) -> Sequence[Finding]:
    """Leave out what would be mended together with something that is told anyway.

    Args:
        findings: All of them.

    Returns:
        Those that stay, in the same order: nothing about the cells of a row that is no record, none
        of the blanks that merging cells made, and of several with one repair the gravest.
    """
    told = list(_told(findings))
    if told:
        findings = [f for f in findings if f.rule_id is None or not any(_covers(*one, f) for one in told)]
    gravest: dict[tuple[Location, Repair], Finding] = {}
    for finding in findings:
        if finding.repair is not None:
            mended = (finding.location, finding.repair)
            gravest[mended] = max(gravest.get(mended, finding), finding, key=lambda one: one.severity)
    return [f for f in findings if f.repair is None or gravest[f.location, f.repair] is f] if gravest else findings


def _told(findings: Sequence[Finding]) -> Iterator[tuple[Finding, Range]]:
    """Give the findings about more than one cell that need no more said, and what they are about."""
    for finding in findings:
        row = finding.location.row
        if finding.key in NO_RECORD and row is not None:
            yield finding, Range(row, 1, row, LAST_COLUMN)
        elif finding.key == _MERGED:
            yield finding, parse_range(str(finding.params["value"]))


def _covers(told: Finding, area: Range, other: Finding) -> bool:
    place = other.location
    if place.sheet != told.location.sheet or place.row is None or place.column is None:
        return False
    return area.holds(place.row, place.column) and (told.key != _MERGED or other.key == _EMPTY)
