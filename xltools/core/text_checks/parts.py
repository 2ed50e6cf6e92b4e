"""What 其中 names of a number, and the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.quantities import Quantity, quantities
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_OF_THEM = re.compile("其中[：:，,]?")
_REST = re.compile("其他|其它|其余|另有")


@frozen
class PartsTextCheck:
    """Compares a number with the parts that 其中 names after it, in the same sentence and unit.

    ::

        kind = "parts"

    passes ``开展活动120次，其中宣讲50次``; fails where one part or all together are more than the
    whole, and where they are less although a rest (其他, 其余) is among them.  A number with 余 is
    known up to the next round one.
    """

    kind: ClassVar[str] = "parts"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "whole", "sum")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Judge each 其中 by the last number before it."""
        for sentence in evidence.sentences():
            numbers = list(quantities(sentence.plain))
            words = list(_OF_THEM.finditer(sentence.plain))
            for place, word in enumerate(words):
                before = [number for number in numbers if number.end <= word.start()]
                if not before:
                    continue
                whole = before[-1]
                end = words[place + 1].start() if place + 1 < len(words) else len(sentence.plain)
                end = min([end, *(at for at in [sentence.plain.find("；", word.end())] if at >= 0)])
                parts = [n for n in numbers if word.end() <= n.start < end and n.unit == whole.unit]
                key = _fault(whole, parts, rest=_REST.search(sentence.plain, word.end(), end) is not None)
                if key is not None:
                    start = sentence.start
                    params = {"whole": _written(whole), "sum": str(sum((part.number for part in parts), Decimal(0)))}
                    yield evidence.violation(
                        sentence.paragraph, start + whole.start, start + parts[-1].end, key, **params
                    )


def _fault(whole: Quantity, parts: Sequence[Quantity], *, rest: bool) -> str | None:
    total = sum((part.number for part in parts), Decimal(0))
    most = whole.number if whole.below is None else whole.below - 1
    if any(part.number > most for part in parts):
        return "parts.one_over"
    if total > most:
        return "parts.over"
    least = whole.number
    if rest and len(parts) > 1 and total < least and not any(part.more for part in parts):
        return "parts.under"
    return None


def _written(quantity: Quantity) -> str:
    return f"{quantity.number}{'余' if quantity.more else ''}{quantity.unit}"
