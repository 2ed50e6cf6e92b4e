"""Sheets drawn in a test as a person would draw them.

The first line names the columns and is row 1 of the sheet; ``#`` is a cell that could not be read::

    | name | beds |
    | A    | #    |
    | B    | 9999 |

A matrix has its row names in a first column ``row``; a form has one line of values.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from xltools.core.dataset import UNREADABLE, Dataset, Slip, Table, Value
from xltools.core.sheets import Blank, Choice, Column, ColumnType, MatrixRow, Period, Sheet, SheetKind

MISSING = {"不适用": Blank.NOT_APPLICABLE, "不详": Blank.UNKNOWN}
NUMBERS = {ColumnType.INTEGER, ColumnType.DECIMAL}


def sheet(name: str, columns: Mapping[str, str], kind: str = "ledger", rows: tuple[str, ...] = ()) -> Sheet:
    """Declare a sheet in short: ``{"day": "date", "kind": "select_one kinds", "room": "select_one rooms under kind"}``.

    The label of everything is its name; every column takes 不适用 and 不详.
    """
    return Sheet(
        name,
        SheetKind(kind),
        {"zh-Hans": name},
        tuple(_column(column, said.split()) for column, said in columns.items()),
        rows=tuple(MatrixRow(row, {"zh-Hans": row}) for row in rows),
    )


def choices(*entries: str) -> tuple[Choice, ...]:
    """Declare a choice list: ``"hall"``, or ``"hall under culture"`` with the filter's value."""
    pairs = [entry.partition(" under ") for entry in entries]
    return tuple(Choice(name, {"zh-Hans": name}, under or None) for name, _, under in pairs)


def table(declared: Sheet, drawing: str, order: int = 0) -> Table:
    """Read a drawn sheet; a declared column that is not drawn is one that the workbook lacks."""
    header, *lines = [_cells(line) for line in drawing.strip().splitlines()]
    keyed = header[0] == "row"
    names = header[1:] if keyed else header
    records = [line[1:] if keyed else line for line in lines]
    columns = {
        name: tuple(_value(declared.column(name), record[place]) for record in records)
        for place, name in enumerate(names)
    }
    places = {name: place + (2 if keyed else 1) for place, name in enumerate(names)}
    form = declared.kind is SheetKind.FORM
    return Table(
        declared,
        declared.name,
        order,
        tuple(range(2, 2 + len(records))),
        columns,
        places={} if form else places,
        fields={name: (2, place) for name, place in places.items()} if form else {},
        slips=_slips(columns),
        keys=tuple(line[0] for line in lines) if keyed else (),
    )


def dataset(*tables: Table, year: int | None = 2019) -> Dataset:
    """Put drawn sheets together."""
    period = None if year is None else Period.of_year(year)
    return Dataset(period, "竹峰街道", {table.sheet.name: table for table in tables})


def _column(name: str, said: list[str]) -> Column:
    filtered = said[3] if len(said) == 4 else None
    listed = said[1] if len(said) > 1 else None
    missing = frozenset({Blank.NOT_APPLICABLE, Blank.UNKNOWN})
    return Column(name, {"zh-Hans": name}, ColumnType(said[0]), choices=listed, choice_filter=filtered, missing=missing)


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip().strip("|").split("|")]


def _value(column: Column, text: str) -> Value:
    if text == "#":
        return UNREADABLE
    if not text or text in MISSING:
        return MISSING.get(text, Blank.EMPTY)
    if column.type in NUMBERS:
        return Decimal(text)
    return date.fromisoformat(text) if column.type is ColumnType.DATE else text


def _slips(columns: Mapping[str, tuple[Value, ...]]) -> dict[str, dict[int, Slip]]:
    slip = Slip("parse.unreadable", {"value": "#"})
    found = {
        name: {index: slip for index, value in enumerate(values) if value is UNREADABLE}
        for name, values in columns.items()
    }
    return {name: slips for name, slips in found.items() if slips}
