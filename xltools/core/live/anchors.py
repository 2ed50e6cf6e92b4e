"""Tell by the words around it which number of an edited text is which number of the expected one.

The score of a pair is between 0 and 1: the words before count most, for Chinese says what is counted
before the number; then the sentence, the words after, the measure word, and the order.  The value
itself only settles what is nearly even, since an altered number must be found too.  From ``LIKELY``
on a pair is told to the reader; from ``SURE`` on, and only then, a figure may be rewritten by it.
``scripts/benchmark_report_check.py`` measures both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from xltools.core.figures import Number, Sort
from xltools.core.frozen import frozen
from xltools.core.live.assignment import best_pairs
from xltools.core.live.sentences import Sentences, skeleton

LIKELY = 0.42
SURE = 0.60

MOST_NUMBERS = 5_000
"""More numbers than any report has; the rest of such a file is told as without a source."""

_LEFT, _RIGHT = 16, 8
_NEAR = 5
_ALIKE = ("人名位", "次场場回期轮輪", "个個项項处處条條", "起件宗", "户戶家", "份篇条條")
_QUANTITIES = frozenset({Sort.QUANTITY, Sort.COUNT})
_MOST_COMMON = 40  # a pair of characters that stands around more expected numbers than that tells nothing


@frozen
class Anchored:
    """A number with the words around it.

    Attributes:
        number: The number.
        paragraph: The paragraph's index.
        sentence: Which sentence of the paragraph it stands in, from 0.
        left: The words before it, other numbers as ``#``.
        right: The words after it.
        before: The pairs of characters of the words before it.
        after: Those of the words after it.
        around: Those of its sentence.
    """

    number: Number
    paragraph: int
    sentence: int
    left: str
    right: str
    before: frozenset[str]
    after: frozenset[str]
    around: frozenset[str]


def anchored(text: str, numbers: Iterable[Number], paragraph: int) -> Iterator[Anchored]:
    """Take the words around the numbers of a paragraph."""
    sentences = Sentences(text)
    around: dict[int, frozenset[str]] = {}
    for number in numbers:
        sentence = sentences.number_at(number.start)
        if sentence not in around:
            around[sentence] = _pairs(skeleton(sentences.text_at(number.start)))
        left = skeleton(text[max(0, number.start - 2 * _LEFT) : number.start])[-_LEFT:]
        right = skeleton(text[number.end : number.end + 2 * _RIGHT])[:_RIGHT]
        yield Anchored(number, paragraph, sentence, left, right, _pairs(left), _pairs(right), around[sentence])


def match(expected: Sequence[Anchored], found: Sequence[Anchored]) -> dict[int, tuple[int, float]]:
    """Pair expected numbers with found ones.

    Args:
        expected: In the order of the expected text.
        found: In the order of the found text.

    Returns:
        For the index of an expected number, that of a found one and the score, from ``LIKELY`` on.
    """
    scores: dict[tuple[int, int], float] = {}
    for left, right in _candidates(expected, found):
        order = 1 - abs(left / len(expected) - right / len(found))
        value = score(expected[left], found[right], order)
        if value >= LIKELY:
            scores[left, right] = value
    return {left: (right, scores[left, right]) for left, right in best_pairs(scores).items()}


def score(expected: Anchored, found: Anchored, order: float = 1.0) -> float:
    """Say how likely it is that two numbers are the same, from 0 to 1.

    Args:
        expected: The one.
        found: The other.
        order: 1 where both stand at the same place of their texts, 0 at opposite ends.
    """
    one, other = expected.number, found.number
    if (one.sort in _QUANTITIES) != (other.sort in _QUANTITIES) or one.percent != other.percent:
        return 0.0
    return (
        0.38 * (_near(expected.left[::-1], found.left[::-1]) + _alike(expected.before, found.before)) / 2
        + 0.15 * (_near(expected.right, found.right) + _alike(expected.after, found.after)) / 2
        + 0.15 * _units(one.unit, other.unit)
        + 0.18 * _alike(expected.around, found.around)
        + 0.09 * order
        + 0.05 * (one.value == other.value)
    )


def _candidates(expected: Sequence[Anchored], found: Sequence[Anchored]) -> set[tuple[int, int]]:
    """Give the pairs that have at least two characters side by side in common, before or after."""
    known: dict[str, list[int]] = defaultdict(list)
    for index, anchor in enumerate(expected):
        for pair in anchor.before | anchor.after:
            known[pair].append(index)
    return {
        (left, right)
        for right, anchor in enumerate(found[:MOST_NUMBERS])
        for pair in anchor.before | anchor.after
        if len(known.get(pair, ())) <= _MOST_COMMON
        for left in known.get(pair, ())
    }


def _near(one: str, other: str) -> float:
    """Say how far two texts run alike from their beginning, of the few characters that count."""
    same = 0
    for a, b in zip(one, other, strict=False):
        if a != b or same == _NEAR:
            break
        same += 1
    return same / max(1, min(_NEAR, max(len(one), len(other))))


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    """Give Dice's coefficient; two empty sets are alike."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 1.0


def _units(one: str, other: str) -> float:
    if one == other:
        return 1.0
    return 0.6 if one and other and any(one in alike and other in alike for alike in _ALIKE) else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))
