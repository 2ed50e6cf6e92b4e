"""Rows of a ledger that are no records: the header pasted again, totals, remarks, the same row twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.dataset import UNREADABLE, Slip, Table
from xltools.core.findings import Finding, Severity
from xltools.core.frozen import replace
from xltools.core.grid import CellType
from xltools.core.parsing.find_headers import Headers
from xltools.core.parsing.parse_ledger import Entries
from xltools.core.parsing.sheet_at import SheetAt

# Patterns as texts: ``re`` compiles and keeps them when a ledger first has a text that one may fit.
_TOTAL = (
    # of which part: 上半年小计, 第一季度合计, 1-6月总计
    r"[上下全本前第一二三四五六七八九十0-9０-９~～至—\-年半季度月份页頁期各以]*"
    r"(?:[合总小共累][ \u3000]*计|[合總小共累][ \u3000]*計)[：:]?"
)
_REMARK = (
    r"(?s)(?:(?:附?注|備?註|备注|附註|说明|說明)"
    r"|(?:制表|製表|填表|填报|填報|统计|統計|审核|審核|复核|覆核|经办|經辦|负责|負責|联系|聯繫|聯絡)"
    r"(?:人|单位|單位|部门|部門|日期|时间|時間|电话|電話)*)[：:].*"
    r"|[（(]?以下空白[）)]?"
)
_SUM = r"(?is)(?:SUM|SUBTOTAL|AVERAGE|COUNTA?)\(.*\)"
_FEW = 3  # filled cells, under which two rows may well be alike


def repeated_headers(sheet: SheetAt, entries: Mapping[str, Entries], headers: Headers) -> Iterator[Finding]:
    """Name the rows in which at least two headers stand again, each in its own column."""
    rows: Counter[int] = Counter()
    for name, column in entries.items():
        if isinstance(column.types, CellType) and column.types is not CellType.TEXT:
            continue
        header = sheet.held(headers.row, headers.places[name])[1]
        spellings = {header, f"{header} *"}  # as it is, and as it shows where an entry is demanded
        if not spellings.isdisjoint(column.raws):
            rows.update(row for row, raw in zip(column.rows, column.raws, strict=True) if raw in spellings)
    for row, count in sorted(rows.items()):
        if count > 1:
            yield sheet.find(Severity.ERROR, "structure.repeated_header", {"value": f"{row}:{row}"}, row)


def total_rows(
    sheet: SheetAt, entries: Mapping[str, Entries], places: Mapping[str, int], chosen: Mapping[str, frozenset[str]]
) -> Iterator[Finding]:
    """Name the rows that hold a total: by its name, or because nothing but sums stands in them.

    Args:
        sheet: The ledger.
        entries: Its cells by column name.
        places: The column numbers.
        chosen: For each column with a choice list, what may be chosen.
    """
    seen: set[int] = set()
    for name, column in entries.items():
        listed = chosen.get(name, frozenset())
        for row, raw in _alike(column, _TOTAL, "计計"):
            if row not in seen and raw not in listed:
                seen.add(row)
                yield sheet.find(Severity.ERROR, "structure.total_row", {"value": raw}, row, places[name])
    sums = {place: formula for place, formula in sheet.grid.formulas.items() if re.fullmatch(_SUM, formula)}
    for row in sorted({row for row, _ in sums} - seen):
        filled = [place for name, place in places.items() if row in entries[name].rows]
        if filled and all((row, place) in sums for place in filled):
            value = f"={sums[row, filled[0]]}"
            yield sheet.find(Severity.ERROR, "structure.total_row", {"value": value}, row, filled[0])


def remark_rows(sheet: SheetAt, entries: Mapping[str, Entries], places: Mapping[str, int]) -> Iterator[Finding]:
    """Name the rows in which nothing but remarks stands, such as who made the table."""
    remarks: dict[int, tuple[int, str]] = {}
    for name, column in entries.items():
        for row, raw in _alike(column, _REMARK, "：:白"):
            remarks.setdefault(row, (places[name], raw))
    for row, (place, raw) in sorted(remarks.items()):
        held = (sheet.held(row, other)[1] for other in places.values())
        if all(re.fullmatch(_REMARK, other.strip()) for other in held if other):
            yield sheet.find(Severity.ERROR, "structure.remark_row", {"value": raw}, row, place)


def without_records(table: Table, findings: Iterable[Finding]) -> Table:
    """Take the values out of rows that are no records, so that no figure is made of them.

    Args:
        table: The ledger.
        findings: About such rows.
    """
    told = {finding.location.row: finding for finding in findings}
    indexes = {index: told[row] for index, row in enumerate(table.rows) if row in told} if told else {}
    if not indexes:
        return table
    columns, slips = {}, {}
    for name, values in table.columns.items():
        columns[name] = [UNREADABLE if index in indexes else value for index, value in enumerate(values)]
        said = {index: Slip(finding.key, finding.params) for index, finding in indexes.items()}
        slips[name] = {**table.slips.get(name, {}), **said}
    return replace(table, columns=columns, slips=slips)


def _alike(column: Entries, pattern: str, marks: str) -> Iterator[tuple[int, str]]:
    """Give row and text of the cells of a column that a pattern fits; all of these hold one of some characters."""
    if isinstance(column.types, CellType) and column.types is not CellType.TEXT:
        return
    every = "\n".join(column.raws)  # one look through all of them: a ledger may have 100,000 rows
    fitting: set[str] = set()
    for mark in marks:
        if mark in every:
            fitting.update(raw for raw in set(column.raws) if mark in raw and re.fullmatch(pattern, raw.strip()))
    if fitting:
        yield from ((row, raw) for row, raw in zip(column.rows, column.raws, strict=True) if raw in fitting)


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
