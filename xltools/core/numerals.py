"""Numbers as official prose writes them: 三, 60余, 12.34万, no commas between thousands.

Every function takes an exact number and gives digits or characters; units and the words around
them are the caller's.
"""

from __future__ import annotations

from datetime import date
from decimal import ROUND_FLOOR, Decimal

from xltools.core.rounding import round_half_away

_DIGITS = "零一二三四五六七八九"
_PLACES = ("", "十", "百", "千")
_GROUPS = ("", "万", "亿")
_MOST_CHINESE = 10**12
_TEN_THOUSAND = Decimal(10_000)


def plain(value: Decimal | int) -> str:
    """Write a number with all its digits and no commas: ``5000``, ``67.50``."""
    return format(value, "f") if isinstance(value, Decimal) else str(value)


def shortest(value: Decimal) -> str:
    """Write a number without zeros at the end of its decimals: ``12.5`` for 12.50."""
    text = plain(value)
    return text.rstrip("0").rstrip(".") if "." in text else text


def step_down(value: Decimal) -> tuple[Decimal, bool]:
    """Give the round number that 余 may follow.

    Below 1000 it is a multiple of ten, from 1000 a multiple of a hundred.  Below ten there is none,
    and the number stays as it is.

    Args:
        value: The exact number.

    Returns:
        The number to print, and whether 余 follows: never after a number that is exact.
    """
    if value < 10:
        return value, False
    step = Decimal(10) if value < 1000 else Decimal(100)
    round_number = (value / step).to_integral_value(ROUND_FLOOR) * step
    return round_number, round_number != value


def ten_thousands(value: Decimal) -> str:
    """Write how many ten thousands a number is, with at most two decimals."""
    return shortest(round_half_away(value / _TEN_THOUSAND, 2))


def chinese(value: int) -> str:
    """Write a whole number in Chinese characters: 三, 十二, 一百零五, 二万.

    Args:
        value: Below 10 to the 12th, above its negative.

    Raises:
        ValueError: Where it is not.
    """
    if abs(value) >= _MOST_CHINESE:
        raise ValueError(value)
    if value < 0:
        return "负" + chinese(-value)
    if value == 0:
        return _DIGITS[0]
    groups: list[str] = []
    rest, place, lower_needs_zero = value, 0, False
    while rest:
        rest, group = divmod(rest, 10_000)
        if group:
            gap = _DIGITS[0] if lower_needs_zero and groups else ""
            groups.insert(0, _group(group) + _GROUPS[place] + gap)
        # 一万零五: a group with no thousands is read with 零 before it
        lower_needs_zero = group < 1000
        place += 1
    text = "".join(groups)
    return text.removeprefix("一") if text.startswith("一十") else text


def day(value: date) -> str:
    """Write a date as 2019年12月5日."""
    return f"{value.year}年{value.month}月{value.day}日"


def _group(value: int) -> str:
    """Write a number from 1 to 9999; zeros between digits are one 零, zeros at the end are none."""
    text = ""
    zero = False
    for place in range(3, -1, -1):
        digit = value // 10**place % 10
        if digit:
            text += (_DIGITS[0] if zero and text else "") + _DIGITS[digit] + _PLACES[place]
        zero = not digit
    return text
