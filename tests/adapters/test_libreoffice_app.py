"""xlwings' own interface on LibreOffice: what a macro sees is what it would see in Excel."""

from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings

from tests.support.annual_report import SAMPLE
from tests.support.office import dialogs_of, office_app
from xltools.errors import FileError

pytestmark = pytest.mark.libreoffice

at = dt.datetime.fromisoformat


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    with office_app() as running:
        yield running


@pytest.fixture
def book(app: xlwings.App) -> Iterator[xlwings.Book]:
    made = app.books.add()
    yield made
    made.close()


@pytest.fixture
def sheet(book: xlwings.Book) -> xlwings.Sheet:
    return book.sheets[0]


def test_a_block_is_written_and_read_back_with_its_types(sheet: xlwings.Sheet) -> None:
    rows = [
        ["日期", "人数", "通过", "备注"],
        [at("2019-05-01"), 248, True, "属实"],
        [at("2019-05-02 15:30"), 28.25, False, None],
    ]

    sheet["B2"].value = rows

    assert sheet["B2"].expand().value == rows
    assert sheet["B2"].expand().address == "$B$2:$E$4"
    assert sheet.used_range.address == "$B$2:$E$4"


@pytest.mark.parametrize(
    ("typed", "value", "number_format"),
    [
        ("007", 7.0, "General"),
        ("1,234.5", 1234.5, "General"),
        ("-2.5e3", -2500.0, "General"),
        ("12.5%", 0.125, "0.00%"),
        ("true", True, "BOOLEAN"),
        ("2019-5-1", at("2019-05-01"), "yyyy-mm-dd"),
        ("2019/05/01 15:30", at("2019-05-01 15:30"), "yyyy-mm-dd hh:mm"),
        ("2019年5月1日", at("2019-05-01"), "yyyy-mm-dd"),
        ("'007", "007", "@"),
        ("2019.5.1", "2019.5.1", "General"),
        ("2019-13-1", "2019-13-1", "General"),
        ("1,23", "1,23", "General"),
        ("２４８", "２４８", "General"),
        ("约20", "约20", "General"),
        ("=", "=", "General"),
        ("-", "-", "General"),
    ],
)
def test_a_text_is_read_as_excel_reads_what_is_typed(
    sheet: xlwings.Sheet, typed: str, value: object, number_format: str
) -> None:
    sheet["A1"].value = typed

    assert (sheet["A1"].value, sheet["A1"].number_format) == (value, number_format)


def test_a_cell_that_is_formatted_as_text_keeps_what_it_is_given(sheet: xlwings.Sheet) -> None:
    sheet["A1:A4"].number_format = "@"

    sheet["A1:A4"].value = [["007"], ["=1+1"], [7], ["2019-5-1"]]

    assert sheet["A1:A4"].value == ["007", "=1+1", "7", "2019-5-1"]


def test_formulas_are_excels_both_ways(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    other = book.sheets.add("L1学习 台账", after=sheet)
    other["A1:A3"].value = [[1], [2], [3]]

    sheet["A1"].formula = "=SUM('L1学习 台账'!A1:A3,4)"
    sheet["B1:B3"].formula = "=A1*2"
    sheet["C1"].value = [['=IF(A1>9,"a;b","c")', 5]]

    assert sheet["A1"].formula == "=SUM('L1学习 台账'!A1:A3,4)"
    assert sheet["A1"].value == 10
    assert list(sheet["B1:B3"].formula) == [("=A1*2",), ("=A2*2",), ("=A3*2",)]
    assert sheet["C1:D1"].value == ["a;b", 5]
    assert list(sheet["C1:D1"].formula) == [('=IF(A1>9,"a;b","c")', "5")]


def test_errors_are_nothing_or_their_names(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = [["=1/0", "=NA()", "=NOSUCH(1)", '="x"+1', "=10^999"]]

    errors = ["#DIV/0!", "#N/A", "#NAME?", "#VALUE!", "#NUM!"]
    assert sheet["A1:E1"].value == [None] * 5
    assert sheet["A1:E1"].options(err_to_str=True).value == errors


def test_colours_come_and_go(sheet: xlwings.Sheet) -> None:
    sheet["A1:B2"].color = (255, 200, 0)
    sheet["A1,C3"].color = "#00ff7f"
    sheet["B2"].color = None

    found = {address: sheet[address].color for address in ("A1", "B1", "B2", "C3", "D4", "A1:B1")}
    assert found == {
        "A1": (0, 255, 127),
        "B1": (255, 200, 0),
        "B2": None,
        "C3": (0, 255, 127),
        "D4": None,
        "A1:B1": None,
    }


def test_notes_are_given_changed_and_removed(sheet: xlwings.Sheet) -> None:
    sheet["C7"].add_note("人数应为数字")
    sheet["C8"].add_note("二")
    note = sheet["C7"].note
    assert note is not None
    note.text = "改过"

    assert [(note.location.address, note.text) for note in sheet.notes] == [("$C$7", "改过"), ("$C$8", "二")]

    note.delete()
    assert sheet["C7"].note is None
    assert [note.text for note in sheet.notes] == ["二"]


def test_many_scattered_cells_are_one_range(sheet: xlwings.Sheet) -> None:
    sheet["A1:T50"].value = [[row * column for column in range(20)] for row in range(50)]
    places = [f"{column}{row}" for row in range(1, 50, 3) for column in "BGLQ"]
    marks = sheet.range(",".join(places))

    marks.color = (255, 199, 206)
    marks.number_format = "0.00"

    assert {sheet[place].color for place in places} == {(255, 199, 206)}
    assert {sheet[place].color for place in ("A1", "B2", "C1", "T49")} == {None}
    assert (marks.color, marks.number_format, marks.address.count(",")) == ((255, 199, 206), "0.00", len(places) - 1)


@pytest.mark.parametrize(
    ("start", "direction", "reached"),
    [
        ("A1", "down", "$A$3"),
        ("A3", "down", "$A$6"),
        ("A6", "down", "$A$1048576"),
        ("A6", "up", "$A$3"),
        ("A5", "up", "$A$3"),
        ("A1", "right", "$C$1"),
        ("C1", "left", "$A$1"),
        ("E1", "left", "$C$1"),
        ("A99", "up", "$A$6"),
        ("D9", "up", "$D$1"),
        ("D9", "left", "$A$9"),
    ],
)
def test_ctrl_and_an_arrow_lead_where_they_do_in_excel(
    sheet: xlwings.Sheet, start: str, direction: str, reached: str
) -> None:
    sheet["A1"].value = [["a", "b", "c"], ["d", None, None], ['=""', None, None]]
    sheet["A6"].value = "z"

    assert sheet[start].end(direction).address == reached


def test_sheets_are_added_named_hidden_and_removed(book: xlwings.Book) -> None:
    first = book.sheets[0]
    added = book.sheets.add("检查结果", after=first)
    book.sheets.add("封面", before=first)
    added.visible = False

    assert book.sheet_names == ["封面", first.name, "检查结果"]
    assert [sheet.visible for sheet in book.sheets] == [True, True, False]
    assert book.sheets.active.name == "封面"

    book.sheets["检查结果"].delete()
    assert "检查结果" not in book.sheets
    with pytest.raises(KeyError):
        book.sheets["检查结果"]


def test_names_stand_for_cells_and_texts(book: xlwings.Book, sheet: xlwings.Sheet) -> None:
    book.names.add("人数", f"={sheet.name}!$B$2:$B$9")
    book.names.add("_state", '="3;5"')

    assert {name.name: name.refers_to for name in book.names} == {
        "人数": f"={sheet.name}!$B$2:$B$9",
        "_state": '="3;5"',
    }
    assert book.names["人数"].refers_to_range == sheet["B2:B9"]
    assert sheet.range("人数").address == "$B$2:$B$9"

    book.names["人数"].delete()
    assert "人数" not in book.names


def test_a_protected_sheet_refuses_and_gets_its_lock_back_as_it_was(sheet: xlwings.Sheet) -> None:
    sheet["A1"].value = "定"
    sheet.api.Protect()

    with pytest.raises(FileError, match="protected"):
        sheet["A1"].value = "改"
    with pytest.raises(FileError, match="protected"):
        sheet["A1"].color = (255, 0, 0)
    with pytest.raises(FileError, match="protected"):
        sheet["A1"].add_note("注")

    sheet.api.Unprotect()
    sheet["A1"].value = "改"
    sheet.api.Protect()
    assert (sheet["A1"].value, sheet.api.ProtectContents) == ("改", True)


def test_a_lock_comes_back_with_what_it_allowed(app: xlwings.App, tmp_path: Path) -> None:
    shutil.copy(SAMPLE, tmp_path / "2019.xlsx")
    book = app.books.open(tmp_path / "2019.xlsx")
    locked = [sheet for sheet in book.sheets if sheet.api.ProtectContents]
    book.save(tmp_path / "before.xlsx")

    for sheet in locked:
        sheet.api.Unprotect()
    allowed = [sheet.api.ProtectContents for sheet in locked]
    locked[0]["A1"].color = (255, 0, 0)
    for sheet in locked:
        sheet.api.Protect()
    book.save(tmp_path / "after.xlsx")
    book.close()

    assert len(locked) > 10
    assert not any(allowed)
    assert protections(tmp_path / "after.xlsx") == protections(tmp_path / "before.xlsx")


def protections(file: Path) -> list[str]:
    """Give what each sheet's lock allows, as the file has it."""
    with zipfile.ZipFile(file) as archive:
        parts = sorted(name for name in archive.namelist() if name.startswith("xl/worksheets/sheet"))
        return [found for name in parts for found in re.findall("<sheetProtection[^>]*>", archive.read(name).decode())]


def test_a_question_without_a_screen_is_declined_unless_an_answer_was_prepared(app: xlwings.App) -> None:
    dialogs = dialogs_of(app)
    dialogs.asked.clear()
    dialogs.answers.append("yes")

    answers = [
        app.alert("已检查。", "校验"),
        app.alert("修复吗？", buttons="yes_no"),
        app.alert("继续？", buttons="yes_no"),
    ]

    assert answers == ["ok", "yes", "no"]
    assert [(asked.prompt, asked.answer) for asked in dialogs.asked] == [
        ("已检查。", "ok"),
        ("修复吗？", "yes"),
        ("继续？", "no"),
    ]


def test_the_book_called_from_is_the_one_that_macros_get(book: xlwings.Book) -> None:
    book.set_mock_caller()

    assert xlwings.Book.caller().sheets[0].name == book.sheets[0].name
    assert xlwings.books.active == book
