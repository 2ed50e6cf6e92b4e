"""Numbers written in Chinese characters, read."""

from __future__ import annotations

_DIGITS = {
    character: value
    for value, characters in enumerate(
        ("〇零○", "一壹", "二贰貳两兩", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    )
    for character in characters
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10_000, "萬": 10_000, "亿": 100_000_000, "億": 100_000_000}

CHARACTERS = frozenset((*_DIGITS, *_TENS, *_MYRIADS))
"""Every character that a number may be written in."""


def read_numeral(text: str) -> int | None:
    """Read a whole number: ``二百四十八`` is 248, ``十二`` 12, ``二〇一九`` 2019.

    Returns:
        The number, or None where the text is not one that everybody reads alike (``二三十``, ``百``).
    """
    if len(text) > 1 and all(character in _DIGITS for character in text):
        return _digit_by_digit(text)
    return _grouped(text)


def _digit_by_digit(text: str) -> int | None:
    """Read ``二〇一九``; two digits side by side may also mean "two or three", so at least three are wanted."""
    if len(text) < 3:
        return None
    return int("".join(str(_DIGITS[character]) for character in text))


def _grouped(text: str) -> int | None:
    total, smallest = 0, 10**12
    start = 0
    for place, character in enumerate(text):
        if character in _MYRIADS:
            size = _MYRIADS[character]
            group = _below_myriad(text[start:place])
            if not group or size >= smallest:
                return None
            total, smallest, start = total + group * size, size, place + 1
    if start == len(text):
        return total or None
    last = _below_myriad(text[start:])
    if last is None or (total and last < 1000 and _DIGITS.get(text[start]) != 0):
        return None  # 二万二 is 22,000 when spoken
    return total + last


def _below_myriad(text: str) -> int | None:
    """Read up to 9999; units descend, and a digit stands before each but a leading 十."""
    total, smallest, digit = 0, 10_000, None
    for place, character in enumerate(text):
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
            continue
        unit = _TENS.get(character)
        if unit is None or unit >= smallest:
            return None
        if not digit and not (unit == 10 and place == 0):
            return None
        total, smallest, digit = total + (digit or 1) * unit, unit, None
    if digit is None:
        return total if text and text[-1] in _TENS else None
    follows_zero = len(text) > 1 and _DIGITS.get(text[-2]) == 0
    if total and (digit == 0 or (smallest > 10 and not follows_zero)):
        return None  # 一百二 is 120 when spoken
    return total + digit
