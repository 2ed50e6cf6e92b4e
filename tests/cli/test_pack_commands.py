"""The commands that make packs: drafted, written as a spreadsheet, read back, used."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from xltools.cli import main

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    """Run commands in an empty folder, in Simplified Chinese."""
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        status = main(list(arguments))
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def test_a_pack_is_drafted_edited_in_a_spreadsheet_and_used(said: Said) -> None:
    assert said("pack", "new", "library_month") == (
        0,
        "已起草模板包：library_month。先改 sheets.toml，再运行 xltools pack check library_month。\n",
        "",
    )
    assert said("pack", "export", "library_month", "pack.xlsx") == (0, "已写出：pack.xlsx\n", "")

    book = openpyxl.load_workbook("pack.xlsx")
    columns = book["columns"]
    headers = [cell.value for cell in columns[1]]
    place = columns.max_row + 1
    for header, value in {
        "sheet": columns["A5"].value,
        "name": "satisfied",
        "label::zh-Hans": "满意人数",
        "type": "integer",
    }.items():
        columns.cell(place, headers.index(header) + 1).value = value
    rules = book["rules"]
    headers = [cell.value for cell in rules[1]]
    place = rules.max_row + 1
    rule = {"id": "A2", "kind": "require", "sheet": columns["A5"].value, "require": "satisfied <= people"}
    for header, text in rule.items():
        rules.cell(place, headers.index(header) + 1).value = text
    book.save("edited.xlsx")

    assert said("pack", "import", "edited.xlsx", "library_month", "--overwrite") == (
        0,
        "已写出模板包：library_month\n",
        "",
    )
    assert said("pack", "check", "library_month") == (0, "library_month：没有问题，0 个用例全部符合。\n", "")
    assert 'require = "satisfied <= people"' in Path("library_month/rules.toml").read_text("utf-8")
    assert said("new", "library_month", "--unit", "图书馆", "--year", "2024", "-o", "book.xlsx")[0] == 0


def test_a_fault_is_told_with_its_cell_and_nothing_is_written(said: Said) -> None:
    said("pack", "export", "disclosure_report", "pack.xlsx")
    book = openpyxl.load_workbook("pack.xlsx")
    book["rules"]["B3"] = "sum_equal"
    book["columns"]["A4"] = "basic"
    book.save("edited.xlsx")

    assert said("pack", "import", "edited.xlsx", "disclosure_report") == (
        2,
        "",
        """\
模板“edited.xlsx”有 2 处错误，不能使用。请按下列各条改正。
错误 「columns」A4：没有工作表“basic”，是不是“basics”？请改正。
错误 「rules」B3：没有“sum_equal”这类规则，是不是“sum_equals”？请改正。
""",
    )
    assert not Path("disclosure_report").exists()


def test_a_draft_from_a_table_says_how_many_it_took(said: Said) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["日期", "类别", "人数"])
    for number in range(9):
        sheet.append(["2024-05-01", "讲座", number])
    book.save("登记.xlsx")

    status, out, err = said("pack", "new", "library_month", "--from", "登记.xlsx")

    assert (status, err) == (0, "")
    assert out.startswith("已照着 1 张表起草模板包：library_month。")
    assert said("pack", "check", "library_month")[0] == 0


def test_what_is_left_out_of_a_spreadsheet_is_named(said: Said) -> None:
    assert said("pack", "export", "annual_work_report", "pack.xlsx") == (
        0,
        "已写出：pack.xlsx\n没有写进去的文件：sample.xlsx。\n",
        "",
    )


def test_a_file_that_is_there_is_not_replaced_unasked(said: Said) -> None:
    Path("pack.xlsx").write_text("mine")

    assert said("pack", "export", "annual_work_report", "pack.xlsx")[0] == 2
    assert Path("pack.xlsx").read_text() == "mine"
    assert said("pack", "export", "annual_work_report", "pack.xlsx", "--overwrite")[0] == 0
