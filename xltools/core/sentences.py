"""Sentences and clauses of a report, and what is left of them without their numbers.

The wording of a generated sentence may depend on its figure: 增长 or 下降, 60余 or 60, all or some.
What remains when the digits are taken out tells whether the words still fit another figure.
"""

from __future__ import annotations

import re
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

_END = re.compile(r"[。！？!?;；\n]+[”’」』\"]*")
_DIGITS = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_CLAUSE_ENDS = frozenset("。！？!?；;，,：:\n")
_NOISE = re.compile(r"\s+")


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give where each sentence of a paragraph starts and ends; blanks alone make none."""
    start = 0
    for found in _END.finditer(text):
        if text[start : found.end()].strip():
            yield start, found.end()
        start = found.end()
    if text[start:].strip():
        yield start, len(text)


def sentence_at(text: str, place: int) -> tuple[int, int]:
    """Give the span of the sentence that holds a place."""
    return next((span for span in sentence_spans(text) if span[0] <= place < span[1]), (0, len(text)))


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
