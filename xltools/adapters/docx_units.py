"""Lengths as WordprocessingML counts them: twentieths of a point, and half points."""

from __future__ import annotations

import unicodedata
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

_TWIPS_IN_MILLIMETRE = Decimal(1440) / Decimal("25.4")
_WIDE = frozenset("WFA")  # ambiguous characters, such as “ and —, are set full-width here
_HALF = Decimal("0.5")
_GAP = Decimal("0.2")  # of an em, between Chinese and Latin; LibreOffice's, Word's is about a quarter


def millimetres(length: Decimal) -> int:
    """Give twips for millimetres."""
    return _whole(length * _TWIPS_IN_MILLIMETRE)


def points(length: Decimal) -> int:
    """Give twips for points."""
    return _whole(length * 20)


def half_points(size: Decimal) -> int:
    """Give half points, in which sizes of type are counted."""
    return _whole(size * 2)


def eighths(length: Decimal) -> int:
    """Give eighths of a point, in which lines are measured."""
    return _whole(length * 8)


def width(text: str, size: Decimal, tracking: Decimal) -> int:
    """Give how wide a text is set, in twips: digits and Latin letters half as wide as characters.

    Args:
        text: One line.
        size: Of the type, in points.
        tracking: Added after each character, in points.
    """
    wide = [unicodedata.east_asian_width(character) in _WIDE for character in text]
    ems = sum((Decimal(1) if is_wide else _HALF for is_wide in wide), Decimal(0))
    ems += _GAP * sum(before != after for before, after in pairwise(wide))
    return points(ems * size + len(text) * tracking)


def _whole(number: Decimal) -> int:
    return int(number.quantize(Decimal(1), ROUND_HALF_UP))
