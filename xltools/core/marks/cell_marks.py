"""What the live workbook shows at the cells with findings: a colour and a note.

A note begins with the tool's own sign.  By that sign, and by nothing that is remembered elsewhere,
the tool knows its notes again: in a workbook that was saved, sent round, sorted or had rows put in.
"""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.findings import Finding, Severity
from xltools.core.frozen import frozen
from xltools.core.marks.marking import Sentences
from xltools.core.planning.plan_words import Words, cut

NOTE_SIGN = "【xltools】"
"""How each note of the tool begins; a note without it is the clerk's."""

LONGEST_NOTE = 1_000
"""UTF-16 units; a longer note is no help at a cell, and the findings sheet says the rest."""


@frozen
class CellMark:
    """A cell to be marked.

    Attributes:
        sheet: The tab.
        row: From 1.
        column: From 1.
        severity: Of its gravest finding, for the colour.
        note: What the note says, the tool's sign first; empty for a cell that is coloured only.
    """

    sheet: str
    row: int
    column: int
    severity: Severity
    note: str = ""


def cell_marks(findings: Sequence[Finding], words: Words, sentences: Sentences) -> tuple[CellMark, ...]:
    """Say how findings appear at their cells.

    Args:
        findings: In the order of the sheets.
        words: How severities are named, as on the findings sheet.
        sentences: How a finding is said.

    Returns:
        A mark a cell, in the order of the findings; what is found of a whole row, column, sheet or
        workbook has no cell and no mark.
    """
    by_cell: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in findings:
        place = finding.location
        if place.sheet and place.row is not None and place.column is not None:
            by_cell.setdefault((place.sheet, place.row, place.column), []).append(finding)
    return tuple(
        CellMark(*place, max(finding.severity for finding in found), _note(found, words, sentences))
        for place, found in by_cell.items()
    )


def _note(findings: Sequence[Finding], words: Words, sentences: Sentences) -> str:
    gravest_first = sorted(findings, key=lambda finding: -finding.severity)
    parts = [_said(finding, words, sentences) for finding in gravest_first]
    return cut(NOTE_SIGN + "\n\n".join(parts), LONGEST_NOTE)


def _said(finding: Finding, words: Words, sentences: Sentences) -> str:
    head = words.text(f"findings.{finding.severity.name.lower()}")
    if finding.rule_id is not None:
        head = f"{head} {finding.rule_id}"
    return "\n".join(part for part in (head, *sentences(finding)) if part)
