"""What ``read_grid`` says of a workbook's cells."""

from pathlib import Path

import xlsxwriter

from xltools.adapters.xlsx_reader import read_grid
from xltools.core.grid import CellFact, CellType


def test_each_cell_says_what_is_in_it(tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("台账")
        day = book.add_format({"num_format": 'yyyy"年"m"月"d"日"'})
        sheet.write_string("A1", "日期")
        sheet.write_number("A2", 43586, day)
        sheet.write_number("B2", 15)
        sheet.write_string("C2", "15")
        sheet.write_boolean("D2", True)
        sheet.write_formula("E2", "=B2/0", None, "#DIV/0!")
        sheet.write_formula("F2", "=A1", None, "")
        sheet.write_blank("G2", None, day)

    sheets = read_grid(path).sheets

    assert list(sheets[0].cells()) == [
        CellFact(1, 1, CellType.TEXT, "日期"),
        CellFact(2, 1, CellType.DATE, "43586"),
        CellFact(2, 2, CellType.NUMBER, "15"),
        CellFact(2, 3, CellType.TEXT, "15"),
        CellFact(2, 4, CellType.BOOLEAN, "TRUE"),
        CellFact(2, 5, CellType.ERROR, "#DIV/0!", formula="B2/0"),
        CellFact(2, 6, CellType.NO_VALUE, "", formula="A1"),
    ]
