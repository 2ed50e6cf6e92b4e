"""``xltools check REPORT… BOOK``, and the text rules before a report is written."""

from __future__ import annotations

import json
from pathlib import Path

import docx
import pytest

from tests.cli.test_commands import Said, said
from tests.support.annual_report import ROOT, SAMPLE, dataset, sample, with_fields
from xltools.adapters.xlsx_reader import read_grid
from xltools.app.reports import write_report
from xltools.app.workbooks import workbook_of
from xltools.errors import ReportRefusedError

__all__ = ["said"]  # a fixture

PUBLISHED = ROOT / "tests" / "texts" / "annual_work_report_2019_published.txt"
CLEAN = ROOT / "tests" / "golden" / "annual_work_report_2019.hant.txt"


def test_the_text_of_a_report_is_checked_and_its_faults_are_told_by_paragraph(said: Said) -> None:
    status, out, err = said("check", PUBLISHED, SAMPLE)

    assert (status, err) == (1, "")
    assert "核对 annual_work_report_2019_published.txt 第27段第103字：“3手把手”" in out
    assert out.count("半角标点") == 28
    assert out.endswith("annual_work_report_2019_published.txt：核对了 20 个数，4 处要改。\n")


def test_what_the_text_says_of_a_rule_of_the_workbook_is_said_once(said: Said) -> None:
    status, out, _ = said("check", CLEAN, SAMPLE)

    assert status == 0
    assert "（规则 T2）" in out
    assert "（规则 R12）\n" not in out


def test_the_findings_of_the_text_are_in_the_json_too(said: Said) -> None:
    status, out, _ = said("check", PUBLISHED, SAMPLE, "--format", "json")

    found = json.loads(out)["findings"]
    assert status == 1
    assert [one["paragraph"] for one in found if one["key"] == "text_check.placeholder.left"] == [5, 31]
    assert [one["paragraph"] for one in found] == sorted(one["paragraph"] for one in found)


def test_the_text_of_a_word_report_is_checked(said: Said) -> None:
    said("report", SAMPLE, "-o", "2019.docx")
    word = docx.Document("2019.docx")
    word.paragraphs[2].add_run("XX")
    word.save("edited.docx")

    status, out, _ = said("check", "edited.docx", SAMPLE)

    assert status == 1
    assert "错误 edited.docx 第3段第13字：“XX”" in out


def test_a_report_that_breaks_a_text_rule_is_not_written(tmp_path: Path) -> None:
    workbook = workbook_of(read_grid(SAMPLE), SAMPLE)
    spoilt = dataset(with_fields(sample(), "parameters", superior="市委XX办"))
    target = tmp_path / "report.txt"

    with pytest.raises(ReportRefusedError) as refused:
        write_report(type(workbook)(SAMPLE, workbook.grid, workbook.folder, workbook.pack, spoilt), target)

    assert [(f.rule_id, f.params["value"]) for f in refused.value.findings] == [("T20", "XX")]
    assert not target.exists()
