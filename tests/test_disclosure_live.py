"""The disclosure report's Word file after people and programs have had it: its tables' numbers keep their identity."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import libreoffice
from tests.support.disclosure import SAMPLE
from tests.support.word_edits import edited, retyped, without_control
from xltools.app.live_reports import check_report
from xltools.app.reports import write_report
from xltools.app.workbooks import read_workbook
from xltools.core.live.judgements import Status

CELL = "applications.new.natural"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_report(read_workbook(SAMPLE), tmp_path_factory.mktemp("report") / "2023.docx").path


def statuses(path: Path) -> dict[Status, int]:
    checked = check_report(path, read_workbook(SAMPLE))
    counted: dict[Status, int] = {}
    for judged in checked.comparison.judgements:
        counted[judged.status] = counted.get(judged.status, 0) + 1
    return counted


def test_every_number_of_the_tables_agrees(report: Path) -> None:
    assert statuses(report) == {Status.RIGHT: 228}


def test_a_cell_typed_over_is_told(report: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.docx"
    changed.write_bytes(edited(report.read_bytes(), retyped(CELL, "3403")))

    assert statuses(changed).keys() - {Status.RIGHT} == {Status.APART}


def test_a_cell_without_its_control_is_known_by_its_bookmark(report: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.docx"
    changed.write_bytes(edited(report.read_bytes(), without_control(CELL)))

    assert statuses(changed) == {Status.RIGHT: 228}


@pytest.mark.libreoffice
def test_the_tables_come_through_libreoffice(report: Path, tmp_path: Path) -> None:
    (saved,) = libreoffice.convert([report], "docx", tmp_path)

    assert statuses(saved) == {Status.RIGHT: 228}
