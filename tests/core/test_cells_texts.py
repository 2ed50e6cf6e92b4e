"""Cells of text and choice columns: read as they stand, and flagged where they mislead a reader."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.cells import READING, Verdict, column, judge, judge_raw, verdict
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.grid import CellType
from xltools.core.parsing.cells import cell_reader

TEXT, LONG, CHOICE = column("text"), column("text", multiline=True), column("select_one")


@pytest.mark.parametrize(
    "text",
    [
        "党史学习",
        "=1+1",
        "+5",
        "-rf",
        "@x",
        "{{ 7*7 }}",
        "%s {0}",
        "<script>",
        "../a",
        "**粗**",
        "A B",
        "甲\n乙",
        "𠮷野家",
    ],
)
def test_a_text_is_what_was_written_whatever_characters_it_holds(text: str) -> None:
    assert judge_raw(TEXT, CellType.TEXT, text) == Verdict(text)
    assert judge_raw(CHOICE, CellType.TEXT, text) == Verdict(text)


@pytest.mark.parametrize("text", [" 党史", "党史 ", "党史\n", "\u3000党史", "党史\u00a0"])
def test_spaces_around_a_text_are_kept_and_flagged(text: str) -> None:
    assert judge_raw(TEXT, CellType.TEXT, text) == Verdict(text, "parse.outer_spaces", Severity.WARNING, "党史")


def test_around_a_long_text_they_do_no_harm_and_in_a_choice_the_list_speaks() -> None:
    assert judge_raw(LONG, CellType.TEXT, "党史\n") == Verdict("党史\n")
    assert judge_raw(CHOICE, CellType.TEXT, " 党史") == Verdict(" 党史")


@pytest.mark.parametrize("text", ["党\u200b史", "\ufeff党史", "党\u202e史", "党\u00ad史", " 党\u2060史 "])
def test_invisible_characters_are_kept_and_flagged(text: str) -> None:
    assert judge_raw(TEXT, CellType.TEXT, text) == Verdict(text, "parse.invisible_in_text", Severity.WARNING, "党史")


@pytest.mark.parametrize("text", ["党\x00史", "党\x1b史", "党\ud800史", "党\uffff史", "党\x85史"])
def test_what_no_document_can_hold_is_not_read(text: str) -> None:
    assert judge_raw(TEXT, CellType.TEXT, text) == Verdict(UNREADABLE, "parse.unprintable", Severity.ERROR, "党史")


def test_a_private_character_is_flagged_without_a_repair() -> None:
    assert judge(TEXT, "王\ue000") == Verdict("王\ue000", "parse.private_character", Severity.WARNING)


@pytest.mark.parametrize(
    ("raw", "text"), [("12", "12"), ("12.50", "12.5"), ("0.28999999999999998", "0.29"), ("1E3", "1000"), ("-3", "-3")]
)
def test_a_number_in_a_text_column_is_the_text_that_it_shows(raw: str, text: str) -> None:
    assert judge_raw(TEXT, CellType.NUMBER, raw) == Verdict(text)
    assert judge_raw(CHOICE, CellType.NUMBER, raw) == Verdict(text)


@pytest.mark.parametrize(
    ("kind", "raw", "key"),
    [
        (CellType.NUMBER, "123456789012345678", "parse.long_number_in_text"),
        (CellType.NUMBER, "1e308", "parse.long_number_in_text"),
        (CellType.NUMBER, "1e-300", "parse.not_text"),
        (CellType.NUMBER, "NaN", "parse.not_text"),
        (CellType.DATE, "43529", "parse.date_in_text"),
        (CellType.DATE, "-1", "parse.date_in_text"),
    ],
)
def test_a_number_or_date_that_hides_what_was_typed_is_not_read(kind: CellType, raw: str, key: str) -> None:
    assert judge_raw(TEXT, kind, raw) == Verdict(UNREADABLE, key, Severity.ERROR)


PERSONAL = [
    ("11010519491231002X", "citizen", "110*************2X"),  # the example of GB 11643
    ("身份证 11010519491231002x。", "citizen", "110*************2X"),
    ("110105 19491231 002X", "citizen", "110*************2X"),
    ("１１０１０５１９４９１２３１００２Ｘ", "citizen", "110*************2X"),
    ("110105\u200b19491231002X", "citizen", "110*************2X"),
    ("13800138000", "mobile", "138******00"),
    ("电话：138-0013-8000", "mobile", "138******00"),
    ("+86 13800138000", "mobile", "861********00"),
    ("8613800138000", "mobile", "861********00"),
    ("+86 138 0013 8000", "mobile", "861********00"),
    ("1380 0138 000", "mobile", "138******00"),
    ("2019 13800138000 2020", "mobile", "138******00"),
    ("13800138000 13900139000", "mobile", "138******00"),
    ("6222 0212 3456 7894", "card", "622***********94"),
]


@pytest.mark.parametrize(("text", "kind", "masked"), PERSONAL)
def test_a_persons_number_is_a_warning_that_does_not_repeat_it(text: str, kind: str, masked: str) -> None:
    for declared in (TEXT, LONG, CHOICE):
        found = cell_reader(declared, READING)(CellType.TEXT, text)
        assert verdict(found) == Verdict(text, f"parse.personal.{kind}", Severity.WARNING)
        assert found.slip is not None
        assert found.slip.params == {"value": masked}


@pytest.mark.parametrize(
    "text",
    [
        "110105194912310021",  # wrong check digit
        "990105194912310020",  # no such province
        "110105194913310025",  # no such month
        "12345678901",
        "2019-05-01-0001",
        "XX发〔2019〕12号",
        "XC-18-2019-01-001",
        "15 2019 05 001",
        "0571-88888888",
        "6222021234567891",  # wrong check digit
        "12800138000",
    ],
)
def test_other_long_numbers_are_let_be(text: str) -> None:
    assert judge_raw(TEXT, CellType.TEXT, text) == Verdict(text)


def test_a_mobile_number_typed_as_a_number_is_seen_too() -> None:
    found = judge_raw(TEXT, CellType.NUMBER, "13800138000")

    assert found == Verdict("13800138000", "parse.personal.mobile", Severity.WARNING)
    assert Decimal(str(found.value)) == 13800138000
