"""Tell by the words around it which number of an edited text is which number of the expected one.

The score of a pair is between 0 and 1: the words before count most, for Chinese says what is counted
before the number; then the sentence, the words after, the measure word, and the order.  The value
itself only settles what is nearly even, since an altered number must be found too.  From ``LIKELY``
on a pair is told to the reader; from ``SURE`` on, and only then, a figure may be rewritten by it.
``scripts/benchmark_report_check.py`` measures both.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from xltools.core.assignment import best_pairs
from xltools.core.figures import Number, Sort
from xltools.core.sentences import sentence_at, skeleton

LIKELY = 0.42
SURE = 0.60

_LEFT, _RIGHT = 16, 8
_NEAR = 5
_ALIKE = ("人名位", "次场場回期轮輪", "个個项項处處条條", "起件宗", "户戶家", "份篇条條")
_QUANTITIES = frozenset({Sort.QUANTITY, Sort.COUNT})
_MOST_COMMON = 40  # a pair of characters that stands around more expected numbers than that tells nothing


@dataclass(frozen=True, slots=True)
class Anchored:
    """A number with the words around it.

    Attributes:
        number: The number.
        paragraph: The paragraph's index.
        left: The words before it, other numbers as ``#``.
        right: The words after it.
        around: The pairs of characters of its sentence.
    """

    number: Number
    paragraph: int
    left: str
    right: str
    around: frozenset[str]


def anchored(text: str, number: Number, paragraph: int) -> Anchored:
    """Take the words around a number."""
    first, last = sentence_at(text, number.start)
    return Anchored(
        number,
        paragraph,
        skeleton(text[max(0, number.start - 2 * _LEFT) : number.start])[-_LEFT:],
        skeleton(text[number.end : number.end + 2 * _RIGHT])[:_RIGHT],
        _pairs(skeleton(text[first:last])[:400]),
    )


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
        0.38 * _beside(expected.left[::-1], found.left[::-1])
        + 0.15 * _beside(expected.right, found.right)
        + 0.15 * _units(one.unit, other.unit)
        + 0.18 * _alike(expected.around, found.around)
        + 0.09 * order
        + 0.05 * (one.value == other.value)
    )


def _candidates(expected: Sequence[Anchored], found: Sequence[Anchored]) -> set[tuple[int, int]]:
    """Give the pairs that have at least two characters side by side in common, before or after."""
    known: dict[str, list[int]] = defaultdict(list)
    for index, anchor in enumerate(expected):
        for pair in _pairs(anchor.left) | _pairs(anchor.right):
            known[pair].append(index)
    return {
        (left, right)
        for right, anchor in enumerate(found)
        for pair in _pairs(anchor.left) | _pairs(anchor.right)
        if len(known.get(pair, ())) <= _MOST_COMMON
        for left in known.get(pair, ())
    }


def _beside(one: str, other: str) -> float:
    """Compare words that begin at the number: how far they run alike, and how much they have in common."""
    same = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    whole = max(1, min(_NEAR, max(len(one), len(other))))
    return 0.5 * min(1.0, same / whole) + 0.5 * _alike(_pairs(one), _pairs(other))


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
