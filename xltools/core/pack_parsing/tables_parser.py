"""Read ``tables.toml``: the fixed tables of a report, drawn cell by cell.

A line of the drawing is a row.  ``<`` joins a cell to the one on its left, ``^`` to the one above;
``{sheet.row.column}`` prints a matrix's cell, ``{sheet.row}`` all its columns, one after the other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from xltools.core.frozen import replace
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.matrix_parser import read_name
from xltools.core.printed_table import Alignment, PrintedCell, PrintedTable
from xltools.core.sheets import Sheet, SheetKind

_MOST_TABLES, _MOST_ROWS, _MOST_COLUMNS = 100, 1000, 60
_BAR = re.compile(r"(?<!\\)\|")
_PRINTED = re.compile(r"\{([a-z0-9_]+)\.([a-z0-9_]+)(?:\.([a-z0-9_]+))?\}")
_LEFT, _ABOVE = "<", "^"

Position = PrintedCell | str
"""What stands at a place of the grid: a cell, or one of the two marks."""


def read_tables(root: Entry) -> Mapping[str, PrintedTable]:
    """Read every table; faults are recorded in the entries."""
    entries = root.tables("table")
    root.close()
    if len(entries) > _MOST_TABLES:
        root.fault("table", "pack.too_many", maximum=_MOST_TABLES)
    tables: dict[str, PrintedTable] = {}
    for entry in entries[:_MOST_TABLES]:
        table = _table(entry)
        if table.name in tables:
            entry.fault("name", "pack.repeated", value=table.name)
        tables[table.name] = table
    return tables


def _table(entry: Entry) -> PrintedTable:
    name = read_name(entry)
    header_rows = entry.integer("header_rows", 1, most=_MOST_ROWS)
    landscape = entry.flag("landscape")
    grid = _grid(entry)
    count = max(map(len, grid), default=0)
    widths = _widths(entry, count)
    alignments = _alignments(entry, count)
    entry.close()
    rows = _joined(entry, grid, header_rows)
    return PrintedTable(name, rows, widths, alignments, header_rows, landscape)


def _grid(entry: Entry) -> list[list[Position]]:
    """Read the drawing into rows of equal length."""
    lines = [line for line in entry.text("rows").splitlines() if line.strip()]
    if len(lines) > _MOST_ROWS:
        entry.fault("rows", "pack.too_many", maximum=_MOST_ROWS)
    grid = [_row(entry, line) for line in lines[:_MOST_ROWS]]
    count = max(map(len, grid), default=0)
    if count > _MOST_COLUMNS:
        entry.fault("rows", "pack.too_many", maximum=_MOST_COLUMNS)
    for number, row in enumerate(grid, 1):
        if len(row) != count:
            entry.fault("rows", "pack.table.cells", row=number, value=len(row), maximum=count)
            row.extend([_LEFT] * (count - len(row)))
    return grid


def _row(entry: Entry, line: str) -> list[Position]:
    parts = _BAR.split(line.strip())
    row: list[Position] = []
    for part in parts[1:-1] if len(parts) > 2 else parts:
        text = part.strip().replace("\\|", "|")
        if text in (_LEFT, _ABOVE):
            row.append(text)
        elif found := _PRINTED.fullmatch(text):
            row += [PrintedCell(len(row) + more, source=source) for more, source in enumerate(_sources(entry, found))]
        else:
            row.append(PrintedCell(len(row), text))
    return row


def _sources(entry: Entry, found: re.Match[str]) -> Sequence[tuple[str, str, str]]:
    """Give the matrix cells that a place of the drawing prints; a name that nothing declares is a fault."""
    name, row, column = found.groups()
    matrices: dict[str, Sheet] = {
        known: sheet for known, sheet in entry.scope.sheets.items() if sheet.kind is SheetKind.MATRIX
    }
    sheet = matrices.get(name)
    if sheet is None:
        entry.unknown_name("rows", name, "sheet", matrices)
        return [(name, row, column or "")]
    rows = [fixed.name for fixed in sheet.rows]
    columns = [declared.name for declared in sheet.columns]
    if row not in rows:
        entry.unknown_name("rows", row, "row", rows)
    if column is not None and column not in columns:
        entry.unknown_name("rows", column, "column", columns)
    return [(name, row, one) for one in ([column] if column is not None else columns)]


def _widths(entry: Entry, count: int) -> tuple[int, ...]:
    if "widths" not in entry:
        return (1,) * count
    widths = entry.raw("widths")
    numbers = widths if isinstance(widths, list) else []
    if len(numbers) != count or not all(isinstance(n, int) and 0 < n <= 1000 for n in numbers):
        entry.fault("widths", "pack.table.widths", maximum=count)
        return (1,) * count
    return tuple(numbers)


def _alignments(entry: Entry, count: int) -> tuple[Alignment, ...]:
    words = entry.strings("alignments", required=False) or (Alignment.CENTER.value,) * count
    known = [alignment.value for alignment in Alignment]
    for word in words:
        if word not in known:
            entry.unknown_name("alignments", word, "value", known)
    if len(words) != count:
        entry.fault("alignments", "pack.table.widths", maximum=count)
    return tuple(Alignment(word) if word in known else Alignment.CENTER for word in words)


def _joined(entry: Entry, grid: Sequence[Sequence[Position]], header_rows: int) -> tuple[tuple[PrintedCell, ...], ...]:
    """Join the cells that the marks join; what is no rectangle is a fault, and so is one out of the header."""
    taken: set[tuple[int, int]] = set()
    rows = []
    for top, row in enumerate(grid):
        cells = []
        for left, position in enumerate(row):
            if isinstance(position, str):
                if (top, left) not in taken:
                    entry.fault("rows", "pack.table.joins", row=top + 1, value=position)
                    taken.add((top, left))
                continue
            width, height = _reach(grid, top, left)
            area = {(top + down, left + right) for down in range(height) for right in range(width)}
            if top < header_rows < top + height:
                entry.fault("rows", "pack.table.header", row=top + 1)
            taken |= area
            cells.append(replace(position, columns=width, rows=height))
        rows.append(tuple(cells))
    return tuple(rows)


def _reach(grid: Sequence[Sequence[Position]], top: int, left: int) -> tuple[int, int]:
    """Give how many columns and rows the cell at a place covers."""
    width = 1
    while left + width < len(grid[top]) and grid[top][left + width] == _LEFT:
        width += 1
    height = 1
    while top + height < len(grid) and _continues(grid[top + height][left : left + width]):
        height += 1
    return width, height


def _continues(row: Sequence[Position]) -> bool:
    return bool(row) and row[0] == _ABOVE and all(position in (_ABOVE, _LEFT) for position in row)
