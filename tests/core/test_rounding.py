"""The one rounding agrees with a spreadsheet's."""

from decimal import Decimal

import pytest

from xltools.core.rounding import is_kept, round_half_away


def test_there_is_no_negative_zero() -> None:
    assert str(round_half_away(Decimal("-0.4"), 0)) == "0"
    assert str(round_half_away(Decimal("-0.004"), 2)) == "0.00"


def test_a_number_is_kept_that_a_cell_can_hold() -> None:
    numbers = ["0", "-0.000001", "123456789012345", "1234567890123456", "0.1234567890123456", "1e15", "nan", "inf"]

    assert [is_kept(Decimal(number)) for number in numbers] == [True, True, True, False, False, False, False, False]


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        ("2.5", 0, "3"),
        ("-2.5", 0, "-3"),
        ("28.25", 1, "28.3"),
        ("67.574931880108991826", 2, "67.57"),
        ("1.005", 2, "1.01"),
        ("2.4999999999999999", 0, "3"),  # 15 digits make it 2.5 first, as in the spreadsheet
        ("123456789012345678", 0, "123456789012346000"),
        ("1e307", 2, "1e307"),
    ],
)
def test_halves_go_away_from_zero_after_fifteen_digits(value: str, decimals: int, rounded: str) -> None:
    assert round_half_away(Decimal(value), decimals) == Decimal(rounded)
