"""A count and its share of a whole, of which one tells what the other can be."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import ClassVar, Self

from xltools.core.checked_text import Sentence
from xltools.core.checks.check import Unjudged
from xltools.core.findings import Param
from xltools.core.frozen import field, frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.quantities import UNIT
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_SHARE = re.compile(
    rf"(?<![0-9.])(?P<count>[0-9]+)(?P<unit>{UNIT})[^，,。；;：:0-9]{{0,12}}[，,（(]?约?占"
    rf"(?P<whole>[^0-9，,。；;]{{0,20}}?)(?:(?P<total>[0-9]+){UNIT})?的?(?P<percent>[0-9]+(?:\.[0-9]+)?)%"
)
_HUNDRED = Decimal(100)


@frozen
class PercentTextCheck:
    """Works out which totals a count and its printed percentage leave possible.

    ::

        kind = "percent"
        totals = { "党员总数" = "F06" }

    passes ``248人，占党员总数67.57%`` where the workbook has 367 members, the only whole number that
    gives that percentage; fails where it has 366, where no whole number gives it, and where the
    count is more than the whole.

    Attributes:
        totals: The indicator of a whole, by the words that the text has for it.
    """

    kind: ClassVar[str] = "percent"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "count", "percent")
    may_be_unjudged: ClassVar[bool] = True

    totals: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``totals``."""
        table = entry.table("totals")
        totals = {words: table.indicator(words) for words in table}
        return cls(totals)

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Judge every count with its share."""
        for sentence in evidence.sentences():
            for found in _SHARE.finditer(sentence.plain):
                yield from self._judge(found, sentence, evidence)

    def _judge(
        self, found: re.Match[str], sentence: Sentence, evidence: TextEvidence
    ) -> Iterator[TextViolation | Unjudged]:
        count, percent = Decimal(found["count"]), Decimal(found["percent"])
        if not count or not percent:
            return
        place, end = sentence.start + found.start(), sentence.start + found.end()
        said: dict[str, Param] = {"count": count, "percent": f"{percent}%"}
        if percent > _HUNDRED:
            yield evidence.violation(sentence.paragraph, place, end, "percent.over", **said)
            return
        least, most = _totals(count, percent)
        if least > most:
            yield evidence.violation(sentence.paragraph, place, end, "percent.impossible", **said)
            return
        total, name = None, found["whole"].strip("的")
        if found["total"]:
            total = Decimal(found["total"])
        elif indicator := self._indicator(found["whole"]):
            total, name = evidence.outcomes[indicator].value, evidence.indicators[indicator].label
            if total is None:
                yield Unjudged("text_check.percent.no_total", {"indicator": name})
        if total is not None and not least <= total <= most:
            key = "percent.only" if least == most else "percent.between"
            params: dict[str, Param] = {**said, "whole": name, "total": total, "least": least, "most": most}
            yield evidence.violation(sentence.paragraph, place, end, key, **params)

    def _indicator(self, whole: str) -> str | None:
        """Give the indicator of a whole; of several words that it holds, the longest."""
        held = [words for words in self.totals if words in whole]
        return self.totals[max(held, key=len)] if held else None


def _totals(count: Decimal, percent: Decimal) -> tuple[Decimal, Decimal]:
    """Give the least and the greatest whole number of which a count is a percentage, as rounded half up."""
    exponent = percent.as_tuple().exponent
    half = Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
    above = count * 100 / (percent + half)  # the percentage must stay below this rounding
    least = above.to_integral_value(ROUND_FLOOR) + 1
    below = percent - half
    most = (count * 100 / below).to_integral_value(ROUND_FLOOR) if below > 0 else count * 1000
    return max(least, count), max(most, Decimal(0)).to_integral_value(ROUND_CEILING)
