"""From raw cells to typed rows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.grids import drawn, grid
from tests.support.study import GOOD_PARAMETERS, GOOD_TABLE, PACK, found, parsed, slips
from xltools.core.dataset import UNREADABLE
from xltools.core.findings import Severity
from xltools.core.parse import parse
from xltools.core.sheets import Blank, Period


def test_a_good_workbook_has_no_finding() -> None:
    dataset = parsed()

    assert found(dataset) == []
    assert list(slips(dataset)) == []


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
    dataset = parsed(
        drawn(
            "L1学习台账",
            """
            | 日期        | 学习类别   | 学习主题 | 参加人数 |
            | '2019.5.1  | 中心组学习 | 党史     | "20"   |
            """,
        )
    )
    study = dataset.tables["study"]

    assert (study.columns["date"][0], study.columns["people"][0]) == (UNREADABLE, UNREADABLE)
    assert sorted(slips(dataset)) == [
        ("L1学习台账!A2", "parse.date_as_text", Severity.ERROR),
        ("L1学习台账!D2", "parse.number_as_text", Severity.ERROR),
    ]


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
