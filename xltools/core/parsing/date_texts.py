"""Texts in date columns: which day was meant, where that is certain, and what is wrong with how it is written."""

from __future__ import annotations

import re
from datetime import date

from xltools.core.chinese_numerals import CHARACTERS, read_numeral
from xltools.core.serial_dates import day_named
from xltools.core.spelling import narrowed

_BETWEEN = r"\s*[-./年、,_\s]\s*"
_REST = r"(?:\s*[(（]?(?:星期|周|週)[一二三四五六日天][)）]?)?(?:[\sT]+[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.0+)?)?)?"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_BETWEEN}([0-9]{{1,2}})\s*[-./月、,_\s]\s*([0-9]{{1,2}})\s*[日号號]?{_REST}")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_NUMERALS = "".join(sorted(CHARACTERS))
_IN_CHARACTERS = re.compile(rf"([{_NUMERALS}]{{4}})年([{_NUMERALS}]{{1,2}})月([{_NUMERALS}]{{1,3}})[日号號]")
_MONTH_ONLY = re.compile(rf"(?:[0-9]{{4}}\s*[-./年]\s*[0-9]{{1,2}}\s*月?|[{_NUMERALS}]{{4}}年[{_NUMERALS}]{{1,2}}月)")
_NO_YEAR = re.compile(rf"[0-9{_NUMERALS}]{{1,3}}\s*[-./月]\s*[0-9{_NUMERALS}]{{1,3}}\s*[日号號]?")
_SHORT_YEAR = re.compile(r"'?[0-9]{2}\s*[-./年]\s*[0-9]{1,2}\s*[-./月]\s*[0-9]{1,2}\s*[日号號]?")
_SPAN = re.compile(r".*[0-9日号].*[-~至到–—～].*[0-9].*")

_LONGEST = 60  # characters of a text that may still be a date


def judge_date_text(raw: str) -> tuple[str, date | None]:
    """Say what kind of slip a text in a date column is, and the date meant where that is certain."""
    text = narrowed(raw).lstrip("'")
    if len(text) > _LONGEST:
        return "parse.not_a_date", None
    found = _YEAR_FIRST.fullmatch(text) or _COMPACT.fullmatch(text)
    if found is not None:
        return _certain(day_named(found[1], found[2], found[3]))
    found = _YEAR_LAST.fullmatch(text)
    if found is not None:
        return _judge_year_last(found[4], found[1], found[3])
    found = _IN_CHARACTERS.fullmatch(text)
    if found is not None:
        parts = [read_numeral(part) for part in found.groups()]
        return ("parse.not_a_date", None) if None in parts else _certain(day_named(*map(str, parts)))
    if _MONTH_ONLY.fullmatch(text):
        return "parse.month_only", None
    if _SHORT_YEAR.fullmatch(text):
        return "parse.short_year", None
    if _NO_YEAR.fullmatch(text):
        return "parse.date_without_year", None
    return ("parse.several_dates" if _SPAN.fullmatch(text) else "parse.not_a_date"), None


def _judge_year_last(year: str, first: str, second: str) -> tuple[str, date | None]:
    """Judge ``5/3/2019``: the third of May to some, the fifth of March to others."""
    days = {day_named(year, first, second), day_named(year, second, first)} - {None}
    if len(days) > 1:
        return "parse.ambiguous_date", None
    return _certain(days.pop() if days else None)


def _certain(day: date | None) -> tuple[str, date | None]:
    return ("parse.impossible_date", None) if day is None else ("parse.date_as_text", day)
