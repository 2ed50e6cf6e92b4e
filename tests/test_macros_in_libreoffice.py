"""The macros over a workbook that is open in a real LibreOffice, from the button's id to the cells."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import xlwings

from tests.support.macro_books import FAULTS, write_spoilt
from tests.support.office import dialogs_of, office_app
from xltools.adapters.libreoffice_app import call_from
from xltools.adapters.live_program import MARK_FORMULA
from xltools.adapters.xlsx_reader import read_grid
from xltools.addin import dispatch
from xltools.core.findings import letters
from xltools.core.marks.cell_marks import NOTE_SIGN

pytestmark = pytest.mark.libreoffice

OWN_NOTE = "我自己的批注"
OWN_COLOUR = (0x12, 0xAB, 0x34)


@pytest.fixture(scope="module")
def app() -> Iterator[xlwings.App]:
    with office_app() as running:
        yield running


@pytest.fixture
def book(app: xlwings.App, tmp_path: Path) -> Iterator[xlwings.Book]:
    """Open a spoilt copy of the sample in which the clerk has a colour and a note of their own."""
    opened = app.books.open(str(write_spoilt(tmp_path / "填报.xlsx")))
    call_from(opened)
    dialogs_of(app).asked.clear()
    dialogs_of(app).answers.clear()
    yield opened
    opened.close()


def clerks_own(book: xlwings.Book) -> None:
    """Give a faulty cell and a whole one a note and a colour, as a clerk would."""
    sheet = native(book).Sheets.getByName("L1学习台账")
    sheet.unprotect("")
    for address in ("D6", "C9"):
        cell = sheet.getCellRangeByName(address)
        sheet.Annotations.insertNew(cell.CellAddress, OWN_NOTE)
        cell.CellBackColor = OWN_COLOUR[0] << 16 | OWN_COLOUR[1] << 8 | OWN_COLOUR[2]
    sheet.protect("")


def native(book: xlwings.Book) -> Any:
    """Give LibreOffice's own document."""
    return book.impl.native


def notes(book: xlwings.Book, title: str) -> dict[str, str]:
    """Read the notes of a sheet over UNO."""
    found = {}
    for note in native(book).Sheets.getByName(title).Annotations:
        found[f"{letters(note.Position.Column + 1)}{note.Position.Row + 1}"] = note.String
    return found


def marked(book: xlwings.Book, title: str) -> dict[str, int]:
    """Read which cells lie under a mark, and the colour that it shows, over UNO."""
    found: dict[str, int] = {}
    styles = native(book).StyleFamilies.getByName("CellStyles")
    for one in native(book).Sheets.getByName(title).ConditionalFormats.getConditionalFormats():
        for entry in map(one.getByIndex, range(one.Count)):
            if MARK_FORMULA in entry.Formula1:
                cells = re.findall(r"(?<!COLUMN\()\bROW\(\$([A-Z]+)\$(\d+)\)", entry.Formula1)
                named = [f"{column}{row}" for column, row in cells] or list(_cells_of(one.Range))
                found.update(dict.fromkeys(named, styles.getByName(entry.StyleName).CellBackColor))
    return found


def _cells_of(ranges: Any) -> Iterator[str]:
    for area in ranges.RangeAddresses:
        for row in range(area.StartRow, area.EndRow + 1):
            yield from (f"{letters(column + 1)}{row + 1}" for column in range(area.StartColumn, area.EndColumn + 1))


def selected(app: xlwings.App) -> tuple[str, int, int]:
    """Give the sheet, row and column of the selected cell."""
    cell = app.selection
    assert cell is not None
    return cell.sheet.name, cell.row, cell.column


def said(app: xlwings.App) -> list[str]:
    """Give what the clerk was told and asked."""
    return [asked.prompt for asked in dialogs_of(app).asked]


_FOUND_BY_ITSELF = re.compile(
    r'ht="[0-9.]+"(?= hidden="false" customHeight="false")'  # heights of rows as their texts want them
    r'|defaultRowHeight="[0-9.]+"|margin-(?:top|left):[0-9.]+pt|<x:Anchor>[^<]*'  # and where notes hang by them
    r'|<c:(?:axId|crossAx) val="[0-9]+"'  # numbers by which the axes of a chart know each other
)


def parts(path: Path) -> Mapping[str, list[str]]:
    """Give the parts of a saved workbook, line by line.

    Left out are the time of saving, the numbers of charts and axes, and the heights of rows that
    LibreOffice finds by itself and has not found yet when a file has just been opened.
    """
    found = {}
    with zipfile.ZipFile(path) as package:
        charts = sorted(name for name in package.namelist() if name.startswith("xl/charts/chart"))
        for name in package.namelist():
            if name == "docProps/core.xml":
                continue
            text = package.read(name).decode("utf-8", "replace")
            for number, chart in enumerate(charts):
                text = text.replace(Path(chart).name, f"chart-{number}.xml")
            known = f"chart-{charts.index(name)}" if name in charts else name
            found[known] = _FOUND_BY_ITSELF.sub("", text).replace("><", ">\n<").split("\n")
    return found


def saved(book: xlwings.Book, path: Path) -> Mapping[str, list[str]]:
    """Save the workbook, and give its parts."""
    native(book).calculateAll()
    native(book).CurrentController.setActiveSheet(native(book).Sheets.getByIndex(0))
    book.save(str(path))
    return parts(path)


def test_a_check_marks_cells_with_colours_and_notes_and_lists_them(app: xlwings.App, book: xlwings.Book) -> None:
    clerks_own(book)
    dispatch("check")

    of_study = {address for title, address in FAULTS if title == "L1学习台账"}
    assert marked(book, "L1学习台账") == dict.fromkeys(of_study, 0xF8D0CC)
    seen = notes(book, "L1学习台账")
    assert seen.keys() == of_study | {"C9"}
    assert (seen["D6"], seen["C9"]) == (OWN_NOTE, OWN_NOTE)
    assert seen["B5"].startswith(f"{NOTE_SIGN}错误 study.category.choice\n“中心组”不在“类别”的选项里")
    lines = book.sheets["问题"].range("A3").expand().value
    assert lines[0] == ["级别", "工作表", "单元格", "填写内容", "问题", "怎么办", "规则编号"]
    assert ["错误", "L1学习台账", "B5", "中心组"] in [line[:4] for line in lines[1:]]
    counted = f"错误 4 处、核对 {len(lines) - 5} 处"
    what_now = "有问题的单元格已标出颜色和批注，全部列在“问题”表。点“下一个问题”逐个查看。"
    assert said(app) == [f"填报.xlsx：未通过。（{counted}）\n{what_now}"]


def test_a_second_check_leaves_the_notes_that_still_hold_and_renews_the_others(book: xlwings.Book) -> None:
    dispatch("check")
    first = notes(book, "L1学习台账")
    sheet = native(book).Sheets.getByName("L1学习台账")
    there = {(note.Position.Column, note.Position.Row): note for note in sheet.Annotations}
    kept, altered = there[1, 4], there[0, 6]
    kept.AnnotationShape.RotateAngle = 100  # a note that is made anew stands upright
    altered.String = f"{NOTE_SIGN}旧的"
    sheet.unprotect("")
    sheet.getCellRangeByName("D6").setValue(46)
    sheet.protect("")
    dispatch("check")

    assert notes(book, "L1学习台账") == {cell: text for cell, text in first.items() if cell != "D6"}
    turned = {note.Position.Row for note in sheet.Annotations if note.AnnotationShape.RotateAngle == 100}
    assert turned == {4}


def test_each_line_of_the_findings_sheet_leads_to_its_cell(book: xlwings.Book) -> None:
    dispatch("check")

    sheet = native(book).Sheets.getByName("问题")
    formulas = [sheet.getCellRangeByName(f"C{row}").Formula for row in (4, 5)]
    assert formulas == [
        '=HYPERLINK("#\'L1学习台账\'!B5";"B5")',
        '=HYPERLINK("#\'L1学习台账\'!D6";"D6")',
    ]
    assert sheet.isProtected()


def test_checked_twice_saved_opened_and_cleared_the_workbook_is_what_it_was(
    app: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    clerks_own(book)
    before = saved(book, tmp_path / "before.xlsx")
    for button in ("check", "indicators", "check"):
        dispatch(button)
    marked_copy = tmp_path / "marked.xlsx"
    book.save(str(marked_copy))
    dispatch("clear_marks")
    after = saved(book, tmp_path / "after.xlsx")
    again = app.books.open(str(_copied(marked_copy, tmp_path / "again.xlsx")))
    call_from(again)
    dispatch("clear_marks")
    reopened = [sheet.name for sheet in again.sheets if marked(again, sheet.name)]
    own = notes(again, "L1学习台账")
    again.close()

    assert {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == set()
    assert reopened == []
    assert own == {"D6": OWN_NOTE, "C9": OWN_NOTE}


def _copied(source: Path, target: Path) -> Path:
    target.write_bytes(source.read_bytes())
    return target


def test_the_walk_selects_one_finding_after_another(app: xlwings.App, book: xlwings.Book) -> None:
    dispatch("check")
    book.sheets["封面"].range("A1").select()
    seen = []
    for button in ("next_finding", "next_finding", "previous_finding"):
        dispatch(button)
        seen.append(selected(app))

    assert seen == [("L1学习台账", 5, 2), ("L1学习台账", 6, 4), ("L1学习台账", 5, 2)]


def test_repairs_are_written_as_numbers_and_days_and_undone_to_texts(app: xlwings.App, book: xlwings.Book) -> None:
    cells = native(book).Sheets.getByName("L1学习台账")
    before = [(cells.getCellRangeByName(a).Type.value, cells.getCellRangeByName(a).String) for a in ("D6", "A7")]
    dialogs_of(app).answers.append("yes")
    dispatch("repair")
    repaired = [(cells.getCellRangeByName(a).Type.value, cells.getCellRangeByName(a).String) for a in ("D6", "A7")]
    kept = native(book).Sheets.getByName("_xltools").IsVisible
    dialogs_of(app).answers.append("yes")
    dispatch("repair")
    after = [(cells.getCellRangeByName(a).Type.value, cells.getCellRangeByName(a).String) for a in ("D6", "A7")]

    assert before == [("TEXT", "46"), ("TEXT", "2019.3.27")]
    assert repaired == [("VALUE", "46"), ("VALUE", "2019-3-27")]
    assert kept is False
    assert after == before
    assert "_xltools" not in native(book).Sheets.ElementNames
    assert cells.isProtected()


def test_the_indicators_stand_on_a_sheet_of_their_own(app: xlwings.App, book: xlwings.Book) -> None:
    dispatch("indicators")

    rows = book.sheets["指标核对"].range("A3").expand().value
    assert rows[0][:3] == ["编号", "指标", "程序算出"]
    values = [(row[2], row[4]) for row in rows[1:] if row[2] is not None]
    assert len(values) > 20
    assert all(computed == shown for computed, shown in values)
    assert selected(app) == ("指标核对", 1, 1)


def test_a_failed_check_makes_a_draft_where_the_clerk_agrees(
    app: xlwings.App, book: xlwings.Book, tmp_path: Path
) -> None:
    dispatch("report")
    assert list(tmp_path.glob("*.docx")) == []
    dialogs_of(app).answers.append("yes")
    dispatch("report")

    assert [path.name for path in tmp_path.glob("*.docx")] == ["填报（草稿）.docx"]
    assert book.name == "填报.xlsx"


def test_an_explanation_is_prepared_and_the_cell_for_the_reason_selected(app: xlwings.App, book: xlwings.Book) -> None:
    dispatch("check")
    lines = book.sheets["问题"].range("A3").expand().value
    row = next(number for number, line in enumerate(lines, 3) if line[0] == "核对")
    book.sheets["问题"].range((row, 5)).select()
    dispatch("explain")

    assert book.sheets["说明"].range("A4:B4").value == [lines[row - 3][6], lines[row - 3][1]]
    assert selected(app) == ("说明", 4, 4)


def test_a_hostile_workbook_changes_nothing_of_what_runs(app: xlwings.App, tmp_path: Path) -> None:
    """Sheets of configuration and of code, as xlwings' own add-in would obey them, are cells like any others."""
    trap = tmp_path / "trap"
    path = write_spoilt(tmp_path / "hostile.xlsx")
    book = app.books.open(str(path))
    call_from(book)
    for title in ("xlwings.conf", "_xltools.conf", "xltools.py", "addin.py"):
        sheet = book.sheets.add(title, after=book.sheets[-1])
        sheet.range("A1").value = [["INTERPRETER_WIN", f"touch {trap}"], ["PYTHONPATH", str(tmp_path)]]
        sheet.range("A4").value = f"open({str(trap)!r}, 'w')"
    (tmp_path / "xltools.py").write_text(f"open({str(trap)!r}, 'w')")
    try:
        dispatch("check")
        assert said(app)[-1].startswith("hostile.xlsx：未通过。")
        assert not trap.exists()
    finally:
        book.close()


def test_a_saved_marked_workbook_is_read_as_before(book: xlwings.Book, tmp_path: Path) -> None:
    saved(book, tmp_path / "before.xlsx")
    before = read_grid(tmp_path / "before.xlsx")
    dispatch("check")
    saved(book, tmp_path / "marked.xlsx")
    after = read_grid(tmp_path / "marked.xlsx")

    unlisted = [(one, other) for one, other in zip(before.sheets, after.sheets, strict=True) if one.name != "问题"]
    assert all(one.columns == other.columns and one.formulas == other.formulas for one, other in unlisted)


def test_locks_come_back_with_what_they_allow(book: xlwings.Book, tmp_path: Path) -> None:
    dispatch("check")
    dispatch("clear_marks")
    book.save(tmp_path / "checked.xlsx")

    before, after = allowed(tmp_path / "填报.xlsx"), allowed(tmp_path / "checked.xlsx")
    assert sum("sort" in names for names in before) > 20
    assert after == before


def allowed(path: Path) -> list[set[str]]:
    """Give what the lock of each sheet allows, in the order of the sheets."""
    found = []
    with zipfile.ZipFile(path) as package:
        for number in range(1, len([name for name in package.namelist() if "/worksheets/sheet" in name]) + 1):
            text = package.read(f"xl/worksheets/sheet{number}.xml").decode()
            lock = re.search(r"<sheetProtection ([^>]*)/>", text)
            pairs = re.findall(r'(\w+)="(?:0|false)"', lock[1]) if lock else ()
            found.append(set(pairs) - {"objects", "scenarios"})
    return found
