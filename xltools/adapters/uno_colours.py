"""Colours as xlwings takes them and as LibreOffice holds them."""

from __future__ import annotations

NONE = -1
"""LibreOffice's number for no background."""


def from_number(number: int) -> tuple[int, int, int] | None:
    """Give red, green and blue of LibreOffice's number."""
    return None if number == NONE else ((number >> 16) & 255, (number >> 8) & 255, number & 255)


def to_number(colour: tuple[int, int, int] | int | str | None) -> int:
    """Give LibreOffice's number of a colour.

    Args:
        colour: Red, green and blue; ``#rrggbb``; Excel's number, in which red is lowest; or None.
    """
    if colour is None:
        return NONE
    if isinstance(colour, str):
        return int(colour.removeprefix("#"), 16)
    if isinstance(colour, int):
        colour = (colour & 255, (colour >> 8) & 255, (colour >> 16) & 255)
    red, green, blue = colour
    return red << 16 | green << 8 | blue
