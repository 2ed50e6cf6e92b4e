"""Pair the numbers of a report that carry no mark with those that are expected.

Numbers of untouched sentences are paired by their place, the rest by the words around them; what is
left over may be a figure that was found elsewhere, said once more.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from xltools.core.document import Document
from xltools.core.figures import Number, Sort, numbers_in
from xltools.core.frozen import frozen
from xltools.core.live.anchors import MOST_NUMBERS, SURE, Anchored, anchored, match, score
from xltools.core.live.baseline import Baseline, Placed, Written, placed_figures, written_for
from xltools.core.live.report_text import ReportParagraph, ReportText
from xltools.core.live.sentences import Sentences, skeleton

MOST_FOUND = 50_000
"""More numbers than this are no report."""

_JUDGED = frozenset({Sort.QUANTITY, Sort.COUNT, Sort.DATE})
_SHORTEST = 4  # characters, a number as one; fewer say nothing of themselves


class TooManyNumbersError(Exception):
    """A text with more numbers than anybody would check."""


@frozen
class Expected:
    """A number of the composed report.

    Attributes:
        anchor: The number with the words around it.
        figure: The figure that it is; None for one in fixed words.
        written: The figure as it was last written, where that is known.
    """

    anchor: Anchored
    figure: Placed | None
    written: Written | None


@dataclass(slots=True)
class Found:
    """A number of the report that carries no mark.

    Attributes:
        anchor: The number with the words around it.
        expected: The index of the expected number that it is; None for one without a source.
        certainty: From 0 to 1.
        again: True where that number was found elsewhere too.
    """

    anchor: Anchored
    expected: int | None = None
    certainty: float = 0.0
    again: bool = False


@dataclass(slots=True)
class Pairing:
    """The numbers on both sides, and which are paired.

    Attributes:
        expected: Of the composed report, in order.
        texts: The paragraphs of the report, in Simplified characters.
        found: The numbers of the report that carry no mark, in order.
        linked: Which expected ones have been found.
    """

    expected: list[Expected]
    texts: list[str]
    found: list[Found] = field(default_factory=list)
    linked: set[int] = field(default_factory=set)


def expected_numbers(document: Document, baseline: Baseline | None, simplified: Callable[[str], str]) -> list[Expected]:
    """Give the numbers of the composed report in order, the figures with what was once written for them."""
    figures = list(placed_figures(document))
    written = {} if baseline is None else written_for(figures, baseline)
    by_place = {(placed.paragraph, placed.start): placed for placed in figures}
    found: list[Expected] = []
    for index, paragraph in enumerate(document.passages):
        numbers = [n for n in numbers_in(paragraph.text) if n.sort in _JUDGED or (index, n.start) in by_place]
        for anchor in anchored(simplified(paragraph.text), numbers, index):
            placed = by_place.get((index, anchor.number.start))
            found.append(Expected(anchor, placed, written.get(placed.number) if placed else None))
    return found


def collect(report: ReportText, pairing: Pairing) -> None:
    """Collect the numbers of a report that carry no mark.  Raises: TooManyNumbersError."""
    for index, paragraph in enumerate(report.paragraphs):
        numbers = [n for n in numbers_in(paragraph.text) if n.sort in _JUDGED and not _is_marked(n, paragraph)]
        if len(pairing.found) + len(numbers) > MOST_FOUND:
            raise TooManyNumbersError
        pairing.found += [Found(anchor) for anchor in anchored(pairing.texts[index], numbers, index)]


def _is_marked(number: Number, paragraph: ReportParagraph) -> bool:
    return any(mark.start <= number.start < mark.end for mark in paragraph.marks)


def pair_by_sentence(document: Document, pairing: Pairing, simplified: Callable[[str], str]) -> None:
    """Pair the numbers of sentences that have the same words, in their order."""
    expected = _numbered_sentences(
        [simplified(paragraph.text) for paragraph in document.passages], [e.anchor for e in pairing.expected]
    )
    found = _numbered_sentences(pairing.texts, [f.anchor for f in pairing.found])
    for words, places in expected.items():
        for ours, theirs in zip(places, found.get(words, ()), strict=False):
            for place in ours:
                same = next((other for other in theirs if _same_place(pairing, place, other)), None)
                if same is not None and place not in pairing.linked:
                    pairing.linked.add(place)
                    pairing.found[same].expected, pairing.found[same].certainty = place, 1.0


def _numbered_sentences(texts: Sequence[str], anchors: Sequence[Anchored]) -> dict[str, list[list[int]]]:
    """Give for the words of each sentence its occurrences, each as the indexes of its numbers."""
    inside: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, anchor in enumerate(anchors):
        inside[anchor.paragraph, anchor.sentence].append(index)
    sentences: dict[str, list[list[int]]] = defaultdict(list)
    of_paragraph: dict[int, Sentences] = {}
    labels = _labels(texts)
    for (paragraph, _), indexes in inside.items():
        if paragraph not in of_paragraph:
            of_paragraph[paragraph] = Sentences(texts[paragraph])
        words = skeleton(of_paragraph[paragraph].text_at(anchors[indexes[0]].number.start))
        if len(words) < _SHORTEST:
            words = f"{labels[paragraph]}\n{words}"
        sentences[words].append(indexes)
    return sentences


def _labels(texts: Sequence[str]) -> list[str]:
    """Give for each paragraph the last one before it that has words, and how many bare ones stand between.

    A table is read row by row, so a cell with nothing but a number is told by the head of its row.
    """
    label, since = "", 0
    labels = []
    for text in texts:
        words = skeleton(text)
        if len(words) >= _SHORTEST:
            label, since = words, 0
        elif words:
            since += 1
        labels.append(f"{label}\n{since}")
    return labels


def _same_place(pairing: Pairing, place: int, other: int) -> bool:
    """Say whether two numbers of sentences with the same words have the same words before them."""
    one, two = pairing.expected[place].anchor, pairing.found[other]
    return two.expected is None and one.number.sort is two.anchor.number.sort and one.left == two.anchor.left


def pair_by_words(pairing: Pairing) -> None:
    """Pair what is left by the words around it, together the best, then look for what is said once more."""
    waiting = [place for place in range(len(pairing.expected)) if place not in pairing.linked]
    loose = [place for place, found in enumerate(pairing.found) if found.expected is None]
    pairs = match([pairing.expected[p].anchor for p in waiting], [pairing.found[p].anchor for p in loose])
    for left, (right, certainty) in pairs.items():
        found = pairing.found[loose[right]]
        found.expected, found.certainty = waiting[left], certainty
        pairing.linked.add(waiting[left])
    for found in pairing.found[:MOST_NUMBERS]:
        if found.expected is None and found.anchor.number.sort is not Sort.DATE:
            _find_again(found, pairing)


def _find_again(found: Found, pairing: Pairing) -> None:
    """See whether a number repeats a figure that was found elsewhere."""
    for place, expected in enumerate(pairing.expected):
        if expected.figure is None or not same_value(found.anchor.number, expected.anchor.number):
            continue
        certainty = score(expected.anchor, found.anchor)
        if certainty >= SURE and certainty > found.certainty:
            found.expected, found.certainty, found.again = place, certainty, True


def same_value(one: Number, other: Number) -> bool:
    """Say whether two numbers say the same."""
    return one.value == other.value and one.percent == other.percent
