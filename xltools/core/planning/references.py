"""Names for the cells of a planned workbook, for formulas on the indicators sheet and on a row.

The indicators sheet names ledger columns as tables (``study[日期]``), so that a formula reads as the
definition does and follows the table when it grows.  Validations and conditional formats may hold
neither tables nor, in older versions of Excel, cells of other sheets: there a column is a defined
name (``study.date``), which the plan defines where some formula uses it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xltools.core.findings import Finding, Location, Severity, letters
from xltools.core.formulas import fits_a_cell, quoted
from xltools.core.frozen import field, frozen
from xltools.core.pack import Indicator, Pack
from xltools.core.pack_parsing.pack_files import INDICATORS
from xltools.core.periods import day_after, first_day
from xltools.core.planning.places import FIELD_COLUMN, Places
from xltools.core.sheets import SheetKind, say
from xltools.core.when import holds_formula
from xltools.errors import PackError

_PLAIN_HEADER = re.compile(r"[^\W_][\w]*")
_CELL_LIKE = re.compile(r"[a-z]{1,3}[0-9]+|r[0-9]*(c[0-9]*)?|c[0-9]*|true|false")


def table_name(sheet: str) -> str:
    """Name the table of a ledger; a sheet called ``l1`` cannot lend its name, for that is a cell."""
    return f"{sheet}_" if _CELL_LIKE.fullmatch(sheet) else sheet


@frozen
class PlanReferences:
    """Names for cells as seen from the indicators sheet.

    Attributes:
        pack: What the workbook is made from.
        places: Where its cells stand.
    """

    pack: Pack
    places: Places
    _written: dict[str, str] = field(default_factory=dict, compare=False)

    def column(self, sheet: str, column: str) -> str:
        """Name the entry cells of a whole column."""
        place = self.places.sheets[sheet]
        header = say(place.sheet.column(column).label, self.pack.language)
        if place.sheet.kind is SheetKind.LEDGER and _PLAIN_HEADER.fullmatch(header):
            return f"{table_name(sheet)}[{header}]"
        return place.entries(column).on(place.title)

    def field(self, sheet: str, column: str) -> str:
        """Name the value cell of a form's field."""
        return f"{sheet}.{column}"

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        """Name one cell of a matrix."""
        place = self.places.sheets[sheet]
        return place.cell(row, column).on(place.title)

    def indicator(self, indicator: str) -> str:
        """Give an indicator's formula again: its cell holds the rounded value, and rounding comes last."""
        return f"({self.exact(self.pack.indicators[indicator])})"

    def exact(self, indicator: Indicator) -> str:
        """Give the formula of an indicator's value before rounding; no value is an error or ``""``.

        Raises:
            PackError: It is more than a spreadsheet takes, the parts it is computed from included.
        """
        if indicator.id not in self._written:
            formula = self._exact(indicator)
            if not fits_a_cell(formula):
                place = Location(INDICATORS, path=f"indicator.{indicator.id}")
                fault = Finding(Severity.ERROR, place, "pack.formula_long", {"value": indicator.id})
                raise PackError(self.pack.id, (fault,))
            self._written[indicator.id] = formula
        return self._written[indicator.id]

    def _exact(self, indicator: Indicator) -> str:
        formula = indicator.aggregation.formula(self)
        if indicator.when is None:
            return formula
        return f'IF({holds_formula(indicator.when, self, self.pack)},{formula},"")'

    def last_year(self, indicator: str) -> str:
        """Name the cell with an indicator's value of last year, or the empty text."""
        if self.pack.last_year is None:
            return '""'
        return self.places.indicators.cell(indicator, "last_year").absolute

    def period_start(self) -> str:
        """Name the first day of the period."""
        return first_day(self.pack)

    def period_end(self) -> str:
        """Name the day after the period."""
        return day_after(self.pack)


@frozen
class PlanRowReferences:
    """Names for cells as seen from one row of a sheet, for validations and conditional formats.

    Attributes:
        pack: What the workbook is made from.
        places: Where its cells stand.
        sheet: The sheet's name in the pack.
        row: The row; a form's fields have their own.
    """

    pack: Pack
    places: Places
    sheet: str
    row: int

    def cell(self, column: str) -> str:
        """Name this row's cell in a column of the same sheet."""
        place = self.places.sheets[self.sheet]
        if place.sheet.kind is SheetKind.FORM:
            return f"${letters(FIELD_COLUMN)}${place.rows[column]}"
        return f"${letters(place.columns[column])}{self.row}"

    def fixed_cell(self, row: str, column: str) -> str:
        """Name the cell of a fixed row of this matrix."""
        return self.places.sheets[self.sheet].cell(row, column).absolute

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        """Name one cell of a matrix through its column's name; other sheets' cells may not stand in a condition."""
        if sheet == self.sheet:
            return self.fixed_cell(row, column)
        rows = [found.name for found in self.pack.sheets[sheet].rows]
        return f"INDEX({sheet}.{column},{rows.index(row) + 1})"

    def own_column(self, column: str) -> str:
        """Name the entry cells of a column of the same sheet."""
        return self.places.sheets[self.sheet].entries(column).absolute

    def column(self, sheet: str, column: str) -> str:
        """Name the entry cells of a whole column, of this sheet or another."""
        return self.own_column(column) if sheet == self.sheet else f"{sheet}.{column}"

    def field(self, sheet: str, column: str) -> str:
        """Name the value cell of a form's field."""
        return f"{sheet}.{column}"

    def indicator(self, indicator: str) -> str:
        """Name the cell that holds an indicator's value."""
        return f"_indicator.{indicator}"

    def last_year(self, indicator: str) -> str:
        """Name the cell with an indicator's value of last year, or the empty text."""
        return f"_last_year.{indicator}" if self.pack.last_year else quoted("")

    def period_start(self) -> str:
        """Name the first day of the period."""
        return first_day(self.pack)

    def period_end(self) -> str:
        """Name the day after the period."""
        return day_after(self.pack)


def defined_names(pack: Pack, places: Places) -> Mapping[str, str]:
    """Give every name that a reference may use, and the cells it stands for."""
    names = {
        f"{sheet}.{column.name}": place.entries(column.name).on(place.title)
        for sheet, place in places.sheets.items()
        for column in place.sheet.columns
    }
    indicators = places.indicators
    for indicator in pack.indicators:
        names[f"_indicator.{indicator}"] = indicators.cell(indicator, "value").on(indicators.title)
        if pack.last_year is not None:
            names[f"_last_year.{indicator}"] = indicators.cell(indicator, "last_year").on(indicators.title)
    return names


def names_used(formulas: str, names: Mapping[str, str]) -> Mapping[str, str]:
    """Keep the names that occur in the formulas, so that Excel's list of names stays short."""
    tokens = set(re.findall(r"[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)+", formulas))
    return {name: cells for name, cells in names.items() if name in tokens}
