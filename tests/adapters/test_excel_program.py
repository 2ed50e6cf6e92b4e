"""What is asked of Excel, and in how few questions; Excel itself was never at hand."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

import pytest

from tests.support import fake_excel
from tests.support.fake_excel import Book, Cell, Sheet, day, number, text
from xltools.adapters.excel_cells import read_sheet
from xltools.adapters.excel_program import ExcelProgram
from xltools.core.findings import Severity
from xltools.core.grid import CellType
from xltools.core.marks.cell_areas import areas_of
from xltools.errors import MachineError


@pytest.fixture(autouse=True)
def _com() -> None:
    fake_excel.install_com_error()


def test_every_kind_of_cell_is_told_apart() -> None:
    sheet = Sheet(
        "学习",
        {
            (1, 1): number(248.0),
            (1, 2): text("007"),
            (1, 3): day(43586.0),
            (1, 4): Cell(True, True, "TRUE"),
            (2, 1): Cell(496.0, 496.0, "=A1*2"),
            (2, 2): Cell(-2146826281, -2146826281, "=1/0"),
            (2, 3): text("=1+1"),
            (2, 4): Cell("", "", '=""'),
        },
    )
    read = read_sheet(sheet)

    assert [(cell.row, cell.column, cell.type, cell.value, cell.formula) for cell in read.cells()] == [
        (1, 1, CellType.NUMBER, "248", None),
        (1, 2, CellType.TEXT, "007", None),
        (1, 3, CellType.DATE, "43586", None),
        (1, 4, CellType.BOOLEAN, "TRUE", None),
        (2, 1, CellType.NUMBER, "496", "A1*2"),
        (2, 2, CellType.ERROR, "#DIV/0!", "1/0"),
        (2, 3, CellType.TEXT, "=1+1", None),
        (2, 4, CellType.TEXT, "", '""'),
    ]


def ledger(rows: int) -> Sheet:
    """Make a ledger under a merged title, its entry cells open and restricted."""
    entries = {
        (row, column): number(float(row), Locked=False, validation=1)
        for row in range(4, 4 + rows)
        for column in (1, 2, 3)
    }
    sheet = Sheet("学习", {(1, 1): text("标题"), (3, 1): text("日期"), **entries})
    sheet.merges = ["A1:C1"]
    sheet.hidden_rows = {7, 8}
    sheet.hidden_columns = {2}
    return sheet


def test_what_lies_upon_the_cells_is_found_by_halving() -> None:
    read = read_sheet(ledger(60))

    assert read.merged == ("A1:C1",)
    assert (read.hidden_rows, read.hidden_columns) == (frozenset({7, 8}), frozenset({2}))
    areas = [v.reference for v in read.validations]
    assert {v.type for v in read.validations} == {"whole"}
    assert len(areas) < 30


def test_a_ledger_thirty_times_as_long_takes_few_questions_more() -> None:
    short, long = ledger(60), ledger(1_800)
    read_sheet(short)
    read_sheet(long)

    assert long.calls < 2 * short.calls


def test_scattered_marks_go_by_addresses_that_excel_takes_and_come_off_alone() -> None:
    sheet = Sheet("学习")
    mine = sheet.Range("A1").FormatConditions.Add(Type=2, Formula1="=$A1>1")
    program = ExcelProgram(Book(sheet))
    cells = [(row, 2) for row in range(4, 400, 2)]

    program.colour("学习", areas_of(cells), Severity.ERROR)

    ours = [rule for rule in sheet.rules if rule is not mine]
    assert 3 < len(ours) < 10
    assert ",".join(sorted((rule.address for rule in ours), key=lambda a: int(a.split(",")[0][1:]))) == ",".join(
        f"B{row}" for row, _ in cells
    )
    assert {(rule.Interior.Color, rule.StopIfTrue) for rule in ours} == {(0xCCD0F8, False)}
    program.uncolour(["学习"])
    assert sheet.rules == [mine]


def test_a_text_stays_a_text_and_the_cells_keep_their_formats() -> None:
    sheet = Sheet("学习", {(5, 1): Cell(NumberFormat="0.00")})
    ExcelProgram(Book(sheet)).write("学习", 4, 1, [("007",), ("=1+1",)])

    assert sheet.log == [(4, 1, "007", "@"), (5, 1, "=1+1", "@")]
    assert [sheet.cells[row, 1].NumberFormat for row in (4, 5)] == ["General", "0.00"]


def test_links_are_written_as_one_block_of_formulas() -> None:
    sheet = Sheet("问题")
    ExcelProgram(Book(sheet)).write_links("问题", 4, 3, [("'它''s'!C5", "C5"), ("", "")])

    assert [given for _, _, given, _ in sheet.log] == ["=HYPERLINK(\"#'它''s'!C5\",\"C5\")", ""]


OPTIONS = {
    "AllowFormattingCells": False,
    "AllowFormattingColumns": True,
    "AllowFormattingRows": True,
    "AllowInsertingColumns": False,
    "AllowInsertingRows": True,
    "AllowInsertingHyperlinks": False,
    "AllowDeletingColumns": False,
    "AllowDeletingRows": True,
    "AllowSorting": True,
    "AllowFiltering": True,
    "AllowUsingPivotTables": False,
}


class Sheets:
    """The sheets of a workbook, called with a name or gone through."""

    def __init__(self, *sheets: Sheet) -> None:
        self._sheets = sheets

    def __call__(self, name: str) -> Sheet:
        return next(sheet for sheet in self._sheets if sheet.Name == name)

    def __iter__(self) -> Iterator[Sheet]:
        return iter(self._sheets)


def book_of(*sheets: Sheet) -> Any:
    book = Book(*sheets)
    cast(Any, book).Worksheets = Sheets(*sheets)
    return book


def test_a_lock_is_lifted_and_put_back_with_its_options_whatever_happens() -> None:
    locked, free = Sheet("学习"), Sheet("说明")
    locked.ProtectContents, locked.allowed = True, dict(OPTIONS)
    book = book_of(locked, free)
    with pytest.raises(KeyError), ExcelProgram(book).unlocked():
        raise KeyError(locked.ProtectContents)

    assert locked.ProtectContents
    assert not free.ProtectContents
    kept = {"DrawingObjects": True, "Scenarios": False, "UserInterfaceOnly": False}
    assert locked.allowed == {**OPTIONS, **kept}
    assert (book.Application.ScreenUpdating, book.Application.EnableEvents) == (True, True)


def test_a_lock_with_a_password_is_named_and_the_others_come_back() -> None:
    ours, theirs = Sheet("学习"), Sheet("机密")
    for sheet in (ours, theirs):
        sheet.ProtectContents, sheet.allowed = True, dict(OPTIONS)
    theirs.password = "secret"  # noqa: S105 - a sheet's, in a test

    with pytest.raises(MachineError) as error, ExcelProgram(book_of(ours, theirs)).unlocked():
        pass

    assert (error.value.key, error.value.params) == ("macro.locked", {"sheet": "机密"})
    assert ours.ProtectContents
