"""Numbers of headings, items and clauses that go on without a gap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checked_text import CheckedParagraph
from xltools.core.checks.check import Unjudged
from xltools.core.chinese_numerals import read_numeral
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_FORMS = (
    re.compile(r"\s*([一二三四五六七八九十]+)、"),
    re.compile(r"\s*[（(]([一二三四五六七八九十]+)[）)]"),
    re.compile(r"\s*([0-9]{1,2})(?:[.．](?![0-9])|、)"),
    re.compile(r"\s*[（(]([0-9]{1,2})[）)]"),
)
"""一、 （一） 1. （1）: GB/T 9704-2012 section 7.3.3; 1、 as many write it."""

_LIST = 2
"""From 1. on, a list may begin again after a paragraph without a number."""

_CLAUSE = re.compile("(?:^|[：:。；;，,])([一二三四五六七八九十]+)是")


@frozen
class NumberingTextCheck:
    """Demands that numbers of one kind follow one another: 一、 （一） 1. （1）, and 一是, 二是 in a paragraph.

    ::

        kind = "numbering"

    passes items that run on across headings and items that begin again under each; fails where a
    number is left out, or stands twice.
    """

    kind: ClassVar[str] = "numbering"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "expected")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at each number that does not follow the one before it."""
        last = [0] * len(_FORMS)
        fresh = [True] * len(_FORMS)
        for paragraph in evidence.text.paragraphs:
            found = _numbered(paragraph)
            if found is not None:
                level, number, start, end = found
                expected = last[level] + 1
                if number != expected and not (number == 1 and fresh[level]):
                    key = "numbering.skipped" if number > expected else "numbering.repeated"
                    yield evidence.violation(paragraph, start, end, key, expected=str(expected))
                last[level], fresh[level] = number, False
                fresh[level + 1 :] = [True] * (len(_FORMS) - level - 1)
            elif paragraph.plain.strip():
                fresh[_LIST:] = [True] * (len(_FORMS) - _LIST)
            yield from _clauses(paragraph, evidence)


def _numbered(paragraph: CheckedParagraph) -> tuple[int, int, int, int] | None:
    """Give the level of a paragraph's number, the number and its place; None where it has none."""
    for level, form in enumerate(_FORMS):
        found = form.match(paragraph.plain)
        if found is not None:
            number = int(found[1]) if found[1].isdecimal() else read_numeral(found[1])
            return None if number is None else (level, number, found.start(1), found.end())
    return None


def _clauses(paragraph: CheckedParagraph, evidence: TextEvidence) -> Iterator[TextViolation]:
    last = 0
    for found in _CLAUSE.finditer(paragraph.plain):
        number = read_numeral(found[1])
        if number is None:
            continue
        if number not in (last + 1, 1) and last:
            key = "numbering.skipped" if number > last + 1 else "numbering.repeated"
            yield evidence.violation(paragraph, found.start(1), found.end(), key, expected=str(last + 1))
        last = number
