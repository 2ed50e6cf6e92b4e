"""The dataset that a planned workbook's entries make, without writing and reading a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.contents import Contents, Entry, Record
from xltools.core.dataset import UNREADABLE, Dataset, Slip, Table, Value
from xltools.core.pack import Pack
from xltools.core.periods import period_of
from xltools.core.planning.places import FIELD_COLUMN, FIRST_ROW, Places, SheetPlace
from xltools.core.sheets import Blank, ColumnType, SheetKind

_TYPES: Mapping[ColumnType, type] = {
    ColumnType.INTEGER: Decimal,
    ColumnType.DECIMAL: Decimal,
    ColumnType.DATE: date,
    ColumnType.TEXT: str,
    ColumnType.SELECT_ONE: str,
}


def dataset_of(pack: Pack, places: Places, contents: Contents) -> Dataset:
    """Give the dataset that reading the planned workbook would give.

    Args:
        pack: What the workbook is made from.
        places: Where its cells stand.
        contents: What its entry cells hold, the defaults included.

    Returns:
        The rows.  An entry that is not of its column's type is unreadable.
    """
    tables = {name: _table(found, order, contents) for order, (name, found) in enumerate(places.sheets.items(), 1)}
    dataset = Dataset(None, "", tables)
    unit = dataset.field(pack.unit_field)
    return Dataset(period_of(dataset, pack), unit if isinstance(unit, str) else "", tables)


def _table(place: SheetPlace, order: int, contents: Contents) -> Table:
    sheet = place.sheet
    if sheet.kind is SheetKind.FORM:
        records: Sequence[Record] = [contents.forms.get(sheet.name, {})]
        rows = [FIRST_ROW]
    elif sheet.kind is SheetKind.MATRIX:
        filled = contents.matrices.get(sheet.name, {})
        records = [filled.get(row.name, {}) for row in sheet.rows]
        rows = [place.rows[row.name] for row in sheet.rows]
    else:
        numbered = [(FIRST_ROW + number, row) for number, row in enumerate(contents.ledgers.get(sheet.name, ()))]
        kept = [(row, record) for row, record in numbered if _holds_anything(record)]
        rows, records = [row for row, _ in kept], [record for _, record in kept]
    columns = {
        column.name: [_value(record.get(column.name), column.type) for record in records] for column in sheet.columns
    }
    form = sheet.kind is SheetKind.FORM
    return Table(
        sheet,
        place.title,
        order,
        rows,
        columns,
        places=place.columns,
        fields={name: (row, FIELD_COLUMN) for name, row in place.rows.items()} if form else {},
        slips=_slips(columns, records),
        keys=[row.name for row in sheet.rows],
    )


def _holds_anything(record: Record) -> bool:
    return any(entry not in ("", Blank.EMPTY) for entry in record.values())


def _value(entry: Entry | None, kind: ColumnType) -> Value:
    if entry is None or entry == "":
        return Blank.EMPTY
    if isinstance(entry, Blank):
        return entry
    if isinstance(entry, int):
        entry = Decimal(entry)
    whole = kind is not ColumnType.INTEGER or not isinstance(entry, Decimal) or entry == entry.to_integral_value()
    return entry if isinstance(entry, _TYPES[kind]) and whole else UNREADABLE


def _slips(columns: Mapping[str, Sequence[Value]], records: Sequence[Record]) -> dict[str, dict[int, Slip]]:
    """Say of each unreadable entry that it is one, as parsing would."""
    found = {
        name: {
            index: Slip("parse.unreadable", {"value": str(records[index].get(name))})
            for index, value in enumerate(values)
            if value is UNREADABLE
        }
        for name, values in columns.items()
    }
    return {name: slips for name, slips in found.items() if slips}
