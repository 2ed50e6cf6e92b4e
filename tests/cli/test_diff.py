"""``xltools diff``."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_commands import Said, said
from tests.cli.test_trace import page
from tests.support.annual_report import SAMPLE

__all__ = ["said"]  # a fixture


@pytest.fixture
def edited(said: Said) -> Path:
    """Give the sample with another kind of meeting in its first row; figures stay as they were stored."""
    del said
    shutil.copy(SAMPLE, "old.xlsx")
    book = openpyxl.load_workbook("old.xlsx")
    sheet = book["L6会议台账"]
    assert sheet["B4"].value == "专题会议"
    sheet["B4"].value = "<b>通报</b>"
    book.save("new.xlsx")
    return Path("new.xlsx")


def test_a_workbook_and_its_copy_hold_the_same(said: Said) -> None:
    shutil.copy(SAMPLE, "copy.xlsx")

    assert said("diff", SAMPLE, "copy.xlsx") == (0, "sample.xlsx 与 copy.xlsx 内容相同。\n", "")


def test_what_moved_is_told(said: Said, edited: Path) -> None:
    status, out, err = said("diff", "old.xlsx", edited)

    assert (status, err) == (0, "")
    assert out.startswith(
        "F12 意识形态专题工作会议：1次 → 0次（-1）\n    改动 「L6会议台账」第 4 行：类型：专题会议 → <b>通报</b>\n"
    )


def test_as_json_and_into_a_file(said: Said, edited: Path) -> None:
    assert json.loads(said("diff", "old.xlsx", edited, "--format", "json")[1])["figures"][0]["id"] == "F12"
    assert said("diff", "old.xlsx", edited, "-o", "d.txt")[1] == "已写好：d.txt\n"
    assert Path("d.txt").read_text("utf-8").startswith("F12")


def test_the_page_shows_texts_of_cells_as_text(said: Said, edited: Path) -> None:
    assert said("diff", "old.xlsx", edited, "--format", "html")[1] == "已写好：new-差别.html\n"

    found = page("new-差别.html")
    assert found.fetched == []
    assert "<b>通报</b>" in found.texts


def test_what_moved_since_a_report_was_written_is_told_with_the_rows_of_now(said: Said) -> None:
    said("report", SAMPLE, "-o", "2019.docx")
    shutil.copy(SAMPLE, "later.xlsx")
    edit_without_stored_values(Path("later.xlsx"))

    status, out, err = said("diff", "2019.docx", "later.xlsx")

    assert (status, err) == (0, "")
    assert out == (
        "F13 意识形态工作情况通报：1 → 2\n"
        "    「L6会议台账」A4:B5（2 行）\n"
        "F12 意识形态专题工作会议：1 → 没有写\n"
        "    「L6会议台账」（0 行）\n"
        "2019.docx → later.xlsx：报告写成以后，2 个数字变了。\n"
    )
    assert [one["id"] for one in json.loads(said("diff", "2019.docx", "later.xlsx", "--format", "json")[1])["figures"]]


def test_nothing_has_moved_since_a_report_was_just_written(said: Said) -> None:
    said("report", SAMPLE, "-o", "2019.docx")

    assert said("diff", "2019.docx", SAMPLE)[1] == "2019.docx 写成以后，sample.xlsx 的数字没有变。\n"
    assert said("diff", "2019.docx", SAMPLE, "--format", "html")[0] == 2


def edit_without_stored_values(path: Path) -> None:
    """Make a special meeting a circular."""
    book = openpyxl.load_workbook(path)
    book["L6会议台账"]["B4"].value = "通报"
    book.save(path)
