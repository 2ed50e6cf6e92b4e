"""How formulas name cells.

A formula's text is made beside the value it must agree with (in a check, an aggregation, a filter
or an expression); these protocols let it name cells without knowing where the workbook has them.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Protocol

_LONGEST = 8000  # of 8192 characters
_DEEPEST = 60  # of 64 levels
_BRACKETS = re.compile(r'"[^"]*"|[()]')


class References(Protocol):
    """Names for cells, as seen from the indicators sheet."""

    def column(self, sheet: str, column: str) -> str:
        """Name the entry cells of a whole column: ``study[日期]``, or an absolute range."""

    def field(self, sheet: str, column: str) -> str:
        """Name the value cell of a form's field."""

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        """Name one cell of a matrix, wherever the formula stands."""

    def indicator(self, indicator: str) -> str:
        """Name an indicator's value: before rounding in other indicators, as shown in a row's conditions."""

    def last_year(self, indicator: str) -> str:
        """Name an expression that gives an indicator's value of last year, or ``""`` for none."""

    def period_start(self) -> str:
        """Name the first day of the period as a date expression."""

    def period_end(self) -> str:
        """Name the day after the period as a date expression."""


class RowReferences(References, Protocol):
    """Names for cells, as seen from one row of a sheet; plain A1, since validations take no other."""

    def cell(self, column: str) -> str:
        """Name this row's cell in a column of the same sheet: ``$C7``."""

    def fixed_cell(self, row: str, column: str) -> str:
        """Name the cell of a fixed row of this matrix: ``$C$7``."""

    def own_column(self, column: str) -> str:
        """Name the entry cells of a column of the same sheet: ``$C$7:$C$206``."""


def fits_a_cell(formula: str) -> bool:
    """Say whether a formula is one that Excel takes, with room for a few functions around it."""
    if len(formula) > _LONGEST:
        return False
    depth = deepest = 0
    for token in _BRACKETS.findall(formula):
        depth += {"(": 1, ")": -1}.get(token, 0)
        deepest = max(deepest, depth)
    return deepest <= _DEEPEST


def quoted(text: str) -> str:
    """Write a text as an Excel literal."""
    return '"' + text.replace('"', '""') + '"'


def literal(value: Decimal | date | str) -> str:
    """Write a value as Excel does: ``0.5``, ``DATE(2019,5,1)``, ``"是"``."""
    if isinstance(value, Decimal):
        return format(value, "f")
    return f"DATE({value.year},{value.month},{value.day})" if isinstance(value, date) else quoted(value)
