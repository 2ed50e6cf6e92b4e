"""Judge every number of a report against the workbook it should come from.

What should be in the report is known: it is composed anew from the workbook.  A number that still
carries its mark is judged by its identity; of the others those in untouched sentences by their
place, and the rest by the words around them.  Numbers in fixed words of the template are sourced
too, by the same comparison.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from xltools.core.anchors import MOST_NUMBERS, SURE, Anchored, anchored, match, score
from xltools.core.baseline import Baseline, Placed, Written, placed_figures, written_for
from xltools.core.document import Document
from xltools.core.figures import Number, Sort, numbers_in, same_number
from xltools.core.judgements import Comparison, Judgement, Status
from xltools.core.report_text import Link, Mark, ReportParagraph, ReportText
from xltools.core.sentences import Sentences, skeleton
from xltools.core.wordings import reworded

_JUDGED = frozenset({Sort.QUANTITY, Sort.COUNT, Sort.DATE})
_BEFORE, _AFTER = 14, 8
_SHORTEST = 4  # characters of a sentence, its numbers as one each; a bare number says nothing of itself


MOST_FOUND = 50_000
"""More numbers than this are no report."""


class TooManyNumbersError(Exception):
    """A text with more numbers than anybody would check."""


@dataclass(frozen=True, slots=True)
class _Expected:
    """A number of the composed report: a figure, or part of fixed words."""

    anchor: Anchored
    figure: Placed | None
    written: Written | None


@dataclass(slots=True)
class _Found:
    """A number of the report that carries no mark."""

    anchor: Anchored
    expected: int | None = None
    certainty: float = 0.0
    again: bool = False


@dataclass(slots=True)
class _State:
    expected: list[_Expected]
    texts: list[str]
    found: list[_Found] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)


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
    state = _State(
        _expected(document, report.baseline, simplified),
        [simplified(paragraph.text) for paragraph in report.paragraphs],
    )
    marked = list(_judged_marks(report, state))
    _collect(report, state)
    _by_sentence(document, state, simplified)
    _by_anchors(state)
    judged = [*marked, *_judged_others(report, state)]
    judged.sort(key=lambda judgement: (judgement.paragraph or 0, judgement.start))
    absent = list(_absent(document, report, state, judged))
    return Comparison((*judged, *absent), reworded(report, document))


def _expected(document: Document, baseline: Baseline | None, simplified: Callable[[str], str]) -> list[_Expected]:
    """Give the numbers of the composed report in order, the figures with what was once written for them."""
    figures = list(placed_figures(document))
    written = {} if baseline is None else written_for(figures, baseline)
    by_place = {(placed.paragraph, placed.start): placed for placed in figures}
    found: list[_Expected] = []
    for index, paragraph in enumerate(document.passages):
        numbers = [n for n in numbers_in(paragraph.text) if n.sort in _JUDGED or (index, n.start) in by_place]
        for anchor in anchored(simplified(paragraph.text), numbers, index):
            placed = by_place.get((index, anchor.number.start))
            found.append(_Expected(anchor, placed, written.get(placed.number) if placed else None))
    return found


def _judged_marks(report: ReportText, state: _State) -> Iterator[Judgement]:
    written = {figure.number: figure for figure in report.baseline.figures} if report.baseline else {}
    seen: set[tuple[str, str, int]] = set()
    for index, paragraph in enumerate(report.paragraphs):
        for mark in paragraph.marks:
            place = _expected_for(mark, state)
            expected = None if place is None else state.expected[place]
            if place is not None:
                state.linked.add(place)
            last = written.get(mark.number) or (expected.written if expected else None)
            again = (mark.indicator, mark.form, mark.number) in seen
            seen.add((mark.indicator, mark.form, mark.number))
            yield _of_mark(mark, (index, paragraph.text), expected, last, again=again)


def _expected_for(mark: Mark, state: _State) -> int | None:
    """Find the expected figure of a mark; of several with one indicator and form the one with its number."""
    own = [
        place
        for place, expected in enumerate(state.expected)
        if expected.figure is not None
        and (expected.figure.figure.indicator, expected.figure.figure.form) == (mark.indicator, mark.form)
    ]
    for place in own:
        expected = state.expected[place]
        number = expected.written.number if expected.written else expected.figure.number if expected.figure else 0
        if number == mark.number:
            return place
    return next((place for place in own if place not in state.linked), own[0] if own else None)


def _of_mark(
    mark: Mark, place: tuple[int, str], expected: _Expected | None, written: Written | None, *, again: bool
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


def _collect(report: ReportText, state: _State) -> None:
    for index, paragraph in enumerate(report.paragraphs):
        numbers = [n for n in numbers_in(paragraph.text) if n.sort in _JUDGED and not _is_marked(n, paragraph)]
        if len(state.found) + len(numbers) > MOST_FOUND:
            raise TooManyNumbersError
        state.found += [_Found(anchor) for anchor in anchored(state.texts[index], numbers, index)]


def _is_marked(number: Number, paragraph: ReportParagraph) -> bool:
    return any(mark.start <= number.start < mark.end for mark in paragraph.marks)


def _by_sentence(document: Document, state: _State, simplified: Callable[[str], str]) -> None:
    """Pair the numbers of sentences that have the same words, in their order."""
    expected = _numbered_sentences(
        [simplified(paragraph.text) for paragraph in document.passages], [e.anchor for e in state.expected]
    )
    found = _numbered_sentences(state.texts, [f.anchor for f in state.found])
    for words, places in expected.items():
        for ours, theirs in zip(places, found.get(words, ()), strict=False):
            for place in ours:
                same = next((other for other in theirs if _same_place(state, place, other)), None)
                if same is not None and place not in state.linked:
                    state.linked.add(place)
                    state.found[same].expected, state.found[same].certainty = place, 1.0


def _numbered_sentences(texts: Sequence[str], anchors: Sequence[Anchored]) -> dict[str, list[list[int]]]:
    """Give for the words of each sentence its occurrences, each as the indexes of its numbers."""
    inside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, anchor in enumerate(anchors):
        inside[anchor.paragraph, anchor.sentence].append(index)
    sentences: dict[str, list[list[int]]] = defaultdict(list)
    of_paragraph: dict[int, Sentences] = {}
    for (paragraph, _), indexes in inside.items():
        if paragraph not in of_paragraph:
            of_paragraph[paragraph] = Sentences(texts[paragraph])
        words = skeleton(of_paragraph[paragraph].text_at(anchors[indexes[0]].number.start))
        if len(words) >= _SHORTEST:
            sentences[words].append(indexes)
    return sentences


def _same_place(state: _State, place: int, other: int) -> bool:
    """Say whether two numbers of sentences with the same words have the same words before them."""
    one, two = state.expected[place].anchor, state.found[other]
    return two.expected is None and one.number.sort is two.anchor.number.sort and one.left == two.anchor.left


def _by_anchors(state: _State) -> None:
    waiting = [place for place in range(len(state.expected)) if place not in state.linked]
    loose = [place for place, found in enumerate(state.found) if found.expected is None]
    pairs = match([state.expected[p].anchor for p in waiting], [state.found[p].anchor for p in loose])
    for left, (right, certainty) in pairs.items():
        found = state.found[loose[right]]
        found.expected, found.certainty = waiting[left], certainty
        state.linked.add(waiting[left])
    for found in state.found[:MOST_NUMBERS]:
        if found.expected is None and found.anchor.number.sort is not Sort.DATE:
            _find_again(found, state)


def _find_again(found: _Found, state: _State) -> None:
    """See whether a number repeats a figure that was found elsewhere."""
    for place, expected in enumerate(state.expected):
        if expected.figure is None or not _same_value(found.anchor.number, expected.anchor.number):
            continue
        certainty = score(expected.anchor, found.anchor)
        if certainty >= SURE and certainty > found.certainty:
            found.expected, found.certainty, found.again = place, certainty, True


def _judged_others(report: ReportText, state: _State) -> Iterator[Judgement]:
    sentences: dict[int, Sentences] = {}
    for found in state.found:
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
        expected = state.expected[found.expected]
        if expected.figure is not None:
            yield _of_figure(place, around, expected, found)
        elif not _same_value(expected.anchor.number, number):
            yield Judgement(
                Status.DIFFERS,
                *place,
                workbook=expected.anchor.number.text,
                around=around,
                link=Link.ANCHORS,
                certainty=found.certainty,
            )


def _of_figure(place: tuple[int, str, int, int, str], around: str, expected: _Expected, found: _Found) -> Judgement:
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


def _same_value(one: Number, other: Number) -> bool:
    return one.value == other.value and one.percent == other.percent


def _absent(document: Document, report: ReportText, state: _State, judged: Sequence[Judgement]) -> Iterator[Judgement]:
    """Give the figures that the report lacks: those that were written once, and those that are new."""
    for place, expected in enumerate(state.expected):
        placed = expected.figure
        if placed is None or place in state.linked:
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
    yield from _no_longer_written(report, state, judged)


def _no_longer_written(report: ReportText, state: _State, judged: Sequence[Judgement]) -> Iterator[Judgement]:
    """Give the figures that were written, are gone, and that the workbook would not write again either."""
    if report.baseline is None:
        return
    known = {expected.written.number for expected in state.expected if expected.written is not None}
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
