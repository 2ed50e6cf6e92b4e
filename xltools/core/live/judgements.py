"""What is said of each number of a report."""

from __future__ import annotations

from enum import StrEnum

from xltools.core.figures import Sort
from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import frozen
from xltools.core.live.report_text import Link, Mark


class Status(StrEnum):
    """What a number of a report turned out to be."""

    RIGHT = "right"
    STALE = "stale"
    """As the program wrote it; the workbook has moved on."""
    EDITED = "edited"
    """Another than the program wrote; the workbook has not moved."""
    CONFLICT = "conflict"
    """Another than the program wrote, and the workbook has moved to yet another."""
    EMPTIED = "emptied"
    """Its place is there and holds nothing."""
    APART = "apart"
    """The text shows one number, the part that Word takes it from holds another."""
    DIFFERS = "differs"
    """Another than the workbook's; what the program once wrote is not known."""
    MISSING = "missing"
    """The program wrote it and it is gone."""
    ADDED = "added"
    """The workbook now has a sentence for it, which the report lacks."""
    UNPRINTED = "unprinted"
    """The workbook no longer has a sentence for it."""
    DUPLICATED = "duplicated"
    """Right, and there already."""
    UNSOURCED = "unsourced"
    """No indicator says so."""


@frozen
class Judgement:
    """What is said of one number.

    Attributes:
        status: What it is.
        paragraph: The paragraph's number from 1; None for a figure that is not in the report.
        sentence: The sentence it stands in; for a figure that is not there, the workbook's.
        start: Where it starts in the paragraph.
        end: Where it ends.
        found: As it is written in the report; None where it is not there.
        workbook: What the workbook says now; None where it says nothing.
        written: What the program last wrote; None where that is not known.
        bound: What Word would show in its place, where that is something else.
        indicator: The id; empty for a number in fixed words, or without a source.
        form: As in ``Figure``.
        label: The indicator's name for readers.
        number: The figure's in the report as it was written; 0 where that is lost.
        around: A few words with it in the middle.
        link: What it was found by; None for a number without a source.
        certainty: From 0 to 1: how sure it is that this is that figure.
        mark: The mark in the text; None where there is none.
        sort: What kind of number it is, where it is no figure.
    """

    status: Status
    paragraph: int | None
    sentence: str
    start: int = 0
    end: int = 0
    found: str | None = None
    workbook: str | None = None
    written: str | None = None
    bound: str | None = None
    indicator: str = ""
    form: str = "value"
    label: str = ""
    number: int = 0
    around: str = ""
    link: Link | None = None
    certainty: float = 1.0
    mark: Mark | None = None
    sort: Sort | None = None

    @property
    def fixed(self) -> bool:
        """True for a number in words that are no figure, such as the year of a heading."""
        return not self.indicator


@frozen
class Reworded:
    """A sentence whose words no longer fit the workbook's figures.

    Attributes:
        paragraph: The paragraph's number from 1; None for a sentence that the report lacks.
        sentence: As it stands in the report; empty where it is lacking.
        workbook: As it would be written now; empty where it would not.
    """

    paragraph: int | None
    sentence: str
    workbook: str


@frozen
class Comparison:
    """What is said of a report.

    Attributes:
        judgements: Of its numbers, in the order of the report; those that are not in it at the end.
        reworded: The sentences whose words no longer fit.
    """

    judgements: tuple[Judgement, ...]
    reworded: tuple[Reworded, ...] = ()

    def of(self, *statuses: Status) -> tuple[Judgement, ...]:
        """Give the judgements of some kinds."""
        return tuple(judgement for judgement in self.judgements if judgement.status in statuses)


_SEVERITIES = {
    Status.STALE: Severity.ERROR,
    Status.EDITED: Severity.ERROR,
    Status.CONFLICT: Severity.ERROR,
    Status.EMPTIED: Severity.ERROR,
    Status.APART: Severity.ERROR,
    Status.DIFFERS: Severity.ERROR,
    Status.UNSOURCED: Severity.ERROR,
    Status.UNPRINTED: Severity.ERROR,
    Status.MISSING: Severity.WARNING,
    Status.ADDED: Severity.WARNING,
    Status.DUPLICATED: Severity.NOTE,
}
_SURE_ENOUGH = 0.60


def comparison_findings(comparison: Comparison, name: str) -> tuple[Finding, ...]:
    """Say what is not right, each at its paragraph.

    Args:
        comparison: From ``compare``.
        name: The report's file.
    """
    numbers = [_finding(judgement, name) for judgement in comparison.judgements if judgement.status in _SEVERITIES]
    return (*numbers, *wording_findings(comparison, name))


def wording_findings(comparison: Comparison, name: str) -> tuple[Finding, ...]:
    """Say which sentences no longer fit, each at its paragraph."""
    return tuple(_reworded(found, name) for found in comparison.reworded)


def _finding(judgement: Judgement, name: str) -> Finding:
    severity = _SEVERITIES[judgement.status]
    doubtful = judgement.certainty < _SURE_ENOUGH
    told_by_words = judgement.status is Status.DIFFERS and judgement.sort in {Sort.DATE, Sort.COUNT}
    if severity is Severity.ERROR and (doubtful or told_by_words):
        severity = Severity.WARNING
    key = f"live.number.{judgement.status}"
    if judgement.fixed and judgement.status is not Status.UNSOURCED:
        key = "live.number.fixed"
    elif doubtful and judgement.status is Status.DIFFERS:
        key = "live.number.may_differ"
    params = {
        "value": judgement.found,
        "workbook": judgement.workbook,
        "written": judgement.written,
        "bound": judgement.bound,
        "id": judgement.indicator,
        "name": judgement.label or judgement.indicator,
        "around": judgement.around or judgement.sentence.strip(),
        "certainty": round(judgement.certainty * 100),
    }
    return Finding(severity, Location(name, judgement.paragraph), key, params)


def _reworded(found: Reworded, name: str) -> Finding:
    key = "live.wording.changed"
    if not found.sentence:
        key = "live.wording.new"
    elif not found.workbook:
        key = "live.wording.gone"
    params = {"value": found.sentence, "workbook": found.workbook}
    return Finding(Severity.WARNING, Location(name, found.paragraph), key, params)
