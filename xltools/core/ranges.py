"""Cells and ranges as Excel writes them: ``C7``, ``A1:B3``, ``A:A``, ``2:5``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CORNER = re.compile(r"\$?([A-Za-z]{0,3})\$?([0-9]{0,7})")


class Range(NamedTuple):
    """A rectangle of cells, its edges included."""

    top: int
    left: int
    bottom: int
    right: int

    def holds(self, row: int, column: int) -> bool:
        """Say whether a cell is in the range."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right


@lru_cache(maxsize=4096)
def parse_range(reference: str) -> Range:
    """Read a range, also one of whole columns or rows, or a single cell.

    Raises:
        ValueError: It is none of these, or lies outside the largest possible sheet.
    """
    first, _, last = reference.partition(":")
    top, left = _corner(first, 1, 1)
    bottom, right = _corner(last, LAST_ROW, LAST_COLUMN) if last else (top, left)
    if not last and not _is_cell(first):
        raise ValueError(reference)
    return Range(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def column_number(letters: str) -> int:
    """Number a column from its letters: 1 for ``A``, 27 for ``AA``."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def runs(numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Give ascending numbers as runs, each its first and last: 5, 6, 7 and 9 as (5, 7) and (9, 9)."""
    first = last = None
    for number in numbers:
        if last is not None and number == last + 1:
            last = number
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = number
    if first is not None and last is not None:
        yield first, last


def _corner(text: str, row: int, column: int) -> tuple[int, int]:
    matched = _CORNER.fullmatch(text)
    if matched is None or not text.strip("$"):
        raise ValueError(text)
    letters, digits = matched.groups()
    row = int(digits) if digits else row
    column = column_number(letters.upper()) if letters else column
    if not (1 <= row <= LAST_ROW and 1 <= column <= LAST_COLUMN):
        raise ValueError(text)
    return row, column


def _is_cell(text: str) -> bool:
    return text[-1:].isdigit() and text.lstrip("$")[:1].isalpha()
