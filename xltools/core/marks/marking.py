"""What a marked copy of a workbook shows: coloured cells, and a sheet that lists the findings."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from xltools.core.findings import Finding, Severity
from xltools.core.frozen import frozen
from xltools.core.planning.plan_notes import FINDINGS_COLUMNS, FINDINGS_WIDTHS
from xltools.core.planning.plan_parts import sheet_prefix
from xltools.core.planning.plan_words import Words

Sentences = Callable[[Finding], tuple[str, str]]
"""Gives what is wrong and what to do, each as a sentence in the reader's language."""


@frozen
class Mark:
    """A cell to be coloured."""

    sheet: str
    row: int
    column: int
    severity: Severity


@frozen
class FindingLine:
    """A line of the findings sheet.

    Attributes:
        severity: For its colour.
        texts: In the order of the columns: severity, sheet, address, value, what is wrong, what to do, rule.
        link: Where the address leads, such as ``'培训表'!C7``; empty where there is no place.
    """

    severity: Severity
    texts: tuple[str, ...]
    link: str


@frozen
class Marking:
    """Everything that a marked copy shows.

    Attributes:
        title: The findings sheet's tab.
        hint: The line under it.
        headers: Its headers.
        widths: Its columns' widths in characters.
        marks: The cells to be coloured, each once.
        lines: In the order of the findings.
    """

    title: str
    hint: str
    headers: tuple[str, ...]
    widths: tuple[float, ...]
    marks: tuple[Mark, ...]
    lines: tuple[FindingLine, ...]


def mark(findings: Sequence[Finding], words: Words, sentences: Sentences) -> Marking:
    """Say how findings appear in a marked copy.

    Args:
        findings: In the order of the sheet.
        words: What is printed on the findings sheet.
        sentences: How a finding is said.

    Returns:
        The cells to colour, each by its gravest finding, and the lines of the findings sheet.
    """
    return Marking(
        words.text("tab.findings"),
        words.text("findings.hint"),
        tuple(words.text(f"findings.{name}") for name in FINDINGS_COLUMNS),
        FINDINGS_WIDTHS,
        _marks(findings),
        tuple(_line(finding, words, sentences) for finding in findings),
    )


def _marks(findings: Sequence[Finding]) -> tuple[Mark, ...]:
    gravest: dict[tuple[str, int, int], Severity] = {}
    for finding in findings:
        place = finding.location
        if place.row is None or place.column is None:
            continue
        key = (place.sheet, place.row, place.column)
        gravest[key] = max(gravest.get(key, finding.severity), finding.severity)
    return tuple(Mark(*place, severity) for place, severity in gravest.items())


def _line(finding: Finding, words: Words, sentences: Sentences) -> FindingLine:
    place = finding.location
    of_a_cell = place.row is not None and place.column is not None
    value = finding.params.get("value") if of_a_cell else None
    sentence, action = sentences(finding)
    texts = (
        words.text(f"findings.{finding.severity.name.lower()}"),
        place.sheet,
        place.address,
        "" if value is None else words.value(value),
        sentence,
        action,
        finding.rule_id or "",
    )
    link = f"{sheet_prefix(place.sheet)}{place.address or 'A1'}" if place.sheet else ""
    return FindingLine(finding.severity, texts, link)
