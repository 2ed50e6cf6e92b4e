"""What a check found, as lines and as SARIF."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from tests.support.catalogs import CATALOGS
from xltools.core.checks.check import Unjudged
from xltools.core.finding_reports import as_json, as_text
from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.frozen import replace
from xltools.core.validate import Validation

CHINESE, ENGLISH = CATALOGS["zh-Hans"], CATALOGS["en"]
TEXT_DATE = Finding(
    Severity.ERROR,
    Location("L1学习台账", 7, 1, order=1),
    "parse.date_as_text",
    {"value": "2019.5.1", "date": date(2019, 5, 1)},
    "R1",
    Repair(date(2019, 5, 1)),
)
FRACTION = Finding(
    Severity.ERROR,
    Location("L1学习台账", 8, 4, order=1),
    "parse.not_whole",
    {"value": Decimal("2.50")},
    "study.people.type",
)
EXPLAINED = Finding(
    Severity.WARNING,
    Location("L6会议台账", order=6),
    "check.required.empty",
    {"value": None, "column": "主题"},
    "R12",
    wording={"zh-Hans": "会议太少。请补记。"},
    explain="required",
    explanation="全年只开一次",
)
ROW = Finding(
    Severity.WARNING, Location("L1学习台账", 9, order=1), "structure.repeated_row", {"value": "9", "other": "5"}
)
COLUMN = Finding(
    Severity.WARNING, Location("L1学习台账", column=2, order=1), "structure.hidden_column", {"value": "类别"}
)
WHOLE = Finding(Severity.NOTE, Location(), "structure.epoch_1904")
UNJUDGED = {"R9": (Unjudged("check.no_period"), Unjudged("check.no_period"))}


def test_findings_are_lines_and_the_verdict_comes_last() -> None:
    text = "".join(as_text(Validation((WHOLE, TEXT_DATE, FRACTION, EXPLAINED), UNJUDGED), "book.xlsx", CHINESE))

    assert text.splitlines() == [
        "提示：工作簿采用 1904 日期系统，已照此读取。从别的工作簿粘贴来的日期可能相差四年，请核对。",
        "错误 「L1学习台账」A7：“2019.5.1”是文字，不是日期，没有计入。请重新输入 2019年5月1日。（规则 R1）",
        "错误 「L1学习台账」D8：2.50 不是整数。请填整数。（规则 study.people.type）",
        "核对 「L6会议台账」：会议太少。请补记。已说明理由：全年只开一次。（规则 R12）",
        "未校验 规则 R9：报告期（年度、月份或季度）没有填写或无法读取，这一项没有校验。请先填好报告期。",
        "book.xlsx：未通过。（错误 2 处、核对 1 处、提示 1 处）",
    ]


def test_a_passed_check_says_so_and_an_unjudged_one_does_not() -> None:
    assert "".join(as_text(Validation((), {}), "book.xlsx", ENGLISH)) == "book.xlsx: passed.\n"
    unjudged = "".join(as_text(Validation((), UNJUDGED), "book.xlsx", ENGLISH))
    assert unjudged.splitlines()[-1] == "book.xlsx: not passed, since some rules could not be judged."


def test_a_written_reason_that_ends_in_a_full_stop_gets_no_second_one() -> None:
    stopped = replace(EXPLAINED, explanation="全年只开一次。")

    assert list(as_text(Validation((stopped,), {}), "b", CHINESE)) == list(
        as_text(Validation((EXPLAINED,), {}), "b", CHINESE)
    )


def test_rules_that_one_cause_leaves_unjudged_are_said_together() -> None:
    gone = {f"R{number}": (Unjudged("check.no_sheet", {"sheet": "台账"}),) for number in range(1, 8)}
    few = {"R8": (Unjudged("check.no_period"), Unjudged("check.no_period")), "R9": (Unjudged("check.no_period"),)}
    text = "".join(as_text(Validation((), {**few, **gone}), "book.xlsx", CHINESE))

    assert text.splitlines()[:-1] == [
        "未校验 规则 R8、R9：报告期（年度、月份或季度）没有填写或无法读取，这一项没有校验。请先填好报告期。",
        "未校验 规则 R1、R2、R3、R4、R5 等 7 条：工作簿里没有工作表“台账”，这一项没有校验。请恢复该工作表后重新校验。",
    ]


def test_the_json_is_sarif_with_cell_value_and_repair_beside() -> None:
    run = json.loads("".join(as_json(Validation((TEXT_DATE, FRACTION), UNJUDGED), "工作簿 1.xlsx", ENGLISH)))["runs"][0]

    assert run["results"][0] == {
        "ruleId": "R1",
        "level": "error",
        "message": {"text": "“2019.5.1” is text, not a date, and is not counted. Enter 2019-05-01 again."},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": "%E5%B7%A5%E4%BD%9C%E7%B0%BF%201.xlsx", "index": 0}},
                "logicalLocations": [{"name": "A7", "fullyQualifiedName": "L1学习台账!A7", "kind": "cell"}],
            }
        ],
        "properties": {
            "key": "parse.date_as_text",
            "sheet": "L1学习台账",
            "address": "A7",
            "value": "2019.5.1",
            "repair": "2019-05-01",
        },
    }
    assert run["results"][1]["properties"]["value"] == "2.50"
    assert run["tool"]["driver"]["rules"] == [{"id": "R1"}, {"id": "study.people.type"}]
    reason = ENGLISH.say("check.no_period")
    assert run["properties"] == {
        "verdict": "failed",
        "language": "en",
        "unjudged": [{"ruleId": "R9", "message": reason}],
    }


def test_a_written_reason_is_a_suppression_and_each_kind_of_place_is_named() -> None:
    findings = (EXPLAINED, ROW, COLUMN, WHOLE)
    results = json.loads("".join(as_json(Validation(findings, {}), "b.xlsx", CHINESE)))["runs"][0]["results"]

    assert results[0]["suppressions"] == [{"kind": "external", "justification": "全年只开一次"}]
    places = [result["locations"][0].get("logicalLocations", [{}])[0] for result in results]
    assert [(place.get("kind"), place.get("fullyQualifiedName")) for place in places] == [
        ("sheet", "L6会议台账"),
        ("row", "L1学习台账!9:9"),
        ("column", "L1学习台账!B:B"),
        (None, None),
    ]
    assert [result["ruleId"] for result in results] == [
        "R12",
        "structure.repeated_row",
        "structure.hidden_column",
        "structure.epoch_1904",
    ]


def test_text_that_is_no_unicode_cannot_break_the_json() -> None:
    broken = Finding(Severity.ERROR, Location("L1\ud800", 1, 1), "parse.not_a_number", {"value": "\ud800"})

    assert json.loads("".join(as_json(Validation((broken,), {}), "b\udcff.xlsx", CHINESE)).encode("utf-8"))
