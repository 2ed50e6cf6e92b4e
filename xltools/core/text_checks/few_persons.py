"""A few persons, told with what nobody should be known by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_FEW = range(1, 5)
_NUMERALS = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4}
_COUNT = re.compile(
    "(?<![0-9.第])([1-4一两二三四])(?![0-9.余多])(?:名|位|个|人(?!次))"
    "(?:同志|党员|干部|群众|职工|人员|村民|居民|学生|教师|公职人员)?"
)
_PERSONS = ("人", "名", "位")


@frozen
class FewPersonsTextCheck:
    """Finds one to four persons beside a word that is nobody's business, or from a sensitive sheet.

    ::

        kind = "few_persons"
        words = ["处分", "谈话处理", "信教"]
        within = 12

    fails at ``对2名干部给予处分``, and at ``登记困难党员3名`` where an indicator with that value comes
    from a sheet that the pack calls ``sensitive`` and the sentence names what the indicator counts.

    Attributes:
        words: What must not be told of so few.
        within: How many characters may stand between the count and the word.
    """

    kind: ClassVar[str] = "few_persons"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    words: tuple[str, ...]
    within: int = 12

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``words`` and ``within``."""
        return cls(entry.strings("words"), entry.integer("within", 12, most=100))

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at each such count."""
        hidden = [
            (outcome.value, evidence.indicators[name].label)
            for name, outcome in evidence.outcomes.items()
            if name in evidence.indicators
            and evidence.indicators[name].sensitive
            and evidence.indicators[name].unit in _PERSONS
            and outcome.value is not None
            and outcome.value in _FEW
        ]
        for sentence in evidence.sentences():
            for found in _COUNT.finditer(sentence.plain):
                number = Decimal(_NUMERALS.get(found[1], 0) or int(found[1]))
                around = sentence.plain[max(found.start() - self.within, 0) : found.end() + self.within]
                told = any(word in around for word in self.words)
                counted = any(value == number and label in sentence.plain for value, label in hidden)
                if told or counted:
                    start, end = sentence.start + found.start(), sentence.start + found.end()
                    key = "few_persons.told" if told else "few_persons.sensitive"
                    yield evidence.violation(sentence.paragraph, start, end, key)
