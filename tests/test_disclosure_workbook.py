"""The disclosure report's identities through real workbook files: cells edited, totals typed over or stale."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from tests.support.disclosure import PACK, SAMPLE
from tests.support.workbook_copy import Cell, Formula, copy_of, parts_of
from xltools.app.workbooks import read_workbook, validate
from xltools.cli import main

TABLE_2, TABLE_3, TABLE_4 = "表二规章和规范性文件", "表三申请情况", "表四复议和诉讼"
TOTAL_OF_ROW = 'IF(COUNT(D8:I8)=6,SUM(D8:I8),"")'
ALL, TOTAL, SHOWN = "applications.all.sum_equals", "applications.total.sum_equals", "indicator.workbook_differs"


def spoilt(folder: Path, title: str, address: str, value: Cell | Formula) -> Path:
    """Put a value into one cell of a copy of the sample; nothing is computed anew."""
    copy = copy_of(parts_of(SAMPLE))
    copy.put(title, address, value)
    copy.write(folder / "book.xlsx")
    return folder / "book.xlsx"


def found(path: Path) -> list[tuple[str, str, str]]:
    """Give what a check finds: rule (or message, where it is no rule's), sheet and cell."""
    findings = validate(read_workbook(path, str(PACK))).findings
    return [(f.rule_id or f.key, f.location.sheet, f.location.address) for f in findings]


def identities(path: Path) -> list[tuple[str, str, str]]:
    """Give, in order, what a check finds but the indicators that this copy has not computed anew."""
    return sorted(one for one in found(path) if one[0] != SHOWN)


ONE_MORE = [
    (TABLE_3, "D6", 3403, [(ALL, "J6"), ("GI-T3-1", "D29")]),
    (TABLE_3, "E7", 4, [(ALL, "J7"), ("GI-X-1", "E7"), ("GI-T3-1", "E29")]),
    (TABLE_3, "D8", 1176, [(ALL, "J8"), (TOTAL, "D29")]),
    (TABLE_3, "H18", 4, [(ALL, "J18"), (TOTAL, "H29")]),
    (TABLE_3, "I28", 1, [(ALL, "J28"), (TOTAL, "I29")]),
    (TABLE_3, "D30", 119, [("GI-T3-1", "D29"), (ALL, "J30")]),
    (TABLE_4, "C4", 310, [("litigation.all.sum_equals", "G4")]),
    (TABLE_4, "E6", 68, [("litigation.all.sum_equals", "G6")]),
    (TABLE_2, "C5", 490, [("GI-X-2", "D5")]),
]


@pytest.mark.parametrize(("title", "address", "value", "broken"), ONE_MORE)
def test_one_unit_more_in_a_cell_of_the_file_is_named_at_each_identity_it_breaks(
    tmp_path: Path, title: str, address: str, value: int, broken: list[tuple[str, str]]
) -> None:
    assert identities(spoilt(tmp_path, title, address, value)) == sorted((rule, title, at) for rule, at in broken)


@pytest.mark.parametrize(
    ("title", "address", "value", "broken"),
    [
        (TABLE_3, "J10", 1, [(ALL, "J10"), (TOTAL, "J29")]),
        (TABLE_3, "E29", 100, [(TOTAL, "E29"), ("GI-T3-1", "E29"), (ALL, "J29")]),
        (TABLE_4, "G5", 25, [("litigation.all.sum_equals", "G5")]),
    ],
)
def test_a_total_typed_over_with_a_wrong_number_breaks_just_its_identities(
    tmp_path: Path, title: str, address: str, value: int, broken: list[tuple[str, str]]
) -> None:
    assert identities(spoilt(tmp_path, title, address, value)) == sorted((rule, title, at) for rule, at in broken)


def test_a_stale_total_is_named_with_the_indicator_that_was_not_computed_anew(tmp_path: Path) -> None:
    stale = spoilt(tmp_path, TABLE_3, "J8", Formula(TOTAL_OF_ROW, 1190))

    assert found(stale) == [(ALL, TABLE_3, "J8"), (TOTAL, TABLE_3, "J29"), (SHOWN, "指标", "C19")]


def test_a_total_whose_value_was_not_stored_is_named_and_leaves_its_identities_unjudged(tmp_path: Path) -> None:
    path = spoilt(tmp_path, TABLE_3, "J8", Formula(TOTAL_OF_ROW, None))

    assert found(path) == [("applications.all.type", TABLE_3, "J8")]
    assert {ALL, TOTAL, "GI-T3-1"} <= set(validate(read_workbook(path, str(PACK))).unjudged)


def test_a_blank_in_the_file_is_refused_where_0_is_meant(tmp_path: Path) -> None:
    path = spoilt(tmp_path, TABLE_3, "F10", None)

    assert found(path) == [("applications.institute.required", TABLE_3, "F10")]


def test_of_a_blank_that_leaves_totals_empty_only_the_blank_is_named(tmp_path: Path) -> None:
    copy = copy_of(parts_of(SAMPLE))
    copy.put(TABLE_3, "F10", None)
    for total in ("J10", "F29", "J29"):
        copy.put(TABLE_3, total, Formula('IF(COUNT(D10:I10)=6,SUM(D10:I10),"")', ""))
    copy.put(TABLE_3, "J8", None)
    copy.write(tmp_path / "book.xlsx")

    required = [(rule, at) for rule, _, at in found(tmp_path / "book.xlsx") if rule.endswith(".required")]

    assert required == [("applications.all.required", "J8"), ("applications.institute.required", "F10")]


@pytest.fixture
def next_year(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """Make the workbook of 2024 from the file of 2023, as a clerk does."""
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)
    status = main(
        ["new", "disclosure_report", "--unit", "宿迁市", "--year", "2024", "--from", str(SAMPLE), "-o", "2024.xlsx"]
    )
    assert (status, capsys.readouterr().out) == (0, "已建好工作簿：2024.xlsx\n")
    return tmp_path / "2024.xlsx"


def test_next_years_file_holds_what_this_years_carries_forward(next_year: Path) -> None:
    book = openpyxl.load_workbook(next_year)

    assert [cell.value for cell in book["上年结转数"][4]][1:8] == [118, 3, 0, 0, 0, 0, 121]
    assert [book["上年文件数"][at].value for at in ("B4", "B5")] == [11, 597]
    last = {row[0].value: row[1].value for row in book["上年数"].iter_rows(min_row=4, max_row=40) if row[0].value}
    assert (last["A_received"], last["P_accounts"]) == (3607, 176)
    assert [cell.value for cell in book[TABLE_3][7]][3:9] == [None] * 6


def test_carried_over_and_valid_documents_must_be_those_of_last_year(next_year: Path, tmp_path: Path) -> None:
    copy = copy_of(parts_of(next_year))
    for column, value in zip("DEFGHI", (118, 2, 0, 0, 0, 0), strict=True):
        copy.put(TABLE_3, f"{column}7", value)
    for address, value in (("B4", 1), ("C4", 0), ("D4", 12), ("B5", 10), ("C5", 7), ("D5", 601)):
        copy.put(TABLE_2, address, value)
    copy.write(tmp_path / "filled.xlsx")

    of_last_year = [one for one in found(tmp_path / "filled.xlsx") if one[0].startswith("GI-X")]

    assert of_last_year == [("GI-X-2", TABLE_2, "D5"), ("GI-X-1", TABLE_3, "E7")]


def test_only_the_year_before_is_carried_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)

    status = main(["new", "disclosure_report", "--unit", "宿迁市", "--year", "2025", "--from", str(SAMPLE)])

    assert status == 2
    assert "是 2023 年的工作簿，不是上一年（2024 年）的" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
