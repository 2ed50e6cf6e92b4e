"""What a new workbook takes over from earlier ones: registers, and earlier values to compare with.

Registers go on from one period to the next; a value is compared with that of the same period of last
year.  The workbook of last year is both to a report of a year, and only the second to one of a month.
"""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.contents import Contents, Entry, Record
from xltools.core.dataset import Dataset, Table, Unreadable
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.sheets import Blank, Sheet, SheetKind


def carry_over(pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Contents:
    """Take over from last year's workbook what the next one of a report of a year begins with.

    Args:
        pack: What both are made from.
        dataset: The filled one.
        outcomes: Its indicators.

    Returns:
        The rows of the sheets that the pack carries over, and the values of last year's indicators.
        A cell that could not be read is left empty: its text was no value last year, and is none now.
    """
    return both(last_year_values(pack, dataset, outcomes), registers(pack, dataset))


def registers(pack: Pack, dataset: Dataset) -> Contents:
    """Take over from the workbook of the period before the registers, and the matrices that speak of it."""
    ledgers: dict[str, list[Record]] = {}
    forms: dict[str, Record] = {}
    matrices: dict[str, Mapping[str, Record]] = {}
    for name, sheet in pack.sheets.items():
        table = dataset.tables.get(name)
        if sheet.previous_of is not None:
            matrices[name] = _shared(sheet, dataset.tables.get(sheet.previous_of))
        if not sheet.carry_over or table is None:
            continue
        records = [_record(table, index) for index in range(len(table.rows))]
        if sheet.kind is SheetKind.LEDGER:
            ledgers[name] = [record for record in records if record]
        elif sheet.kind is SheetKind.MATRIX:
            matrices[name] = dict(zip(table.keys, records, strict=True))
        elif records:
            forms[name] = records[0]
    return Contents(ledgers, forms, matrices)


def last_year_values(pack: Pack, dataset: Dataset, outcomes: Mapping[str, Outcome]) -> Contents:
    """Take over from the workbook of the same period of last year its indicators, and the matrices about it."""
    matrices = {
        name: _shared(sheet, dataset.tables.get(sheet.last_year_of))
        for name, sheet in pack.sheets.items()
        if sheet.last_year_of is not None
    }
    ledgers: dict[str, list[Record]] = {}
    if pack.last_year is not None:
        ledgers[pack.last_year.sheet] = [
            {pack.last_year.key: outcome.id, pack.last_year.value: outcome.value}
            for outcome in outcomes.values()
            if outcome.value is not None
        ]
    return Contents(ledgers, {}, matrices)


def both(first: Contents, second: Contents) -> Contents:
    """Put together what two workbooks give; of a sheet that both give, the first's ledger and second's matrix."""
    return Contents(
        {**second.ledgers, **first.ledgers}, {**first.forms, **second.forms}, {**first.matrices, **second.matrices}
    )


def _shared(sheet: Sheet, table: Table | None) -> Mapping[str, Record]:
    """Give what stood in the rows and columns that a sheet shares with the matrix it is about."""
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
