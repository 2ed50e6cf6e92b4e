"""Content of a ledger or matrix that stands under no declared header, and so is not read."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.findings import Finding, Severity
from xltools.core.parsing.find_headers import Headers
from xltools.core.parsing.parse_ledger import entries_below
from xltools.core.parsing.sheet_at import SheetAt


def unread_columns(sheet: SheetAt, headers: Headers, first: int = 1) -> Iterator[Finding]:
    """Name the columns that nobody declared.

    Args:
        sheet: Where they stand.
        headers: The headers found.
        first: The first column that is not a row's label.
    """
    read = {*headers.places.values(), *headers.doubtful}
    for column, cells in sheet.grid.columns.items():
        if column in read or column < first:
            continue
        entries = entries_below(cells, headers.row)
        header = headers.strange.get(column)
        if header is not None:
            key = "structure.column_extra" if entries.rows else "structure.column_extra_empty"
            severity = Severity.WARNING if entries.rows else Severity.NOTE
            yield sheet.find(severity, key, {"value": header}, headers.row, column)
        elif entries.rows:
            params = {"value": entries.raws[0]}
            yield sheet.find(Severity.WARNING, "structure.column_without_header", params, entries.rows[0], column)
