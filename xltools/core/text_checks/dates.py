"""Dates that are none, or of another year than the report's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import ClassVar, Self

from xltools.core.checked_text import CheckedParagraph, Sentence
from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Period
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_DATE = re.compile("(?:(?<![0-9])((?:19|20)[0-9]{2})年)?(?<![0-9.])([0-9]{1,2})月(?:份)?(?:([0-9]{1,2})[日号])?")
_REPORT_YEAR = re.compile("(?<![0-9])((?:19|20)[0-9]{2})年度")
_ALONE = re.compile(r"\s*(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日\s*")
_OTHER_YEARS = (
    "计划",
    "打算",
    "下一步",
    "拟",
    "上年",
    "去年",
    "同期",
    "以来",
    "截至",
    "此前",
    "曾",
    "明年",
    "下年",
    "次年",
)
_LEAP = 2000


@frozen
class DatesTextCheck:
    """Finds days that no calendar has, and dates and 年度 outside the year of the report.

    ::

        kind = "dates"
        except = ["计划", "打算"]

    Only a date with its year and month, and ``2019年度``, can be of another year; a bare year is left
    alone, since reports compare.  The date under the signature may come after the year, and so may a
    年度 by one year where plans are told.

    Attributes:
        excepted: Words that make another year right in their sentence.
    """

    kind: ClassVar[str] = "dates"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = True

    excepted: tuple[str, ...] = _OTHER_YEARS

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``except``, which takes the place of the usual words."""
        return cls(entry.strings("except") if "except" in entry else _OTHER_YEARS)

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Judge every date by the year, of a month's report too; without one, only whether it exists."""
        lacking = False
        for sentence in evidence.sentences():
            for found in _DATE.finditer(sentence.plain):
                if not _exists(found, evidence.period):
                    yield _violation(evidence, sentence, found, "dates.impossible")
                elif found[1] and evidence.period is None:
                    lacking = True
                elif found[1] and evidence.period is not None and self._outside(found, sentence, evidence.period):
                    yield _violation(evidence, sentence, found, "dates.outside", year=evidence.period.start.year)
            if evidence.period is not None:
                yield from self._years(sentence, evidence, evidence.period)
        if lacking:
            yield Unjudged("text_check.dates.no_period")

    def _outside(self, found: re.Match[str], sentence: Sentence, period: Period) -> bool:
        day = date(int(found[1]), int(found[2]), int(found[3] or 1))
        return day.year != period.start.year and not _is_alone(sentence.paragraph) and not self._is_excepted(sentence)

    def _years(self, sentence: Sentence, evidence: TextEvidence, period: Period) -> Iterator[TextViolation]:
        year = period.start.year
        for found in _REPORT_YEAR.finditer(sentence.plain):
            if int(found[1]) != year and not self._is_excepted(sentence):
                yield _violation(evidence, sentence, found, "dates.other_year", year=year)

    def _is_excepted(self, sentence: Sentence) -> bool:
        return any(word in sentence.plain for word in self.excepted)


def _is_alone(paragraph: CheckedParagraph) -> bool:
    """Say whether a paragraph is the date under a signature."""
    return _ALONE.fullmatch(paragraph.plain) is not None


def _exists(found: re.Match[str], period: Period | None) -> bool:
    year = int(found[1]) if found[1] else period.start.year if period else _LEAP
    try:
        date(year, int(found[2]), int(found[3] or 1))
    except ValueError:
        return False
    return True


def _violation(
    evidence: TextEvidence, sentence: Sentence, found: re.Match[str], key: str, **params: int
) -> TextViolation:
    start, end = sentence.start + found.start(), sentence.start + found.end()
    return evidence.violation(sentence.paragraph, start, end, key, **params)
