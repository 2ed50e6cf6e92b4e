"""The report of the 2019 sample, character for character, and what becomes of it when the sample changes."""

from __future__ import annotations

import re
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.annual_report import (
    PACK,
    SAMPLE,
    annual_pack,
    dataset,
    each,
    judged,
    paragraph,
    report,
    rows_but,
    sample,
    with_fields,
    with_rows,
    without_rows,
)
from xltools.adapters.traditional import to_traditional
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.contents import Contents, Entry, Record
from xltools.core.findings import Severity
from xltools.core.indicators import compute
from xltools.core.pack_cases import run_case
from xltools.core.parse import parse
from xltools.core.validate import Verdict

GOLDEN = Path(__file__).parent / "golden"

FIGURES = """
F01 9    F02 2    F03 4    F04 248  F05 67.57  F06 367  F07 5    F08 63   F09 210  F10 54
F11 2    F12 1    F13 1    F14 1    F15 6      F16 6    F17 70   F18 2    F19 8    F20 5
F20_on_time 5     F20_rate 100      F21 48     F22 127  F23 1    F24 1    F25 9    F25_selected 5
F26 2    F27 4    F28 6    F28_unapproved 0    F29_venues 5      F29 5    F30 3    F31 2
F32 5    F32_found 7       F32_settled 7
"""

ALL_LEDGERS = tuple(name for name in sample().ledgers)


@pytest.mark.parametrize("case", sorted(path.name for path in (PACK / "tests").iterdir()))
def test_what_the_pack_says_of_itself_holds(case: str) -> None:
    differences = run_case((PACK / "tests" / case).read_text("utf-8"), case, annual_pack())

    assert [(found.location.row, found.key, dict(found.params)) for found in differences] == []


def test_every_rule_has_a_case_in_which_it_finds_something() -> None:
    cases = [tomllib.loads(path.read_text("utf-8")) for path in (PACK / "tests").iterdir()]

    found = {finding["rule"] for case in cases for finding in case.get("finding", ())}

    own = {rule.id for rule in annual_pack().rules if "." not in rule.id}
    assert own - found == set()


def test_every_indicator_has_a_case_that_says_its_value() -> None:
    cases = [tomllib.loads(path.read_text("utf-8")) for path in (PACK / "tests").iterdir()]

    said = {name for case in cases for name in case.get("values", ())}

    assert set(annual_pack().indicators) - said == set()


def test_the_sample_workbook_is_what_its_script_makes() -> None:
    read = parse(read_grid(SAMPLE), annual_pack())

    made = dataset(sample())

    assert {n: (list(t.rows), {c: list(v) for c, v in t.columns.items()}) for n, t in read.tables.items()} == {
        n: (list(t.rows), {c: list(v) for c, v in t.columns.items()}) for n, t in made.tables.items()
    }
    assert [finding.key for finding in read.findings] == []


def test_the_text_of_the_sample_is_the_expected_text() -> None:
    assert report(sample()).text == (GOLDEN / "annual_work_report_2019.hans.txt").read_text("utf-8")


def test_the_traditional_text_of_the_sample_is_the_expected_text() -> None:
    written = to_traditional(report(sample()))

    assert written.text == (GOLDEN / "annual_work_report_2019.hant.txt").read_text("utf-8")


def test_the_figures_of_the_sample_are_those_of_the_published_report() -> None:
    outcomes = compute(dataset(sample()), annual_pack())

    words = FIGURES.split()
    expected = dict(zip(words[::2], map(Decimal, words[1::2]), strict=True))
    assert {name: outcome.value for name, outcome in outcomes.items()} == expected


def test_the_sample_gives_one_warning_that_may_be_explained_and_passes() -> None:
    result = judged(sample())

    assert [(f.rule_id, f.severity, f.explain, f.params["counts"]) for f in result.findings] == [
        ("R12", Severity.WARNING, "allowed", ("1",))
    ]
    assert result.verdict is Verdict.PASSED


def test_no_sheet_has_a_column_for_a_person_or_a_belief() -> None:
    words = re.compile("姓名|身份证|手机|电话|信教|信仰|教徒|处分|谈话")

    headers = [column.label["zh-Hans"] for sheet in annual_pack().sheets.values() for column in sheet.columns]

    assert [header for header in headers if words.search(header)] == []


def test_every_ledger_of_events_has_an_evidence_number() -> None:
    plain = {"key_points", "problems", "plans", "last_year"}

    ledgers = [name for name in ALL_LEDGERS if name not in plain]

    assert [name for name in ledgers if annual_pack().sheets[name].columns[-1].name != "evidence"] == []


def numbers(contents: Contents) -> list[str]:
    """Give the numbers of the paragraphs before 存在的问题, in order."""
    found = [p.number for p in report(contents).paragraphs if p.number]
    return found[: found.index("二、")] if "二、" in found else found


def test_an_item_without_rows_is_dropped_and_the_numbers_close_up() -> None:
    changed = without_rows(sample(), "teams", "volunteering")

    assert numbers(changed) == [
        *("一、", "（一）", "1.", "2.", "（二）", "3.", "（三）", "4.", "5.", "（四）", "6.", "7."),
        *("（五）", "8.", "（六）", "9.", "（七）", "10."),
    ]


def test_a_section_without_items_is_dropped_with_its_heading() -> None:
    changed = without_rows(sample(), "meetings", "culture")

    assert numbers(changed) == [
        *("一、", "（一）", "1.", "2.", "3.", "（二）", "4.", "5.", "（三）", "6.", "7."),
        *("（四）", "8.", "（五）", "9."),
    ]
    assert "责任制落实落细" not in report(changed).text


@pytest.mark.parametrize(
    ("ledgers", "gone"),
    [
        (("study",), "抓好理论学习"),
        (("lectures",), "提升宣讲实效"),
        (("teams", "volunteering"), "突出志愿服务"),
        (("meetings",), "强化组织领导"),
        (("publicity",), "提高正面宣传水平"),
        (("commentators", "opinions", "releases"), "加强网络舆情引导"),
        (("practice",), "所（站）建设"),
        (("documents", "awards"), "推进文明创建工作"),
        (("opinions", "forums", "venues"), "强化阵地管控"),
        (("culture",), "文化节庆活动"),
        (("risks",), "定期梳理排查"),
    ],
)
def test_each_item_goes_when_its_ledgers_are_empty(ledgers: tuple[str, ...], gone: str) -> None:
    off = with_fields(sample(), "parameters", install_rate="否", duty_system="否")

    assert gone in report(off).text
    assert gone not in report(without_rows(off, *ledgers)).text


def test_without_any_rows_the_check_fails_and_nothing_is_said_of_any_work() -> None:
    blank = without_rows(sample(), *ALL_LEDGERS)
    blank = with_fields(blank, "parameters", install_rate="否", duty_system="否")

    assert judged(blank).verdict is Verdict.FAILED
    assert [p.role for p in report(blank).paragraphs] == ["title", "body"]


def plans(count: int) -> list[Record]:
    return [{"headline": f"第{number}", "text": "做好。"} for number in range(1, count + 1)]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "坚持做到以下一个方面：一是第1。做好。"),
        (3, "坚持做到以下三个方面：一是第1。做好。二是第2。做好。三是第3。做好。"),
        (4, "坚持做到以下四个方面：一是第1。做好。二是第2。做好。三是第3。做好。四是第4。做好。"),
    ],
)
def test_the_number_of_plans_is_counted(count: int, said: str) -> None:
    changed = with_rows(sample(), plans=plans(count))

    assert report(changed).paragraphs[-1].text == f"2020年我街道将持续做好意识形态领域相关工作，{said}"


@pytest.mark.parametrize(
    ("problems", "plans", "heading"),
    [
        (True, True, "二、存在的问题和2020年工作打算"),
        (True, False, "二、存在的问题"),
        (False, True, "二、2020年工作打算"),
        (False, False, None),
    ],
)
def test_the_second_heading_names_what_follows(problems: bool, plans: bool, heading: str | None) -> None:
    empty = [name for name, kept in (("problems", problems), ("plans", plans)) if not kept]

    found = [p.text for p in report(without_rows(sample(), *empty)).paragraphs if p.number == "二、"]

    assert found == ([heading] if heading else [])


def lectures(count: int) -> list[Record]:
    micro = [row for row in sample().ledgers["lectures"] if row["series"] == "微宣讲"]
    return micro[:count]


@pytest.mark.parametrize(
    ("count", "said"), [(63, "60余次"), (60, "60次"), (59, "50余次"), (10, "10次"), (9, "9次"), (1, "1次")]
)
def test_a_round_number_is_exact_and_any_other_has_yu(count: int, said: str) -> None:
    changed = with_rows(sample(), lectures=lectures(count))

    assert paragraph(changed, "提升宣讲实效").endswith(f"政策宣讲{said}。")


def test_lectures_of_one_series_only() -> None:
    series = with_rows(sample(), lectures=rows_but(sample(), "lectures", series="微宣讲"))
    micro = with_rows(sample(), lectures=lectures(12))

    beginning = "提升宣讲实效。依托新时代文明实践所（站）阵地，"
    assert paragraph(series, "提升宣讲") == beginning + "开展全市“举旗帜·送理论”专题宣讲活动5次。"
    assert paragraph(micro, "提升宣讲").startswith(beginning + "常态化开展“微宣讲”，利用")


def test_several_themes_of_micro_lectures_are_named_by_their_number() -> None:
    rows = [dict(row) for row in lectures(6)]
    for row, theme in zip(rows, ("移风易俗", "移风易俗", "乡村振兴", "移风易俗", "平安建设", "乡村振兴"), strict=True):
        row.update(theme=theme, form="院坝会")

    said = paragraph(with_rows(sample(), lectures=rows), "提升宣讲")

    assert said.endswith("利用院坝会等形式开展移风易俗、乡村振兴、平安建设政策宣讲6次。")


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (("中心组学习", "班子研讨"), "开展党工委理论学习中心组学习9次，组织领导班子学习研讨2次。"),
        (("中心组学习",), "开展党工委理论学习中心组学习9次。"),
        (("干部集中学习",), "纳入中心组学习计划，开展干部集中学习4次。"),
    ],
)
def test_a_kind_of_study_that_did_not_take_place_is_not_mentioned(kept: tuple[str, ...], said: str) -> None:
    off = with_fields(sample(), "parameters", install_rate="否")
    changed = with_rows(off, study=[row for row in sample().ledgers["study"] if row["category"] in kept])

    assert paragraph(changed, "抓好理论学习").endswith(said)


def test_the_install_rate_is_told_only_where_the_parameters_ask_for_it() -> None:
    off = with_fields(sample(), "parameters", install_rate="否")
    off = with_rows(
        off, branches=[{k: v for k, v in row.items() if k != "installed"} for row in off.ledgers["branches"]]
    )

    outcomes = compute(dataset(off), annual_pack())

    assert [name for name, outcome in outcomes.items() if not outcome.active] == ["F04", "F05"]
    assert "下载248人" not in report(off).text
    assert [f.rule_id for f in judged(off).findings] == ["R12", "F34-text"]


def test_no_theme_education_no_scope_no_brand() -> None:
    changed = with_fields(sample(), "parameters", theme_education=None, lecture_scope=None, brand=None)

    assert "将习近平新时代中国特色社会主义思想作为首要学习任务" in paragraph(changed, "抓好理论学习")
    assert "开展“举旗帜·送理论”专题宣讲活动5次" in paragraph(changed, "提升宣讲")
    assert "上报“好人”9人，2名党员入选好人。" in paragraph(changed, "推进文明")


def test_a_basis_is_named_in_the_lead() -> None:
    changed = with_fields(sample(), "parameters", basis="《党委（党组）意识形态工作责任制实施办法》")

    assert "\n根据《党委（党组）意识形态工作责任制实施办法》和意识形态工作相关要求，对照" in report(changed).text


@pytest.mark.parametrize(
    ("levels", "said"), [(("街", "村"), "组建街村两级志愿者"), (("村",), "组建村级志愿者"), (("街",), "组建街级志愿者")]
)
def test_the_levels_of_the_teams_are_named(levels: tuple[str, ...], said: str) -> None:
    rows = [row for row in sample().ledgers["teams"] if row["level"] in levels]

    assert said in paragraph(with_rows(sample(), teams=rows), "突出志愿服务")


@pytest.mark.parametrize(
    ("types", "said"),
    [
        (("卫生整治",), "已开展卫生整治志愿活动1次。"),
        (("卫生整治", "走访群众"), "已开展卫生整治、走访群众等志愿活动2次。"),
    ],
)
def test_one_kind_of_volunteering_needs_no_etc(types: tuple[str, ...], said: str) -> None:
    rows: list[Record] = [{"date": date(2019, 3, 5), "type": kind, "attendance": 9} for kind in types]

    assert paragraph(with_rows(sample(), volunteering=rows), "突出志愿服务").endswith(said)


@pytest.mark.parametrize(
    ("kept", "said"),
    [
        (("专题会议",), "“一岗双责”。召开意识形态专题工作会议1次。"),
        (("通报", "向上专题汇报"), "“一岗双责”。开展意识形态工作情况通报1次，并按要求向市委作专题汇报。"),
        (("向上专题汇报",), "“一岗双责”。按要求向市委作专题汇报。"),
    ],
)
def test_the_clauses_on_meetings(kept: tuple[str, ...], said: str) -> None:
    rows = [row for row in sample().ledgers["meetings"] if row["type"] in kept]

    assert paragraph(with_rows(sample(), meetings=rows), "强化组织领导").endswith(said)


def test_a_town_calls_itself_and_its_committee_by_other_names() -> None:
    changed = with_fields(sample(), "parameters", short_name="镇", committee="党委", superior="县委")
    text = report(changed).text

    assert "现将镇2019年意识形态工作情况报告如下：" in text
    assert "严格落实党委主体责任、党委书记第一责任人责任" in text
    assert "并按要求向县委作专题汇报" in text
    assert "党工委" not in text
    assert [p.text for p in report(changed).paragraphs if "街道" in p.text and p.number not in ("4.", "5.", "7.")] == []


@pytest.mark.parametrize(
    ("year", "main_line", "said"),
    [
        (2019, None, "我街道聚焦和突出建国70周年主线，开展了“七一”“国庆”等系列活动，"),
        (2019, "建党100周年", "我街道聚焦和突出建国70周年主线，开展了“七一”“国庆”等系列活动，"),
        (2021, "建党100周年", "我街道聚焦和突出建党100周年主线，开展了“七一”“国庆”等系列活动，"),
        (2022, None, "我街道开展了“七一”“国庆”等系列活动，"),
        (2024, None, "我街道聚焦和突出建国75周年主线，开展了“七一”“国庆”等系列活动，"),
    ],
)
def test_the_main_line_is_the_anniversary_every_fifth_year(year: int, main_line: str | None, said: str) -> None:
    rows = [{**row, "date": moved(row["date"], year)} for row in sample().ledgers["publicity"]]
    changed = with_fields(with_rows(sample(), publicity=rows), "parameters", year=year, main_line=main_line)

    assert said in paragraph(changed, "提高正面宣传水平")


def moved(day: Entry, year: int) -> date:
    assert isinstance(day, date)
    return day.replace(year=year)


def test_no_occasion_no_series() -> None:
    rows = [{k: v for k, v in row.items() if k != "occasion"} for row in sample().ledgers["publicity"]]

    assert paragraph(with_rows(sample(), publicity=rows), "提高正面宣传").endswith("凝聚共识、统一力量。")


def test_one_theme_of_publicity_is_not_several() -> None:
    changed = with_rows(sample(), publicity=each(sample(), "publicity", theme="食品安全", channel="微信"))

    assert "街道利用微信等形式，开展食品安全主题宣传活动，引导广大群众" in paragraph(changed, "提高正面宣传")


def test_an_opinion_settled_late_is_not_called_timely() -> None:
    late = [dict(row) for row in sample().ledgers["opinions"]]
    late[0]["closed"] = date(2019, 3, 1)
    changed = with_rows(sample(), opinions=late)

    assert "建立网络值班制度，回复处理网络舆情5起。" in paragraph(changed, "加强网络舆情")
    assert compute(dataset(changed), annual_pack())["F20_rate"].value == Decimal("80.00")


def test_an_opinion_not_yet_settled_is_not_counted() -> None:
    rows = [dict(row) for row in sample().ledgers["opinions"]]
    del rows[4]["closed"]

    assert "及时有效回复处理网络舆情4起。" in paragraph(with_rows(sample(), opinions=rows), "加强网络舆情")


def test_what_was_not_done_online_is_not_said() -> None:
    changed = with_fields(
        without_rows(sample(), "opinions", "releases"), "parameters", group_survey="否", duty_system="否"
    )

    assert paragraph(changed, "加强网络舆情") == "加强网络舆情引导。成立8人网评员队伍。"


def test_several_documents_stand_side_by_side() -> None:
    rows: list[Record] = [
        {"title": "文明村创建方案", "date": date(2019, 3, 1)},
        {"title": "移风易俗倡议书", "date": date(2019, 4, 1)},
    ]
    bare = with_fields(without_rows(sample(), "awards"), "texts", civility_measures=None)

    assert paragraph(with_rows(bare, documents=rows), "推进文明") == (
        "推进文明创建工作。印发《文明村创建方案》《移风易俗倡议书》。"
    )


def test_no_party_member_among_the_selected_is_not_mentioned() -> None:
    changed = with_rows(sample(), awards=each(sample(), "awards", party_members=0))

    assert paragraph(changed, "推进文明").endswith("积极开展“好人”建设，上报“竹峰好人”9人。")


def test_venues_still_to_be_completed_are_counted() -> None:
    rows = [dict(row) for row in sample().ledgers["venues"]]
    rows[0]["completed"] = 1

    assert paragraph(with_rows(sample(), venues=rows), "强化阵地").endswith(
        "根据上级要求，推进辖区内宗教活动场所“四进四有”工作，5处场所已完成4处，维护宗教领域安全。"
    )


def test_without_venues_nothing_is_said_of_them() -> None:
    assert "宗教" not in report(without_rows(sample(), "venues")).text


def test_no_guidance_in_forums_is_not_mentioned() -> None:
    changed = with_rows(sample(), opinions=each(sample(), "opinions", guidance=0), venues=[])

    assert paragraph(changed, "强化阵地") == ("强化阵地管控。严格落实思想文化类报告会、研讨会、讲座、论坛审批程序。")


@pytest.mark.parametrize(
    ("found", "said"), [(7, "全年排查5次，发现风险点7个，整改7个。"), (0, "全年排查5次，未发现风险点。")]
)
def test_the_totals_of_the_risk_survey_are_told_where_the_parameters_ask(found: int, said: str) -> None:
    changed = with_fields(sample(), "parameters", risk_counts="是")
    if not found:
        changed = with_rows(changed, risks=each(sample(), "risks", found=0, settled=0))

    assert paragraph(changed, "为防范化解").endswith(f"稳人心。{said}")


def test_head_and_foot_are_printed_where_they_are_filled_in() -> None:
    changed = with_fields(
        sample(),
        "parameters",
        document_number="竹街发〔2019〕12号",
        recipient="中共竹峰市委",
        signature="中共竹峰街道工作委员会",
        issued=date(2019, 12, 31),
    )

    found = [(p.role.value, p.text) for p in report(changed).paragraphs]

    assert found[:3] == [
        ("number", "竹街发〔2019〕12号"),
        ("title", "2019年度意识形态工作专题报告"),
        ("recipient", "中共竹峰市委："),
    ]
    assert found[-2:] == [("signature", "中共竹峰街道工作委员会"), ("date", "2019年12月31日")]
