"""Bad input is one clear line and exit status 2; nothing is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.hostile import containers, surroundings
from tests.hostile.case import Case, Verdict, sample_bytes
from tests.support.study_pack import filled, study_pack
from tests.support.words import words
from xltools.adapters.xlsx_writer import workbook_bytes
from xltools.cli import main
from xltools.core.plan import plan_workbook

REFUSED = [case for case in (*containers.NO_WORKBOOKS, *surroundings.CASES) if case.verdict is Verdict.REFUSE]


def stopped(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that cannot be done; give the one line that it says."""
    status = main(arguments)
    out, err = capsys.readouterr()
    assert (status, out) == (2, "")
    assert len(err.splitlines()) == 1, err
    return err


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_what_cannot_be_read_is_one_line(case: Case, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = case.make(tmp_path)
    before = sorted(tmp_path.rglob("*"))

    for command in ("check", "inspect", "indicators", "report"):
        stopped(capsys, command, "--language", "zh-Hans", str(path))

    assert sorted(tmp_path.rglob("*")) == before


def test_a_workbook_of_another_pack_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "study.xlsx"
    path.write_bytes(workbook_bytes(plan_workbook(study_pack(), 2019, "竹峰街道", words(), filled())))

    said = stopped(capsys, "check", str(path), "--pack", "annual_work_report", "--language", "zh-Hans")

    assert study_pack().id in said


@pytest.mark.parametrize("target", ["没有/marked.xlsx", "book.xlsx", "taken.xlsx", "."])
def test_a_copy_that_cannot_be_written_is_one_line(
    target: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sample_bytes())
    (tmp_path / "taken.xlsx").write_bytes(b"mine")

    stopped(capsys, "check", str(path), "--copy", str(tmp_path / target), "--language", "zh-Hans")

    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {
        "book.xlsx": sample_bytes(),
        "taken.xlsx": b"mine",
    }


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="rights do not bind the administrator")
def test_a_folder_that_must_not_be_written_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(sample_bytes())
    tmp_path.chmod(0o500)
    try:
        stopped(capsys, "check", str(path), "--copy", str(tmp_path / "marked.xlsx"), "--language", "zh-Hans")
    finally:
        tmp_path.chmod(0o700)
