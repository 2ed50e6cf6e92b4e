"""The dataset that a planned workbook's entries make, without writing and reading a file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from xltools.core.contents import Contents, Entry, Record
from xltools.core.dataset import UNREADABLE, Dataset, Table, Value
from xltools.core.pack import Pack
from xltools.core.places import FIELD_COLUMN, FIRST_ROW, Places, SheetPlace
from xltools.core.sheets import Blank, ColumnType, Period, SheetKind

_TYPES: dict[ColumnType, type] = {
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
    year, unit = dataset.field(pack.year_field), dataset.field(pack.unit_field)
    period = Period.of_year(int(year)) if isinstance(year, Decimal) else None
    return Dataset(period, unit if isinstance(unit, str) else "", tables)


def _table(place: SheetPlace, order: int, contents: Contents) -> Table:
    sheet = place.sheet
    if sheet.kind is SheetKind.FORM:
        fields = {name: (row, FIELD_COLUMN) for name, row in place.rows.items()}
        return Table(
            sheet,
            place.title,
            order,
            (FIRST_ROW,),
            _columns(place, [contents.forms.get(sheet.name, {})]),
            fields=fields,
        )
    if sheet.kind is SheetKind.MATRIX:
        filled = contents.matrices.get(sheet.name, {})
        records = [filled.get(row.name, {}) for row in sheet.rows]
        keys = [row.name for row in sheet.rows]
        return Table(
            sheet,
            place.title,
            order,
            [place.rows[key] for key in keys],
            _columns(place, records),
            place.columns,
            keys=keys,
        )
    rows = list(contents.ledgers.get(sheet.name, ()))
    filled_rows = [
        number
        for number, record in enumerate(rows)
        if any(entry not in (None, "", Blank.EMPTY) for entry in record.values())
    ]
    records = [rows[number] for number in filled_rows]
    return Table(
        sheet,
        place.title,
        order,
        [FIRST_ROW + number for number in filled_rows],
        _columns(place, records),
        place.columns,
    )


def _columns(place: SheetPlace, records: Sequence[Record]) -> dict[str, Sequence[Value]]:
    return {
        column.name: [_value(record.get(column.name), column.type) for record in records]
        for column in place.sheet.columns
    }


def _value(entry: Entry | None, kind: ColumnType) -> Value:
    if entry is None or entry == "":
        return Blank.EMPTY
    if isinstance(entry, Blank):
        return entry
    if isinstance(entry, int):
        entry = Decimal(entry)
    return entry if isinstance(entry, _TYPES[kind]) else UNREADABLE
