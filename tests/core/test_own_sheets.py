"""The sheets that the tool adds to an open workbook."""

from __future__ import annotations

from decimal import Decimal

from tests.support.annual_report import annual_pack
from tests.support.grids import Cell, of_cells
from tests.support.macro_books import clean_grid
from tests.support.words import words
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.grid import CellType, SheetGrid
from xltools.core.indicators import compute, disagreements
from xltools.core.marks.own_sheets import OwnSheet, is_own, memory_sheet, outcomes_headers, outcomes_sheet, read_memory
from xltools.core.marks.repairs import CellChange, CellContent
from xltools.core.parse import parse

CHANGE = CellChange("学习", 4, 2, CellContent(CellType.TEXT, "46", "@"), CellContent(CellType.NUMBER, "46", "General"))


def as_grid(sheet: OwnSheet) -> SheetGrid:
    """Give a sheet as a reader would find it."""
    lines = [(sheet.title,), (sheet.hint,), sheet.headers, *sheet.rows]
    return of_cells(
        sheet.title,
        {
            (row, column): Cell(CellType.NUMBER if isinstance(value, Decimal) else CellType.TEXT, str(value))
            for row, line in enumerate(lines, 1)
            for column, value in enumerate(line, 1)
            if value is not None
        },
    )


def test_the_engines_values_stand_beside_those_of_the_workbook() -> None:
    pack, read = annual_pack(), parse(clean_grid(), annual_pack())
    outcomes = compute(read, pack)

    sheet = outcomes_sheet(outcomes, read, disagreements(read, outcomes, pack), pack, words())

    rows = {str(row[0]): dict(zip(sheet.headers, row, strict=True)) for row in sheet.rows}
    assert list(rows) == list(pack.indicators)
    first = next(iter(pack.indicators))
    assert rows[first]["程序算出"] == outcomes[first].value
    missing = [name for name, outcome in outcomes.items() if outcome.value is None and outcome.active]
    assert all(rows[name]["备注"] for name in missing)
    assert [sheet.rows[number][0] for number, severity in sheet.coloured.items()] == missing


def test_a_value_that_differs_is_coloured_and_said() -> None:
    pack, read = annual_pack(), parse(clean_grid(), annual_pack())
    outcomes = compute(read, pack)
    name, shown = next((name, shown) for name, shown in read.shown.items() if outcomes[name].value is not None)
    spoilt = replace(read, shown={**read.shown, name: replace(shown, value=Decimal(12345))})

    sheet = outcomes_sheet(outcomes, spoilt, disagreements(spoilt, outcomes, pack), pack, words())

    number = next(number for number, row in enumerate(sheet.rows) if row[0] == name)
    assert sheet.coloured[number] is Severity.ERROR
    assert sheet.rows[number][4] == Decimal(12345)
    assert sheet.rows[number][5] == "与工作簿显示的不一致。"


def test_a_sheet_is_the_tools_own_by_name_title_and_headers() -> None:
    sheet = memory_sheet([CHANGE], words())
    grid = as_grid(sheet)

    assert is_own(grid, sheet.title, sheet.headers)
    assert not is_own(replace(grid, name="_xltools 2"), sheet.title, sheet.headers)
    assert not is_own(grid, sheet.title, outcomes_headers(words()))


def test_what_can_be_undone_is_kept_in_the_workbook_and_found_again() -> None:
    grid = as_grid(memory_sheet([CHANGE, CHANGE], words()))

    assert read_memory(grid, words()) == (CHANGE, CHANGE)
    assert read_memory(None, words()) == ()
    assert read_memory(of_cells("_xltools", {(1, 1): Cell(CellType.TEXT, "我的")}), words()) == ()
