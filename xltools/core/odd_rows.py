"""Rows of a ledger that are no records: the header pasted again, totals, the same row twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from xltools.core.find_headers import Headers
from xltools.core.findings import Finding, Severity
from xltools.core.grid import CellType
from xltools.core.parse_ledger import Entries
from xltools.core.sheet_at import SheetAt

_TOTALS = frozenset(
    f"{first}{gap}{second}"
    for first, second in ("合计", "总计", "小计", "共计", "累计", "合計", "總計", "小計", "共計", "累計")
    for gap in ("", " ", "  ", "\u3000")
)
_FEW = 3  # filled cells, under which two rows may well be alike


def repeated_headers(sheet: SheetAt, entries: Mapping[str, Entries], headers: Headers) -> Iterator[Finding]:
    """Name the rows in which at least two headers stand again, each in its own column."""
    rows: Counter[int] = Counter()
    for name, column in entries.items():
        if isinstance(column.types, CellType) and column.types is not CellType.TEXT:
            continue
        header = sheet.held(headers.row, headers.places[name])[1]
        if header in column.raws:
            rows.update(row for row, raw in zip(column.rows, column.raws, strict=True) if raw == header)
    for row, count in sorted(rows.items()):
        if count > 1:
            yield sheet.find(Severity.ERROR, "structure.repeated_header", {"value": f"{row}:{row}"}, row)


def total_rows(
    sheet: SheetAt, entries: Mapping[str, Entries], places: Mapping[str, int], chosen: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Name the rows that hold a total.

    Args:
        sheet: The ledger.
        entries: Its cells by column name.
        places: The column numbers.
        chosen: For each column with a choice list, what may be chosen.
    """
    seen: set[int] = set()
    for name, column in entries.items():
        if isinstance(column.types, CellType) and column.types is not CellType.TEXT:
            continue
        totals = _TOTALS - chosen.get(name, frozenset())
        if totals.isdisjoint(column.raws):
            continue
        for row, raw in zip(column.rows, column.raws, strict=True):
            if raw in totals and row not in seen:
                seen.add(row)
                yield sheet.find(Severity.ERROR, "structure.total_row", {"value": raw}, row, places[name])


def repeated_rows(sheet: SheetAt, entries: Mapping[str, Entries], rows: Sequence[int]) -> Iterator[Finding]:
    """Name the rows that are the same as an earlier one in every cell, where enough cells are filled."""
    columns = list(entries.values())
    if any(len(column.raws) == len(rows) == len(set(column.raws)) for column in columns):
        return  # some column has no value twice
    records = list(zip(*(_spelled(column, rows) for column in columns), strict=True))
    if len(set(records)) == len(records):
        return
    earlier: dict[tuple[str, ...], int] = {}
    for row, record in zip(rows, records, strict=True):
        first = earlier.setdefault(record, row)
        if first != row and len(record) - record.count("") >= min(_FEW, len(record)):
            params = {"value": str(row), "other": str(first)}
            yield sheet.find(Severity.WARNING, "structure.repeated_row", params, row)


def _spelled(column: Entries, rows: Sequence[int]) -> Sequence[str]:
    """Give the raw values of a column for every row of the ledger."""
    if len(column.raws) == len(rows):
        return column.raws
    held = dict(zip(column.rows, column.raws, strict=True))
    return [held.get(row, "") for row in rows]
