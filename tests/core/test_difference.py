"""What moved between two workbooks."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

import pytest

from tests.support.annual_report import annual_pack, dataset, sample, with_fields, with_rows
from tests.support.catalogs import CATALOGS
from xltools.core.contents import Contents, Record
from xltools.core.difference import Change, Difference, difference
from xltools.core.indicators import compute
from xltools.core.messages import LANGUAGES
from xltools.core.traces.difference_reports import as_json, as_text

CATALOG = CATALOGS["zh-Hans"]


def between(old: Contents, new: Contents) -> Difference:
    before, after = dataset(old), dataset(new)
    return difference(annual_pack(), before, after, compute(before, annual_pack()), compute(after, annual_pack()))


def changed(ledger: str, *rows: Record) -> Difference:
    return between(sample(), with_rows(sample(), **{ledger: rows}))


def moved(found: Difference) -> list[tuple[str, Decimal | None]]:
    return [(figure.indicator.id, figure.by) for figure in found.figures]


def test_nothing_differs_from_itself() -> None:
    assert between(sample(), sample()).is_nothing


def test_rows_that_stand_elsewhere_are_no_change() -> None:
    assert changed("study", *reversed(sample().ledgers["study"])).is_nothing


def test_an_added_row_moves_the_figures_that_count_it() -> None:
    more: Record = {"date": date(2019, 12, 20), "type": "专题会议", "evidence": "L6-099"}

    found = changed("meetings", *sample().ledgers["meetings"], more)

    assert moved(found) == [("F12", Decimal(1))]
    (row,) = found.figures[0].rows
    assert (row.change, row.old, row.new and row.new.row) == (Change.ADDED, None, 7)
    assert [cell.header for cell in row.cells] == ["日期", "类型", "佐证编号"]
    assert found.other_rows == ()


def test_a_removed_row_is_found_and_the_rows_below_it_are_no_change() -> None:
    _, *others = sample().ledgers["lectures"]

    found = changed("lectures", *others)

    assert [row.change for row in found.rows] == [Change.REMOVED]
    assert found.figures[0].rows == found.rows


def test_a_changed_cell_moves_only_the_figures_that_read_it() -> None:
    rows = [dict(row) for row in sample().ledgers["branches"]]
    rows[2]["installed"] = Decimal(1)
    rows[3]["as_of"] = date(2019, 1, 1)

    found = changed("branches", *rows)

    assert {name for name, _ in moved(found)} == {"F04", "F05"}
    assert [[cell.header for cell in row.cells] for row in found.figures[0].rows] == [["已安装数"]]
    assert [[cell.header for cell in row.cells] for row in found.other_rows] == [["统计日"]]


def test_a_row_that_no_longer_meets_the_conditions_moved_the_figure() -> None:
    rows = [dict(row) for row in sample().ledgers["study"]]
    place = next(number for number, row in enumerate(rows) if row["category"] == "中心组学习")
    rows[place]["category"] = "班子研讨"

    found = changed("study", *rows)

    assert moved(found) == [("F01", Decimal(-1)), ("F02", Decimal(1))]
    assert found.figures[0].rows == found.figures[1].rows == found.rows


def test_a_field_that_says_whether_a_figure_is_reported_moved_it() -> None:
    found = between(sample(), with_fields(sample(), "parameters", install_rate="否"))

    figures = {figure.indicator.id: figure for figure in found.figures}
    assert figures["F05"].by is None
    assert [cell.header for row in figures["F05"].rows for cell in row.cells] == ["统计“学习强国”下载数"]


def test_everything_is_said_in_lines() -> None:
    rows = [dict(row) for row in sample().ledgers["meetings"]]
    rows[0]["type"] = "通报"

    text = as_text(changed("meetings", *rows), "11月.xlsx", "12月.xlsx", CATALOG)

    assert text == (
        "F12 意识形态专题工作会议：1次 → 0次（-1）\n"
        "    改动 「L6会议台账」第 4 行：类型：专题会议 → 通报\n"
        "F13 意识形态工作情况通报：1次 → 2次（+1）\n"
        "    改动 「L6会议台账」第 4 行：类型：专题会议 → 通报\n"
        "11月.xlsx → 12月.xlsx：2 个数字变了，1 行有增删改。\n"
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_json_ties_figures_to_rows_in_every_language(language: str) -> None:
    _, *others = sample().ledgers["meetings"]

    found = json.loads(as_json(changed("meetings", *others), "a", "b", CATALOGS[language]))

    (figure,) = found["figures"]
    assert (figure["id"], figure["old"], figure["new"], figure["by"]) == ("F12", "1", "0", "-1")
    assert found["rows"][figure["rows"][0]]["change"] == "removed"
