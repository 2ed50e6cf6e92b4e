"""Repairs as changes of cells, and their way back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.support.grids import drawn, grid
from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.grid import CellType
from xltools.core.marks.cell_text import cell_text
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.repairs import (
    CellChange,
    CellContent,
    offered_repairs,
    recalled,
    remembered,
    still_due,
    with_formats,
)

GRID = grid(drawn("学习", "| '2019.3.27 | '46 | =A1→1 | 中心组 |"))
TEXT, NUMBER, DATE = CellType.TEXT, CellType.NUMBER, CellType.DATE


def offer(column: int, value: str | int | Decimal | date, sheet: str = "学习") -> Finding:
    return Finding(Severity.ERROR, Location(sheet, 1, column), "parse.x", {}, None, Repair(value))


def test_a_repair_is_a_change_from_what_the_cell_holds() -> None:
    changes = offered_repairs([offer(1, date(2019, 3, 27)), offer(2, Decimal(46)), offer(4, "中心组学习")], GRID)

    assert changes == (
        CellChange("学习", 1, 1, CellContent(TEXT, "2019.3.27"), CellContent(DATE, "43551")),
        CellChange("学习", 1, 2, CellContent(TEXT, "46"), CellContent(NUMBER, "46")),
        CellChange("学习", 1, 4, CellContent(TEXT, "中心组"), CellContent(TEXT, "中心组学习")),
    )
    assert [cell_text(change.after, epoch_1904=False) for change in changes] == ["2019-3-27", "46", "中心组学习"]


def test_what_is_not_certain_is_left_to_the_clerk() -> None:
    contradicting = [offer(2, 46), offer(2, 64)]
    a_formula, no_cell, no_sheet = offer(3, 5), Finding(Severity.ERROR, Location("学习"), "x"), offer(1, 1, "没有")

    assert offered_repairs([*contradicting, a_formula, no_cell, no_sheet], GRID) == ()
    assert len(offered_repairs([offer(2, 46), offer(2, 46)], GRID)) == 1


def test_the_number_format_changes_with_the_content_and_only_then() -> None:
    changes = offered_repairs([offer(1, date(2019, 3, 27)), offer(2, 46), offer(4, "中心组学习")], GRID)
    formats = {Place("学习", 1, 1): "@", Place("学习", 1, 2): "@", Place("学习", 1, 4): "General"}

    dressed = with_formats(changes, formats)

    assert [change.after.format for change in dressed] == ["yyyy-m-d", "General", "General"]
    assert [change.back().after for change in dressed] == [
        CellContent(TEXT, "2019.3.27", "@"),
        CellContent(TEXT, "46", "@"),
        CellContent(TEXT, "中心组", "General"),
    ]
    kept = with_formats(changes[:1], {Place("学习", 1, 1): "yyyy年m月d日"})
    assert kept[0].after.format == "yyyy年m月d日"


def test_a_cell_that_was_changed_since_is_not_due_any_more() -> None:
    change, other, *_ = offered_repairs([offer(1, date(2019, 3, 27)), offer(2, 46)], GRID)
    repaired = grid(drawn("学习", "| 2019-03-27 | 47 |"))

    assert still_due([change.back(), other.back()], repaired) == (change.back(),)
    assert still_due([change.back()], grid(drawn("别的", "| 2019-03-27 |"))) == ()


CONTENTS = st.builds(
    CellContent, st.sampled_from([CellType.BLANK, NUMBER, DATE, TEXT]), st.text(max_size=8), st.text(max_size=8)
)
CHANGES = st.builds(
    CellChange, st.text(min_size=1, max_size=8), st.integers(1, 10**6), st.integers(1, 16384), CONTENTS, CONTENTS
)


@given(st.lists(CHANGES, max_size=6))
def test_what_is_remembered_is_recalled(changes: list[CellChange]) -> None:
    assert recalled(remembered(changes)) == tuple(changes)


def test_a_remembered_row_that_someone_spoilt_is_left_out() -> None:
    change = offered_repairs([offer(2, 46)], GRID)[0]
    whole = list(remembered([change])[0])
    no_row, no_type = [*whole], [*whole]
    no_row[1], no_type[3] = "一", "SOMETHING"

    assert recalled([whole, no_row, no_type, whole[:-1]]) == (change,)
