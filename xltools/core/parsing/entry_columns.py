"""Where the entries of a sheet stand: one run of cells a column, or one cell a field of a form."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from xltools.core.dataset import Table
from xltools.core.frozen import frozen
from xltools.core.sheets import Column, SheetKind, say


@frozen
class EntryColumn:
    """The entry cells of a column of a ledger or matrix, or of a form's field.

    Attributes:
        declared: What they should hold.
        label: As the workbook has it.
        place: The column number in the sheet.
        rows: The row numbers of the records, ascending.
    """

    declared: Column
    label: str
    place: int
    rows: Sequence[int]


def entry_columns(table: Table, language: str) -> list[EntryColumn]:
    """Give where the entries of a sheet stand, as far as its headers were found."""
    columns = []
    for name in table.columns:
        declared = table.sheet.column(name)
        label = say(declared.label, language)
        if name in table.fields:
            row, place = table.fields[name]
            columns.append(EntryColumn(declared, label, place, (row,)))
        else:
            rows = table.rows if table.sheet.kind is SheetKind.LEDGER else sorted(table.rows)
            columns.append(EntryColumn(declared, label, table.places[name], rows))
    return columns


def spans(rows: Iterable[int]) -> list[str]:
    """Name rows as Excel does, neighbours in one: ``7:9``, ``12:12``."""
    found: list[list[int]] = []
    for row in sorted(rows):
        if found and row == found[-1][1] + 1:
            found[-1][1] = row
        else:
            found.append([row, row])
    return [f"{first}:{last}" for first, last in found]
