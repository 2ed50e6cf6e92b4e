from __future__ import annotations

from datetime import date
from decimal import Decimal

from tests.support.drawing import sheet
from xltools.core.dataset import UNREADABLE, Table
from xltools.core.pack_parsing.drawn_sheets import draw_table
from xltools.core.sheets import Blank, Sheet

HOTEL = sheet("hotel", {"name": "text", "beds": "integer", "rate": "decimal", "opened": "date"})
RETURN = sheet("return", {"count": "integer"}, "matrix", ("granted", "refused"))
COVER = sheet("cover", {"year": "integer", "unit": "text"}, "form")


def draw(declared: Sheet, drawing: str) -> tuple[Table, list[tuple[str, object]]]:
    faults: list[tuple[str, object]] = []

    def note(key: str, **params: object) -> None:
        faults.append((key, params.get("address", params.get("row", params.get("value")))))

    return draw_table(declared, drawing, 3, note), faults


def test_cells_are_read_as_their_columns_type_and_a_hash_is_unreadable() -> None:
    drawn, faults = draw(
        HOTEL, "| name | opened | beds | rate |\n| A\\|B | 2019-03-01 | # | 0.5 |\n| 不详 | | 3.0 | 不适用 |"
    )

    assert not faults
    assert drawn.columns == {
        "name": ("A|B", Blank.UNKNOWN),
        "opened": (date(2019, 3, 1), Blank.EMPTY),
        "beds": (UNREADABLE, Decimal(3)),
        "rate": (Decimal("0.5"), Blank.NOT_APPLICABLE),
    }
    assert drawn.location(0, "beds").address == "C2"
    assert list(drawn.readable(["beds"])) == [1]
    assert list(drawn.rows) == [2, 3]


def test_a_form_has_one_line_and_a_matrix_its_fixed_rows() -> None:
    form, no_faults = draw(COVER, "| unit | year |\n| 竹峰街道 | 2019 |")
    matrix, none_either = draw(RETURN, "| row | count |\n| refused | 2 |\n| granted | 5 |")

    assert (no_faults, none_either) == ([], [])
    assert form.value("year") == 2019
    assert form.location(0, "year").address == "B2"
    assert (matrix.keys, matrix.columns["count"]) == (("refused", "granted"), (Decimal(2), Decimal(5)))
    assert matrix.location(1, "count").address == "B3"


def test_what_is_wrong_with_a_drawing_is_told_and_the_rest_is_read() -> None:
    assert draw(HOTEL, "")[1] == [("pack.case.no_header", "hotel")]
    assert draw(HOTEL, "| nmae |\n| A |")[1] == [("pack.unknown_column", "nmae")]
    assert draw(HOTEL, "| name | beds |\n| A |")[1] == [("pack.case.cells", 2)]
    assert draw(HOTEL, "| beds | name | beds |\n| 3 | A | 4 |")[1] == [("pack.case.column_twice", "beds")]
    assert draw(RETURN, "| row | row | count |\n| granted | refused | 1 |")[1] == [("pack.case.column_twice", "row")]
    bad = "| beds | opened |\n| 3.5 | 2019-2-1 |\n| １２ | 2019-02-30 |\n| 1e9 | 20190301 |"
    assert draw(HOTEL, bad)[1] == [("pack.case.cell", address) for address in ("A2", "A3", "A4", "B2", "B3", "B4")]
    assert draw(COVER, "| year |\n| 1 |\n| 2 |")[1] == [("pack.case.one_line", None)]
    assert draw(RETURN, "| row | count |\n| granted | 1 |\n| granted | 1 |\n| grantd | 1 |")[1] == [
        ("pack.repeated", "granted"),
        ("pack.unknown_row", "grantd"),
    ]
