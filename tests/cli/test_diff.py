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
