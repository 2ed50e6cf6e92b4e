"""Each command, on the 2019 sample and on what is no workbook of a pack."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest

from tests.support.annual_report import PACK, SAMPLE
from tests.support.foreign_books import decorated
from xltools.cli import main

GOLDEN = Path(__file__).parents[1] / "golden"
WARNING = (
    "核对 「L6会议台账」：意识形态专题会议全年只有1次，应当不少于2次（每半年至少一次）。"
    "漏登的请补登，确实少开的请在说明表写原因。（规则 R12）\n"
)

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


def test_check_says_the_findings_and_the_verdict(said: Said) -> None:
    assert said("check", SAMPLE) == (0, f"{WARNING}sample.xlsx：通过。（核对 1 处）\n", "")


def test_check_gives_json_for_programs(said: Said) -> None:
    status, out, _ = said("check", SAMPLE, "--format", "json")

    run = json.loads(out)["runs"][0]
    assert status == 0
    assert [result["ruleId"] for result in run["results"]] == ["R12"]
    assert run["properties"]["verdict"] == "passed"


def test_check_of_a_workbook_with_faults_fails_and_writes_the_marked_copy_asked_for(said: Said) -> None:
    said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2019", "-o", "blank.xlsx")
    before = Path("blank.xlsx").read_bytes()

    status, out, err = said("check", "blank.xlsx", "--copy", "marked.xlsx")

    assert (status, err) == (1, "")
    assert out.endswith("标出问题的副本：marked.xlsx\n")
    assert "blank.xlsx：未通过。" in out
    assert Path("blank.xlsx").read_bytes() == before
    assert "个公式" in said("inspect", "marked.xlsx")[1]


def test_check_writes_no_copy_over_a_file_or_over_the_workbook_itself(said: Said) -> None:
    shutil.copy(SAMPLE, "2019.xlsx")
    Path("there.xlsx").write_bytes(b"mine")

    assert said("check", "2019.xlsx", "--copy", "there.xlsx")[::2] == (
        2,
        "已有名为“there.xlsx”的文件。请换一个文件名，或加上 --overwrite 覆盖它。\n",
    )
    assert said("check", "2019.xlsx", "--copy", "2019.xlsx", "--overwrite")[::2] == (
        2,
        "“2019.xlsx”就是原工作簿，不能覆盖。请给副本另起文件名。\n",
    )
    assert Path("there.xlsx").read_bytes() == b"mine"
    assert Path("2019.xlsx").read_bytes() == SAMPLE.read_bytes()


def test_indicators_say_value_comparison_meaning_and_rows(said: Said) -> None:
    assert said("indicators", SAMPLE, "--only", "F05", "F12") == (
        0,
        (
            "F05 “学习强国”下载人数占党员总数：67.57%\n"
            "    口径：“学习强国”下载人数 ÷ 党员总数 × 100\n"
            "    依据：「L2党员基数表」C4:C15（12 行）\n"
            "    依据：「L2党员基数表」B4:B15（12 行）\n"
            "F12 意识形态专题工作会议：1次\n"
            "    目标 2次，完成 50%\n"
            "    上年 1次，增减 0%\n"
            "    口径：“L6会议台账”中“类型”为“专题会议”，“日期”在本年度的行数\n"
            "    依据：「L6会议台账」A4:B4（1 行）\n"
        ),
        "",
    )


def test_indicators_give_json_with_every_row(said: Said) -> None:
    status, out, _ = said("indicators", SAMPLE, "--only", "F05", "--format", "json")

    (found,) = json.loads(out)["indicators"]
    assert status == 0
    assert (found["id"], found["value"], found["unit"]) == ("F05", "67.57", "%")
    assert found["rows"][0] == {"sheet": "L2党员基数表", "rows": list(range(4, 16)), "columns": ["C"]}


def test_an_indicator_that_is_not_there_is_named_with_the_nearest(said: Said) -> None:
    assert said("indicators", SAMPLE, "--only", "F020")[::2] == (2, "没有指标“F020”，是不是“F20”？\n")


@pytest.mark.parametrize(("script", "golden"), [("hans", "hans"), ("hant", "hant")])
def test_report_writes_the_expected_text(said: Said, script: str, golden: str) -> None:
    status, out, err = said("report", SAMPLE, "-o", "2019.txt", "--script", script)

    assert (status, out, err) == (0, f"{WARNING}已生成报告：2019.txt\n", "")
    assert Path("2019.txt").read_text("utf-8") == (GOLDEN / f"annual_work_report_2019.{golden}.txt").read_text("utf-8")


def test_report_stands_beside_the_workbook_under_its_name(said: Said) -> None:
    Path("办公室").mkdir()
    shutil.copy(SAMPLE, "办公室/2019.xlsx")

    said("report", "办公室/2019.xlsx")
    said("report", "办公室/2019.xlsx", "--format", "md")
    said("report", "办公室/2019.xlsx", "-o", "第1.2稿", "--format", "txt")

    assert sorted(path.name for path in Path("办公室").iterdir()) == ["2019.docx", "2019.md", "2019.xlsx"]
    assert Path("第1.2稿.txt").is_file()


@pytest.mark.parametrize(("script", "said_of_it"), [("hans", "怎样算出"), ("hant", "怎樣算出")])
def test_the_reviewers_notes_stand_beside_the_report(said: Said, script: str, said_of_it: str) -> None:
    status, out, _ = said("report", SAMPLE, "-o", "2019.txt", "--notes", "--script", script)

    assert status == 0
    assert out.endswith("已生成核对说明（供审核人，不随文印发）：2019-核对说明.txt\n")
    assert said_of_it in Path("2019-核对说明.txt").read_text("utf-8")
    assert "「L1学习台账」 A4:B5" in Path("2019-核对说明.txt").read_text("utf-8")
    assert said("report", SAMPLE, "-o", "other.txt")[0] == 0
    assert not Path("other-核对说明.txt").exists()


def test_report_takes_no_file_s_place_unasked(said: Said) -> None:
    Path("2019.docx").write_bytes(b"mine")

    assert said("report", SAMPLE, "-o", "2019.docx")[0] == 2
    assert Path("2019.docx").read_bytes() == b"mine"
    assert said("report", SAMPLE, "-o", "2019.docx", "--overwrite")[0] == 0
    assert Path("2019.docx").read_bytes()[:2] == b"PK"


def test_report_of_a_workbook_that_fails_says_every_reason_and_writes_nothing(said: Said) -> None:
    said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2019", "-o", "blank.xlsx")

    status, out, err = said("report", "blank.xlsx")

    counted = len(err.splitlines()) - 1
    assert (status, out) == (1, "")
    assert err.startswith(f"校验没有通过，没有生成报告：有 {counted} 处必须处理。")
    assert sorted(path.name for path in Path().iterdir()) == ["blank.xlsx"]


def test_a_figure_without_a_value_stops_the_report_and_is_shown_in_a_draft(said: Said) -> None:
    book = openpyxl.load_workbook(SAMPLE)
    book["L2党员基数表"]["C4"] = "约20"
    book.save("spoilt.xlsx")

    status, _, err = said("report", "spoilt.xlsx")
    assert status == 1
    assert "错误 「L2党员基数表」C4：“约20”" in err

    status, out, _ = said("report", "spoilt.xlsx", "-o", "draft.txt", "--draft")
    assert status == 0
    assert out.endswith("已生成草稿（不是正式报告）：draft.txt\n")
    draft = Path("draft.txt").read_text("utf-8")
    assert draft.startswith("【草稿】\n")
    assert "全街道党员下载【缺：“学习强国”下载人数】人" in draft


def test_new_names_the_file_after_report_unit_and_year_and_no_unit_leads_elsewhere(said: Said) -> None:
    assert said("new", "annual_work_report", "--unit", "../竹峰\n街道", "--year", "2020") == (
        0,
        "已建好工作簿：年度意识形态工作专题报告填报工作簿（.._竹峰街道2020年）.xlsx\n",
        "",
    )


def test_new_carries_over_last_year_and_refuses_another_year(said: Said) -> None:
    assert (
        said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2020", "--from", SAMPLE, "-o", "a.xlsx")[0]
        == 0
    )
    found = json.loads(said("indicators", "a.xlsx", "--only", "F22", "--format", "json")[1])["indicators"][0]
    assert (found["value"], found["last_year"]) == ("0", "127")

    assert said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2021", "--from", SAMPLE, "-o", "b.xlsx")[
        ::2
    ] == (
        2,
        "“sample.xlsx”是 2019 年的工作簿，不是上一年（2020 年）的，不能带入。请选用 2020 年的工作簿。\n",
    )
    assert not Path("b.xlsx").exists()


def test_new_takes_the_unit_of_the_earlier_workbook_where_none_is_given(said: Said) -> None:
    made = said("new", "annual_work_report", "--year", "2020", "--from", SAMPLE)
    spaced = said("new", "annual_work_report", "--unit", " 青川街道 ", "--year", "2020", "--from", SAMPLE)

    assert made[1] == "已建好工作簿：年度意识形态工作专题报告填报工作簿（竹峰街道2020年）.xlsx\n"
    assert spaced[1] == "已建好工作簿：年度意识形态工作专题报告填报工作簿（青川街道2020年）.xlsx\n"


@pytest.mark.parametrize("name", ["册", "册.xls", "册.2020"])
def test_a_workbook_takes_no_name_by_which_excel_would_not_open_it(name: str, said: Said) -> None:
    why = f"文件名“{name}”的扩展名应为 .xlsx，否则打不开。请改正文件名。\n"

    assert said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2020", "-o", name) == (2, "", why)
    assert said("check", SAMPLE, "--copy", name) == (2, "", why)
    assert not Path(name).exists()


def test_a_folder_is_named_as_it_was_given(said: Said) -> None:
    assert said("check", ".") == (2, "", "“.”是文件夹。请指明里面的工作簿。\n")


def test_inspect_reads_any_workbook(said: Said) -> None:
    status, out, _ = said("inspect", SAMPLE)
    everything = json.loads(said("inspect", SAMPLE, "--format", "json")[1])

    assert status == 0
    assert out.startswith("sample.xlsx：29 张工作表，")
    assert [sheet["name"] for sheet in everything["sheets"]][:2] == ["封面", "参数"]


def test_pack_commands_list_show_and_check(said: Said) -> None:
    assert "annual_work_report  1.0  年度意识形态工作专题报告" in said("pack", "list")[1]
    assert "F05" in said("pack", "show", "annual_work_report")[1]
    assert said("pack", "check", PACK)[:2] == (
        0,
        f"annual_work_report：没有问题，{len(list((PACK / 'tests').iterdir()))} 个用例全部符合。\n",
    )


def test_pack_check_names_each_fault_and_fails(said: Said) -> None:
    shutil.copytree(PACK, "mine/annual_work_report")
    path = Path("mine/annual_work_report/rules.toml")
    path.write_text(path.read_text("utf-8").replace('severity = "warning"', 'severity = "warnin"', 1), "utf-8")

    status, out, _ = said("pack", "check", "mine/annual_work_report")

    assert status == 1
    assert "rules.toml:" in out
    assert "warning" in out
    assert said("pack", "show", "mine/annual_work_report")[0] == 2


@pytest.mark.parametrize("command", ["check", "indicators", "report", "inspect"])
@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "是空文件"),
        (b"name,date\n", "是文本文件"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), ""),
        (SAMPLE.read_bytes()[:5000], "已损坏"),
    ],
)
def test_what_is_no_workbook_is_one_clear_line(said: Said, command: str, content: bytes, words: str) -> None:
    Path("a.xlsx").write_bytes(content)

    status, out, err = said(command, "a.xlsx")

    assert (status, out, err.count("\n")) == (2, "", 1)
    assert words in err
    assert [path.name for path in Path().iterdir()] == ["a.xlsx"]


def test_a_workbook_of_no_pack_is_inspected_but_not_checked(said: Said) -> None:
    decorated(Path("a.xlsx"))

    assert said("inspect", "a.xlsx")[0] == 0
    assert said("check", "a.xlsx")[::2] == (
        2,
        "“a.xlsx”不是用 xltools 生成的工作簿，没有封面表。请用 xltools new 生成工作簿再填写。\n",
    )
