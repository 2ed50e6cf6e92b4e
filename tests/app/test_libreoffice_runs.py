"""Macros run in LibreOffice for the command line: with a real workbook, and a macro of a few lines."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import xlwings

from tests.support.annual_report import SAMPLE
from xltools.adapters.xlsx_reader import read_grid
from xltools.app.libreoffice_runs import run_in_window, run_unseen
from xltools.errors import FileError

pytestmark = pytest.mark.libreoffice


def macro() -> None:
    """Write a cell, tell, and ask."""
    book = xlwings.Book.caller()
    added = book.sheets.add("新表")
    added["B2"].value = [["甲", 248]]
    book.app.alert(f"{book.name}：已写好。")
    book.app.alert("删除吗？", buttons="yes_no")


def test_a_macro_without_a_window_leaves_its_work_in_another_file_and_the_workbook_as_it_was(tmp_path: Path) -> None:
    book, output = tmp_path / "2019.xlsx", tmp_path / "完成.xlsx"
    shutil.copy(SAMPLE, book)
    before = book.read_bytes()

    asked = run_unseen(book, macro, output)

    assert [(one.prompt, one.answer) for one in asked] == [("2019.xlsx：已写好。", "ok"), ("删除吗？", "no")]
    added = next(sheet for sheet in read_grid(output).sheets if sheet.name == "新表")
    assert [added.cell(2, column).value for column in (2, 3)] == ["甲", "248"]
    assert book.read_bytes() == before


def test_a_workbook_that_is_not_there_is_said_before_anything_is_started(tmp_path: Path) -> None:
    for run in (lambda book: run_unseen(book, macro, None), lambda book: run_in_window(book, macro)):
        with pytest.raises(FileError, match=r"file\.not_found"):
            run(tmp_path / "没有.xlsx")
