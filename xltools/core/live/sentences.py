"""Sentences and clauses of a report, and what is left of them without their numbers.

The wording of a generated sentence may depend on its figure: 增长 or 下降, 60余 or 60, all or some.
What remains when the digits are taken out tells whether the words still fit another figure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from hashlib import sha256

SAME_WIDTH = {
    **{0xFF01 + code: 0x21 + code for code in range(94)},
    ord("。"): ord("。"),
    ord("、"): ord(","),
    ord("“"): ord('"'),
    ord("”"): ord('"'),
    ord("‘"): ord("'"),
    ord("’"): ord("'"),
    ord("「"): ord('"'),
    ord("」"): ord('"'),
    ord("『"): ord("'"),
    ord("』"): ord("'"),
    ord("〔"): ord("("),
    ord("〕"): ord(")"),
    0x3000: 0x20,
}
"""One character for another, so that places in a text stay what they are."""

_LONGEST = 1000
_END = re.compile(r"[。！？!?;；\n]+[”’」』\"]*")
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_CLAUSE_ENDS = frozenset("。！？!?；;，,：:\n")
_NOISE = re.compile(r"\s+")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence of a paragraph starts and ends; one of no end is cut.  Blanks alone make none."""
    start = 0
    for end in (*(found.end() for found in _END.finditer(text)), len(text)):
        for first in range(start, end, _LONGEST):
            last = min(first + _LONGEST, end)
            if text[first:last].strip():
                yield first, last
        start = end


class Sentences:
    """The sentences of a paragraph, to be found by a place.

    Args:
        text: The paragraph.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._spans = list(sentence_spans(text)) or [(0, len(text))]
        self._starts = [start for start, _ in self._spans]
        self._texts: dict[int, str] = {}

    def number_at(self, place: int) -> int:
        """Give which sentence holds a place, from 0."""
        return max(0, bisect_right(self._starts, place) - 1)

    def text_at(self, place: int) -> str:
        """Give the sentence that holds a place; for all places in it the same object."""
        number = self.number_at(place)
        if number not in self._texts:
            start, end = self._spans[number]
            self._texts[number] = self._text[start:end]
        return self._texts[number]


def before_in_clause(text: str, place: int, length: int) -> str:
    """Give the characters of a clause before a place, at most so many."""
    start = place
    while start > max(0, place - length) and text[start - 1] not in _CLAUSE_ENDS:
        start -= 1
    return text[start:place]


def after_in_clause(text: str, place: int, length: int) -> str:
    """Give the characters of a clause from a place on, at most so many."""
    end = place
    while end < min(len(text), place + length) and text[end] not in _CLAUSE_ENDS:
        end += 1
    return text[place:end]


def same_width(text: str) -> str:
    """Write full-width letters, digits and punctuation as half-width ones, place for place."""
    return text.translate(SAME_WIDTH)


def skeleton(text: str) -> str:
    """Give the words of a sentence, every number a ``#``, without blanks."""
    return _DIGITS.sub("#", _NOISE.sub("", same_width(text)))


def wording_mark(text: str) -> str:
    """Give a short mark of a sentence's words, from which they cannot be read again."""
    return sha256(skeleton(text).encode("utf-8", "surrogatepass")).hexdigest()[:16]
