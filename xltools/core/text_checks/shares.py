"""Shares of one whole, which make a hundred per cent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_PERCENT = re.compile(r"(?<![0-9.])([0-9]+(?:\.[0-9]+)?)%")
_EACH = re.compile(r"分别(?:约)?占[^。；;，,]{0,20}?[0-9.]+%(?:[、，,和及与]+[0-9.]+%)+")
_REST = re.compile(r"占[^。；;]*(?:其余|余下|剩余|其他|其它)[^，,。；;]{0,10}占[^，,。；;0-9]{0,12}[0-9.]+%")
_PARTED = re.compile("分别|其余|余下|剩余|其他|其它")
_HUNDRED = Decimal(100)


@frozen
class SharesTextCheck:
    """Adds up shares that the text itself calls parts of one whole.

    ::

        kind = "shares"

    passes ``分别占30%、30%`` and ``甲占60%，其余占40%``; fails where shares after 分别占 come to more
    than a hundred, and where shares with a rest (其余, 其他) do not come to a hundred.  What rounding
    can add or take is allowed.
    """

    kind: ClassVar[str] = "shares"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "sum")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at each list of shares whose sum cannot be."""
        for sentence in evidence.sentences():
            for pattern in (_REST, _EACH) if "占" in sentence.plain and _PARTED.search(sentence.plain) else ():
                for found in pattern.finditer(sentence.plain):
                    shares = [Decimal(share) for share in _PERCENT.findall(found[0])]
                    total, slack = sum(shares, Decimal(0)), sum(map(_half, shares), Decimal(0))
                    if total > _HUNDRED + slack or (pattern is _REST and total < _HUNDRED - slack):
                        key = "shares.rest" if pattern is _REST else "shares.over"
                        start, end = sentence.start + found.start(), sentence.start + found.end()
                        yield evidence.violation(sentence.paragraph, start, end, key, sum=f"{total}%")


def _half(share: Decimal) -> Decimal:
    """Give what rounding may have added to a share: half of its last place."""
    exponent = share.as_tuple().exponent
    return Decimal(5).scaleb((exponent if isinstance(exponent, int) else 0) - 1)
