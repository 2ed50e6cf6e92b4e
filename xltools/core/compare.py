"""Judge every number of a report against the workbook it should come from.

What should be in the report is known: it is composed anew from the workbook.  A number that still
carries its mark is judged by its identity; of the others those in untouched sentences by their
place, and the rest by the words around them.  Numbers in fixed words of the template are sourced
too, by the same comparison.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from xltools.core.document import Document
from xltools.core.figures import Sort, numbers_in, same_number
from xltools.core.live.baseline import Written
from xltools.core.live.judgements import Comparison, Judgement, Status
from xltools.core.live.pairing import (
    Expected,
    Found,
    Pairing,
    collect,
    expected_numbers,
    pair_by_sentence,
    pair_by_words,
    same_value,
)
from xltools.core.live.report_text import Link, Mark, ReportText
from xltools.core.live.sentences import Sentences
from xltools.core.live.wordings import reworded

_BEFORE, _AFTER = 14, 8


def compare(report: ReportText, document: Document, simplified: Callable[[str], str] = str) -> Comparison:
    """Judge the numbers of a report.

    Args:
        report: The report as it was found.
        document: The report as the workbook would have it, in the language of the baseline where
            there is one.
        simplified: Writes Traditional Chinese as Simplified, character for character, so that one can
            be compared with the other.

    Returns:
        A judgement for each figure, each quantity, and each date or count of the template that was
        altered; and the sentences whose words no longer fit.

    Raises:
        TooManyNumbersError: Where there are more than ``MOST_FOUND`` numbers.
    """
    pairing = Pairing(
        expected_numbers(document, report.baseline, simplified),
        [simplified(paragraph.text) for paragraph in report.paragraphs],
    )
    marked = list(_judged_marks(report, pairing))
    collect(report, pairing)
    pair_by_sentence(document, pairing, simplified)
    pair_by_words(pairing)
    judged = [*marked, *_judged_others(report, pairing)]
    judged.sort(key=lambda judgement: (judgement.paragraph or 0, judgement.start))
    absent = list(_absent(document, report, pairing, judged))
    return Comparison((*judged, *absent), reworded(report, document))


def _judged_marks(report: ReportText, pairing: Pairing) -> Iterator[Judgement]:
    written = {figure.number: figure for figure in report.baseline.figures} if report.baseline else {}
    seen: set[tuple[str, str, int]] = set()
    for index, paragraph in enumerate(report.paragraphs):
        for mark in paragraph.marks:
            place = _expected_for(mark, pairing)
            expected = None if place is None else pairing.expected[place]
            if place is not None:
                pairing.linked.add(place)
            last = written.get(mark.number) or (expected.written if expected else None)
            again = (mark.indicator, mark.form, mark.number) in seen
            seen.add((mark.indicator, mark.form, mark.number))
            yield _of_mark(mark, (index, paragraph.text), expected, last, again=again)


def _expected_for(mark: Mark, pairing: Pairing) -> int | None:
    """Find the expected figure of a mark; of several with one indicator and form the one with its number."""
    own = [
        place
        for place, expected in enumerate(pairing.expected)
        if expected.figure is not None
        and (expected.figure.figure.indicator, expected.figure.figure.form) == (mark.indicator, mark.form)
    ]
    for place in own:
        expected = pairing.expected[place]
        number = expected.written.number if expected.written else expected.figure.number if expected.figure else 0
        if number == mark.number:
            return place
    return next((place for place in own if place not in pairing.linked), own[0] if own else None)


def _of_mark(
    mark: Mark, place: tuple[int, str], expected: Expected | None, written: Written | None, *, again: bool
) -> Judgement:
    index, text = place
    found = _digits(text[mark.start : mark.end])
    now = expected.figure.figure.text if expected is not None and expected.figure is not None else None
    last = written.text if written is not None else None
    status = _status(found, now, last)
    if not found.strip():
        status = Status.EMPTIED
    elif mark.bound is not None and not same_number(mark.bound, found):
        status = Status.APART
    elif again and status is Status.RIGHT:
        status = Status.DUPLICATED
    return Judgement(
        status,
        index + 1,
        Sentences(text).text_at(mark.start),
        mark.start,
        mark.end,
        found,
        now,
        last,
        mark.bound,
        mark.indicator,
        mark.form,
        expected.figure.figure.label if expected is not None and expected.figure is not None else "",
        mark.number,
        _around(text, mark.start, mark.end),
        mark.link,
        1.0,
        mark,
    )


def _digits(text: str) -> str:
    """Give the one number in a marked place, or all of the text where there is not exactly one."""
    numbers = numbers_in(text)
    return numbers[0].text if len(numbers) == 1 else text


def _status(found: str, workbook: str | None, written: str | None) -> Status:
    """Compare what is there with what the workbook says and with what was written."""
    if workbook is None:
        return Status.UNPRINTED
    if same_number(found, workbook):
        return Status.RIGHT
    if written is None:
        return Status.DIFFERS
    if same_number(found, written):
        return Status.STALE
    return Status.EDITED if same_number(written, workbook) else Status.CONFLICT


def _judged_others(report: ReportText, pairing: Pairing) -> Iterator[Judgement]:
    sentences: dict[int, Sentences] = {}
    for found in pairing.found:
        number, index = found.anchor.number, found.anchor.paragraph
        text = report.paragraphs[index].text
        if index not in sentences:
            sentences[index] = Sentences(text)
        place = (index + 1, sentences[index].text_at(number.start), number.start, number.end, number.text)
        around = _around(text, number.start, number.end)
        if found.expected is None:
            if number.sort is Sort.QUANTITY or (number.sort is Sort.COUNT and number.value > 1):
                certainty = 1.0 if number.sort is Sort.QUANTITY else 0.5  # 三个代表 is no count, 三个村 is one
                yield Judgement(Status.UNSOURCED, *place, around=around, certainty=certainty)
            continue
        expected = pairing.expected[found.expected]
        if expected.figure is not None:
            yield _of_figure(place, around, expected, found)
        elif not same_value(expected.anchor.number, number):
            yield Judgement(
                Status.DIFFERS,
                *place,
                workbook=expected.anchor.number.text,
                around=around,
                link=Link.ANCHORS,
                certainty=found.certainty,
                sort=number.sort,
            )


def _of_figure(place: tuple[int, str, int, int, str], around: str, expected: Expected, found: Found) -> Judgement:
    assert expected.figure is not None
    figure, written = expected.figure.figure, expected.written
    read = str(found.anchor.number.value) if found.anchor.number.sort is Sort.COUNT else place[4]
    status = _status(read, figure.text, written.text if written is not None else None)
    if found.again and status is Status.RIGHT:
        status = Status.DUPLICATED
    return Judgement(
        status,
        *place,
        workbook=figure.text,
        written=written.text if written is not None else None,
        indicator=figure.indicator,
        form=figure.form,
        label=figure.label,
        number=written.number if written is not None else 0,
        around=around,
        link=Link.ANCHORS,
        certainty=found.certainty,
    )


def _around(text: str, start: int, end: int) -> str:
    """Give a number with a few words on either side."""
    first, last = max(0, start - _BEFORE), min(len(text), end + _AFTER)
    return f"{'…' if first else ''}{text[first:last]}{'…' if last < len(text) else ''}"


def _absent(
    document: Document, report: ReportText, pairing: Pairing, judged: Sequence[Judgement]
) -> Iterator[Judgement]:
    """Give the figures that the report lacks: those that were written once, and those that are new."""
    for place, expected in enumerate(pairing.expected):
        placed = expected.figure
        if placed is None or place in pairing.linked:
            continue
        text = document.passages[placed.paragraph].text
        lost = expected.written is not None or report.baseline is None
        yield Judgement(
            Status.MISSING if lost else Status.ADDED,
            None,
            Sentences(text).text_at(placed.start),
            workbook=placed.figure.text,
            written=expected.written.text if expected.written else None,
            indicator=placed.figure.indicator,
            form=placed.figure.form,
            label=placed.figure.label,
            number=expected.written.number if expected.written else 0,
        )
    yield from _no_longer_written(report, pairing, judged)


def _no_longer_written(report: ReportText, pairing: Pairing, judged: Sequence[Judgement]) -> Iterator[Judgement]:
    """Give the figures that were written, are gone, and that the workbook would not write again either."""
    if report.baseline is None:
        return
    known = {expected.written.number for expected in pairing.expected if expected.written is not None}
    known |= {judgement.number for judgement in judged}
    for written in report.baseline.figures:
        if written.number not in known:
            yield Judgement(
                Status.MISSING,
                None,
                f"{written.left}{written.text}{written.right}",
                written=written.text,
                indicator=written.indicator,
                form=written.form,
                number=written.number,
            )
