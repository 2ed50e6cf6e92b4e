"""From one finding to the next, over the lines of the findings sheet."""

from __future__ import annotations

import pytest

from tests.support.grids import drawn
from xltools.core.marks.finding_walk import ListedFinding, Place, at_line, listed_findings, step

SHEET = drawn(
    "问题",
    """
    | 问题 |        |        |          |      |        |          |
    | 级别 | 工作表 | 单元格 | 填写内容 | 问题 | 怎么办 | 规则编号 |
    | 错误 | 会议   | 7:7    |          | 甲   | 改     | R2       |
    | 核对 | 学习   | C5     | 31       | 乙   | 改     | R1       |
    | 错误 |        |        |          | 丙   | 改     |          |
    | 错误 | 学习   | B9     | 坏       | 丁   | 改     |          |
    """,
)
TABS = ("封面", "学习", "会议", "问题")
LISTED = listed_findings(SHEET)
FIRST, SECOND, THIRD = Place("学习", 5, 3), Place("学习", 9, 2), Place("会议", 7, 1)


def test_each_line_that_names_a_sheet_leads_to_its_cell_a_row_to_its_first() -> None:
    assert (ListedFinding(3, THIRD, "R2"), ListedFinding(4, FIRST, "R1"), ListedFinding(6, SECOND, "")) == LISTED


@pytest.mark.parametrize(
    ("here", "after", "before"),
    [
        (Place("封面", 1, 1), FIRST, THIRD),
        (FIRST, SECOND, THIRD),
        (Place("学习", 6, 1), SECOND, FIRST),
        (THIRD, FIRST, SECOND),
        (Place("问题", 1, 1), FIRST, THIRD),
    ],
)
def test_the_walk_turns_the_pages_and_begins_again_at_the_end(here: Place, after: Place, before: Place) -> None:
    forward, back = (step(LISTED, TABS, here, forward=way) for way in (True, False))

    assert forward is not None
    assert back is not None
    assert (forward.place, back.place) == (after, before)


def test_a_sheet_that_is_gone_is_passed_over_and_nothing_listed_leads_nowhere() -> None:
    gone = step(LISTED, ("封面", "会议"), Place("封面", 1, 1), forward=True)

    assert gone is not None
    assert gone.place == THIRD
    assert step((), TABS, FIRST, forward=True) is None
    assert listed_findings(drawn("问题", "| 我的 | 清单 |\n| 学习 | C5 |")) == ()


def test_a_selected_line_means_its_own_finding() -> None:
    assert at_line(LISTED, 4) == ListedFinding(4, FIRST, "R1")
    assert at_line(LISTED, 5) is None
