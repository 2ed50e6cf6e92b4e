"""One contract for whoever reads a workbook: the file's reader, and the reader of one that is open.

The same workbook is read from its file and in LibreOffice; each must give the same facts of every cell.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.annual_report import SAMPLE
from tests.support.macro_books import write_spoilt
from tests.support.office import office_app
from xltools.adapters.excel_app import program_of
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.findings import letters
from xltools.core.grid import CellType, Grid, SheetGrid, SheetTable

pytestmark = pytest.mark.libreoffice

Reader = Callable[[Path], Grid]


def from_file(path: Path) -> Grid:
    """Read the file."""
    return read_grid(path)


@pytest.fixture(scope="module")
def live() -> Iterator[Reader]:
    """Read the workbook as it is open in LibreOffice."""
    with office_app() as app:

        def read(path: Path) -> Grid:
            book = app.books.open(str(path))
            try:
                program = program_of(book)
                return program.read(program.tabs())
            finally:
                book.close()

        yield read


@pytest.fixture(params=["file", "live"])
def read(request: pytest.FixtureRequest, live: Reader) -> Reader:
    return live if request.param == "live" else from_file


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a workbook with a cell of every kind, and what may lie upon cells."""
    path = tmp_path_factory.mktemp("odd") / "odd.xlsx"
    book = xlsxwriter.Workbook(path)
    day = book.add_format({"num_format": "yyyy-m-d"})
    cells = book.add_worksheet("单元格")
    cells.write_row("A1", [248, 0.1, -2.5e-7, 1e21])
    cells.write_row("A2", ["007", " 空格 ", "多\n行"])
    cells.write_datetime("A3", datetime(2019, 5, 1), day)  # noqa: DTZ001 - a cell knows no zone
    cells.write_datetime("B3", datetime(2019, 5, 1, 12), day)  # noqa: DTZ001
    cells.write("A4", True)
    cells.write_formula("A5", "=A1*2", value=496)
    cells.write_formula("B5", '="甲"&"乙"', value="甲乙")
    cells.write_formula("C5", "=1/0", value="#DIV/0!")
    cells.write_formula("D5", "=NA()", value="#N/A")
    cells.write_formula("E5", "=A3+1", day, value=43587)
    cells.write_string("A6", "=1+1")
    cells.write_blank("B6", "", day)
    cells.write_string("H40", "远")

    shapes = book.add_worksheet("形状")
    shapes.merge_range("A1:C1", "标题")
    shapes.merge_range("B4:B6", "并")
    shapes.write_column("E1", ["a", "b", "c", "d"])
    shapes.set_row(2, None, None, {"hidden": True})
    shapes.set_column("D:D", None, None, {"hidden": True})
    shapes.data_validation("E2:E9", {"validate": "list", "source": ["甲", "乙"]})
    shapes.data_validation("F2:F9", {"validate": "whole", "criteria": ">", "value": 0})
    shapes.write_row("H1", ["编号", "名称"])
    shapes.add_table("H1:I4", {"name": "清单", "columns": [{"header": "编号"}, {"header": "名称"}]})
    shapes.protect()

    hidden = book.add_worksheet("隐藏")
    hidden.write("A1", 1)
    hidden.hide()
    book.set_custom_property("xltools.pack", "test")
    book.close()
    return path


def facts(sheet: SheetGrid) -> dict[str, tuple[str, float | str]]:
    """Give type and value of every cell by its address; numbers by what they are, not by their spelling."""
    return {
        f"{letters(cell.column)}{cell.row}": (
            cell.type.name,
            float(cell.value) if cell.type in (CellType.NUMBER, CellType.DATE) else cell.value,
        )
        for cell in sheet.cells()
    }


def test_every_kind_of_cell_is_told_apart(read: Reader, odd: Path) -> None:
    sheet = read(odd).sheets[0]

    assert facts(sheet) == {
        "A1": ("NUMBER", 248.0),
        "B1": ("NUMBER", 0.1),
        "C1": ("NUMBER", -2.5e-7),
        "D1": ("NUMBER", 1e21),
        "A2": ("TEXT", "007"),
        "B2": ("TEXT", " 空格 "),
        "C2": ("TEXT", "多\n行"),
        "A3": ("DATE", 43586.0),
        "B3": ("DATE", 43586.5),
        "A4": ("BOOLEAN", "TRUE"),
        "A5": ("NUMBER", 496.0),
        "B5": ("TEXT", "甲乙"),
        "C5": ("ERROR", "#DIV/0!"),
        "D5": ("ERROR", "#N/A"),
        "E5": ("DATE", 43587.0),
        "A6": ("TEXT", "=1+1"),
        "H40": ("TEXT", "远"),
    }
    assert sorted(sheet.formulas) == [(5, column) for column in range(1, 6)]
    assert sheet.formulas[5, 1] == "A1*2"


def test_what_lies_upon_the_cells_is_seen(read: Reader, odd: Path) -> None:
    shapes, hidden = read(odd).sheets[1:]

    assert sorted(shapes.merged) == ["A1:C1", "B4:B6"]
    assert (shapes.hidden_rows, shapes.hidden_columns) == (frozenset({3}), frozenset({4}))
    assert sorted((v.type, v.reference) for v in shapes.validations) == [("list", "E2:E9"), ("whole", "F2:F9")]
    assert shapes.tables == (SheetTable("清单", "H1:I4"),)
    assert shapes.protected
    assert (shapes.state, hidden.state, hidden.protected) == ("visible", "hidden", False)


def test_the_workbook_says_what_it_is(read: Reader, odd: Path) -> None:
    found = read(odd)

    assert (found.epoch_1904, found.properties["xltools.pack"]) == (False, "test")
    assert [sheet.name for sheet in found.sheets] == ["单元格", "形状", "隐藏"]


@pytest.mark.parametrize("spoilt", [False, True], ids=["the sample", "a spoilt copy"])
def test_a_filled_workbook_is_the_same_from_its_file_and_open(spoilt: bool, live: Reader, tmp_path: Path) -> None:
    path = write_spoilt(tmp_path / "spoilt.xlsx") if spoilt else SAMPLE
    copy = tmp_path / "open.xlsx"
    copy.write_bytes(path.read_bytes())
    in_file, open_now = read_grid(copy), live(copy)

    for one, other in zip(in_file.sheets, open_now.sheets, strict=True):
        assert facts(one) == facts(other) or (spoilt and one.name == "指标"), one.name  # LibreOffice computes it anew
        assert one.formulas.keys() == other.formulas.keys()
        assert (one.state, sorted(one.merged), one.protected) == (other.state, sorted(other.merged), other.protected)
        assert sorted(table.name for table in one.tables) == sorted(table.name for table in other.tables)
        assert validated(one) == validated(other)
    assert in_file.properties.items() <= open_now.properties.items()


def validated(sheet: SheetGrid) -> list[tuple[str, str]]:
    """Give where entries are restricted, and how; a mere prompt restricts nothing."""
    return sorted((v.type, part) for v in sheet.validations if v.type != "none" for part in v.reference.split())
