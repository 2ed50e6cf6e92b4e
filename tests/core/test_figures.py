"""Which numbers of a text are quantities, and what they say."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.figures import Sort, numbers_in, same_number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("开展学习9次，", [("9", "次", False)]),
        ("宣讲60余次", [("60", "次", True)]),
        ("占党员总数67.57%。", [("67.57%", "。", False)]),
        ("共1,234人", [("1,234", "人", False)]),
        ("共１２人", [("１２", "人", False)]),
        ("下载2\u200b48人", [("2\u200b48", "人", False)]),
        ("建国70周年", [("70", "周", False)]),
        ("投入12.34万元", [("12.34", "万", False)]),
        ("10年来", [("10", "年", False)]),
        ("为5 个村", [("5", "", False)]),
    ],
)
def test_a_quantity_has_its_text_its_measure_word_and_whether_it_is_more(
    text: str, found: list[tuple[str, str, bool]]
) -> None:
    numbers = numbers_in(text)

    assert [(number.text, number.unit, number.more) for number in numbers] == found
    assert {number.sort for number in numbers} == {Sort.QUANTITY}


@pytest.mark.parametrize(
    "text",
    ["2019年度", "2019年12月5日", "12月", "5日前", "2019-12-05", "2019.12.5", "2019—2021年", "每天8:30起"],
)
def test_a_date_is_no_quantity(text: str) -> None:
    assert {number.sort for number in numbers_in(text)} == {Sort.DATE}


@pytest.mark.parametrize(
    "text",
    [
        "1.抓好学习",
        "（1）抓好学习",
        "3、抓好学习",
        "竹街办〔2019〕3号",
        "第3次",
        "COVID-19",
        "A4纸",
        "“315”晚会",
        "《2019工作方案》",
        "12·4宪法日",
        "12345热线",
        "号码13800001111",
    ],
)
def test_numberings_ordinals_document_numbers_and_names_are_labels(text: str) -> None:
    assert {number.sort for number in numbers_in(text)} == {Sort.LABEL}


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("以下三个方面", [3]),
        ("不得少于一次的要求", [1]),
        ("街村两级", [2]),
        ("先后十二次", [12]),
        ("一个重要部分", []),
        ("一些问题一起解决", []),
        ("树牢四个意识", []),
        ("“五有”工作", []),
        ("三是加强", []),
        ("第三次会议", []),
        ("百分之五", []),
        ("统一思想", []),
    ],
)
def test_chinese_numerals_count_only_with_a_measure_word(text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(text)] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("67.5%", "67.50%", True),
        ("67.5％", "67.5%", True),
        ("９", "9", True),
        ("1,234", "1234", True),
        ("9", "9%", False),
        ("9", "10", False),
        ("9人", "9", False),
        ("若干", "若干", True),
        ("", "9", False),
    ],
)
def test_two_texts_of_a_figure_are_compared_as_numbers(one: str, other: str, same: bool) -> None:
    assert same_number(one, other) is same


@given(st.text(alphabet="0123456789年月日次人第“”〔〕(),.%余一二三个是-A \u200b", max_size=60))
def test_numbers_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    numbers = numbers_in(text)

    assert [text[number.start : number.end] for number in numbers] == [number.text for number in numbers]
    assert all(one.end <= other.start for one, other in pairwise(numbers))


def test_a_text_of_megabytes_is_read_in_bounded_time() -> None:
    text = "“开展9次”，共2019年12月5日第3次" * 100_000

    assert len(numbers_in(text)) == 500_000
