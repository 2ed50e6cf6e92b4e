"""A small pack and its workbook, filled without a fault, to be spoilt by tests."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tests.support.catalogs import said
from tests.support.grids import drawn
from xltools.core.dataset import Dataset
from xltools.core.findings import Finding, Severity
from xltools.core.frozen import replace
from xltools.core.grid import Grid, SheetGrid, Validation
from xltools.core.pack import Pack
from xltools.core.parse import parse
from xltools.core.sheets import Blank, Choice, Column, ColumnType, MatrixRow, Sheet, SheetKind

PARAMETERS = Sheet(
    "parameters",
    SheetKind.FORM,
    {"zh-Hans": "参数"},
    (
        Column("unit", {"zh-Hans": "单位名称"}, ColumnType.TEXT),
        Column("year", {"zh-Hans": "报告年度"}, ColumnType.INTEGER),
        Column("quota", {"zh-Hans": "年度任务数"}, ColumnType.DECIMAL, missing=frozenset({Blank.NOT_APPLICABLE})),
    ),
)
STUDY = Sheet(
    "study",
    SheetKind.LEDGER,
    {"zh-Hans": "L1学习台账"},
    (
        Column("date", {"zh-Hans": "日期"}, ColumnType.DATE),
        Column("kind", {"zh-Hans": "学习类别"}, ColumnType.SELECT_ONE, choices="kinds"),
        Column("topic", {"zh-Hans": "学习主题"}, ColumnType.TEXT),
        Column("people", {"zh-Hans": "参加人数"}, ColumnType.INTEGER, missing=frozenset({Blank.UNKNOWN})),
    ),
)
TABLE = Sheet(
    "requests",
    SheetKind.MATRIX,
    {"zh-Hans": "申请情况"},
    (
        Column("people", {"zh-Hans": "自然人"}, ColumnType.INTEGER),
        Column("bodies", {"zh-Hans": "法人或其他组织"}, ColumnType.INTEGER),
    ),
    rows=(MatrixRow("new", {"zh-Hans": "本年新收"}), MatrixRow("closed", {"zh-Hans": "本年办结"})),
)
PACK = Pack(
    "test",
    "1.0",
    ("1.0",),
    ("zh-Hans",),
    {"zh-Hans": "试用"},
    "parameters.year",
    "parameters.unit",
    {sheet.name: sheet for sheet in (PARAMETERS, STUDY, TABLE)},
    {"kinds": (Choice("中心组学习", {}), Choice("班子研讨", {}))},
    (),
    {},
)
GOOD_PARAMETERS = drawn(
    "参数",
    """
    | 参数       |          |      |
    | 先填这一页  |          |      |
    | 项目       | 填写内容  | 说明  |
    | 单位名称    | 竹峰街道  | 全称  |
    | 报告年度    | 2019     |      |
    | 年度任务数  | 不适用    |      |
    """,
)
GOOD_STUDY = drawn(
    "L1学习台账",
    """
    | L1学习台账     |           |          |         |
    | 一行记一次学习  |           |          |         |
    | 日期          | 学习类别    | 学习主题  | 参加人数 |
    | 2019-05-01    | 中心组学习  | 党史      | 20      |
    |               |           |          |         |
    | 2019-06-30    | 班子研讨    |          | 不详     |
    """,
)
GOOD_TABLE = drawn(
    "申请情况",
    """
    | 申请情况 |       |               |
    |         |       |               |
    | 项目     | 自然人 | 法人或其他组织  |
    | 本年新收  | 12    | 3             |
    | 本年办结  | 10    |               |
    """,
)


RESTRICTED = (Validation("A1:Z1000", "list", "_list.kinds"),)


class Found(NamedTuple):
    """A finding in short: how grave, what, where, and the value it names."""

    severity: Severity
    key: str
    place: str
    value: object = ""


def workbook(*sheets: SheetGrid) -> Grid:
    """Give the good workbook with some sheets in place of its own, or after them; every entry is restricted."""
    given = {sheet.name: sheet for sheet in sheets}
    good = [given.pop(sheet.name, sheet) for sheet in (GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE)]
    return Grid(tuple(restricted(sheet) for sheet in (*good, *given.values())))


def restricted(sheet: SheetGrid) -> SheetGrid:
    """Give a sheet with validations on all its cells, unless it has some of its own."""
    return sheet if sheet.validations else replace(sheet, validations=RESTRICTED)


def parsed(*sheets: SheetGrid, pack: Pack = PACK) -> Dataset:
    """Parse the good workbook with some sheets in place of its own."""
    return parse(workbook(*sheets), pack)


def found(dataset: Dataset) -> list[Found]:
    """Give the findings on the shape of a workbook in short, each of which can be said in every language."""
    return [short(finding) for finding in dataset.findings]


def short(finding: Finding) -> Found:
    """Give a finding in short."""
    assert all(said(finding).values())
    place = finding.location
    where = f"{place.sheet}!{place.address}".strip("!")
    return Found(finding.severity, finding.key, where, finding.params.get("value"))


def slips(dataset: Dataset) -> Iterator[tuple[str, str, Severity]]:
    """Give place, message and severity of every slip."""
    for table in dataset.tables.values():
        for name, broken in table.slips.items():
            for index, slip in broken.items():
                location = table.location(index, name)
                assert all(said(Finding(slip.severity, location, slip.key, slip.params, repair=slip.repair)).values())
                yield f"{location.sheet}!{location.address}", slip.key, slip.severity
