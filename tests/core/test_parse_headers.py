"""Headers and labels that have moved, are missing, misspelt, doubled or of nobody."""

from __future__ import annotations

import pytest

from tests.support.grids import drawn
from tests.support.study import Found, found, parsed
from xltools.core.dataset import Dataset
from xltools.core.findings import Severity
from xltools.core.sheets import Blank

NOTE, WARNING, ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR
ROW = "| 2019-05-01 | 中心组学习 | 党史 | 20 |"


def study(drawing: str) -> Dataset:
    """Parse the workbook with another study ledger."""
    return parsed(drawn("L1学习台账", drawing))


def values(dataset: Dataset) -> dict[str, list[object]]:
    """Give the values of the study ledger by column."""
    return {name: list(column) for name, column in dataset.tables["study"].columns.items()}


GOOD = values(study(f"| 日期 | 学习类别 | 学习主题 | 参加人数 |\n{ROW}"))


def test_rows_put_in_above_and_columns_put_in_between_move_nothing() -> None:
    dataset = study(
        """
        | 街道办 |            |  |           |         |         |
        |        |            |  |           |         |         |
        |        |            |  |           |         |         |
        |        | 日期       |  | 学习类别    | 学习主题 | 参加人数 |
        |        |            |  |           |         |         |
        |        | 2019-05-01 |  | 中心组学习  | 党史     | 20      |
        """
    )

    assert (values(dataset), found(dataset)) == (GOOD, [])
    assert dataset.tables["study"].places == {"date": 2, "kind": 4, "topic": 5, "people": 6}
    assert list(dataset.tables["study"].rows) == [6]


def test_columns_in_another_order_are_read_by_their_headers_with_a_note() -> None:
    dataset = study("| 日期 | 学习主题 | 学习类别 | 参加人数 |\n| 2019-05-01 | 党史 | 中心组学习 | 20 |")

    assert values(dataset) == GOOD
    assert found(dataset) == [Found(NOTE, "structure.headers_moved", "L1学习台账!1:1", "")]
    assert dataset.findings[0].params["columns"] == ("学习主题", "学习类别")


@pytest.mark.parametrize("header", ['"参加 人数"', '"参加\\n人数"', '"参加人数\u00a0"', '"参加人数*"', '"参加人数："'])
def test_a_header_with_spaces_line_breaks_or_a_star_is_read_with_a_note(header: str) -> None:
    dataset = study(f"| 日期 | 学习类别 | 学习主题 | {header} |\n{ROW}")

    assert values(dataset) == GOOD
    assert [(f.severity, f.key, f.place) for f in found(dataset)] == [
        (NOTE, "structure.header_spelling", "L1学习台账!D1")
    ]


def test_a_missing_header_is_named_and_its_column_absent() -> None:
    dataset = study("| 日期 | 学习类别 | 学习主题 | |\n| 2019-05-01 | 中心组学习 | 党史 | 20 |")

    assert found(dataset) == [Found(ERROR, "structure.header_missing", "L1学习台账!D1", "")]
    assert "people" not in dataset.tables["study"].columns


def test_a_deleted_column_is_named_by_the_row_of_the_headers() -> None:
    dataset = study("| 日期 | 学习类别 | 参加人数 |\n| 2019-05-01 | 中心组学习 | 20 |")

    assert found(dataset) == [Found(ERROR, "structure.header_missing", "L1学习台账!1:1", "")]


def test_content_under_no_header_is_named() -> None:
    dataset = study("| 日期 | 学习类别 | 学习主题 | 参加人数 | | |\n| 2019-05-01 | 中心组学习 | 党史 | 20 | | 记 |")

    assert found(dataset) == [Found(WARNING, "structure.column_without_header", "L1学习台账!F2", "记")]
    assert values(dataset) == GOOD


@pytest.mark.parametrize("header", ["参加人敉", "参加人", "参加人数数", "参人加数"])
def test_a_header_with_one_slip_is_suggested_and_not_read(header: str) -> None:
    dataset = study(f"| 日期 | 学习类别 | 学习主题 | {header} |\n{ROW}")

    assert found(dataset) == [Found(ERROR, "structure.header_misspelt", "L1学习台账!D1", header)]
    assert "people" not in dataset.tables["study"].columns


def test_a_header_that_stands_twice_is_not_read_at_all() -> None:
    dataset = study(
        "| 日期 | 学习类别 | 学习主题 | 参加人数 | 参加人数 |\n| 2019-05-01 | 中心组学习 | 党史 | 20 | 30 |"
    )

    assert found(dataset) == [Found(ERROR, "structure.header_doubled", "L1学习台账!E1", "参加人数")]
    assert "people" not in dataset.tables["study"].columns


def test_a_foreign_column_is_named_gravely_only_if_it_holds_anything() -> None:
    full = study("| 日期 | 学习类别 | 学习主题 | 参加人数 | 备注 |\n| 2019-05-01 | 中心组学习 | 党史 | 20 | 补记 |")
    empty = study(f"| 日期 | 学习类别 | 学习主题 | 参加人数 | 备注 |\n{ROW}")

    assert found(full) == [Found(WARNING, "structure.column_extra", "L1学习台账!E1", "备注")]
    assert found(empty) == [Found(NOTE, "structure.column_extra_empty", "L1学习台账!E1", "备注")]
    assert values(full) == values(empty) == GOOD


def test_a_row_with_content_in_a_foreign_column_alone_is_no_record() -> None:
    dataset = study("| 日期 | 学习类别 | 学习主题 | 参加人数 | 备注 |\n" + ROW + "\n| | | | | 补记 |")

    assert list(dataset.tables["study"].rows) == [2]


def test_a_sheet_without_headers_is_not_read() -> None:
    dataset = study("| 2019-05-01 | 中心组学习 | 党史 | 20 |")

    assert found(dataset) == [Found(ERROR, "structure.no_headers", "L1学习台账", "")]
    assert "study" not in dataset.tables


def test_a_field_is_found_wherever_its_label_stands() -> None:
    dataset = parsed(
        drawn(
            "参数",
            """
            |  |         |          |  |
            |  | 报告年度 |          |  |
            |  |         |          |  |
            |  | 项目     | 填写内容  |  |
            |  | 年度任务数 | 12.5    |  |
            |  | 单位名称 | 竹峰街道  |  |
            """,
        )
    )

    assert dataset.tables["parameters"].fields == {"unit": (6, 3), "year": (2, 3), "quota": (5, 3)}
    assert found(dataset) == []


def test_the_entry_column_is_known_by_its_header_where_one_was_put_in_between() -> None:
    dataset = parsed(
        drawn(
            "参数",
            """
            | 项目     | 序号 | 填写内容  |
            | 单位名称  | 1   | 竹峰街道  |
            | 报告年度  | 2   | 2019     |
            | 年度任务数 | 3   |          |
            """,
        )
    )

    assert dataset.unit == "竹峰街道"
    assert dataset.tables["parameters"].value("quota") is Blank.EMPTY


def test_labels_of_a_form_missing_misspelt_doubled_and_foreign_are_named() -> None:
    dataset = parsed(
        drawn(
            "参数",
            """
            | 单位名称 | 竹峰街道 |
            | 单位名称 | 松岭街道 |
            | 报告年庋 | 2019    |
            | 联系人   | 某某     |
            | 空着的   |         |
            """,
        )
    )

    assert found(dataset) == [
        Found(ERROR, "structure.label_missing", "参数", ""),
        Found(ERROR, "structure.label_doubled", "参数!A2", "单位名称"),
        Found(ERROR, "structure.label_misspelt", "参数!A3", "报告年庋"),
        Found(WARNING, "structure.label_unknown", "参数!A4", "联系人"),
    ]
    assert dataset.tables["parameters"].columns == {}
    assert (dataset.period, dataset.unit) == (None, "")


def test_rows_of_a_matrix_missing_misspelt_doubled_and_foreign_are_named() -> None:
    dataset = parsed(
        drawn(
            "申请情况",
            """
            | 项目     | 自然人 | 法人或其他组织 |
            | 本年新收  | 12    | 3            |
            | 本年新收  | 13    | 3            |
            | 本年办洁  | 10    |              |
            | 上年结转  | 1     |              |
            | 合计     |       |              |
            """,
        )
    )

    assert found(dataset) == [
        Found(ERROR, "structure.label_doubled", "申请情况!A3", "本年新收"),
        Found(ERROR, "structure.label_misspelt", "申请情况!A4", "本年办洁"),
        Found(WARNING, "structure.label_unknown", "申请情况!A5", "上年结转"),
    ]
    assert dataset.tables["requests"].keys == []


def test_rows_of_a_matrix_in_another_order_keep_their_names() -> None:
    dataset = parsed(
        drawn(
            "申请情况",
            """
            |  | 项目     | 自然人 | 法人或其他组织 |
            |  | 本年办结  | 10    | 2            |
            |  | 本年 新收 | 12    | 3            |
            """,
        )
    )
    table = dataset.tables["requests"]

    assert (list(table.keys), list(table.rows)) == (["new", "closed"], [3, 2])
    assert [str(value) for value in table.columns["people"]] == ["12", "10"]
    assert found(dataset) == [Found(NOTE, "structure.label_spelling", "申请情况!B3", "本年 新收")]
