"""From the cells of a form to its one record."""

from __future__ import annotations

from xltools.core.dataset import Table
from xltools.core.parsing.cells import Read, Reading, cell_reader
from xltools.core.parsing.find_fields import Fields
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.sheets import Sheet


def parse_form(sheet: SheetAt, declared: Sheet, fields: Fields, reading: Reading) -> Table:
    """Read the record of a form.

    Args:
        sheet: Its cells.
        declared: What it should hold.
        fields: Where its entry cells are; one that is missing is absent from the table.
        reading: Of the workbook.
    """
    read: dict[str, Read] = {}
    for name, (row, column) in fields.cells.items():
        read[name] = cell_reader(declared.column(name), reading)(*sheet.held(row, column))
    return Table(
        declared,
        sheet.grid.name,
        sheet.order,
        (min((row for row, _ in fields.cells.values()), default=1),),
        {name: (found.value,) for name, found in read.items()},
        fields=dict(fields.cells),
        slips={name: {0: found.slip} for name, found in read.items() if found.slip is not None},
    )
