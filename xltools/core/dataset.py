"""Typed rows that know their cells.

A cell that could not be read as its column's type is ``UNREADABLE``: it is no value and no blank,
and it has a slip that says why.  Whoever computes with a column leaves such a row out and says so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum

from xltools.core.findings import Finding, Location, Param, Repair, Severity
from xltools.core.frozen import field, frozen
from xltools.core.sheets import Blank, Period, Sheet, SheetKind


class Unreadable(Enum):
    """The one value of a cell that did not parse."""

    UNREADABLE = "unreadable"


UNREADABLE = Unreadable.UNREADABLE

Value = Decimal | str | date | Blank | Unreadable
"""Numbers are Decimal, texts and choices str, dates date.  Error cells are UNREADABLE."""


@frozen
class Slip:
    """Why a cell did not parse, or parsed only just.

    Attributes:
        key: The message, such as ``type.number_as_text``.
        params: Its values, ``value`` among them.
        severity: ERROR where the cell is unreadable, WARNING or NOTE where it could be read.
        repair: What would mend it, where certain.
    """

    key: str
    params: Mapping[str, Param]
    severity: Severity = Severity.ERROR
    repair: Repair | None = None


@frozen
class Table:
    """The rows of one sheet, by column.

    Attributes:
        sheet: The declaration.
        title: The sheet's name as the workbook has it.
        order: The sheet's place in the workbook.
        rows: The row number in the sheet of each record.  For a form, one record; its cells'
            places are in ``fields``.
        columns: One value a record by column name; a declared column that the sheet lacks is absent.
        places: The column number in the sheet by column name (ledger and matrix).
        fields: The (row, column) in the sheet by column name (form).
        slips: By column name, then by index of the record.
        keys: For a matrix, the row names in the order of ``rows``.
    """

    sheet: Sheet
    title: str
    order: int
    rows: Sequence[int]
    columns: Mapping[str, Sequence[Value]]
    places: Mapping[str, int] = field(default_factory=dict)
    fields: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    slips: Mapping[str, Mapping[int, Slip]] = field(default_factory=dict)
    keys: Sequence[str] = ()

    def location(self, index: int | None, column: str | None) -> Location:
        """Give the place of a cell, a row (no column), a column (no index), or the sheet (neither)."""
        if column is not None and column in self.fields:
            row, place = self.fields[column]
            return Location(self.title, row, place, order=self.order)
        row_number = None if index is None else self.rows[index]
        place_number = None if column is None else self.places.get(column)
        return Location(self.title, row_number, place_number, order=self.order)

    def readable(self, columns: Sequence[str]) -> Sequence[int]:
        """Give the indexes of the records in which all these columns could be read."""
        broken = {
            index
            for column in columns
            for index, slip in self.slips.get(column, {}).items()
            if slip.severity is Severity.ERROR
        }
        everything = range(len(self.rows))
        return [index for index in everything if index not in broken] if broken else everything

    def filled(self, rows: Sequence[int]) -> Sequence[int]:
        """Give those of some records that hold anything; a form's and a matrix's always do."""
        if self.sheet.kind is not SheetKind.LEDGER or any(Blank.EMPTY not in v for v in self.columns.values()):
            return rows
        columns = tuple(self.columns.values())
        return [index for index in rows if any(values[index] is not Blank.EMPTY for values in columns)]

    def value(self, column: str) -> Value:
        """Give a form's field; a field that the sheet lacks is empty."""
        values = self.columns.get(column)
        return values[0] if values else Blank.EMPTY


@frozen
class ShownIndicator:
    """An indicator as the workbook itself shows it: its cell, and the value stored there."""

    location: Location
    value: Value


@frozen
class Explanation:
    """A written reason: for which rule, at which cell (empty for any), by whom it was given."""

    rule_id: str
    sheet: str
    address: str
    reason: str


@frozen
class Dataset:
    """A filled workbook, typed.

    Attributes:
        period: The year it covers; None where the year could not be read.
        unit: The unit's name.
        tables: By sheet name; a declared sheet that the workbook lacks is absent.
        shown: The indicators as the workbook shows them, by id.
        explanations: The written reasons.
        findings: What is wrong with the shape of the workbook.
    """

    period: Period | None
    unit: str
    tables: Mapping[str, Table]
    shown: Mapping[str, ShownIndicator] = field(default_factory=dict)
    explanations: Sequence[Explanation] = ()
    findings: Sequence[Finding] = ()

    def field(self, path: str) -> Value:
        """Give a form's field by ``sheet.column``; empty where the workbook lacks it."""
        sheet, _, column = path.partition(".")
        table = self.tables.get(sheet)
        return Blank.EMPTY if table is None else table.value(column)
