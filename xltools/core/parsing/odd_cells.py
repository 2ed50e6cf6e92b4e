"""What lies upon the entry cells of a sheet and may mislead: merges, hidden rows, lost validations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from xltools.core.findings import Finding, Param, Severity
from xltools.core.grid import Validation
from xltools.core.parsing.entry_columns import EntryColumn, spans
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.ranges import Range, parse_range
from xltools.core.sheets import ColumnType

_NAMED = 5  # cells or rows that one finding names


def merged_cells(sheet: SheetAt, columns: Sequence[EntryColumn]) -> Iterator[Finding]:
    """Name the merged ranges that swallow entry cells."""
    for reference in sheet.grid.merged:
        area = parse_range(reference)
        touched = [(column, rows) for column in columns if (rows := _rows_in(column, area))]
        if sum(len(rows) for _, rows in touched) > 1:
            row = min(rows[0] for _, rows in touched)
            place = min(column.place for column, _ in touched)
            yield sheet.find(Severity.ERROR, "structure.merged_cells", {"value": reference}, row, place)


def hidden_entries(sheet: SheetAt, columns: Sequence[EntryColumn]) -> Iterator[Finding]:
    """Name the rows and columns that hold entries and are hidden."""
    concealed = sheet.grid.hidden_rows
    hidden = {row for column in columns for row in concealed.intersection(column.rows)} if concealed else set()
    if hidden:
        key = "structure.filtered_rows" if sheet.grid.filtered else "structure.hidden_rows"
        named = tuple(spans(hidden)[:_NAMED])
        params: dict[str, Param] = {"value": named[0], "count": len(hidden), "rows": named}
        yield sheet.find(Severity.WARNING, key, params, min(hidden))
    for column in columns:
        if column.place in sheet.grid.hidden_columns and any(sheet.filled(column.place, column.rows)):
            yield sheet.find(Severity.WARNING, "structure.hidden_column", {"value": column.label}, column=column.place)


def lost_validations(sheet: SheetAt, columns: Sequence[EntryColumn]) -> Iterator[Finding]:
    """Name the columns in which filled cells have no validation, though a new workbook gives them one."""
    areas = _validated(sheet.grid.validations)
    for column in columns:
        if column.declared.type is ColumnType.TEXT or column.declared.total_of or not column.rows:
            continue
        held = [area for area in areas if area.left <= column.place <= area.right]
        first, last = column.rows[0], column.rows[-1]
        if any(area.top <= first and last <= area.bottom for area in held):
            continue
        bare = [
            row
            for row in sheet.filled(column.place, column.rows)
            if not any(area.top <= row <= area.bottom for area in held)
        ]
        if bare:
            cells = tuple(sheet.address(row, column.place) for row in bare[:_NAMED])
            params: dict[str, Param] = {"value": column.label, "count": len(bare), "cells": cells}
            yield sheet.find(Severity.WARNING, "structure.validation_lost", params, column=column.place)


def has_validations(sheet: SheetAt) -> bool:
    """Say whether a sheet restricts any entry."""
    return any(validation.type != "none" for validation in sheet.grid.validations)


def _validated(validations: Sequence[Validation]) -> list[Range]:
    """Give the areas in which entries are restricted; those that only show a prompt are not."""
    areas = []
    for validation in validations:
        if validation.type in {"", "none"}:
            continue
        for reference in validation.reference.split():
            try:
                areas.append(parse_range(reference))
            except ValueError:
                continue  # what is no range restricts nothing
    return areas


def _rows_in(column: EntryColumn, area: Range) -> Sequence[int]:
    """Give the entry rows of a column that an area covers."""
    if not area.left <= column.place <= area.right:
        return ()
    if isinstance(column.rows, range):
        return range(max(area.top, column.rows.start), min(area.bottom + 1, column.rows.stop))
    return column.rows[bisect_left(column.rows, area.top) : bisect_right(column.rows, area.bottom)]
