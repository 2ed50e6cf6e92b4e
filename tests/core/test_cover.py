"""What a workbook says of itself."""

from __future__ import annotations

import pytest

from tests.support.grids import drawn, grid
from tests.support.study import GOOD_STUDY, PACK, found, workbook
from xltools.core.cover import Cover, read_cover
from xltools.core.findings import Severity
from xltools.core.fingerprint import layout_fingerprint
from xltools.core.frozen import replace
from xltools.core.parse import parse

FRONT = """
| 年度专题工作报告填报工作簿 |               |
|                          |               |
| 模板编号                  | annual_report |
| 模板版本                  | '1.0          |
| 单位                      | 竹峰街道       |
| 年度                      | 2019          |
| 布局指纹                  | 8059-5F4A-0191 |
"""


def test_a_cover_is_read_by_its_labels() -> None:
    assert read_cover(grid(drawn("封面", FRONT))) == Cover("annual_report", "1.0", "竹峰街道", 2019, "8059-5F4A-0191")


def test_it_may_have_moved_and_be_in_another_language() -> None:
    moved = drawn("COVER ", "| | |\n| | Template | p |\n| | Template version | '2 |\n| | Year | '19 |")

    assert read_cover(grid(GOOD_STUDY, moved)) == Cover("p", "2", "", None, "")


def test_what_the_cover_lacks_is_taken_from_the_properties() -> None:
    properties = {"xltools.pack": "p", "xltools.version": "1.0", "xltools.fingerprint": "F"}
    bare = replace(grid(GOOD_STUDY), properties=properties)
    half = replace(grid(drawn("封面", "| 模板编号 | other |")), properties=properties)

    assert read_cover(bare) == Cover("p", "1.0", "", None, "F")
    assert read_cover(half) == Cover("other", "1.0", "", None, "F")


@pytest.mark.parametrize("front", ["", "| 模板编号 |  |", "| 模板编号 | #REF! |", "| 别的 | x |"])
def test_a_workbook_that_does_not_say_its_pack_has_no_cover(front: str) -> None:
    assert read_cover(grid(drawn("封面", front))) is None
    assert read_cover(grid()) is None


def test_where_something_is_missing_another_layout_is_named_as_the_likely_reason() -> None:
    spoilt = drawn("L1学习台账", "| 日期 | 学习类别 | 学习主题 |")

    def read(fingerprint: str) -> list[tuple[Severity, str]]:
        book = workbook(spoilt)
        whole = replace(book, properties={"xltools.pack": "test", "xltools.fingerprint": fingerprint})
        return [(finding.severity, finding.key) for finding in found(parse(whole, PACK))]

    missing = (Severity.ERROR, "structure.header_missing")
    assert read("0000-0000-0000") == [(Severity.NOTE, "structure.other_layout"), missing]
    assert read(layout_fingerprint(PACK)) == [missing]
    assert read("") == [missing]
