"""Reports as plain text."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.report_cases import draft, folder, plain, tables
from xltools.adapters.traditional import to_traditional
from xltools.adapters.writers import write_document
from xltools.core.document import Document

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.mark.parametrize(("document", "name"), [(plain(), "hans"), (to_traditional(plain()), "hant")])
def test_the_file_is_the_expected_text_byte_for_byte(document: Document, name: str, tmp_path: Path) -> None:
    write_document(document, folder(), tmp_path / "report.txt")

    assert (tmp_path / "report.txt").read_bytes() == (GOLDEN / f"annual_work_report_2019.{name}.txt").read_bytes()


def test_a_draft_says_so_in_its_first_line(tmp_path: Path) -> None:
    write_document(draft(), folder(), tmp_path / "report.txt")

    first, *others = (tmp_path / "report.txt").read_text("utf-8").splitlines()
    assert first == "【草稿】"
    assert any("【缺：上级党委】" in line for line in others)


def test_a_table_can_be_pasted_into_a_sheet(tmp_path: Path) -> None:
    write_document(tables(), folder(), tmp_path / "report.txt")

    lines = (tmp_path / "report.txt").read_text("utf-8").splitlines()
    assert "规章\t0\t0\t0" in lines
    assert "三、本年度办理结果\t（一）予以公开\t\t12\t【缺：商业企业】\t0\t12" in lines
