"""The tool's own sheets: what the workbook shows for its indicators, and the reasons written in it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.grids import drawn
from tests.support.rules import read_rule, scope
from tests.support.study import PACK, STUDY, Found, found, parsed
from xltools.adapters.catalog_files import load_area
from xltools.core import own_labels
from xltools.core.aggregations.count import CountAggregation
from xltools.core.aggregations.selection import Selection
from xltools.core.dataset import UNREADABLE, Dataset, Explanation
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.messages import LANGUAGES
from xltools.core.pack import Indicator, Pack
from xltools.core.sheets import Blank

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR


def counting(*ids: str) -> Pack:
    """Give the pack with some indicators."""
    return replace(
        PACK, indicators={name: Indicator(name, {}, CountAggregation(Selection(STUDY)), "次") for name in ids}
    )


def shown(drawing: str, *ids: str) -> Dataset:
    """Parse the workbook with an indicators sheet."""
    return parsed(drawn("指标", drawing), pack=counting(*ids))


def test_the_value_of_each_indicator_is_what_its_formula_gave() -> None:
    dataset = shown(
        """
        | 指标 |       |          |
        | 编号 | 指标   | 数值      | 目标        |
        | F01  | 学习   | =1→9     | =2→"" |
        | F02  | 比例   | =1→67.569999999999993 | |
        | F03  | 空     | =1→""    | |
        | F04  | 错     | =1→#DIV/0! | |
        | F05  | 没存   | =1→      | |
        """,
        *("F01", "F02", "F03", "F04", "F05"),
    )

    assert {name: one.value for name, one in dataset.shown.items()} == {
        "F01": Decimal(9),
        "F02": Decimal("67.57"),
        "F03": Blank.EMPTY,
        "F04": UNREADABLE,
        "F05": UNREADABLE,
    }
    assert dataset.shown["F02"].location.address == "C4"
    assert found(dataset) == []


def test_a_formula_overwritten_or_deleted_is_an_error_and_its_number_not_shown() -> None:
    dataset = shown(
        "| 编号 | 数值 | 目标 |\n| F01 | 12 | =1→10 |\n| F02 | | 8 |\n| F03 | =1→3 | |", "F01", "F02", "F03"
    )

    assert found(dataset) == [
        Found(ERROR, "structure.formula_overwritten", "指标!B2", "12"),
        Found(ERROR, "structure.formula_deleted", "指标!B3", ""),
        Found(ERROR, "structure.formula_overwritten", "指标!C3", "8"),
    ]
    assert list(dataset.shown) == ["F03"]


def test_a_sheet_that_lost_every_formula_is_told_once() -> None:
    dataset = shown("| 编号 | 数值 |\n| F01 | 12 |\n| F02 | 3 |", "F01", "F02")

    assert found(dataset) == [Found(ERROR, "structure.formulas_gone", "指标", "")]
    assert dataset.shown == {}


def test_indicators_that_are_not_there_are_named() -> None:
    dataset = shown("| 编号 | 数值 |\n| F01 | =1→1 |", "F01", "F02", "F03")

    assert found(dataset) == [Found(WARNING, "structure.indicator_missing", "指标", "F02")]
    assert dataset.findings[0].params["indicators"] == ("F02", "F03")


def test_an_indicators_sheet_without_its_headers_or_missing_is_named() -> None:
    assert found(shown("| 编号 | 数 |\n| F01 | =1→1 |", "F01")) == [
        Found(WARNING, "structure.indicators_unreadable", "指标", "")
    ]
    assert found(parsed(pack=counting("F01"))) == [Found(WARNING, "structure.own_sheet_missing", "指标", "")]


def explained(drawing: str) -> Dataset:
    """Parse the workbook with an explanations sheet, and a rule R12 that takes reasons."""
    rule = read_rule(
        {"id": "R12", "kind": "required", "sheet": "study", "columns": ["topic"], "explain": "required"},
        scope((STUDY,)),
    )
    return parsed(drawn("说明", drawing), pack=replace(PACK, rules=(rule,)))


def test_written_reasons_are_read_with_what_they_speak_of() -> None:
    dataset = explained(
        """
        | 说明    |            |       |          |
        | 规则编号 | 工作表      | 单元格 | 理由      |
        | R12     | L1学习台账  | C6    | 属实      |
        |         |            |       |          |
        | R12     |            |       | " 全年 " |
        | R12     | L1学习台账  | C7    |          |
        """
    )

    assert dataset.explanations == [
        Explanation("R12", "L1学习台账", "C6", "属实"),
        Explanation("R12", "", "", "全年"),
    ]
    assert found(dataset) == []


def test_reasons_that_explain_nothing_are_named() -> None:
    dataset = explained("| 规则编号 | 工作表 | 单元格 | 理由 |\n| R99 | | | 属实 |\n| | | | 忘了写 |")

    assert found(dataset) == [
        Found(WARNING, "structure.explanation_unknown_rule", "说明!A2", "R99"),
        Found(WARNING, "structure.explanation_without_rule", "说明!A3", "忘了写"),
    ]
    assert dataset.explanations == []


@pytest.mark.parametrize("rule", ["r12", "Ｒ１２", "R 12", "R12 "])
def test_the_number_of_a_rule_may_be_written_loosely(rule: str) -> None:
    dataset = explained(f"| 规则编号 | 工作表 | 单元格 | 理由 |\n| {rule} | | | 属实 |")

    assert [(one.rule_id, one.reason) for one in dataset.explanations] == [("R12", "属实")]


def test_an_explanations_sheet_without_its_headers_or_missing_is_named() -> None:
    rule = read_rule(
        {"id": "R12", "kind": "required", "sheet": "study", "columns": ["topic"], "explain": "allowed"}, scope((STUDY,))
    )

    assert found(explained("| 规则编号 | 理由 |\n| R12 | 属实 |")) == [
        Found(WARNING, "structure.explanations_unreadable", "说明", "")
    ]
    assert found(parsed(pack=replace(PACK, rules=(rule,)))) == [Found(NOTE, "structure.own_sheet_missing", "说明", "")]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_label_that_a_workbook_prints_is_known_to_the_reader(language: str) -> None:
    printed = load_area(language, "workbook")
    tables = {
        "tab": own_labels.TABS,
        "cover": own_labels.COVER,
        "indicators": own_labels.INDICATORS,
        "findings": own_labels.FINDINGS,
        "explanations": own_labels.EXPLANATIONS,
    }
    for section, labels in tables.items():
        texts = printed[section]
        assert isinstance(texts, dict)
        for key, known in labels.items():
            assert texts[key] in known
    blanks = printed["blank"]
    assert isinstance(blanks, dict)
    assert blanks.keys() == {"not_applicable", "unknown"}
    assert {word: Blank(key) for key, word in blanks.items()}.items() <= own_labels.blank_words(language).items()
    assert isinstance(printed["form"], dict)
    assert printed["form"]["content"] in own_labels.FORM_CONTENT
    for key in own_labels.TABS:
        assert own_labels.tab_name(key, language) == printed["tab"][key]  # type: ignore[index]
