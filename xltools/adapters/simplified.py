"""Simplified characters for a text in Traditional ones, place for place, by OpenCC."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache


def simplified(text: str) -> str:
    """Write a text in Simplified characters, one for each of its own, to compare it with another.

    Where OpenCC would make more or fewer characters of it, each is converted by itself.
    """
    convert = _converter()
    whole = convert(text)
    if len(whole) == len(text):
        return whole
    return "".join(one if len(one := convert(character)) == 1 else character for character in text)


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert
