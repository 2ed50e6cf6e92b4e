"""Merge the workbook's figures into a report that people have edited.

Three sides: what the program last wrote, what stands in the document, what the workbook says now.
Where one of the last two has moved it wins; where both have, it is a conflict for a person, and so is
a figure whose words would no longer be true.  Nothing but figures is touched.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from xltools.core.document import Document
from xltools.core.figures import numbers_in, same_number
from xltools.core.frozen import frozen, replace
from xltools.core.live.anchors import SURE
from xltools.core.live.baseline import Baseline, as_written, placed_figures, written_for
from xltools.core.live.judgements import Comparison, Judgement, Status
from xltools.core.live.neighbours import Neighbours
from xltools.core.live.report_text import ReportText
from xltools.core.live.sentences import sentence_spans, wording_mark


class Fate(StrEnum):
    """What becomes of a figure."""

    UPDATED = "updated"
    KEPT = "kept"
    """Someone wrote another number by hand, and the workbook has not moved."""
    SYNCED = "synced"
    """Text and stored value differed, and one of them was an edit: both hold it now."""
    CONFLICT = "conflict"
    GONE = "gone"


class Take(StrEnum):
    """Whose number stands where both sides have moved."""

    MINE = "mine"
    WORKBOOK = "workbook"


class Reason(StrEnum):
    """Why a figure is a conflict."""

    BOTH_MOVED = "both_moved"
    WORDING = "wording"
    COPIES_DIFFER = "copies_differ"
    APART = "apart"
    TRACKED = "tracked"
    EMPTIED = "emptied"
    UNPRINTED = "unprinted"
    UNKNOWN = "unknown"
    """What the program once wrote is not known."""


_OPEN = frozenset({Reason.COPIES_DIFFER, Reason.APART, Reason.EMPTIED})
"""Where it is not even known what the document says; such a figure is left as it is."""


@frozen
class Edit:
    """New digits at a place of a paragraph.

    Attributes:
        paragraph: Its index.
        start: Where the digits start.
        end: Where they end.
        text: The new ones.
    """

    paragraph: int
    start: int
    end: int
    text: str


@frozen
class Change:
    """What becomes of one figure.

    Attributes:
        fate: What.
        judgement: Where it was found, or that it was not.
        text: What stands there now; None where it is not in the report.
        reason: Of a conflict.
    """

    fate: Fate
    judgement: Judgement
    text: str | None
    reason: Reason | None = None


@frozen
class Refreshed:
    """What a refresh does to a report.

    Attributes:
        changes: What becomes of each figure that is not simply right.
        edits: Of the text.
        values: The new texts of stored values, by the figure's name.
        baseline: What is then known to have been written.
    """

    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]
    values: Mapping[str, str]
    baseline: Baseline


@frozen
class _Merged:
    """What the three sides of a figure make: the digits to stand there, and what is then known as written."""

    fate: Fate | None
    text: str
    written: str | None
    reason: Reason | None = None


def refresh(
    report: ReportText, baseline: Baseline, document: Document, comparison: Comparison, take: Take | None = None
) -> Refreshed:
    """Merge the workbook's figures into a report.

    Args:
        report: The report as it was found.
        baseline: What the program last wrote.
        document: The report as the workbook would have it, in the baseline's language.
        comparison: Of the two, from ``compare``.
        take: Whose number stands where both have moved; None to leave those as they are.
    """
    neighbours = Neighbours(report, baseline, document)
    changes: list[Change] = []
    edits: list[Edit] = []
    values: dict[str, str] = {}
    texts: dict[int, str] = {}
    names = {written.number: written.name for written in baseline.figures}
    for group in _groups(comparison.judgements):
        merged = _merged(group, neighbours, take)
        number = group[0].number
        if merged.fate is not None:
            changes.append(Change(merged.fate, group[0], merged.text, merged.reason))
        if merged.written is not None:
            texts[number] = merged.written
        if merged.reason in _OPEN:
            continue
        edits += [edit for judgement in group if (edit := _edit(report, judgement, merged.text)) is not None]
        if number in names and any(judgement.mark for judgement in group):
            values[names[number]] = merged.text
    changes += [Change(Fate.GONE, judgement, None) for judgement in comparison.of(Status.MISSING)]
    return Refreshed(
        tuple(changes),
        tuple(edits),
        values,
        _baseline(report, baseline, document, comparison.judgements, texts),
    )


def _groups(judgements: Iterable[Judgement]) -> list[list[Judgement]]:
    """Give the figures of the report, the copies of one together; of unmarked ones those that are sure."""
    groups: dict[tuple[str, str, int], list[Judgement]] = {}
    for judgement in judgements:
        if judgement.paragraph is None or judgement.fixed:
            continue
        if judgement.mark is None and (judgement.status is Status.DUPLICATED or judgement.certainty < SURE):
            continue
        groups.setdefault((judgement.indicator, judgement.form, judgement.number), []).append(judgement)
    return list(groups.values())


def _merged(group: Sequence[Judgement], neighbours: Neighbours, take: Take | None) -> _Merged:
    """Find out what the document says, and merge it."""
    first = group[0]
    here, written = first.found or "", first.written
    wanted = first.workbook if take is Take.WORKBOOK else None
    if any(judgement.status is Status.EMPTIED for judgement in group):
        return _conflict(Reason.EMPTIED, here)
    if first.workbook is None:
        return _conflict(Reason.UNPRINTED, here)
    if any(not same_number(here, judgement.found or "") for judgement in group):
        return _conflict(Reason.COPIES_DIFFER, here) if wanted is None else _over(group, here, wanted, neighbours)
    now = here if written is None else _now(first, here, written, take)
    if now is None:
        return _conflict(Reason.APART, here) if wanted is None else _over(group, here, wanted, neighbours)
    if same_number(now, first.workbook):
        return _Merged(Fate.SYNCED if _stored_apart(group) else None, now, first.workbook)
    if written is None:
        return _conflict(Reason.UNKNOWN, now) if wanted is None else _over(group, now, wanted, neighbours)
    return _three_way(group, (now, first.workbook, written), neighbours, take)


def _three_way(
    group: Sequence[Judgement], sides: tuple[str, str, str], neighbours: Neighbours, take: Take | None
) -> _Merged:
    """Merge a document's number with another one of the workbook."""
    now, workbook, written = sides
    if same_number(now, written):
        return _over(group, now, workbook, neighbours)
    if same_number(written, workbook):
        return _Merged(Fate.KEPT, now, None)
    if take is Take.WORKBOOK:
        return _over(group, now, workbook, neighbours)
    return _Merged(Fate.KEPT, now, workbook) if take is Take.MINE else _conflict(Reason.BOTH_MOVED, now)


def _now(judgement: Judgement, here: str, written: str, take: Take | None) -> str | None:
    """Give what the document says: of a text and a stored value that differ, the one that was edited."""
    bound = judgement.bound
    if bound is None or same_number(bound, here) or take is Take.MINE:
        return here
    if same_number(bound, written):
        return here
    return bound if same_number(here, written) and _is_number(bound) else None


def _over(group: Sequence[Judgement], here: str, workbook: str, neighbours: Neighbours) -> _Merged:
    """Put the workbook's number in, unless that could not be done or would not be true."""
    for judgement in group:
        mark = judgement.mark
        if mark is not None and mark.tracked:
            return _conflict(Reason.TRACKED, here)
        if not neighbours.fit(judgement):
            return _conflict(Reason.WORDING, here)
    return _Merged(Fate.UPDATED, workbook, workbook)


def _conflict(reason: Reason, here: str) -> _Merged:
    return _Merged(Fate.CONFLICT, here, None, reason)


def _stored_apart(group: Sequence[Judgement]) -> bool:
    return any(j.bound is not None and not same_number(j.bound, j.found or "") for j in group)


def _is_number(text: str) -> bool:
    numbers = numbers_in(text)
    return len(numbers) == 1 and numbers[0].text == text


def _edit(report: ReportText, judgement: Judgement, text: str) -> Edit | None:
    """Give the edit that puts digits in place of those that are there; words beside them in the mark stay."""
    index = (judgement.paragraph or 0) - 1
    inside = report.paragraphs[index].text[judgement.start : judgement.end]
    numbers = numbers_in(inside)
    start, end = (numbers[0].start, numbers[0].end) if len(numbers) == 1 else (0, len(inside))
    if inside[start:end] == text or start == end:
        return None
    return Edit(index, judgement.start + start, judgement.start + end, text)


def _baseline(
    report: ReportText,
    baseline: Baseline,
    document: Document,
    judgements: Iterable[Judgement],
    texts: Mapping[int, str],
) -> Baseline:
    """Give what is known to have been written: new digits, and the words that the document has taken over."""
    composed = [paragraph.text for paragraph in document.passages]
    placed = list(placed_figures(document))
    now = {
        last.number: replace(as_written(figure, composed[figure.paragraph]), number=last.number)
        for figure in placed
        if (last := written_for(placed, baseline).get(figure.number)) is not None
    }
    current = {wording_mark(text[start:end]) for text in composed for start, end in sentence_spans(text)}
    there = {
        wording_mark(paragraph.text[start:end])
        for paragraph in report.paragraphs
        for start, end in sentence_spans(paragraph.text)
    }
    adopted = {judgement.number for judgement in judgements if wording_mark(judgement.sentence) in current}
    figures = []
    for written in baseline.figures:
        known = now[written.number] if written.number in adopted and written.number in now else written
        figures.append(replace(known, text=texts.get(written.number, written.text)))
    taken_over = sorted((there & current) - set(baseline.wordings))
    return replace(baseline, origin=document.origin, figures=tuple(figures), wordings=(*baseline.wordings, *taken_over))
