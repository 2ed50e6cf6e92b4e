"""Sheets drawn in a test as a person would draw them; ``draw_table`` says how."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NoReturn

from xltools.core.dataset import Dataset, Table
from xltools.core.pack import PeriodPart
from xltools.core.pack_parsing.drawn_sheets import draw_table
from xltools.core.periods import numbered_period
from xltools.core.sheets import Blank, Choice, Column, ColumnType, MatrixRow, Sheet, SheetKind


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
    return draw_table(declared, drawing, order, _refuse)


def dataset(*tables: Table, year: int | None = 2019, covers: str = "year", number: int | None = None) -> Dataset:
    """Put drawn sheets together, in a report of a year or of its month or quarter of a number."""
    part = None if covers == "year" else PeriodPart(covers, f"parameters.{covers}")
    period = None if year is None else numbered_period(year, number, part)
    return Dataset(period, "竹峰街道", {table.sheet.name: table for table in tables})


def _column(name: str, said: list[str]) -> Column:
    filtered = said[3] if len(said) == 4 else None
    listed = said[1] if len(said) > 1 else None
    missing = frozenset({Blank.NOT_APPLICABLE, Blank.UNKNOWN})
    return Column(name, {"zh-Hans": name}, ColumnType(said[0]), choices=listed, choice_filter=filtered, missing=missing)


def _refuse(key: str, **params: object) -> NoReturn:
    raise AssertionError(key, params)
