"""Which items and sections the annual work report has, how they are numbered and how much they count."""

from __future__ import annotations

import pytest

from tests.support.annual_report import (
    annual_pack,
    dataset,
    judged,
    paragraph,
    report,
    rows_but,
    sample,
    with_fields,
    with_rows,
    without_rows,
)
from xltools.core.contents import Contents, Record
from xltools.core.indicators import compute
from xltools.core.narrative import GapsError
from xltools.core.validate import Verdict

ALL_LEDGERS = tuple(sample().ledgers)


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


def test_an_install_count_of_a_few_persons_is_not_printed() -> None:
    few = with_rows(sample(), branches=[{**row, "installed": 0} for row in sample().ledgers["branches"]])
    few = with_rows(few, branches=[{**few.ledgers["branches"][0], "installed": 3}, *few.ledgers["branches"][1:]])

    with pytest.raises(GapsError) as raised:
        report(few)

    assert [(finding.key, finding.params["id"]) for finding in raised.value.findings] == [
        ("report.missing.few_persons", "F04")
    ]
