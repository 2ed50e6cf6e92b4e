"""Reports of a month or a quarter: which days they cover, what came before, and what a workbook says of it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.packs import LEDGER, PARAMETERS, PLAIN_HEADER, faults_of, pack_files, parsed, said
from tests.support.words import words
from xltools.core.contents import Contents, Entry
from xltools.core.indicators import compute
from xltools.core.pack import Pack, PeriodPart
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_data import pack_as_data, pack_of_data
from xltools.core.pack_parsing.pack_files import SHEETS, PackFiles
from xltools.core.periods import (
    last_number,
    named_period,
    number_of,
    numbered_period,
    period_of,
    previous,
    year_before,
)
from xltools.core.plan import plan_workbook
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import place
from xltools.core.sheets import Period
from xltools.core.validate import validate

MONTH, QUARTER = PeriodPart("month", "parameters.month"), PeriodPart("quarter", "parameters.quarter")
DATED = '[[rule]]\nid = "D"\nkind = "date_in_period"\nsheet = "study"\ncolumns = ["date"]\n'
COUNTED = (
    '[[indicator]]\nid = "N"\nlabel = "次数"\naggregate = "count"\nsheet = "study"\nin_period = "date"\n'
    '[[indicator]]\nid = "M"\nlabel = "月数"\naggregate = "months_with"\nsheet = "study"\ndate = "date"\n'
)


def files(unit: str, rules: str = DATED, indicators: str = COUNTED) -> PackFiles:
    """Give the files of a pack whose reports are of a month or quarter."""
    header = PLAIN_HEADER.replace("[unit]", f'{unit} = "parameters.{unit}"\n[unit]')
    made = pack_files("", rules, indicators, "", header)
    field = f'[[sheet.column]]\nname = "{unit}"\nlabel = "第几"\ntype = "integer"\n'
    return PackFiles(made.name, {**made.texts, SHEETS: PARAMETERS + field + LEDGER})


def pack(unit: str, rules: str = DATED, indicators: str = COUNTED) -> Pack:
    return parse_pack(files(unit, rules, indicators))


def filled(unit: str, number: int | None, *days: date) -> Contents:
    fields: dict[str, Entry] = {"year": 2024, "unit": "竹峰街道"}
    forms = {"parameters": fields if number is None else {**fields, unit: number}}
    return Contents({"study": [{"date": day} for day in days]}, forms)


@given(st.integers(1901, 9998), st.sampled_from([MONTH, QUARTER]))
def test_the_periods_of_a_year_follow_one_another_and_make_up_the_year(year: int, part: PeriodPart) -> None:
    periods = [numbered_period(year, number, part) for number in range(1, last_number(part) + 1)]
    known = [period for period in periods if period is not None]

    assert len(known) == len(periods)
    assert [number_of(period, part) for period in known] == list(range(1, last_number(part) + 1))
    assert [previous(period) for period in known[1:]] == known[:-1]
    assert Period(known[0].start, known[-1].end) == Period.of_year(year)


@given(st.dates(date(1903, 1, 1), date(9998, 12, 31)), st.sampled_from([MONTH, QUARTER, None]))
def test_a_day_is_in_one_period_and_in_none_of_those_before(day: date, part: PeriodPart | None) -> None:
    number = None if part is None else (day.month - 1) // (12 // last_number(part)) + 1
    period = numbered_period(day.year, number, part)
    assert period is not None

    assert day in period
    assert day not in previous(period)
    assert day not in year_before(period)
    assert year_before(period).start.year == day.year - 1
    assert (previous(period) == year_before(period)) is (part is None)


@pytest.mark.parametrize(("year", "number"), [(2024, 0), (2024, 13), (2024, None), (1900, 1), (9999, 1), (10**9, 1)])
def test_what_no_calendar_has_is_no_period(year: int, number: int | None) -> None:
    assert numbered_period(year, number, MONTH) is None


def test_a_period_has_one_name_in_every_language() -> None:
    may, year = Period(date(2024, 5, 1), date(2024, 6, 1)), Period.of_year(2024)

    assert [named_period(may, MONTH), named_period(may, QUARTER), named_period(year, None)] == [
        "2024-05",
        "2024-Q2",
        "2024",
    ]


@pytest.mark.parametrize(
    ("unit", "number", "first", "after"),
    [
        ("month", 2, date(2024, 2, 1), date(2024, 3, 1)),
        ("month", 12, date(2024, 12, 1), date(2025, 1, 1)),
        ("quarter", 4, date(2024, 10, 1), date(2025, 1, 1)),
    ],
)
def test_dates_are_judged_and_counted_by_the_half_open_period(unit: str, number: int, first: date, after: date) -> None:
    made = pack(unit)
    day = timedelta(days=1)
    contents = filled(unit, number, first - day, first, after - day, after)
    dataset = dataset_of(made, place(made, contents, "指标"), contents)

    outcomes = compute(dataset, made)

    months = 1 if unit == "month" else 2
    assert {name: outcome.value for name, outcome in outcomes.items()} == {"N": Decimal(2), "M": Decimal(months)}
    assert [finding.location.address for finding in validate(dataset, made).findings] == ["A4", "A7"]


@pytest.mark.parametrize("number", [None, 0, 13])
def test_without_a_month_nothing_is_judged_by_it_and_nothing_counted(number: int | None) -> None:
    made = pack("month")
    contents = filled("month", number, date(2024, 5, 1))
    dataset = dataset_of(made, place(made, contents, "指标"), contents)

    assert period_of(dataset, made) is None
    assert [outcome.value for outcome in compute(dataset, made).values()] == [None, None]
    assert "D" in validate(dataset, made).unjudged


def test_a_pack_kept_as_data_keeps_its_period() -> None:
    assert pack_of_data(pack_as_data(pack("quarter"))).part == PeriodPart("quarter", "parameters.quarter")
    assert pack_of_data(pack_as_data(parsed())).part is None


def test_a_pack_has_one_kind_of_period_in_a_form_field_of_whole_numbers() -> None:
    made = files("month")
    two = {**made.texts, "pack.toml": made.texts["pack.toml"].replace("[unit]", 'quarter = "study.date"\n[unit]')}

    assert {said(fault) for fault in faults_of(PackFiles(made.name, two))} == {
        "pack.toml:8 period.quarter pack.one_or_other",
        "pack.toml:8 period.quarter pack.column_type",
        "pack.toml:8 period.quarter pack.sheet_kind",
    }


COVERS = '[[rule]]\nid = "C"\nkind = "covers"\nsheet = "study"\n'


def test_no_part_of_the_period_is_longer_than_the_period() -> None:
    faults = faults_of(files("month", COVERS + 'each = "quarter"\ndate = "date"\n'))

    assert [said(fault) for fault in faults] == ["rules.toml:5 rule[1].each pack.each_too_long"]


@pytest.mark.parametrize(
    ("unit", "each", "number", "day", "parts"),
    [
        ("month", "month", 5, date(2024, 4, 30), ("5",)),
        ("quarter", "month", 2, date(2024, 5, 31), ("4", "6")),
        ("quarter", "quarter", 2, date(2024, 3, 31), ("2",)),
    ],
)
def test_the_months_that_lack_something_are_named_by_the_calendar(
    unit: str, each: str, number: int, day: date, parts: tuple[str, ...]
) -> None:
    made = pack(unit, COVERS + f'each = "{each}"\ndate = "date"\n')
    contents = filled(unit, number, day)

    findings = validate(dataset_of(made, place(made, contents, "指标"), contents), made).findings

    assert [finding.params["parts"] for finding in findings] == [parts]


def test_a_sheet_may_owe_something_in_the_month_as_a_whole() -> None:
    made = pack("month", COVERS + 'each = "month"\nat_least = 2\n')
    contents = filled("month", 5, date(2024, 5, 1))
    enough = filled("month", 5, date(2024, 5, 1), date(2024, 5, 1))

    found = [validate(dataset_of(made, place(made, one, "指标"), one), made).findings for one in (contents, enough)]

    assert [[(finding.key, finding.params["parts"]) for finding in one] for one in found] == [
        [("check.covers.month", ("5",))],
        [],
    ]


def test_the_workbook_names_its_month_on_the_cover_and_in_its_formulas() -> None:
    plan = plan_workbook(pack("month"), 2024, "竹峰街道", words(), number=5)
    cover = {f"{'AB'[cell.column - 1]}{cell.row}": cell for cell in plan.sheets[0].cells}
    formulas = [cell.formula or "" for sheet in plan.sheets for cell in sheet.cells]

    assert [cover[f"A{row}"].value for row in range(3, 9)] == [
        "模板编号",
        "模板版本",
        "单位",
        "年度",
        "月份",
        "布局指纹",
    ]
    assert (cover["B7"].value, cover["B7"].formula) == (5, 'IF(ISBLANK(parameters.month),"",parameters.month)')
    assert cover["A10"].value == "怎么填"
    assert cover["A11"].value == "1. 先填“参数”，核对单位、年度和月份。"
    ends = "DATE(parameters.year,parameters.month,1)", "DATE(parameters.year,parameters.month+1,1)"
    assert any(all(end in formula for end in ends) for formula in formulas)


def test_what_an_indicator_counts_is_said_of_its_period() -> None:
    plan = plan_workbook(pack("quarter"), 2024, "竹峰街道", words(), number=2)

    values = [cell.value for sheet in plan.sheets for cell in sheet.cells]

    assert "“学习台账”中“日期”在本季度的行数" in values
