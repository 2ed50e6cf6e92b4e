from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.numerals import chinese, day, plain, shortest, step_down, ten_thousands


@pytest.mark.parametrize(
    ("number", "characters"),
    [
        (0, "零"),
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1005, "一千零五"),
        (1050, "一千零五十"),
        (2019, "二千零一十九"),
        (10_000, "一万"),
        (10_005, "一万零五"),
        (100_500, "十万零五百"),
        (120_000, "十二万"),
        (10_001_000, "一千万一千"),
        (100_000_005, "一亿零五"),
        (-3, "负三"),
    ],
)
def test_a_whole_number_in_chinese_characters(number: int, characters: str) -> None:
    assert chinese(number) == characters


def test_a_number_of_a_trillion_is_not_written_in_characters() -> None:
    with pytest.raises(ValueError, match="1000000000000"):
        chinese(10**12)


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_no_two_numbers_are_written_alike(number: int) -> None:
    assert _read(chinese(number)) == number


def _read(characters: str) -> int:
    """Read a number back, by places alone."""
    total = group = 0
    digit = 1 if characters.startswith("十") else 0
    for character in characters:
        if character in "零一二三四五六七八九":
            digit = "零一二三四五六七八九".index(character)
        elif character in "十百千":
            group += digit * {"十": 10, "百": 100, "千": 1000}[character]
            digit = 0
        else:
            total += (group + digit) * {"万": 10**4, "亿": 10**8}[character]
            group = digit = 0
    return total + group + digit


@pytest.mark.parametrize(
    ("exact", "printed", "more"),
    [
        ("60", "60", False),
        ("63", "60", True),
        ("54", "50", True),
        ("127", "120", True),
        ("120", "120", False),
        ("999", "990", True),
        ("1000", "1000", False),
        ("1001", "1000", True),
        ("1250", "1200", True),
        ("12345", "12300", True),
        ("9", "9", False),
        ("0", "0", False),
        ("10.5", "10", True),
        ("-63", "-63", False),
    ],
)
def test_yu_follows_a_number_stepped_down_and_never_an_exact_one(exact: str, printed: str, more: bool) -> None:
    assert step_down(Decimal(exact)) == (Decimal(printed), more)


@given(st.integers(min_value=0, max_value=10**9))
def test_what_yu_follows_is_round_and_not_above_the_number(number: int) -> None:
    stepped, more = step_down(Decimal(number))

    assert stepped <= number
    assert more == (stepped != number)
    assert not more or stepped % 10 == 0


def test_numbers_have_no_commas_and_money_at_most_two_decimals() -> None:
    assert plain(Decimal(5000)) == "5000"
    assert plain(Decimal("67.50")) == "67.50"
    assert plain(Decimal("1E+3")) == "1000"
    assert shortest(Decimal("12.50")) == "12.5"
    assert shortest(Decimal(100)) == "100"
    assert ten_thousands(Decimal(1_234_567)) == "123.46"
    assert ten_thousands(Decimal(50_000)) == "5"


def test_a_date_has_no_leading_zeros() -> None:
    assert day(date(2019, 12, 5)) == "2019年12月5日"
