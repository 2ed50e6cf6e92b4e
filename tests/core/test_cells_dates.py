"""Cells of date columns: every way of writing a day, with its verdict."""

from __future__ import annotations

from datetime import date

import pytest

from tests.support.cells import READING, Verdict, column, judge, judge_raw
from tests.support.grids import serial
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.grid import CellType

DATE = column("date")
DAY = date(2019, 3, 5)


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("43529", DAY),
        ("43529.0", DAY),
        ("61", date(1900, 3, 1)),
        ("2958465", date(9999, 12, 31)),
    ],
)
def test_a_date_cell_is_its_day(raw: str, day: date) -> None:
    assert judge_raw(DATE, CellType.DATE, raw) == Verdict(day)


@pytest.mark.parametrize("raw", ["0", "1", "60", "-1", "-0.5", "0.25", "2958466", "99999999", "1e308", "abc", "NaN"])
def test_a_date_cell_without_a_day_that_all_programs_agree_on_is_unreadable(raw: str) -> None:
    assert judge_raw(DATE, CellType.DATE, raw) == Verdict(UNREADABLE, "parse.no_such_day", Severity.ERROR)


def test_a_day_with_a_time_of_day_is_that_day_and_flagged() -> None:
    assert judge_raw(DATE, CellType.DATE, "43529.625") == Verdict(DAY, "parse.date_with_time", Severity.WARNING, DAY)


def test_day_0_is_another_in_the_1904_system() -> None:
    reading = replace(READING, epoch_1904=True)

    assert judge_raw(DATE, CellType.DATE, "42067", reading) == Verdict(DAY)
    assert judge_raw(DATE, CellType.DATE, "0", reading) == Verdict(date(1904, 1, 1))
    assert judge_raw(DATE, CellType.DATE, "-1", reading).key == "parse.no_such_day"


@pytest.mark.parametrize("day", [DAY, date(2018, 1, 1), date(2020, 12, 31)])
def test_a_date_that_lost_its_format_is_read_near_the_reports_year_and_flagged(day: date) -> None:
    found = judge_raw(DATE, CellType.NUMBER, serial(day))

    assert found == Verdict(day, "parse.date_without_format", Severity.WARNING, day)


@pytest.mark.parametrize(
    "raw", ["20", "1", "43000000", serial(date(2017, 12, 31)), serial(date(2021, 1, 1)), "0", "-5"]
)
def test_a_number_far_from_the_reports_year_is_no_date(raw: str) -> None:
    assert judge_raw(DATE, CellType.NUMBER, raw) == Verdict(UNREADABLE, "parse.number_in_date", Severity.ERROR)


def test_without_the_reports_year_no_number_is_taken_for_a_date() -> None:
    found = judge_raw(DATE, CellType.NUMBER, "43529", replace(READING, period=None))

    assert found == Verdict(UNREADABLE, "parse.number_in_date", Severity.ERROR)


@pytest.mark.parametrize("kind", [CellType.NUMBER, CellType.DATE])
def test_a_number_that_spells_a_date_gets_it_offered(kind: CellType) -> None:
    assert judge_raw(DATE, kind, "20190305") == Verdict(UNREADABLE, "parse.date_as_digits", Severity.ERROR, DAY)


@pytest.mark.parametrize(
    "drawing",
    [
        "2019.3.5",
        "'2019-03-05",
        "2019/3/5",
        "2019年3月5日",
        "2019年3月5号",
        "2019年03月05日",
        "2019 年 3 月 5 日",
        "'20190305",
        "２０１９．３．５",
        "２０１９年３月５日",
        "二〇一九年三月五日",
        "二零一九年三月五日",
        "2019年3月5日（星期二）",
        "2019-3-5 0:00:00",
        "2019-03-05T10:30:00",
        '" 2019.3.5 "',
        '"2019.3\u200b.5"',
    ],
)
def test_a_text_that_can_mean_one_day_only_is_not_read_and_the_day_offered(drawing: str) -> None:
    assert judge(DATE, drawing) == Verdict(UNREADABLE, "parse.date_as_text", Severity.ERROR, DAY)


@pytest.mark.parametrize(
    ("drawing", "day"),
    [("25/3/2019", date(2019, 3, 25)), ("3/25/2019", date(2019, 3, 25)), ("5/5/2019", date(2019, 5, 5))],
)
def test_a_day_before_its_year_is_certain_where_only_one_order_makes_sense(drawing: str, day: date) -> None:
    assert judge(DATE, drawing) == Verdict(UNREADABLE, "parse.date_as_text", Severity.ERROR, day)


@pytest.mark.parametrize(
    ("drawing", "key"),
    [
        ("5/3/2019", "parse.ambiguous_date"),
        ("2019.2.30", "parse.impossible_date"),
        ("'2019-13-01", "parse.impossible_date"),
        ("'20191345", "parse.impossible_date"),
        ("2019年2月29日", "parse.impossible_date"),
        ("1899.12.31", "parse.impossible_date"),
        ("0000.0.0", "parse.impossible_date"),
        ("2019年3月", "parse.month_only"),
        ("'2019-03", "parse.month_only"),
        ("'2019.3", "parse.month_only"),
        ("二〇一九年三月", "parse.month_only"),
        ("3月5日", "parse.date_without_year"),
        ("'3.5", "parse.date_without_year"),
        ("三月五日", "parse.date_without_year"),
        ("19.3.5", "parse.short_year"),
        ("19年3月5日", "parse.short_year"),
        ("2019.3.5-3.7", "parse.several_dates"),
        ("3月5日至7日", "parse.several_dates"),
        ("2019年底", "parse.not_a_date"),
        ("5月上旬", "parse.not_a_date"),
        ("'2019", "parse.not_a_date"),
        ("'43529", "parse.not_a_date"),
        ("昨天", "parse.not_a_date"),
    ],
)
def test_a_text_that_names_no_day_for_certain_gets_no_repair(drawing: str, key: str) -> None:
    assert judge(DATE, drawing) == Verdict(UNREADABLE, key, Severity.ERROR)
