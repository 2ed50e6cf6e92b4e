"""Where everything stands in a workbook that is being planned.

The rows are the same on every sheet: title, hint, header, entries; a matrix has a line of headers
more for each level of captions, and a column of labels more.  A reader of the workbook does not rely
on that; it looks for the labels.
"""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.contents import Contents
from xltools.core.frozen import field, frozen
from xltools.core.pack import Pack
from xltools.core.planning.plan_parts import Area
from xltools.core.sheets import Sheet, SheetKind, say

HINT_ROW = 2
HEADER_ROW = 3
FIRST_ROW = 4
LABEL_COLUMN = 1
FIELD_COLUMN = 2
SPARE_ROWS = 20
"""Blank rows left after rows that a new workbook brings along, and in a ledger that asks for none."""


@frozen
class SheetPlace:
    """Where one of the pack's sheets has its cells.

    Attributes:
        sheet: The declaration.
        title: The tab.
        last_row: The last entry row.
        columns: The column number by column name (ledger and matrix).
        rows: The row number by field name (form) or row name (matrix).
        header_row: The row with the columns' own headers; those of captions stand above it.
        label_columns: How many columns of labels a matrix has, captions included.
    """

    sheet: Sheet
    title: str
    last_row: int
    columns: Mapping[str, int] = field(default_factory=dict)
    rows: Mapping[str, int] = field(default_factory=dict)
    header_row: int = HEADER_ROW
    label_columns: int = 1

    @property
    def first_row(self) -> int:
        """The first entry row."""
        return self.header_row + 1

    @property
    def last_column(self) -> int:
        """The last column that holds anything."""
        return 3 if self.sheet.kind is SheetKind.FORM else max(self.columns.values(), default=1)

    def cell(self, row: str, column: str) -> Area:
        """Give the cell of a matrix in which a row and a column cross."""
        return Area(self.rows[row], self.columns[column], self.rows[row], self.columns[column])

    def entries(self, column: str) -> Area:
        """Give the entry cells of a column, or the one cell of a field."""
        if self.sheet.kind is SheetKind.FORM:
            return Area(self.rows[column], FIELD_COLUMN, self.rows[column], FIELD_COLUMN)
        return Area(self.first_row, self.columns[column], self.last_row, self.columns[column])


@frozen
class IndicatorPlace:
    """Where the indicators sheet has its cells.

    Attributes:
        title: The tab.
        columns: The column number by what stands there: id, label, value, unit, target, completion,
            last_year, change, owner, definition; a column that the pack has no use for is absent.
        rows: The row number by indicator id.
    """

    title: str
    columns: Mapping[str, int]
    rows: Mapping[str, int]

    def cell(self, indicator: str, column: str) -> Area:
        """Give one cell."""
        row, place = self.rows[indicator], self.columns[column]
        return Area(row, place, row, place)


@frozen
class Places:
    """Where everything stands: the pack's sheets by name, and the indicators."""

    sheets: Mapping[str, SheetPlace]
    indicators: IndicatorPlace


def place(pack: Pack, contents: Contents, indicators_title: str) -> Places:
    """Lay out the workbook of a pack.

    Args:
        pack: What it declares.
        contents: What the entry cells hold: a ledger grows with its rows.
        indicators_title: The tab of the indicators sheet.

    Returns:
        The places.
    """
    sheets = {
        name: _place_sheet(sheet, say(sheet.label, pack.language), len(contents.ledgers.get(name, ())))
        for name, sheet in pack.sheets.items()
    }
    return Places(sheets, _place_indicators(pack, indicators_title))


def _place_sheet(sheet: Sheet, title: str, filled: int) -> SheetPlace:
    if sheet.kind is SheetKind.FORM:
        rows = {column.name: FIRST_ROW + number for number, column in enumerate(sheet.columns)}
        return SheetPlace(sheet, title, FIRST_ROW + len(rows) - 1, rows=rows)
    if sheet.kind is SheetKind.MATRIX:
        labels = 1 + max((len(sheet.captions(row.group)) for row in sheet.rows), default=0)
        header = HEADER_ROW + max((len(sheet.captions(column.group)) for column in sheet.columns), default=0)
        columns = {column.name: labels + number for number, column in enumerate(sheet.columns, 1)}
        rows = {row.name: header + number for number, row in enumerate(sheet.rows, 1)}
        return SheetPlace(sheet, title, header + len(rows), columns, rows, header, labels)
    columns = {column.name: 1 + number for number, column in enumerate(sheet.columns)}
    count = max(sheet.prepared_rows, filled + SPARE_ROWS if filled or not sheet.prepared_rows else 0)
    return SheetPlace(sheet, title, FIRST_ROW + count - 1, columns)


def _place_indicators(pack: Pack, title: str) -> IndicatorPlace:
    wanted = {
        "id": True,
        "label": True,
        "value": True,
        "unit": True,
        "target": pack.targets is not None,
        "completion": pack.targets is not None,
        "last_year": pack.last_year is not None,
        "change": pack.last_year is not None,
        "owner": any(indicator.owner for indicator in pack.indicators.values()),
        "definition": True,
    }
    names = [name for name, present in wanted.items() if present]
    columns = {name: number for number, name in enumerate(names, 1)}
    rows = {indicator: FIRST_ROW + number for number, indicator in enumerate(pack.indicators)}
    return IndicatorPlace(title, columns, rows)
