"""The time that a report covers: which days, which formulas, and which reports came before it.

A report is of a year, or of a month or a quarter of one, as its pack says.  Everything that asks
whether a day belongs to it asks a ``Period``, half-open, so nothing else knows how long it is.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from xltools.core.dataset import Dataset, Value
from xltools.core.pack import Pack, PeriodPart
from xltools.core.sheets import Period

MONTHS = {"month": 1, "quarter": 3, "half": 6, "year": 12}
"""How many months each part of a year has."""

PARTS = ("month", "quarter")
"""What a report may cover instead of a year."""

YEARS = range(1901, 9999)
"""The years whose days a spreadsheet can hold, and the day after them."""


def period_of(dataset: Dataset, pack: Pack) -> Period | None:
    """Read what a workbook's report covers.

    Args:
        dataset: Its fields.
        pack: Which says in which of them the year, and the month or quarter, stand.

    Returns:
        The period, or None where a field is blank, unreadable or no such year, month or quarter.
    """
    number = None if pack.part is None else _whole(dataset.field(pack.part.field))
    year = _whole(dataset.field(pack.year_field))
    if year is None or (pack.part is not None and number is None):
        return None
    return numbered_period(year, number, pack.part)


def numbered_period(year: int, number: int | None, part: PeriodPart | None) -> Period | None:
    """Give the year's period of a number, or the whole year; None where there is none.

    Args:
        year: The calendar year.
        number: Of the month or quarter, from 1; of no account where there is no part.
        part: What the number counts; None for reports of a whole year.
    """
    if year not in YEARS:
        return None
    if part is None:
        return Period.of_year(year)
    if number is None or not 1 <= number <= last_number(part):
        return None
    months = MONTHS[part.unit]
    return Period(_month_start(year, (number - 1) * months), _month_start(year, number * months))


def last_number(part: PeriodPart) -> int:
    """Give the number of the last month or quarter of a year."""
    return 12 // MONTHS[part.unit]


def number_of(period: Period, part: PeriodPart) -> int:
    """Give the number of a period in its year, from 1."""
    return (period.start.month - 1) // MONTHS[part.unit] + 1


def year_before(period: Period) -> Period:
    """Give the same period of the year before."""
    return Period(*(day.replace(year=day.year - 1) for day in (period.start, period.end)))


def previous(period: Period) -> Period:
    """Give the period as long that ends where this one begins."""
    months = (period.end.year - period.start.year) * 12 + period.end.month - period.start.month
    start = period.start
    return Period(_month_start(start.year, start.month - 1 - months), start)


def named_period(period: Period, part: PeriodPart | None) -> str:
    """Name a period alike in every language: ``2024``, ``2024-05``, ``2024-Q2``."""
    year = str(period.start.year)
    if part is None:
        return year
    number = number_of(period, part)
    return f"{year}-{number:02}" if part.unit == "month" else f"{year}-Q{number}"


def first_day(pack: Pack) -> str:
    """Give the spreadsheet expression of the first day, over the fields' names."""
    if pack.part is None:
        return f"DATE({pack.year_field},1,1)"
    months = MONTHS[pack.part.unit]
    month = pack.part.field if months == 1 else f"{pack.part.field}*{months}-{months - 1}"
    return f"DATE({pack.year_field},{month},1)"


def day_after(pack: Pack) -> str:
    """Give the expression of the day after the last; DATE carries a thirteenth month into the next year."""
    if pack.part is None:
        return f"DATE({pack.year_field}+1,1,1)"
    months = MONTHS[pack.part.unit]
    month = f"{pack.part.field}+1" if months == 1 else f"{pack.part.field}*{months}+1"
    return f"DATE({pack.year_field},{month},1)"


def _month_start(year: int, month: int) -> date:
    """Give the first day of a month counted from 0; a month before or after the year is of its neighbours."""
    years, within = divmod(month, 12)
    return date(year + years, within + 1, 1)


def _whole(value: Value | None) -> int | None:
    return int(value) if isinstance(value, Decimal) and value == value.to_integral_value() else None
