"""Which finding a clerk explains, and where the reason is written."""

from __future__ import annotations

from tests.support.grids import drawn, grid
from xltools.core.findings import Finding, Location, Severity
from xltools.core.marks.explaining import PreparedReason, findings_at, prepare_reason
from xltools.core.marks.finding_walk import ListedFinding, Place

HERE = Place("学习", 5, 3)


def finding(row: int | None, column: int | None, rule: str = "R1", sheet: str = "学习") -> Finding:
    return Finding(Severity.WARNING, Location(sheet, row, column), "check.x", {}, rule, explain="allowed")


CELL, ROW, COLUMN, SHEET = finding(5, 3), finding(5, None, "R2"), finding(None, 3, "R3"), finding(None, None, "R4")
ELSEWHERE = (finding(6, 3), finding(5, 4), finding(5, 3, sheet="会议"))
ALL = (CELL, ROW, COLUMN, SHEET, *ELSEWHERE)


def test_at_a_cell_the_findings_of_cell_row_column_and_sheet_are_meant() -> None:
    assert findings_at(ALL, HERE, None) == (CELL, ROW, COLUMN, SHEET)


def test_on_a_line_of_the_findings_sheet_its_own_rule_is_meant() -> None:
    assert findings_at(ALL, Place("问题", 7, 1), ListedFinding(7, HERE, "R2")) == (ROW,)


EXPLANATIONS = """
    | 说明     |        |        |        |
    | 规则编号 | 工作表 | 单元格 | 理由   |
    | R1       | 学习   | C4     | 属实   |
    |          |        |        | 没写完 |
    |          |        |        |        |
    """


def test_the_first_empty_row_is_prepared_with_rule_sheet_and_cell() -> None:
    book = grid(drawn("学习", "| 甲 |"), drawn("说明", EXPLANATIONS))

    texts = {Place("说明", 5, 1): "R1", Place("说明", 5, 2): "学习", Place("说明", 5, 3): "C5"}
    assert prepare_reason(book, CELL) == PreparedReason(texts, Place("说明", 5, 4))


def test_a_row_that_is_there_already_is_gone_to() -> None:
    book = grid(drawn("说明", EXPLANATIONS))

    assert prepare_reason(book, finding(4, 3)) == PreparedReason({}, Place("说明", 3, 4))


def test_without_the_sheet_or_its_headers_there_is_no_place_for_a_reason() -> None:
    assert prepare_reason(grid(drawn("学习", "| 甲 |")), CELL) is None
    assert prepare_reason(grid(drawn("说明", "| 规则编号 | 理由 |")), CELL) is None
