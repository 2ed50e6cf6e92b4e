"""Random ledgers, clean and dirty, in a workbook with the formulas of aggregations beside them.

One sheet a ledger, its header in row 1; a form ``parameters`` before them.  The workbook is written
cell by cell as people leave it, not as the program would: text that looks like a number, truth
values, errors, numbers that lost their date format.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from tests.support.drawing import choices, sheet
from xltools.core.pack import Pack
from xltools.core.sheets import Column, ColumnType, Sheet

ROWS = 24
FORMULA_COLUMN = 9  # from 0: J
DECIMALS = 2

COLUMNS = {
    "day": "date",
    "kind": "select_one kinds",
    "people": "decimal",
    "note": "text",
    "due": "date",
    "seats": "integer",
}
LISTS = {"kinds": choices("中心组学习", "**", "a?c", "A", "a", "15")}
FORM = sheet("parameters", {"year": "integer", "unit": "text", "quota": "decimal", "counted": "select_one yes"}, "form")
MATRIX_ROWS = tuple(f"r{number}" for number in range(6))

KINDS = ("中心组学习", "**", "a?c", "A", "a", "15")
NOTES = ("x", "X", "x ", "**", "~", "不适用", "不详", "15", "１５", "长" * 40, "=1+1", '"')
NUMBERS = (0, 1, 2.5, -3, 0.1, 0.2, 1e-9, 2.675, 123456789.125, 15)
DAYS = (
    datetime(2018, 12, 31, 23, 59),  # noqa: DTZ001 - a cell has no time zone
    date(2019, 1, 1),
    date(2019, 6, 15),
    date(2019, 6, 30),
    datetime(2019, 12, 31, 15, 0),  # noqa: DTZ001
    date(2020, 1, 1),
)


class Sort(Enum):
    """What the cells of a ledger are like.

    Attributes:
        CLEAN: Every one is of its column's type.
        DIRTY: Some are texts where numbers or dates belong, texts with a space too many, errors.
        ODD: Some are numbers that the engine refuses and a formula takes: truth values, numbers
            without a date's format, fractions of persons.
    """

    CLEAN = 0
    DIRTY = 1
    ODD = 2


class Fault(Enum):
    """An error in a cell."""

    NOT_AVAILABLE = "#N/A"


Cell = str | float | int | bool | date | Fault | None
Rows = Sequence[Sequence[Cell]]

DIRT: Mapping[ColumnType, Sequence[Cell]] = {
    ColumnType.DATE: ("2019.5.1", "2019-05-01", " ", "约五月", Fault.NOT_AVAILABLE),
    ColumnType.DECIMAL: ("15", "约20", "２４８", " ", "1,234", Fault.NOT_AVAILABLE),
    ColumnType.INTEGER: ("15", "二十", "20人", "-", Fault.NOT_AVAILABLE),
    ColumnType.SELECT_ONE: (" a", "a ", "中心组学习 ", "Ａ", "其他", 15, Fault.NOT_AVAILABLE),
    ColumnType.TEXT: (" x", 15, 0.5, Fault.NOT_AVAILABLE),
}
ODD: Mapping[ColumnType, Sequence[Cell]] = {
    ColumnType.DATE: (True, 43586, 20190501, 0, -1, False),
    ColumnType.DECIMAL: (True, False, 1e15, date(2019, 5, 1)),
    ColumnType.INTEGER: (2.5, True, 1e300),
    ColumnType.SELECT_ONE: (True, date(2019, 5, 1)),
    ColumnType.TEXT: (True, date(2019, 5, 1), 1e300),
}


@dataclass(frozen=True)
class Drawn:
    """A random sheet: its declaration and rows."""

    sheet: Sheet
    sort: Sort
    rows: Rows


def random_sheet(chance: random.Random, name: str, sort: Sort, kind: str = "ledger") -> Drawn:
    """Make a ledger, or a matrix."""
    matrix = kind == "matrix"
    declared = sheet(name, COLUMNS, kind, MATRIX_ROWS if matrix else ())
    rows = [
        [_cell(chance, column, sort) if chance.random() < 0.85 else None for column in declared.columns]
        if matrix or chance.random() < 0.9
        else [None] * len(COLUMNS)
        for _ in range(len(MATRIX_ROWS) if matrix else chance.randint(0, ROWS))
    ]
    return Drawn(declared, sort, rows)


def _cell(chance: random.Random, column: Column, sort: Sort) -> Cell:
    if sort is not Sort.CLEAN and chance.random() < 0.12:
        return chance.choice(ODD[column.type] if sort is Sort.ODD and chance.random() < 0.5 else DIRT[column.type])
    if chance.random() < 0.06:
        return chance.choice(("不适用", "不详") if chance.random() < 0.3 else ("不适用",))
    match column.type:
        case ColumnType.DATE:
            return chance.choice(DAYS)
        case ColumnType.DECIMAL:
            return chance.choice((*NUMBERS, chance.randint(0, 99)))
        case ColumnType.INTEGER:
            return chance.randint(0, 20)
        case ColumnType.TEXT:
            return chance.choice(NOTES)
    return chance.choice(KINDS)


def pack_of(sheets: Iterable[Drawn]) -> Pack:
    """Declare a workbook of these sheets."""
    declared = {FORM.name: FORM} | {drawn.sheet.name: drawn.sheet for drawn in sheets}
    return Pack("test", "1", ("1",), ("zh-Hans",), {}, "parameters.year", "parameters.unit", declared, LISTS, (), {})


def write(path: Path, form: Mapping[str, Cell], sheets: Sequence[Drawn], formulas: Sequence[Sequence[str]]) -> None:
    """Write a workbook: a form, and each sheet with its formulas in column J from row 1."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        looks = {"date": book.add_format({"num_format": "yyyy-m-d"})}
        page = book.add_worksheet(FORM.name)
        for row, (label, value) in enumerate(form.items()):
            page.write_string(row, 0, label)
            _write(page, row, 1, value, looks)
        for drawn, its in zip(sheets, formulas, strict=True):
            page = book.add_worksheet(drawn.sheet.name)
            _write_sheet(page, drawn, looks)
            for row, formula in enumerate(its):
                page.write_array_formula(row, FORMULA_COLUMN, row, FORMULA_COLUMN, f"{{={formula}}}")


def _write_sheet(page: Worksheet, drawn: Drawn, looks: Mapping[str, object]) -> None:
    first = 1 if drawn.sheet.rows else 0
    page.write_row(0, first, [column.name for column in drawn.sheet.columns])
    for row, label in enumerate(drawn.sheet.rows, 1):
        page.write_string(row, 0, label.name)
    for row, values in enumerate(drawn.rows, 1):
        for place, value in enumerate(values, first):
            _write(page, row, place, value, looks)


def _write(page: Worksheet, row: int, column: int, value: Cell, looks: Mapping[str, object]) -> None:
    match value:
        case None:
            return
        case Fault():
            page.write_formula(row, column, "=NA()", None, value.value)
        case bool():
            page.write_boolean(row, column, value)
        case date():
            page.write_datetime(row, column, value, looks["date"])
        case str():
            page.write_string(row, column, value)
        case _:
            page.write_number(row, column, value)
