"""A count that the text declares, and what it then lists."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import ClassVar, Self

from xltools.core.checked_text import CheckedParagraph, Sentence
from xltools.core.checks.check import Unjudged
from xltools.core.chinese_numerals import read_numeral
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_NUMERAL = "[一二两三四五六七八九十]{1,3}|[0-9]{1,2}"
_LEAD = re.compile(
    f"(?:以下|下列|如下|下面)?({_NUMERAL})(?:个|大|项|点|条)?(?:方面|问题|重点|任务|措施|特点|点|项|条|类)[^，。；：:]{{0,6}}[：:]"
)
_CLAUSE = re.compile(
    "(?:^|[：:。；;，,])(?:[一二三四五六七八九十]+是|[（(][一二三四五六七八九十]+[）)]|第[一二三四五六七八九十]+[，,是])"
)
_OPENING = re.compile(
    "(?:([一二三四五六七八九十]+)是|[（(]([一二三四五六七八九十]+)[）)]|([一二三四五六七八九十]+)、|([0-9]{1,2})[.．、])"
)
_SLOGAN = re.compile("[（(]?“([一二两三四五六七八九十])([^”0-9]{1,2})”")
_ENTRIES = re.compile("[^、，。；：:“”]{1,10}(?:、[^、，。；：:“”]{1,10})+$")
_LONGEST_LIST = 100
_FARTHEST = 60
"""How many paragraphs below a declared count are looked at."""

_LEVELS = re.compile("([省市县区镇乡街村组]{2,6})([两二三四五])级")


@frozen
class DeclaredCountTextCheck:
    """Counts what follows 以下三个方面, what stands before “五有”, and the levels of 街村两级.

    ::

        kind = "declared_count"

    passes ``以下两个方面：一是…。二是…。`` and ``有人管、有阵地“两有”``; fails where the text lists
    another number.  A count after which nothing is listed, and one before a list that ends in 等,
    are left alone.
    """

    kind: ClassVar[str] = "declared_count"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "declared", "listed")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Compare each declared count with its list."""
        paragraphs = evidence.text.paragraphs
        for place, paragraph in enumerate(paragraphs):
            counts = [
                *_leads(paragraph, paragraphs[place + 1 : place + 1 + _FARTHEST]),
                *(found for sentence in paragraph.sentences() for found in _slogans(sentence)),
                *(found for sentence in paragraph.sentences() for found in _levels(sentence)),
            ]
            for start, end, declared, listed in sorted(counts):
                if listed and declared != listed:
                    params = {"declared": declared, "listed": listed}
                    yield evidence.violation(paragraph, start, end, "declared_count.differs", **params)


def _leads(paragraph: CheckedParagraph, below: Sequence[CheckedParagraph]) -> Iterator[tuple[int, int, int, int]]:
    """Give each 三个方面： with how many clauses follow in the paragraph, or paragraphs after it."""
    found = list(_LEAD.finditer(paragraph.plain))
    for number, lead in enumerate(found):
        end = found[number + 1].start() if number + 1 < len(found) else len(paragraph.plain)
        rest = paragraph.plain[lead.end() - 1 : end]
        listed = len(_CLAUSE.findall(rest))
        if not listed and not rest[1:].strip():
            listed = _paragraphs_listed(below)
        yield lead.start(), lead.end() - 1, _number(lead[1]), listed


def _paragraphs_listed(below: Sequence[CheckedParagraph]) -> int:
    """Count the paragraphs that begin 一是, （一）, 一、 or 1., as the first of them does."""
    listed, form = 0, None
    for paragraph in below:
        opening = _OPENING.match(paragraph.plain.lstrip())
        if opening is not None and form in (None, opening.lastindex):
            if _number(opening[opening.lastindex or 0]) != listed + 1:
                break
            listed, form = listed + 1, opening.lastindex
        elif form is None and paragraph.plain.strip():
            break
        elif opening is not None and opening.lastindex is not None and form is not None and opening.lastindex < form:
            break  # a heading above the list
    return listed


def _slogans(sentence: Sentence) -> Iterator[tuple[int, int, int, int]]:
    """Give each “五有” after a list with how many entries of the list hold its word."""
    for found in _SLOGAN.finditer(sentence.plain):
        entries = _ENTRIES.search(sentence.plain, max(found.start() - _LONGEST_LIST, 0), found.start())
        word, listed = found[2], 0
        for entry in reversed(entries[0].split("、") if entries else ()):
            if word not in entry:
                break
            listed += 1
        if listed > 1:
            yield sentence.start + found.start(1) - 1, sentence.start + found.end(), _number(found[1]), listed


def _levels(sentence: Sentence) -> Iterator[tuple[int, int, int, int]]:
    for found in _LEVELS.finditer(sentence.plain):
        yield sentence.start + found.start(), sentence.start + found.end(), _number(found[2]), len(found[1])


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else read_numeral(text) or 0
