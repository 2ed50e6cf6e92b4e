"""Quotation marks within quotation marks.

A name that has marks of its own takes the inner ones where a sentence puts it in quotes:
“学习强国”下载人数 becomes “‘学习强国’下载人数”, and in Traditional Chinese 「…」 becomes 「『…』」.  The marks
within it change places (GB/T 15834, 4.8), so that the next level is right too and two names that differ
never come to look alike.
"""

from __future__ import annotations

import re

_OTHER = dict(zip("“”‘’「」『』", "‘’“”『』「」", strict=True))
_TURNED = {
    "“": "[“”‘]|(?<![A-Za-z])’|’(?![A-Za-z])",  # an apostrophe is no quotation mark
    "「": "[「」『』]",
}


def within(before: str, text: str) -> str:
    """Give a text as it is written after what stands before it: its marks turned where that opens quotes.

    Args:
        before: The sentence up to the text.
        text: What is put there.
    """
    if _OTHER.keys().isdisjoint(text):
        return text
    last = max(map(before.rfind, "“”「」"))
    marks = _TURNED.get(before[last : last + 1])
    return text if marks is None else re.sub(marks, lambda mark: _OTHER[mark[0]], text)
