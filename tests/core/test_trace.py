"""Where figures come from."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tests.support.annual_report import annual_pack, dataset, report, sample, with_fields, with_rows
from tests.support.catalogs import CATALOGS
from xltools.core.contents import Contents
from xltools.core.indicators import compute
from xltools.core.messages import LANGUAGES
from xltools.core.planning.plan_parts import WorkbookPlan
from xltools.core.trace import TracedFigure, trace
from xltools.core.traces.trace_plan import plan_trace
from xltools.core.traces.trace_words import facts, value_text

CATALOG = CATALOGS["zh-Hans"]


def traced(contents: Contents | None = None) -> dict[str, TracedFigure]:
    read = dataset(contents or sample())
    outcomes = compute(read, annual_pack())
    return {one.id: one for one in trace(annual_pack(), read, outcomes, report(contents or sample()))}


def test_what_the_report_prints_comes_first_and_in_its_order() -> None:
    found = list(traced())

    assert found[:5] == ["F01", "F02", "F03", "F04", "F05"]
    assert set(found) == set(annual_pack().indicators)
    assert found.index("F06") > found.index("F30")


def test_a_count_has_its_rows_with_what_stands_in_them() -> None:
    figure = traced()["F12"]

    (rows,) = figure.sheets
    assert (rows.behind.title, [row.row for row in rows.rows]) == ("L6会议台账", [4])
    assert rows.headers[:2] == ("日期", "类型")
    assert rows.read[:3] == (True, True, False)
    assert isinstance(rows.rows[0].values[0], date)
    assert rows.rows[0].values[1] == "专题会议"
    assert [(place.paragraph, place.text) for place in figure.printed] == [(9, "1")]


def test_the_rows_of_every_count_are_as_many_as_it_says() -> None:
    for figure in traced().values():
        if figure.indicator.aggregation.name == "count":
            assert sum(len(rows.rows) for rows in figure.sheets) == figure.outcome.value


def test_the_read_columns_of_every_sum_add_up_to_it() -> None:
    for figure in traced().values():
        if figure.indicator.aggregation.name == "sum":
            (rows,) = figure.sheets
            last = rows.headers.index(_summed(figure))
            assert sum(value for row in rows.rows if isinstance(value := row.values[last], Decimal)) == (
                figure.outcome.value
            )


def _summed(figure: TracedFigure) -> str:
    aggregation = figure.indicator.aggregation
    sheet = annual_pack().sheets[figure.sheets[0].behind.sheet]
    return sheet.column(vars_of(aggregation)).label["zh-Hans"]


def vars_of(aggregation: object) -> str:
    column: str = getattr(aggregation, "column")  # noqa: B009 - only a sum has one
    return column


def test_of_a_sensitive_sheet_only_what_was_read_is_given() -> None:
    (rows,) = traced()["F06"].sheets

    assert annual_pack().sheets["branches"].sensitive
    assert rows.headers == ("党员数",)


def test_a_value_from_a_form_has_its_field() -> None:
    (rows,) = traced()["F17"].sheets

    assert (rows.headers, [row.values for row in rows.rows]) == (("报告年度",), [(Decimal(2019),)])


def test_everything_about_a_figure_is_said() -> None:
    said = {fact.name: fact.text for fact in facts(traced()["F05"], CATALOG) if fact.key != "rows"}

    assert said == {
        "数值": "67.57%",
        "口径": "“学习强国”下载人数 ÷ 党员总数 × 100",
        "只在此条件下统计": "parameters.install_rate == '是'",
        "由这些指标算出": "F04、F06",
        "负责部门": "组织办",
    }


def test_targets_and_last_year_are_said_with_how_far_it_got() -> None:
    said = {fact.key: fact.text for fact in facts(traced()["F12"], CATALOG)}

    assert (said["target"], said["last_year"]) == ("2次，完成 50%", "1次，增减 0%")
    assert said["rows"] == "「L6会议台账」A4:B4（1 行）"


def test_a_figure_without_a_value_says_why() -> None:
    figure = traced(with_fields(sample(), "parameters", install_rate="否"))["F05"]

    assert value_text(figure, CATALOG) == "没有数值：本年度报告不含这个指标"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_plan_has_a_line_a_figure_and_a_line_a_row_in_every_language(language: str) -> None:
    found = traced()

    plan = plan_trace(tuple(found.values()), "sample.xlsx", CATALOGS[language])

    figures, contents = plan.sheets
    assert _lines(plan, 0) == len(found)
    assert _lines(plan, 1) == sum(len(rows.rows) for figure in found.values() for rows in figure.sheets)
    assert figures.title != contents.title


def test_a_text_that_begins_like_a_formula_stays_a_text_in_the_plan() -> None:
    rows = [{**row, "theme": '=HYPERLINK("x")'} for row in sample().ledgers["study"]]

    plan = plan_trace(tuple(traced(with_rows(sample(), study=rows)).values()), "s", CATALOG)

    assert any("=HYPERLINK" in str(cell.value) for cell in plan.sheets[1].cells)
    assert all(cell.formula is None for sheet in plan.sheets for cell in sheet.cells)


def _lines(plan: WorkbookPlan, sheet: int) -> int:
    return len({cell.row for cell in plan.sheets[sheet].cells if cell.row > 3})
