"""The reviewer's annex: everything that stands behind a report, in a document beside it."""

from __future__ import annotations

import re

import pytest

from tests.support.annual_report import (
    annual_pack,
    dataset,
    report,
    sample,
    with_fields,
    with_rows,
    without_rows,
)
from tests.support.catalogs import CATALOGS
from xltools.adapters.traditional import to_traditional
from xltools.core.contents import Contents
from xltools.core.dataset import Explanation
from xltools.core.document import Document, DocumentTable, Figure, Paragraph
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.messages import LANGUAGES
from xltools.core.traces.review_notes import review_notes
from xltools.core.validate import validate

REASON = Explanation("R12", "L6会议台账", "", "下半年的会议推迟到次年一月，已报备。")


def notes(contents: Contents, *reasons: Explanation, language: str = "zh-Hans") -> Document:
    found = replace(dataset(contents), explanations=reasons)
    outcomes = compute(found, annual_pack())
    validation = validate(found, annual_pack(), outcomes)
    return review_notes("2019年度报告", annual_pack(), validation, outcomes, CATALOGS[language])


def table(document: Document, heading: str) -> list[tuple[str, ...]]:
    """Give the rows of the table under a heading, the header left out."""
    for block, following in zip(document.blocks, document.blocks[1:], strict=False):
        if isinstance(block, Paragraph) and heading in block.text and isinstance(following, DocumentTable):
            return list(following.lines())[1:]
    raise AssertionError(document.text)


def row(document: Document, indicator: str) -> tuple[str, ...]:
    return next(line for line in table(document, "各项指标") if line[0] == indicator)


def test_an_explained_finding_is_there_with_its_rule_place_and_reason() -> None:
    document = notes(sample(), REASON)

    assert table(document, "已写明理由") == [
        (
            "R12 专题研究意识形态工作每年至少两次",
            "「L6会议台账」",
            "意识形态专题会议全年只有1次，应当不少于2次（每半年至少一次）。",
            REASON.reason,
        )
    ]
    assert "二、其他核对和提示\n没有。\n" in document.text


def test_a_finding_without_a_reason_is_there_with_its_severity() -> None:
    document = notes(sample())

    assert [line[:3] for line in table(document, "其他核对")] == [
        ("核对", "R12 专题研究意识形态工作每年至少两次", "「L6会议台账」")
    ]
    assert "一、已写明理由的核对事项\n没有。\n" in document.text


def test_every_indicator_is_there_in_the_order_of_the_pack() -> None:
    assert [line[0] for line in table(notes(sample()), "各项指标")] == list(annual_pack().indicators)


def test_an_indicator_is_told_with_its_definition_cells_target_and_last_year() -> None:
    assert row(notes(sample()), "F01") == (
        "F01",
        "党工委理论学习中心组学习",
        "9次",
        "“L1学习台账”中“类别”为“中心组学习”，“日期”在本年度的行数。",
        "「L1学习台账」 A4:B5, A7:B8, A10:B12, A15:B15, A18:B18（9 行）",
        "9",
        "100%",
        "8",
        "12.5%",
    )


def test_a_value_is_a_figure_and_a_percentage_has_its_sign() -> None:
    (indicators,) = (block for block in notes(sample()).blocks if isinstance(block, DocumentTable) and block.landscape)

    figures = {cells[0].text: cells[2].runs[0] for cells in indicators.rows[1:]}

    assert figures["F08"] == Figure("F08", "63")
    assert figures["F05"] == Figure("F05", "67.57%", "percent")
    assert {type(figure) for figure in figures.values()} == {Figure}


def test_where_nothing_was_counted_the_sheet_looked_at_is_named() -> None:
    assert row(notes(sample()), "F28_unapproved")[4] == "「L13活动审批台账」 没有符合条件的行"
    assert row(notes(sample()), "F23")[4] == "—"


def test_an_indicator_without_a_value_gives_its_reason() -> None:
    lacking = without_rows(sample(), "commentators")
    off = with_fields(lacking, "parameters", install_rate="否")

    assert row(notes(lacking), "F19")[2] == "没有符合条件的行"
    assert row(notes(off), "F05")[2:3] + row(notes(off), "F05")[5:] == ("本年度报告不含这个指标", "—", "—", "—", "—")


def test_a_few_persons_of_a_sensitive_sheet_are_not_told() -> None:
    branches = [{**branch, "installed": 0} for branch in sample().ledgers["branches"]]
    few = with_rows(sample(), branches=[{**branches[0], "installed": 3}, *branches[1:]])

    assert row(notes(few), "F04")[2] == "1 至 4 人，不予列出"


def test_a_rule_that_could_not_be_judged_says_why() -> None:
    found = dataset(sample())
    found = replace(found, tables={name: one for name, one in found.tables.items() if name != "risks"})
    outcomes = compute(found, annual_pack())
    document = review_notes(
        "报告", annual_pack(), validate(found, annual_pack(), outcomes), outcomes, CATALOGS["zh-Hans"]
    )

    why = {line[0]: line[1] for line in table(document, "没有校验完")}
    assert why["R9 每季度至少排查一次风险"].startswith("工作簿里没有工作表“L16风险排查”")


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_is_written_in_every_language(language: str) -> None:
    document = notes(sample(), REASON, language=language)

    assert len(document.blocks) == 8
    assert not re.search(r"\{[a-z_]+\}", document.text)


def test_in_traditional_chinese_places_stay_as_the_workbook_has_them() -> None:
    document = to_traditional(notes(sample(), REASON))

    assert document.title == "2019年度報告核對說明"
    assert row_of(document, "F01")[1] == "黨工委理論學習中心組學習"
    assert row_of(document, "F01")[4].startswith("「L1学习台账」 A4:B5")


def row_of(document: Document, indicator: str) -> tuple[str, ...]:
    return next(line for line in table(document, "各項指標") if line[0] == indicator)


def test_it_is_no_part_of_the_report() -> None:
    assert "核对说明" not in report(sample()).text
