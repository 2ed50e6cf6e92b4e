"""Cells of date columns: what is a date, and what only looks like one."""

from __future__ import annotations

from datetime import date

from xltools.core.findings import Repair
from xltools.core.grid import CellType
from xltools.core.parsing.cells import CellReader, Read, Reading, flagged, unreadable
from xltools.core.serial_dates import day_named, day_of, has_time
from xltools.core.sheets import Period


def date_reader(reading: Reading) -> CellReader:
    """Give the function that reads the cells of a date column."""

    def read(kind: CellType, raw: str) -> Read:
        if kind is CellType.DATE:
            return _read_date(raw, reading)
        if kind is CellType.NUMBER:
            return _read_number(raw, reading)
        # Its patterns are compiled when there is a text to judge.
        from xltools.core.parsing.date_texts import judge_date_text

        key, day = judge_date_text(raw)
        return unreadable(key, raw) if day is None else unreadable(key, raw, Repair(day), date=day)

    return read


def _read_date(raw: str, reading: Reading) -> Read:
    day = day_of(raw, epoch_1904=reading.epoch_1904)
    if day is None:
        return _read_digits(raw) or unreadable("parse.no_such_day", raw)
    if has_time(raw):
        return flagged(day, "parse.date_with_time", day, Repair(day))
    return Read(day)


def _read_number(raw: str, reading: Reading) -> Read:
    """Judge a number without a date's format: a date that lost it, if it lies near the report's period.

    Excel counts such a cell as the date that it is, so it is read; elsewhere it is just a number.
    """
    day = day_of(raw, epoch_1904=reading.epoch_1904)
    if day is not None and reading.period is not None and _is_near(day, reading.period):
        return flagged(day, "parse.date_without_format", raw, Repair(day), date=day)
    return _read_digits(raw) or unreadable("parse.number_in_date", raw)


def _is_near(day: date, period: Period) -> bool:
    return abs(day.year - period.start.year) <= 1


def _read_digits(raw: str) -> Read | None:
    """Judge a number that spells a date, such as 20190305."""
    if len(raw) != 8 or not raw.isascii() or not raw.isdecimal():
        return None
    day = day_named(raw[:4], raw[4:6], raw[6:])
    return None if day is None else unreadable("parse.date_as_digits", raw, Repair(day), date=day)
