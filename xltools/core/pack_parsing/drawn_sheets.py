"""Sheets drawn in a text, as a pack's own tests draw them.

The first line names the columns and is row 1 of the sheet; ``#`` is a cell that could not be read::

    | name | beds |
    | A    | #    |
    | B    | 9999 |

A matrix has the names of its fixed rows in a first column ``row``; a form has one line of values.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.dataset import UNREADABLE, Slip, Table, Value
from xltools.core.findings import letters
from xltools.core.nearest import nearest
from xltools.core.sheets import MISSING_WORDS, Blank, Column, ColumnType, Sheet, SheetKind

ROW = "row"
"""The heading over the names of a matrix's fixed rows."""

_BAR = re.compile(r"(?<!\\)\|")
_NUMBER = re.compile(r"[-+]?[0-9]{1,40}(\.[0-9]{1,40})?")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MISSING = {word: blank for blank, word in MISSING_WORDS.items()}

Fault = Callable[..., None]
"""Takes a message key and its values."""


def draw_table(sheet: Sheet, drawing: str, order: int, fault: Fault) -> Table:
    """Read a drawn sheet.

    Args:
        sheet: Its declaration.
        drawing: The text.
        order: The sheet's place in the workbook.
        fault: Told what is wrong with the drawing; the reading goes on.

    Returns:
        The table; a declared column that is not drawn is one that the workbook lacks.
    """
    header, records, rows = _records(sheet, drawing, fault)
    matrix = sheet.kind is SheetKind.MATRIX
    if matrix:
        records, rows = _fixed(sheet, records, rows, fault)
    columns = _columns(sheet, header, records, rows, fault)
    places = {name: place for place, name in enumerate(header, 1) if name in columns}
    form = sheet.kind is SheetKind.FORM
    if form and len(records) != 1:
        fault("pack.case.one_line")
    return Table(
        sheet,
        sheet.name,
        order,
        tuple(rows),
        columns,
        places={} if form else places,
        fields={name: (2, place) for name, place in places.items()} if form else {},
        slips=_slips(columns),
        keys=tuple(record[0] for record in records) if matrix else (),
    )


def _records(sheet: Sheet, drawing: str, fault: Fault) -> tuple[list[str], list[list[str]], list[int]]:
    """Part a drawing into the names of its columns, its lines of cells, and the lines' row numbers."""
    lines = [_cells(line) for line in drawing.strip().splitlines()]
    header = lines[0] if lines else []
    known = [*(ROW for _ in range(sheet.kind is SheetKind.MATRIX)), *(column.name for column in sheet.columns)]
    if not header:
        fault("pack.case.no_header", value=sheet.name)
    for name in dict.fromkeys(header):
        if name not in known:
            fault("pack.unknown_column", value=name, suggestion=nearest(name, known))
        elif header.count(name) > 1:
            fault("pack.case.column_twice", value=name)
    records, rows = [], []
    for row, cells in enumerate(lines[1:], 2):
        if len(cells) == len(header):
            records.append(cells)
            rows.append(row)
        else:
            fault("pack.case.cells", row=row, value=len(cells), maximum=len(header))
    return header, records, rows


def _cells(line: str) -> list[str]:
    parts = _BAR.split(line.strip())
    inner = parts[1:-1] if len(parts) > 2 else parts
    return [cell.strip().replace("\\|", "|") for cell in inner]


def _fixed(
    sheet: Sheet, records: Sequence[list[str]], rows: Sequence[int], fault: Fault
) -> tuple[list[list[str]], list[int]]:
    """Keep the lines that are fixed rows of the sheet, each once."""
    known = [row.name for row in sheet.rows]
    kept: dict[str, tuple[list[str], int]] = {}
    for record, row in zip(records, rows, strict=True):
        if record[0] not in known:
            fault("pack.unknown_row", value=record[0], suggestion=nearest(record[0], known))
        elif record[0] in kept:
            fault("pack.repeated", value=record[0])
        else:
            kept[record[0]] = record, row
    return [record for record, _ in kept.values()], [row for _, row in kept.values()]


def _columns(
    sheet: Sheet, header: Sequence[str], records: Sequence[list[str]], rows: Sequence[int], fault: Fault
) -> dict[str, tuple[Value, ...]]:
    """Read the cells of every declared column that is drawn."""
    declared = {column.name: column for column in sheet.columns}
    columns: dict[str, tuple[Value, ...]] = {}
    for place, name in enumerate(header, 1):
        if name in declared:
            columns[name] = tuple(
                _value(declared[name], record[place - 1], f"{letters(place)}{row}", fault)
                for record, row in zip(records, rows, strict=True)
            )
    return columns


def _value(column: Column, text: str, address: str, fault: Fault) -> Value:
    if text == "#":
        return UNREADABLE
    if not text:
        return Blank.EMPTY
    if _MISSING.get(text) in column.missing:
        return _MISSING[text]
    value = _typed(column.type, text)
    if value is None:
        fault("pack.case.cell", address=address, value=text, type=column.type.value)
        return UNREADABLE
    return value


def _typed(kind: ColumnType, text: str) -> Decimal | date | str | None:
    if kind in {ColumnType.INTEGER, ColumnType.DECIMAL}:
        number = Decimal(text) if _NUMBER.fullmatch(text) else None
        return None if number is None or (kind is ColumnType.INTEGER and number != int(number)) else number
    if kind is not ColumnType.DATE:
        return text
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None


def _slips(columns: Mapping[str, Sequence[Value]]) -> dict[str, dict[int, Slip]]:
    slip = Slip("parse.unreadable", {"value": "#"})
    found = {
        name: {index: slip for index, value in enumerate(values) if value is UNREADABLE}
        for name, values in columns.items()
    }
    return {name: slips for name, slips in found.items() if slips}
