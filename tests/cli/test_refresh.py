"""``xltools check REPORT BOOK`` and ``xltools refresh``, as people call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support import word_edits as by_hand
from tests.support.annual_report import SAMPLE
from tests.support.catalogs import CATALOGS
from tests.support.word_edits import edited, sample_report
from xltools.cli import main
from xltools.core.live.judgements import Status
from xltools.core.refresh import Fate, Reason

Said = Callable[..., tuple[int, str, str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Said:
    """Run commands in an empty folder, in Simplified Chinese."""
    monkeypatch.setenv("XLTOOLS_LANGUAGE", "zh-Hans")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        status = main([str(argument) for argument in arguments])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


def word(*edits: by_hand.Edit) -> Path:
    path = Path("报告.docx")
    path.write_bytes(edited(sample_report(), *edits))
    return path


def test_check_says_that_every_number_agrees(said: Said) -> None:
    status, out, err = said("check", word(), SAMPLE)

    assert (status, err) == (0, "")
    assert out.splitlines()[-1] == "报告.docx：核对了 19 个数，都与工作簿相符。"


def test_check_takes_the_two_files_in_either_order_and_goes_by_what_they_hold(said: Said) -> None:
    report = word()
    disguised = Path("工作簿.docx")
    disguised.write_bytes(SAMPLE.read_bytes())

    assert said("check", disguised, report)[0] == 0
    assert said("check", report, disguised)[0] == 0


def test_check_says_what_is_wrong_where_and_what_to_do(said: Said) -> None:
    status, out, _ = said("check", word(by_hand.retyped("F04", "284"), by_hand.stored("F04", "284")), SAMPLE)

    assert status == 1
    assert "党员下载284人，占党员总数6…”：这里被人工改成了 284，工作簿里“‘学习强国’下载人数”（F04）是 248。" in out
    assert "报告.docx：核对了 19 个数，2 处要改。" in out


def test_check_gives_json_for_programs(said: Said) -> None:
    status, out, _ = said("check", word(by_hand.typed_after("F09", "另慰问12户。")), SAMPLE, "--format", "json")

    found = json.loads(out)
    assert (status, found["passed"]) == (1, False)
    assert [n["found"] for n in found["numbers"] if n["status"] == "unsourced"] == ["12"]
    assert {n["found_by"] for n in found["numbers"] if n["status"] == "right"} == {"control"}
    assert [f["key"] for f in found["findings"]] == ["live.number.unsourced", "text_check.promise.broken"]


def test_a_report_alone_and_two_workbooks_are_refused_with_what_to_do(said: Said) -> None:
    assert said("check", word()) == (2, "", "“报告.docx”是报告。请同时给出工作簿：xltools check 报告 工作簿。\n")
    assert said("check", SAMPLE, SAMPLE)[0] == 2


def test_refresh_says_what_became_of_each_figure(said: Said) -> None:
    status, out, err = said("refresh", word(by_hand.deleted("F30")), SAMPLE)

    assert (status, err) == (0, "")
    assert "报告里已没有：" in out
    assert out.splitlines()[-2:] == [
        "报告.updated.docx：更新 0 处，保留人工改的 0 处，待定 0 处，已删去 1 处。",
        "更新后的报告：报告.updated.docx",
    ]
    assert Path("报告.updated.docx").exists()


def test_refresh_in_place_names_its_backup(said: Said) -> None:
    _, out, _ = said("refresh", word(), SAMPLE, "--in-place")

    assert out.splitlines()[-1] == "原来的报告另存为：报告.backup.docx"


def test_refresh_leaves_a_conflict_and_fails(said: Said) -> None:
    status, out, _ = said("refresh", word(by_hand.emptied("F04")), SAMPLE, "--format", "json")

    done = json.loads(out)
    assert (status, done["passed"]) == (1, False)
    assert [(c["fate"], c["reason"], c["indicator"]) for c in done["changes"]] == [("conflict", "emptied", "F04")]


@pytest.mark.parametrize("language", CATALOGS)
def test_every_status_fate_and_reason_has_its_sentence(language: str) -> None:
    catalog = CATALOGS[language]

    for status in set(Status) - {Status.RIGHT}:
        assert catalog.sentence(f"live.number.{status}")
    for fate in Fate:
        assert catalog.sentence(f"live.fate.{fate}")
    for reason in Reason:
        assert catalog.sentence(f"live.reason.{reason}")
