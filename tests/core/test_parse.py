"""From raw cells to typed rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.grids import drawn, grid
from xltools.core.dataset import UNREADABLE, Dataset
from xltools.core.grid import SheetGrid
from xltools.core.pack import Pack
from xltools.core.parse import parse
from xltools.core.sheets import Blank, Choice, Column, ColumnType, MatrixRow, Period, Sheet, SheetKind

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


def parsed(*sheets: SheetGrid, pack: Pack = PACK) -> Dataset:
    """Parse some sheets, with the good ones in place of those that are not given."""
    given = {sheet.name for sheet in sheets}
    others = [sheet for sheet in (GOOD_PARAMETERS, GOOD_STUDY, GOOD_TABLE) if sheet.name not in given]
    return parse(grid(*others, *sheets), pack)


def test_a_ledger_is_read_row_by_row_without_its_empty_rows() -> None:
    study = parsed().tables["study"]

    assert list(study.rows) == [4, 6]
    assert {name: list(values) for name, values in study.columns.items()} == {
        "date": [date(2019, 5, 1), date(2019, 6, 30)],
        "kind": ["中心组学习", "班子研讨"],
        "topic": ["党史", Blank.EMPTY],
        "people": [Decimal(20), Blank.UNKNOWN],
    }
    assert study.places == {"date": 1, "kind": 2, "topic": 3, "people": 4}
    assert (study.title, study.slips) == ("L1学习台账", {})


def test_a_form_is_one_record_whose_cells_are_known() -> None:
    dataset = parsed()

    assert dataset.tables["parameters"].columns == {
        "unit": ("竹峰街道",),
        "year": (Decimal(2019),),
        "quota": (Blank.NOT_APPLICABLE,),
    }
    assert dataset.tables["parameters"].fields == {"unit": (4, 2), "year": (5, 2), "quota": (6, 2)}
    assert (dataset.period, dataset.unit) == (Period.of_year(2019), "竹峰街道")


def test_a_matrix_is_read_by_the_labels_of_its_rows() -> None:
    table = parsed().tables["requests"]

    assert (list(table.keys), list(table.rows)) == (["new", "closed"], [4, 5])
    assert {name: list(values) for name, values in table.columns.items()} == {
        "people": [Decimal(12), Decimal(10)],
        "bodies": [Decimal(3), Blank.EMPTY],
    }


def test_a_cell_that_only_looks_like_its_type_is_unreadable_and_says_why() -> None:
    study = parsed(
        drawn(
            "L1学习台账",
            """
            | 日期        | 学习类别   | 学习主题 | 参加人数 |
            | '2019.5.1  | 中心组学习 | 党史     | "20"   |
            """,
        )
    ).tables["study"]

    assert (study.columns["date"][0], study.columns["people"][0]) == (UNREADABLE, UNREADABLE)
    assert {name: {index: slip.key for index, slip in slips.items()} for name, slips in study.slips.items()} == {
        "date": {0: "parse.date_as_text"},
        "people": {0: "parse.number_as_text"},
    }


def test_the_year_is_read_before_the_dates_wherever_its_sheet_stands() -> None:
    lost = drawn(
        "L1学习台账",
        """
        | 日期   | 学习类别   | 学习主题 | 参加人数 |
        | 43586 | 中心组学习 | 党史     | 20      |
        """,
    )
    dataset = parse(grid(lost, GOOD_TABLE, GOOD_PARAMETERS), PACK)

    assert list(dataset.tables["study"].columns["date"]) == [date(2019, 5, 1)]
    assert dataset.tables["study"].slips["date"][0].key == "parse.date_without_format"
