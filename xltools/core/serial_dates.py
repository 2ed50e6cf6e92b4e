"""Days as a spreadsheet stores them: the number of days since its day 0."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

_SPELLING = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
_DAY_0 = date(1899, 12, 30).toordinal()
_BETWEEN_EPOCHS = 1462
_FIRST = 61
"""1 March 1900: before it, programs disagree by a day, since Excel believes in 29 February 1900."""

_LAST = date(9999, 12, 31).toordinal() - _DAY_0


def day_of(raw: str, *, epoch_1904: bool) -> date | None:
    """Give the day that a stored number stands for, whatever the time of day.

    Returns:
        The day, or None where there is no such day or programs would show different ones.
    """
    serial = serial_of(raw)
    if serial is None:
        return None
    days = int(serial) + (_BETWEEN_EPOCHS if epoch_1904 else 0)
    return date.fromordinal(_DAY_0 + days) if _FIRST <= days <= _LAST and serial >= 0 else None


def serial_of(raw: str) -> Decimal | None:
    """Read a stored number that may be a day's; one too large for any day is none."""
    if _SPELLING.fullmatch(raw) is None:
        return None
    serial = Decimal(raw)
    return serial if -1 < serial.adjusted() < 9 else None


def days_of(day: date, *, epoch_1904: bool) -> int:
    """Give the number that a day is stored as."""
    return day.toordinal() - _DAY_0 - (_BETWEEN_EPOCHS if epoch_1904 else 0)


def has_time(raw: str) -> bool:
    """Say whether a stored day has a time of day."""
    serial = serial_of(raw)
    return serial is not None and serial != serial.to_integral_value()


def day_named(year: str, month: str, day: str) -> date | None:
    """Give the day of a year, month and day in digits; None where there is no such day, or none to store."""
    try:
        found = date(int(year), int(month), int(day))
    except ValueError:
        return None
    return found if found.toordinal() >= _DAY_0 + _FIRST else None
