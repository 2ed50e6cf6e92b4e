"""A workbook that openpyxl and calamine both read is read, with the same values."""

from __future__ import annotations

import shutil
import warnings
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import python_calamine
import xlsxwriter
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.utils.datetime import CALENDAR_MAC_1904, CALENDAR_WINDOWS_1900, from_excel
from openpyxl.worksheet.formula import ArrayFormula

from tests.support import libreoffice
from tests.support.annual_report import SAMPLE
from tests.support.foreign_books import decorated
from xltools.adapters.xlsx_reader import read_grid
from xltools.adapters.xlsx_strings import unescape
from xltools.core.grid import CellType, Grid

Value = str | int | float | bool | datetime | time | timedelta | None
Place = tuple[str, int, int]

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"), max_size=12
)
SPOKEN = st.sampled_from(
    [
        "学习",
        " 前后 ",
        "a\nb",
        "a\tb",
        "=1+1",
        "'1",
        "007",
        "1e3",
        "&<>\"'",
        "_x000D_",
        "_x5B57_",
        "字" * 300,
        "NaN",
        "TRUE",
    ]
)
NUMBERS = st.one_of(
    st.integers(-(10**15), 10**15),
    st.floats(-1e300, 1e300),  # XlsxWriter spells the largest ones so that they are none
    st.sampled_from([0.1, 247.99999999999997, 1e-300, 1e300, 5e-324, -0.0, 2**53 + 2]),
)
DAYS = st.datetimes(datetime(1905, 1, 1), datetime(2100, 12, 31)).map(lambda d: d.replace(microsecond=0))  # noqa: DTZ001 a sheet knows no zones
CELLS = st.one_of(TEXTS, SPOKEN, NUMBERS, st.booleans(), DAYS)
PLACES = st.tuples(st.integers(1, 40), st.integers(1, 30))
SHEETS = st.lists(st.dictionaries(PLACES, CELLS, max_size=25), min_size=1, max_size=4)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def ours(grid: Grid) -> dict[Place, Value]:
    """Give what we read in the terms of openpyxl."""
    epoch = CALENDAR_MAC_1904 if grid.epoch_1904 else CALENDAR_WINDOWS_1900
    found: dict[Place, Value] = {}
    for sheet in grid.sheets:
        for cell in sheet.cells():
            place = (sheet.name, cell.row, cell.column)
            match cell.type:
                case CellType.NUMBER:
                    found[place] = float(cell.value)
                case CellType.DATE:
                    found[place] = from_excel(float(cell.value), epoch)
                case CellType.BOOLEAN:
                    found[place] = cell.value == "TRUE"
                case CellType.TEXT if cell.value:
                    found[place] = cell.value
                case CellType.ERROR:
                    found[place] = cell.value
                case _:
                    pass  # nothing is stored
    return found


def theirs(path: Path) -> dict[Place, Value]:
    """Give what openpyxl reads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of extensions that it would lose on saving
        book = openpyxl.load_workbook(path, data_only=True)
    found: dict[Place, Value] = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                value = cell.value
                if value is not None and value != "":
                    number = isinstance(value, int | float) and not isinstance(value, bool)
                    found[sheet.title, cell.row, cell.column] = float(value) if number else value  # type: ignore[arg-type, assignment, index]
    return found


def calamines(path: Path) -> dict[Place, Value]:
    """Give what calamine reads; errors and blanks are one to it."""
    book = python_calamine.CalamineWorkbook.from_path(path)
    found: dict[Place, Value] = {}
    for name in book.sheet_names:
        sheet = book.get_sheet_by_name(name)
        top, left = sheet.start or (0, 0)
        for row, values in enumerate(sheet.to_python(skip_empty_area=True), top + 1):
            for column, value in enumerate(values, left + 1):
                if value != "":
                    found[name, row, column] = value  # type: ignore[assignment] # a date is one of ours there
    return found


def unescaped(value: Value) -> Value:
    return unescape(value) if isinstance(value, str) else value


def alike(one: Value, other: Value) -> bool:
    """Say whether two values are one but for how a library gives them: a day without a time is a date to calamine."""
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, date) and isinstance(other, date):
        first, second = (v if isinstance(v, datetime) else datetime(v.year, v.month, v.day) for v in (one, other))  # noqa: DTZ001
        return abs(first - second) < timedelta(milliseconds=2)
    return one == other


def assert_agreement(path: Path) -> Grid:
    """Where the two agree on a cell, so must we; and what both find blank, we find blank.

    One thing we read otherwise than both: ``_x5B57_`` is one character, as in Excel (ECMA-376, 22.9.2.19).
    A text that was escaped twice they unescape once, as we do.
    """
    grid = read_grid(path)
    mine, first, second = ours(grid), theirs(path), calamines(path)
    for place in mine.keys() | first.keys() | second.keys():
        a, b = unescaped(first.get(place)), unescaped(second.get(place))
        if alike(a, b):
            assert alike(mine.get(place), a) or alike(mine.get(place), first.get(place)), (place, mine.get(place), a, b)
        else:
            assert alike(mine.get(place), a) or alike(mine.get(place), b) or a is None, (place, mine.get(place), a, b)
    return grid


@FEW
@given(SHEETS, st.booleans())
@example([{(1, 1): "_x000D_", (2, 2): datetime(1905, 1, 1)}], True)  # noqa: DTZ001
def test_what_openpyxl_writes_is_read_as_openpyxl_and_calamine_read_it(
    tmp_path: Path, sheets: list[Mapping[tuple[int, int], Value]], epoch_1904: bool
) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    if epoch_1904:
        book.epoch = CALENDAR_MAC_1904
    for number, cells in enumerate(sheets):
        sheet = book.create_sheet(f"表{number}")
        for (row, column), value in cells.items():
            cell = sheet.cell(row, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"  # or a text that begins with = is a formula to it
        if cells:
            sheet.row_dimensions[min(cells)[0]].hidden = True
            sheet.merge_cells("AH50:AJ52")
    path = tmp_path / "openpyxl.xlsx"
    book.save(path)

    assert assert_agreement(path).epoch_1904 is epoch_1904


@FEW
@given(SHEETS, st.booleans(), st.booleans())
@example([{(1, 1): "_x000D_"}], False, False)
def test_what_xlsxwriter_writes_is_read_as_openpyxl_and_calamine_read_it(
    tmp_path: Path, sheets: list[Mapping[tuple[int, int], Value]], epoch_1904: bool, inline: bool
) -> None:
    path = tmp_path / "xlsxwriter.xlsx"
    options = {"date_1904": epoch_1904, "constant_memory": inline, "default_date_format": "yyyy-mm-dd hh:mm:ss"}
    with xlsxwriter.Workbook(path, options) as book:
        bold = book.add_format({"bold": True})
        for number, cells in enumerate(sheets):
            sheet = book.add_worksheet(f"表{number}")
            for (row, column), value in sorted(cells.items()):
                _write(sheet, row - 1, column - 1, value, bold)

    assert assert_agreement(path).epoch_1904 is epoch_1904


def _write(sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, value: Value, bold: object) -> None:
    match value:
        case bool():
            sheet.write_boolean(row, column, value)
        case int() | float():
            sheet.write_number(row, column, value)
        case datetime():
            sheet.write_datetime(row, column, value)
        case str() if len(value) > 8 and value.isalpha():
            sheet.write_rich_string(row, column, value[:3], bold, value[3:6], value[6:])
        case str():
            sheet.write_string(row, column, value)


def test_formulas_errors_rich_texts_and_hidden_sheets_are_read_alike(tmp_path: Path) -> None:
    path = tmp_path / "all.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("一")
        for row, (formula, result) in enumerate(
            [("=1+1", 2), ('="a"&"b"', "ab"), ("=1=1", True), ("=1/0", "#DIV/0!"), ("=NA()", "#N/A")]
        ):
            sheet.write_formula(row, 0, formula, None, result)
        sheet.write_array_formula("C1:C3", "{=ROW(A1:A3)}", None, 1)
        sheet.write_rich_string("D1", "一", book.add_format({"bold": True}), " 二 ", "三")
        sheet.merge_range("F1:H3", "合并")
        sheet.write_blank("I1", None, book.add_format({"bg_color": "#FFFF00"}))
        for name, hide in (("隐藏", "hide"), ("深藏", "very_hidden")):
            hidden = book.add_worksheet(name)
            hidden.write(0, 0, name)
            getattr(hidden, hide)()

    grid = assert_agreement(path)
    assert [sheet.state for sheet in grid.sheets] == ["visible", "hidden", "veryHidden"]


def test_rich_texts_and_array_formulas_of_openpyxl_are_read_alike(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet["A1"] = CellRichText("前", TextBlock(InlineFont(b=True), " 粗 "), "后")
    sheet["A2"] = ArrayFormula("A2:A4", "=ROW(A2:A4)")
    sheet["A5"] = "=SUM(A1:A4)"
    sheet["A6"] = time(8, 30)
    path = tmp_path / "rich.xlsx"
    book.save(path)

    cells = {(c.row, c.column): (c.type, c.value) for c in assert_agreement(path).sheets[0].cells()}
    assert cells[1, 1] == (CellType.TEXT, "前 粗 后")
    assert cells[5, 1] == (CellType.NO_VALUE, "")


def test_a_large_ledger_of_nothing_but_zeros_is_read(tmp_path: Path) -> None:
    path = tmp_path / "zeros.xlsx"
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet()
        for row in range(60_000):
            for column in range(4):
                sheet.write_number(row, column, 0)

    columns = read_grid(path).sheets[0].columns
    assert [len(cells.rows) for cells in columns.values()] == [60_000] * 4


@pytest.mark.libreoffice
def test_what_libreoffice_saves_is_read_as_openpyxl_and_calamine_read_it(tmp_path: Path) -> None:
    book, macros = tmp_path / "book.xlsx", tmp_path / "decorated.xlsm"
    shutil.copy(SAMPLE, book)
    decorated(macros)
    saved = tmp_path / "saved"
    saved.mkdir()

    paths = [
        *libreoffice.convert([book], "xlsx:Calc MS Excel 2007 XML", saved),
        *libreoffice.convert([macros], "xlsm:Calc MS Excel 2007 VBA XML", saved),
    ]

    assert [path.suffix for path in paths] == [".xlsx", ".xlsm"]
    before = ours(read_grid(SAMPLE))
    after = ours(assert_agreement(paths[0]))
    assert {place: value for place, value in after.items() if place[0].startswith("L")} == {
        place: value for place, value in before.items() if place[0].startswith("L")
    }
    assert_agreement(paths[1])
