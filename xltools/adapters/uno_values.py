"""Values of cells between Python and LibreOffice, as Excel would have them.

LibreOffice holds numbers and texts; whether a number is a day or a truth is in the cell's number
format.  Excel, told to write a text into a cell, reads it as if it were typed: ``"007"`` becomes 7.
A macro that is tested in LibreOffice must meet the same, or it would be wrong in Excel only.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Callable
from enum import Enum

from xltools.core.frozen import frozen

Raw = float | str | bool | dt.datetime | int | None
"""A value read: what Excel's own interface gives. An ``int`` is an error's number."""

ERRORS = {
    "#NULL!": -2146826288,
    "#DIV/0!": -2146826281,
    "#VALUE!": -2146826273,
    "#REF!": -2146826265,
    "#NAME?": -2146826259,
    "#NUM!": -2146826252,
    "#N/A": -2146826246,
}
"""The numbers by which Excel's interface names errors [its documentation, ``CVErr``]."""

ERROR_TEXTS = {number: text for text, number in ERRORS.items()}
_ERROR_OF_CODE = {
    532: "#DIV/0!",
    32767: "#N/A",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    503: "#NUM!",
    521: "#NULL!",
}

_NUMBER = re.compile(r"[+-]?(?:(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)(?:[Ee][+-]?\d{1,4})?")
_DAY = re.compile(r"(\d{4})(?:([-/])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?: (\d{1,2}):(\d{2})(?::(\d{2}))?)?")
_TYPED = frozenset("0123456789+-.='TtFf ")
"""How texts begin that Excel may read as something else; most texts do not."""

_SECONDS = 86400


class Kind(Enum):
    """What a number is, beyond its being a number; also what a cell's number format shows."""

    NUMBER = "number"
    PERCENT = "percent"
    DAY = "day"
    MOMENT = "moment"
    TRUTH = "truth"
    TEXT = "text"


@frozen
class Entry:
    """What a cell gets.

    Attributes:
        value: A number or a text; an empty text empties the cell.
        kind: What number format the cell needs, if it has none of its own.
        formula: Whether the text is a formula, written as Excel writes it.
    """

    value: float | str
    kind: Kind = Kind.NUMBER
    formula: bool = False


def entry(value: object, base: dt.datetime, *, as_text: bool = False) -> Entry:
    """Give what a cell is to hold.

    Args:
        value: None, text, number, truth, day or moment.
        base: The day that has number 0 in this workbook.
        as_text: Whether the cell's number format is text, so that nothing is read into it.

    Raises:
        TypeError: A value of another type.
        ValueError: A number that is none, or infinite.
    """
    if value is None:
        return Entry("", Kind.TEXT)
    if isinstance(value, bool):
        return Entry(str(value).upper(), Kind.TEXT) if as_text else Entry(float(value), Kind.TRUTH)
    if isinstance(value, int | float):
        if not math.isfinite(value):
            raise ValueError(value)
        return Entry(format(value, ".15g"), Kind.TEXT) if as_text else Entry(float(value))
    if isinstance(value, dt.date):
        return _of_day(value, base)
    if not isinstance(value, str):
        raise TypeError(type(value).__name__)
    return Entry(value, Kind.TEXT) if as_text else typed(value, base)


def typed(text: str, base: dt.datetime) -> Entry:
    """Read a text as Excel reads what is typed into a cell.

    Numbers, percentages, truths, formulas, and days with the year first.  Excel's reading of other
    days depends on the machine's region; they stay text here.
    """
    if text[:1] not in _TYPED:
        return Entry(text, Kind.TEXT)
    if text.startswith("="):
        return Entry(text, Kind.TEXT, formula=len(text) > 1)
    if text.startswith("'"):
        return Entry(text[1:], Kind.TEXT)
    bare = text.strip(" ")
    if bare.upper() in ("TRUE", "FALSE"):
        return Entry(float(bare.upper() == "TRUE"), Kind.TRUTH)
    number = bare.removesuffix("%")
    value = float(number.replace(",", "")) if bare.isascii() and _NUMBER.fullmatch(number) else math.inf
    if math.isfinite(value):
        return Entry(value, Kind.NUMBER) if number == bare else Entry(value / 100, Kind.PERCENT)
    found = _DAY.fullmatch(bare)
    moment = _moment(found) if found else None
    return _of_day(moment, base) if moment else Entry(text, Kind.TEXT)


def moment(serial: float, base: dt.datetime) -> dt.datetime:
    """Give the moment of a serial number, to the millisecond.

    Raises:
        OverflowError: It is outside the years 1 to 9999.
    """
    days = int(serial // 1)
    return base + dt.timedelta(days=days, milliseconds=round((serial - days) * _SECONDS * 1000))


def serial(value: dt.date, base: dt.datetime) -> float:
    """Give the serial number of a day or moment."""
    at = value if isinstance(value, dt.datetime) else dt.datetime(value.year, value.month, value.day)  # noqa: DTZ001
    passed = at.replace(tzinfo=None) - base
    return passed.days + passed.seconds / _SECONDS + passed.microseconds / _SECONDS / 1e6


def error_text(code: int) -> str:
    """Name an error of LibreOffice as Excel would; those that Excel lacks are saved as ``#VALUE!``."""
    return _ERROR_OF_CODE.get(code, "#VALUE!")


def cleaned(
    value: Raw,
    days: Callable[..., object],
    empty: object,
    numbers: Callable[[float], object] | None,
    *,
    errors: bool,
) -> object:
    """Turn a value read into what the caller of xlwings asked for.

    Args:
        value: As read.
        days: Makes a day from ``year``, ``month`` and so on.
        empty: What stands for an empty cell.
        numbers: Makes a number from a float.
        errors: Whether errors become their texts; else they become None.
    """
    if value is None or value == "":
        return empty
    if isinstance(value, bool | str):
        return value
    if isinstance(value, dt.datetime):
        return days(
            year=value.year,
            month=value.month,
            day=value.day,
            hour=value.hour,
            minute=value.minute,
            second=value.second,
            microsecond=value.microsecond,
            tzinfo=None,
        )
    if isinstance(value, int):
        return ERROR_TEXTS[value] if errors else None
    return numbers(value) if numbers else value


def _of_day(value: dt.date, base: dt.datetime) -> Entry:
    number = serial(value, base)
    return Entry(number, Kind.DAY if number == int(number) else Kind.MOMENT)


def _moment(found: re.Match[str]) -> dt.datetime | None:
    month, day = found[3] or found[5], found[4] or found[6]
    hour, minute, second = (int(part or 0) for part in found.group(7, 8, 9))
    try:
        return dt.datetime(int(found[1]), int(month), int(day), hour, minute, second)  # noqa: DTZ001 - a cell knows no zone
    except ValueError:
        return None
