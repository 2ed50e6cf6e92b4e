"""Which finding a clerk wants to explain, and where the reason is to be written."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.findings import Finding
from xltools.core.frozen import frozen
from xltools.core.grid import Grid
from xltools.core.marks.finding_walk import ListedFinding, Place
from xltools.core.own_labels import EXPLANATIONS, TABS
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.parsing.shown_indicators import headers_of
from xltools.core.spelling import plain


@frozen
class PreparedReason:
    """A row of the explanations sheet, ready for the reason.

    Attributes:
        texts: What is to be written, by cell; nothing where the row is there already.
        reason: The cell for the reason.
    """

    texts: dict[Place, str]
    reason: Place


def findings_at(findings: Sequence[Finding], here: Place, listed: ListedFinding | None) -> tuple[Finding, ...]:
    """Give the findings that a clerk speaks of.

    Args:
        findings: From ``validate``.
        here: The selected cell.
        listed: The line of the findings sheet, where that is what is selected.

    Returns:
        Those at the cell, and those of its whole row or column; or those of the line's rule at its place.
    """
    place = here if listed is None else listed.place
    found = [finding for finding in findings if _covers(finding, place)]
    if listed is None or not listed.rule:
        return tuple(found)
    return tuple(finding for finding in found if finding.rule_id == listed.rule)


def prepare_reason(grid: Grid, finding: Finding) -> PreparedReason | None:
    """Say what is to be written where, so that the clerk has only the reason to type.

    Args:
        grid: The workbook.
        finding: Of a rule that takes a reason.

    Returns:
        The row: the one that is there already for this rule and place, or the first empty one; None
        where the workbook has no explanations sheet, or not its headers.
    """
    titles = {plain(title) for title in TABS["explanations"]}
    found = next((grid for grid in grid.sheets if plain(grid.name) in titles), None)
    if found is None:
        return None
    sheet = SheetAt(found, 0)
    columns = headers_of(sheet, EXPLANATIONS)
    if any(key not in columns for key in EXPLANATIONS):
        return None
    wanted = {
        "rule": finding.rule_id or "",
        "sheet": finding.location.sheet,
        "address": finding.location.address,
    }
    row = columns[""] + 1
    while True:
        held = {key: sheet.held(row, columns[key])[1].strip() for key in EXPLANATIONS}
        reason = Place(found.name, row, columns["reason"])
        if {key: held[key] for key in wanted} == wanted:
            return PreparedReason({}, reason)
        if not any(held.values()):
            texts = {Place(found.name, row, columns[key]): text for key, text in wanted.items() if text}
            return PreparedReason(texts, reason)
        row += 1


def _covers(finding: Finding, place: Place) -> bool:
    where = finding.location
    return where.sheet == place.sheet and where.row in {None, place.row} and where.column in {None, place.column}
