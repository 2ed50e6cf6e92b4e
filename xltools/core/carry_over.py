"""What next year's workbook takes over from this year's: registers, and this year's values as last year's."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.contents import Contents, Entry, Record
from xltools.core.dataset import Dataset, Table, Unreadable
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.sheets import Blank, Sheet, SheetKind


def carry_over(pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Contents:
    """Take over from a filled workbook what the next one begins with.

    Args:
        pack: What both are made from.
        dataset: The filled one.
        outcomes: Its indicators.

    Returns:
        The rows of the sheets that the pack carries over, and the values of last year's indicators.
        A cell that could not be read is left empty: its text was no value last year, and is none now.
    """
    ledgers: dict[str, list[Record]] = {}
    forms: dict[str, Record] = {}
    matrices: dict[str, Mapping[str, Record]] = {}
    for name, sheet in pack.sheets.items():
        table = dataset.tables.get(name)
        if sheet.last_year_of is not None:
            matrices[name] = _last_year(sheet, dataset.tables.get(sheet.last_year_of))
        if not sheet.carry_over or table is None:
            continue
        records = [_record(table, index) for index in range(len(table.rows))]
        if sheet.kind is SheetKind.LEDGER:
            ledgers[name] = [record for record in records if record]
        elif sheet.kind is SheetKind.MATRIX:
            matrices[name] = dict(zip(table.keys, records, strict=True))
        elif records:
            forms[name] = records[0]
    if pack.last_year is not None:
        ledgers[pack.last_year.sheet] = [
            {pack.last_year.key: outcome.id, pack.last_year.value: outcome.value}
            for outcome in outcomes.values()
            if outcome.value is not None
        ]
    return Contents(ledgers, forms, matrices)


def _last_year(sheet: Sheet, table: Table | None) -> Mapping[str, Record]:
    """Give what stood, last year, in the rows and columns that a sheet shares with the matrix it is about."""
    if table is None:
        return {}
    records = {key: _record(table, index) for index, key in enumerate(table.keys)}
    columns = {column.name for column in sheet.columns}
    return {
        row.name: {name: entry for name, entry in records.get(row.name, {}).items() if name in columns}
        for row in sheet.rows
    }


def _record(table: Table, index: int) -> dict[str, Entry]:
    record: dict[str, Entry] = {}
    for name, values in table.columns.items():
        value = values[index]
        if not isinstance(value, Unreadable) and value is not Blank.EMPTY:
            record[name] = value
    return record
