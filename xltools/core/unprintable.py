"""Characters that no document, and no output of ours, can hold."""

from __future__ import annotations

import re

UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""Control characters but tab and line ends, halves of surrogate pairs, and what Unicode calls no characters."""


def printable(text: str) -> str:
    """Give a text with each such character shown as the one that stands for what cannot be shown."""
    return UNPRINTABLE.sub("\ufffd", text)
