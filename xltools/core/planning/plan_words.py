"""The words that a plan prints, and how wide they are."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal

from xltools.core.findings import Param
from xltools.core.frozen import frozen
from xltools.core.outcomes import Phrase
from xltools.core.sheets import Blank, Column, Label, say

Say = Callable[[str, Mapping[str, Param]], str]
"""Gives the sentence of a message key with its values, in the language of the workbook."""

Word = Callable[[Phrase], str]
"""Says phrases, such as an indicator's definition, in the language of the workbook."""


@frozen
class Words:
    """The words of one workbook.

    Attributes:
        language: The pack's first.
        catalog_say: Where the tool's own sentences come from.
        define: How an indicator's definition is said.
    """

    language: str
    catalog_say: Say
    define: Word

    def text(self, key: str, **params: Param) -> str:
        """Give one of the texts printed in workbooks, such as ``cover.title``."""
        return self.catalog_say(f"workbook.{key}", params)

    def label(self, label: Label) -> str:
        """Give a pack's label."""
        return say(label, self.language)

    @staticmethod
    def value(value: Param) -> str:
        """Write a value as a clerk would type it."""
        if isinstance(value, tuple):
            return "、".join(value)
        if isinstance(value, date):
            return f"{value.year}-{value.month}-{value.day}"
        return format(value, "f") if isinstance(value, Decimal) else str(value)

    def missing(self, column: Column) -> tuple[str, ...]:
        """Give the words for a blank that a column takes, in their fixed order."""
        return tuple(
            self.text(f"blank.{blank.value}")
            for blank in (Blank.NOT_APPLICABLE, Blank.UNKNOWN)
            if blank in column.missing
        )


def width(text: str) -> int:
    """Measure a text in columns of half an em, as a terminal does; the longest line counts."""
    return max(
        (sum(2 if unicodedata.east_asian_width(c) in "WFA" else 1 for c in line) for line in text.split("\n")),
        default=0,
    )


def lines(text: str, columns: float) -> int:
    """Count the lines that a text takes when it is wrapped at a width in characters."""
    room = max(1, int(columns))
    return sum(max(1, -(-width(line) // room)) for line in text.split("\n"))


def cut(text: str, length: int) -> str:
    """Shorten a text to what Excel takes in a prompt, counted as Excel counts, in UTF-16 units."""
    if _units(text) <= length:
        return text
    while _units(text) > length - 1:
        text = text[:-1]
    return text + "…"


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
