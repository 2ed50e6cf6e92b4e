"""When two texts are the same but for how they were typed."""

from __future__ import annotations

import pytest

from xltools.core.chinese_numerals import read_numeral
from xltools.core.spelling import one_slip_apart, plain


@pytest.mark.parametrize(
    "text", ["参加人数", " 参加 人数", "参加\n人数", "参加人数*", "参加人数：", "参加\u200b人数", "参加\u3000人数"]
)
def test_labels_are_the_same_whatever_stands_between_their_characters(text: str) -> None:
    assert plain(text) == "参加人数"


def test_width_and_case_make_no_difference() -> None:
    assert plain("Ｌ１ Study") == plain("l1study")


@pytest.mark.parametrize("other", ["日朝", "日", "期", "日期数", "月日期", "期日"])
def test_one_character_wrong_missing_too_many_or_two_swapped_is_one_slip(other: str) -> None:
    assert one_slip_apart("日期", other)
    assert one_slip_apart(other, "日期")


@pytest.mark.parametrize("other", ["日期", "", "时间", "日期年月", "期"[:0]])
def test_nothing_or_more_than_that_is_not(other: str) -> None:
    assert not one_slip_apart("日期", other)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("零", 0),
        ("九", 9),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零二", 102),
        ("三千零五十", 3050),
        ("两万三千", 23000),
        ("一万零五", 10005),
        ("三亿五千万", 350_000_000),
        ("壹佰贰拾叁", 123),
        ("二〇一九", 2019),
        ("〇〇七", 7),
    ],
)
def test_a_numeral_is_read(text: str, number: int) -> None:
    assert read_numeral(text) == number


@pytest.mark.parametrize(
    "text",
    ["", "百", "万", "一零", "二三", "二三十", "一百二", "二万二", "十十", "三百零", "一千百", "二百四人", "廿", "248"],
)
def test_what_people_read_differently_or_nobody_reads_is_no_number(text: str) -> None:
    assert read_numeral(text) is None


@pytest.mark.parametrize(
    "number", [*range(1, 130), 999, 1000, 1001, 1010, 1100, 9999, 10000, 10001, 12000, 100_000, 99_999_999]
)
def test_every_number_written_out_in_full_is_read_back(number: int) -> None:
    assert read_numeral(written(number)) == number


def written(number: int) -> str:
    """Write a number in full, every unit and every zero said."""
    if number >= 10_000:
        rest = number % 10_000
        gap = "零" if 0 < rest < 1000 else ""
        return written(number // 10_000) + "万" + (gap + written(rest) if rest else "")
    text, pending = "", False
    for unit, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // unit % 10
        if digit:
            text += ("零" if pending and text else "") + "零一二三四五六七八九"[digit] + name
        pending = digit == 0
    return text
