"""A rule's conditions, said of one row in a formula."""

from __future__ import annotations

from collections.abc import Callable

from xltools.core.filters import Filter
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.sheets import MISSING_WORDS, Column, ColumnType

TEXTS = frozenset({ColumnType.TEXT, ColumnType.SELECT_ONE})


def filled(cell: str, column: Column) -> str:
    """Give the tests, comma between them, that all hold where a cell has a value of its column's type."""
    if column.type not in TEXTS:
        return f"ISNUMBER({cell})"
    words = [f',{cell}<>"{MISSING_WORDS[blank]}"' for blank in MISSING_WORDS if blank in column.missing]
    return f"ISTEXT({cell}){''.join(words)}"


def meets(where: Filter, references: RowReferences, wrong: str) -> str:
    """Give a formula that is TRUE where the row meets all conditions and the given formula is TRUE."""
    factors = where.factors(_Cells(references, references.cell), "")
    return f"IF({'*'.join(factors)},{wrong})" if factors else wrong


def factors_of_sheet(where: Filter, references: RowReferences) -> str:
    """Give the factors, each with its ``*`` before it, that are 1 in the rows of the sheet that meet all conditions."""
    return "".join(f"*{factor}" for factor in where.factors(_Cells(references, references.own_column), ""))


@frozen
class _Cells:
    """Names for the cells of the rule's own sheet where a condition names a column."""

    references: RowReferences
    name: Callable[[str], str]

    def column(self, sheet: str, column: str) -> str:
        del sheet
        return self.name(column)

    def field(self, sheet: str, column: str) -> str:
        return self.references.field(sheet, column)

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        return self.references.cell_of(sheet, row, column)

    def indicator(self, indicator: str) -> str:
        return self.references.indicator(indicator)

    def last_year(self, indicator: str) -> str:
        return self.references.last_year(indicator)

    def period_start(self) -> str:
        return self.references.period_start()

    def period_end(self) -> str:
        return self.references.period_end()
