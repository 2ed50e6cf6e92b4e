"""The text rules of a pack run over reports: the sample's own, the published one, and spoilt ones."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.annual_report import annual_pack, dataset, rows_but, sample, with_rows
from tests.support.catalogs import CATALOGS, said
from xltools.adapters.simplified import simplified
from xltools.core.check_text import check_text
from xltools.core.checked_text import CheckedText, checked_text
from xltools.core.contents import Contents
from xltools.core.dataset import Dataset, Explanation
from xltools.core.finding_reports import as_json
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.outcomes import Outcome
from xltools.core.validate import Validation, validate

ROOT = Path(__file__).parents[1]
CLEAN = ROOT / "golden" / "annual_work_report_2019.hans.txt"
TRADITIONAL = ROOT / "golden" / "annual_work_report_2019.hant.txt"
PUBLISHED = ROOT / "texts" / "annual_work_report_2019_published.txt"


def text(path: Path) -> CheckedText:
    return checked_text("report.txt", path.read_text("utf-8").splitlines(), simplified)


def judged(report: CheckedText, contents: Contents | None = None, reasons: Sequence[Explanation] = ()) -> Validation:
    read = replace(dataset(contents or sample()), explanations=reasons)
    outcomes = compute(read, annual_pack())
    return check_text(report, annual_pack(), read, outcomes, validate(read, annual_pack(), outcomes))


@cache
def workbook() -> tuple[Dataset, Mapping[str, Outcome], Validation]:
    read = dataset(sample())
    outcomes = compute(read, annual_pack())
    return read, outcomes, validate(read, annual_pack(), outcomes)


def short(result: Validation) -> list[tuple[str | None, int | None, object]]:
    for finding in result.findings:
        assert all(said(finding).values())
    return [(f.rule_id, f.location.row, f.params["value"]) for f in result.findings]


@pytest.mark.parametrize(("path", "words"), [(CLEAN, "专题工作会议1次"), (TRADITIONAL, "專題工作會議1次")])
def test_the_clean_report_gives_the_one_warning_that_it_deserves(path: Path, words: str) -> None:
    result = judged(text(path))

    assert short(result) == [("T2", 9, words)]
    assert result.findings[0].severity is Severity.WARNING
    assert result.passed


def test_the_published_report_has_each_of_its_typing_faults_named() -> None:
    result = judged(text(PUBLISHED))

    assert [found for found in short(result) if found[0] != "T22"] == [
        ("T20", 5, "**"),
        ("T2", 9, "專題工作會議1次"),
        ("T23", 27, "3手把手"),
        ("T21", 30, "?,F"),
        ("T20", 31, "***"),
    ]
    assert not result.passed


def test_half_width_punctuation_is_said_once_a_paragraph() -> None:
    report = text(PUBLISHED)

    found = [finding for finding in judged(report).findings if finding.rule_id == "T22"]

    halves = [p.number for p in report.paragraphs if any(sign in p.text for sign in ",:()")]
    assert [finding.location.row for finding in found] == halves


def test_a_promise_is_broken_where_the_ledger_lacks_a_month() -> None:
    contents = with_rows(sample(), practice=rows_but(sample(), "practice", month=7))

    result = judged(text(CLEAN), contents)

    (found,) = [one for one in short(result) if one[0] == "T1"]
    assert found[1:] == (14, "每月理论宣讲和志愿服务不得少于一次")


def test_a_reason_for_the_rule_settles_the_sentence_and_so_does_one_for_the_sentence() -> None:
    of_the_rule = judged(text(CLEAN), reasons=[Explanation("R12", "", "", "下半年机构改革")])
    of_the_sentence = judged(text(CLEAN), reasons=[Explanation("T2", "", "", "下半年机构改革")])

    assert of_the_rule.findings == ()
    assert [finding.explanation for finding in of_the_sentence.findings] == ["下半年机构改革"]


def test_the_whole_of_a_percentage_is_the_workbooks() -> None:
    branches = sample().ledgers["branches"]
    first = {**branches[0], "members": 1}

    result = judged(text(CLEAN), with_rows(sample(), branches=[first, *branches[1:]]))

    (found,) = [finding for finding in result.findings if finding.rule_id == "T12"]
    assert found.key == "text_check.percent.only"
    assert found.params["least"] == 367


def test_the_belief_of_a_person_stops_the_report() -> None:
    report = checked_text("r.txt", ["对某村9名群众参教情况进行了登记。"])

    assert short(judged(report)) == [("T31", 1, "9名群众参教")]


def test_a_finding_in_a_report_has_its_paragraph_and_no_cell() -> None:
    result = judged(text(PUBLISHED))

    line = said(result.findings[1])["zh-Hans"]
    assert line.startswith("核对 report.txt 第4段第1字：")
    run = json.loads("".join(as_json(result, "report.txt", CATALOGS["zh-Hans"])))["runs"][0]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 4, "startColumn": 1}


@settings(deadline=None)  # the first example reads the workbook
@given(st.text(alphabet="，。“”余次占其中是一二三、（）().:0123456789%年月日个方面有X*?F手人党员 \n", max_size=80))
def test_any_text_can_be_judged_and_every_place_is_in_it(written: str) -> None:
    report = checked_text("r.txt", written.split("\n"))

    read, outcomes, validation = workbook()
    for finding in check_text(report, annual_pack(), read, outcomes, validation).findings:
        row, column = finding.location.row, finding.location.column
        assert row is not None
        assert column is not None
        assert 1 <= column <= len(report.paragraphs[row - 1].text)


@settings(deadline=None)  # the first example loads OpenCC
@given(st.text(max_size=40))
def test_simplified_characters_stand_where_the_others_stood(written: str) -> None:
    simple = simplified(written.replace("\x00", ""))

    assert len(simple) == len(written.replace("\x00", ""))


@pytest.mark.parametrize(
    "sentence",
    [
        "全年累计开展中心组学习12次、专题研讨4次，制定修订制度25部，覆盖党员群众3000余人次。",
        "办理12345热线工单86件，办结率98.5%，较上年提高2个百分点。",
        "建成3个社区服务站，其中新建1个、改建2个；发放宣传资料2.3万份。",
        "按照“1+3+N”模式，组建“5分钟”服务圈，落实“四议两公开”，深化“三会一课”。",
        "2018年以来，累计投入资金1.2亿元，2020年计划再投入3000万元。",
        "一是抓学习，二是抓宣传，三是抓阵地。党员占60%，其中女党员占30%。",
        "开展“我们的节日”活动20余场，涉及6村12组，惠及2000多户。",
        "9月15日至20日，举办第3期培训班，参训人员第1批46人、第2批38人。",
        "依据《条例》第16条，印发〔2019〕12号文件，按8小时内响应、24小时内办结的要求处置。",
        "街道3名干部被评为先进个人，2名党员入选好人。",
    ],
)
def test_what_reports_usually_say_gives_nothing(sentence: str) -> None:
    read, outcomes, validation = workbook()

    assert short(check_text(checked_text("r.txt", [sentence]), annual_pack(), read, outcomes, validation)) == []


@pytest.mark.parametrize(
    "unit", ["有人管、", "占5%，其余占", "60余次，", "9次其中9次，", "1", "2019年13月", "*", "有,", "“五有”"]
)
def test_a_long_paragraph_is_judged_in_time_that_grows_no_faster_than_it_does(unit: str) -> None:
    read, outcomes, validation = workbook()
    report = checked_text("r.txt", [unit * (100_000 // len(unit))])
    before = process_time()

    check_text(report, annual_pack(), read, outcomes, validation)

    assert process_time() - before < 10
