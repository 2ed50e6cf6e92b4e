"""Cells that are read alike in every column: blanks, errors, booleans, and texts that say nothing."""

from __future__ import annotations

import pytest

from tests.support.cells import ALL_BLANKS, Verdict, column, judge, judge_raw
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.grid import CellType
from xltools.core.sheets import Blank

TYPES = ["text", "integer", "decimal", "date", "select_one"]
ASKING = ["integer", "decimal", "date"]


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize(
    ("drawing", "key"),
    [
        ("#REF!", "parse.error_value"),
        ("#DIV/0!", "parse.error_value"),
        ("=A1*2→", "parse.no_stored_value"),
        ("TRUE", "parse.boolean"),
        ("FALSE", "parse.boolean"),
        ('" "', "parse.only_spaces"),
        ('"\u3000\u3000"', "parse.only_spaces"),
        ('"\u00a0"', "parse.only_spaces"),
        ('"\u200b"', "parse.only_spaces"),
        ('"\t\n"', "parse.only_spaces"),
    ],
)
def test_a_cell_without_content_that_is_not_empty_is_never_read_as_blank(kind: str, drawing: str, key: str) -> None:
    assert judge(column(kind), drawing) == Verdict(UNREADABLE, key, Severity.ERROR)


@pytest.mark.parametrize("kind", TYPES)
def test_an_empty_cell_and_an_empty_text_are_empty(kind: str) -> None:
    assert judge_raw(column(kind), CellType.BLANK, "") == Verdict(Blank.EMPTY)
    assert judge_raw(column(kind), CellType.TEXT, "") == Verdict(Blank.EMPTY)


@pytest.mark.parametrize("kind", TYPES)
def test_the_words_for_a_blank_are_blanks_where_the_column_takes_them(kind: str) -> None:
    assert judge(column(kind, missing=ALL_BLANKS), "不适用") == Verdict(Blank.NOT_APPLICABLE)
    assert judge(column(kind, missing=ALL_BLANKS), "不详") == Verdict(Blank.UNKNOWN)


@pytest.mark.parametrize("kind", ASKING)
def test_a_word_for_a_blank_where_none_is_allowed_is_unreadable(kind: str) -> None:
    assert judge(column(kind), "不详") == Verdict(UNREADABLE, "parse.blank_not_allowed", Severity.ERROR)
    only = frozenset({Blank.UNKNOWN})
    assert judge(column(kind, missing=only), "不适用").key == "parse.blank_not_allowed"


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("drawing", ['" 不适用"', '"不 适 用"', '"不适用\u200b"'])
def test_a_word_for_a_blank_with_something_around_it_is_not_yet_one(kind: str, drawing: str) -> None:
    found = judge(column(kind, missing=ALL_BLANKS), drawing)

    assert found == Verdict(UNREADABLE, "parse.blank_misspelt", Severity.ERROR, "不适用")


@pytest.mark.parametrize("kind", ["text", "select_one"])
def test_in_a_text_column_that_takes_no_blank_the_word_is_a_text(kind: str) -> None:
    assert judge(column(kind), "不详") == Verdict("不详")


@pytest.mark.parametrize("kind", ASKING)
@pytest.mark.parametrize(
    "drawing",
    ["无", "—", "-", "／", "暂无", "N/A", "没有", "空", '" 无 "', "未统计", "×", "√", "?", "？", "同上", "略"],
)
def test_a_text_that_says_nothing_is_neither_a_blank_nor_zero(kind: str, drawing: str) -> None:
    assert judge(column(kind), drawing) == Verdict(UNREADABLE, "parse.nothing", Severity.ERROR)
    assert judge(column(kind, missing=ALL_BLANKS), drawing).key == "parse.nothing_or_word"


def test_in_a_text_column_a_text_that_says_nothing_is_what_was_written() -> None:
    assert judge(column("text"), "无") == Verdict("无")
    assert judge(column("text"), "—") == Verdict("—")
