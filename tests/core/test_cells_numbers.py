"""Cells of number columns: every way of writing a number, with its verdict."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.cells import Verdict, column, judge, judge_raw
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.grid import CellType

INTEGER, DECIMAL = column("integer"), column("decimal")


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("20", "20"),
        ("0", "0"),
        ("-5", "-5"),
        ("2E1", "20"),
        ("20.0", "20"),
        ("1e3", "1000"),
        ("999999999999999", "999999999999999"),
    ],
)
def test_a_number_cell_is_the_number_it_spells(raw: str, number: str) -> None:
    assert judge_raw(INTEGER, CellType.NUMBER, raw) == Verdict(Decimal(number))
    assert judge_raw(DECIMAL, CellType.NUMBER, raw) == Verdict(Decimal(number))


@pytest.mark.parametrize(
    ("raw", "number"),
    [
        ("0.1", "0.1"),
        ("0.28999999999999998", "0.29"),  # as Excel stores 0.29
        ("67.569999999999993", "67.57"),
        ("0.33333333333333331", "0.333333333333333"),
        (".5", "0.5"),
        ("1.50", "1.5"),
    ],
)
def test_a_decimal_is_kept_to_the_digits_that_a_spreadsheet_shows(raw: str, number: str) -> None:
    assert judge_raw(DECIMAL, CellType.NUMBER, raw) == Verdict(Decimal(number))


@pytest.mark.parametrize("raw", ["247.99999999999997", "248.00000000000003"])
def test_a_whole_number_with_a_hidden_rest_is_read_and_flagged(raw: str) -> None:
    seen = Verdict(Decimal(248), "parse.hidden_rest", Severity.WARNING, Decimal(248))
    assert judge_raw(INTEGER, CellType.NUMBER, raw) == seen
    assert judge_raw(DECIMAL, CellType.NUMBER, raw) == seen


@pytest.mark.parametrize(
    ("raw", "key"),
    [
        ("2.5", "parse.not_whole"),
        ("247.9999", "parse.not_whole"),
        ("1e308", "parse.number_too_long"),
        ("123456789012345678", "parse.number_too_long"),
        ("1000000000000000", "parse.number_too_long"),
        ("-1e15", "parse.number_too_long"),
        ("-2.7755575615628914E-17", "parse.number_too_small"),
        ("NaN", "parse.not_a_number"),
        ("Infinity", "parse.not_a_number"),
        ("1_0", "parse.not_a_number"),
        ("２０", "parse.not_a_number"),
    ],
)
def test_a_number_cell_that_no_whole_number_can_be_read_from(raw: str, key: str) -> None:
    assert judge_raw(INTEGER, CellType.NUMBER, raw) == Verdict(UNREADABLE, key, Severity.ERROR)


CERTAIN = [
    ('"20"', "parse.number_as_text", 20),
    ('" 20 "', "parse.number_as_text", 20),
    ("'007", "parse.number_as_text", 7),
    ("'+5", "parse.number_as_text", 5),
    ('"\'20"', "parse.number_as_text", 20),
    ('"20\u00a0"', "parse.number_as_text", 20),
    ("２０", "parse.full_width_number", 20),
    ("－５", "parse.full_width_number", -5),
    ("'1,234", "parse.grouped_number", 1234),
    ("１，２３４", "parse.grouped_number", 1234),
    ("\u22125", "parse.odd_minus", -5),
    ("\u20135", "parse.odd_minus", -5),
    ("2O8", "parse.letter_in_number", 208),
    ("l2", "parse.letter_in_number", 12),
    ('"2\u200b0"', "parse.invisible_in_number", 20),
    ('"\ufeff20"', "parse.invisible_in_number", 20),
    ("二百四十八", "parse.chinese_number", 248),
    ("十二", "parse.chinese_number", 12),
    ("二〇一九", "parse.chinese_number", 2019),
    ("壹佰贰拾", "parse.chinese_number", 120),
    ("20人", "parse.number_with_unit", 20),
    ("20 人次", "parse.number_with_unit", 20),
    ("２０名", "parse.number_with_unit", 20),
    ("1,234件", "parse.number_with_unit", 1234),
    ("九次", "parse.number_with_unit", 9),
]


@pytest.mark.parametrize(("drawing", "key", "number"), CERTAIN)
def test_a_text_that_can_mean_one_number_only_is_not_read_and_its_repair_offered(
    drawing: str, key: str, number: int
) -> None:
    assert judge(INTEGER, drawing) == Verdict(UNREADABLE, key, Severity.ERROR, Decimal(number))


UNCERTAIN = [
    ("12%", "parse.percent_text"),
    ("12％", "parse.percent_text"),
    ("约200", "parse.approximate_number"),
    ("200余", "parse.approximate_number"),
    ("200多人", "parse.approximate_number"),
    ("近二百", "parse.approximate_number"),
    ("200左右", "parse.approximate_number"),
    (">200", "parse.approximate_number"),
    ("200+", "parse.approximate_number"),
    ("十余次", "parse.approximate_number"),
    ("3万", "parse.number_with_magnitude"),
    ("1.2万元", "parse.number_with_magnitude"),
    ("(5)", "parse.parenthesised_number"),
    ("（5）", "parse.parenthesised_number"),
    ("2²", "parse.special_digit"),
    ("①", "parse.special_digit"),
    ("٢٠", "parse.special_digit"),
    ("1 234", "parse.spaces_in_number"),
    ("'1,23", "parse.not_a_number"),
    ("1/2", "parse.not_a_number"),
    ("3-5", "parse.not_a_number"),
    ("20。5", "parse.not_a_number"),
    ("一百二", "parse.not_a_number"),
    ("二三十", "parse.not_a_number"),
    ("二万二", "parse.not_a_number"),
    ("'NaN", "parse.not_a_number"),
    ("'1e308", "parse.not_a_number"),
    ("'1e3", "parse.not_a_number"),
    ("两三个", "parse.number_with_unit"),
    ("党史", "parse.not_a_number"),
    ("'123456789012345678", "parse.number_too_long"),
]


@pytest.mark.parametrize(("drawing", "key"), UNCERTAIN)
def test_a_text_that_may_mean_several_things_gets_no_repair(drawing: str, key: str) -> None:
    assert judge(DECIMAL, drawing) == Verdict(UNREADABLE, key, Severity.ERROR)


def test_a_text_with_a_fraction_is_repaired_in_a_decimal_column_only() -> None:
    assert judge(DECIMAL, '"20.50"') == Verdict(UNREADABLE, "parse.number_as_text", Severity.ERROR, Decimal("20.5"))
    assert judge(INTEGER, '"20.50"') == Verdict(UNREADABLE, "parse.not_whole_text", Severity.ERROR)
    assert judge(INTEGER, '"20.0"') == Verdict(UNREADABLE, "parse.number_as_text", Severity.ERROR, Decimal(20))


def test_a_number_that_was_turned_into_a_date_is_not_counted() -> None:
    assert judge(INTEGER, "2019-05-01") == Verdict(UNREADABLE, "parse.date_in_number", Severity.ERROR)
