"""The names that the entries of a pack may use."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.core.frozen import field, frozen
from xltools.core.sheets import Choice, ColumnType, Sheet, SheetKind

_TYPES = {
    ColumnType.TEXT: "text",
    ColumnType.SELECT_ONE: "text",
    ColumnType.INTEGER: "number",
    ColumnType.DECIMAL: "number",
    ColumnType.DATE: "date",
}
"""How an expression sees a column."""


@frozen
class Scope:
    """The names that an entry may use.

    Attributes:
        sheets: The declared sheets by name.
        choices: The choice lists by name.
        indicators: The ids of all indicators.
        constants: The pack's own numbers.
        languages: The languages of the pack.
        rules: The ids of the rules on sheets, for the rules on the text.
        covers: What a report covers: ``year``, ``month`` or ``quarter``.
    """

    sheets: Mapping[str, Sheet] = field(default_factory=dict)
    choices: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    indicators: tuple[str, ...] = ()
    constants: Mapping[str, Decimal] = field(default_factory=dict)
    languages: tuple[str, ...] = ("zh-Hans",)
    rules: tuple[str, ...] = ()
    covers: str = "year"

    def row_types(self, sheet: Sheet) -> Mapping[str, str]:
        """Give what an expression over the columns of a row may name, each with its type."""
        return {column.name: _TYPES[column.type] for column in sheet.columns}

    def sister_types(self, sheet: Sheet) -> Mapping[str, str]:
        """Give the columns of other matrices with the same fixed rows (``sheet.column``), each with its type."""
        rows = [row.name for row in sheet.rows]
        sisters = (
            other
            for other in self.sheets.values()
            if rows and other.name != sheet.name and [row.name for row in other.rows] == rows
        )
        return {f"{other.name}.{column.name}": _TYPES[column.type] for other in sisters for column in other.columns}

    def field_types(self) -> Mapping[str, str]:
        """Give the fields of the forms that an expression may name (``sheet.column``), each with its type."""
        forms = (sheet for sheet in self.sheets.values() if sheet.kind is SheetKind.FORM)
        return {f"{form.name}.{column.name}": _TYPES[column.type] for form in forms for column in form.columns}

    def workbook_types(self) -> Mapping[str, str]:
        """Give what an expression over the whole workbook may name: indicators, constants and fields."""
        return {**dict.fromkeys((*self.indicators, *self.constants), "number"), **self.field_types()}
