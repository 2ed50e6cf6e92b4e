"""Numbers with the unit that they count, as official prose writes them.

GB/T 15835-2011 has measured and counted numbers in Arabic digits; the units are the measure words
and signs that such texts use.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from xltools.core.frozen import frozen

UNITS = frozenset(
    "次人名起项场条份个件户家处所支座台套本篇期批只间栋亩元级类种届位轮门节笔宗例张幅辆艘头枚颗棵株对组队班站点面块片段层道部"
)
"""Measure words that count what a ledger counts."""

_ONE = "".join(sorted(UNITS))
UNIT = rf"(?:人次|万元|亿元|万人|万人次|户次|场次|批次|件次|[{_ONE}])"
"""A pattern for the unit after a number."""

_QUANTITY = re.compile(rf"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)([余多])?({UNIT})")


@frozen
class Quantity:
    """A number with its unit.

    Attributes:
        start: Where it begins.
        end: The place after it.
        number: As written.
        unit: The measure word.
        more: True where 余 or 多 says that it is more than that.
    """

    start: int
    end: int
    number: Decimal
    unit: str
    more: bool

    @property
    def below(self) -> Decimal | None:
        """The number that it stays under, where it is not exact: 60余 is less than 70."""
        if not self.more:
            return None
        step = Decimal(1)
        while self.number and self.number % (step * 10) == 0:
            step *= 10
        return self.number + step


def quantities(text: str) -> Iterator[Quantity]:
    """Give the numbers with a unit in a text."""
    for found in _QUANTITY.finditer(text):
        yield Quantity(found.start(), found.end(), Decimal(found[1]), found[3], more=bool(found[2]))
