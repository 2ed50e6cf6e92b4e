"""The clauses of the annual work report: what is said, and what is left out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.annual_report import (
    annual_pack,
    dataset,
    each,
    paragraph,
    report,
    sample,
    with_fields,
    with_rows,
    without_rows,
)
from xltools.core.contents import Entry, Record
from xltools.core.indicators import compute


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
