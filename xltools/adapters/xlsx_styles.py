"""Tell which cell styles show a number as a date.

A workbook stores a date as a number; only the number format of the cell says that it is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from xltools.adapters.xlsx_xml import MAIN, collect, named

_WANTED = named(MAIN, "numFmts", "cellXfs")

_BUILT_IN_DATES = frozenset({*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)})
"""Formats known by number alone; 27 to 36 and 50 to 58 are the Chinese, Japanese and Korean ones."""

_LITERAL = re.compile(r'"[^"]*+"?|\\.|_.|\*.|\[[^\[\]]*+\]|general|g/通用格式|standard|am/pm|a/p', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h++|m++|s++)\]", re.IGNORECASE)
_DATE_PART = re.compile(r"[ymdhs]|a{3}|e(?![+-])|上午/下午", re.IGNORECASE)


def read_date_styles(pieces: Iterable[bytes]) -> tuple[bool, ...]:
    """Read the styles part.

    Returns:
        For each cell style, by its number, whether it shows a number as a date or a time of day.

    Raises:
        XmlError: The part is not well-formed.
    """
    codes: dict[int, str] = {}
    dates: list[bool] = []
    for element in collect(pieces, _WANTED):
        for child in element.children:
            number = child.get("numFmtId", "0")
            format_id = int(number) if number.isdecimal() else 0
            if child.name == "numFmt":
                codes[format_id] = child.get("formatCode")
            elif child.name == "xf":
                dates.append(shows_date(codes[format_id]) if format_id in codes else format_id in _BUILT_IN_DATES)
    return tuple(dates)


def shows_date(code: str) -> bool:
    """Say whether a number format shows a date or a time of day.

    An elapsed time, such as ``[h]:mm``, is an amount and no date.
    """
    code = code.partition(";")[0]
    if _ELAPSED.search(code):
        return False
    return _DATE_PART.search(_LITERAL.sub("", code)) is not None
