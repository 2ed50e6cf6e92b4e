"""Formulas between the way Excel writes them and the way LibreOffice's interface takes them.

``=SUM(表!A1,2)`` against ``=SUM($表.A1;2)``.  LibreOffice's own parser does both.
"""

from __future__ import annotations

import re
from typing import Any

from xltools.adapters.uno_connection import structure

_OWN, _EXCEL = 0, 3  # com.sun.star.sheet.AddressConvention: OOO and XL_OOX
_NEWER = re.compile(r"_xlfn\.(?:_xlws\.)?", re.IGNORECASE)


class Formulas:
    """Translates the formulas of one workbook.

    Args:
        document: The workbook, of LibreOffice.
    """

    def __init__(self, document: Any) -> None:
        self._own = _parser(document, _OWN)
        self._excel = _parser(document, _EXCEL)

    def to_excel(self, formula: str, sheet: int, row: int, column: int) -> str:
        """Translate a formula read from LibreOffice.

        Args:
            formula: With its equals sign, as LibreOffice's interface gives it.
            sheet: The number of its sheet, from 0.
            row: Its cell's row, from 1.
            column: Its cell's column, from 1.
        """
        array = formula.startswith("{=") and formula.endswith("}")
        text = formula[2:-1] if array else formula[1:]
        at = _at(sheet, row, column)
        return "=" + str(self._excel.printFormula(self._own.parseFormula(text, at), at))

    def from_excel(self, formula: str, sheet: int, row: int, column: int) -> str:
        """Translate a formula as Excel writes it into what LibreOffice's interface takes."""
        at = _at(sheet, row, column)
        return "=" + str(self._own.printFormula(self.tokens(formula, sheet, row, column), at))

    def filled(self, formula: str, sheet: int, cells: list[tuple[int, int]]) -> list[str]:
        """Translate a formula written for the first of several cells, its relative references moved for each."""
        tokens = self.tokens(formula, sheet, *cells[0])
        return ["=" + str(self._own.printFormula(tokens, _at(sheet, row, column))) for row, column in cells]

    def tokens(self, formula: str, sheet: int, row: int, column: int) -> Any:
        """Read a formula as Excel writes it into LibreOffice's tokens."""
        return self._excel.parseFormula(_NEWER.sub("", formula[1:]), _at(sheet, row, column))


def _parser(document: Any, convention: int) -> Any:
    parser = document.createInstance("com.sun.star.sheet.FormulaParser")
    parser.CompileEnglish = True
    parser.FormulaConvention = convention
    return parser


def _at(sheet: int, row: int, column: int) -> Any:
    return structure("com.sun.star.table.CellAddress", Sheet=sheet, Column=column - 1, Row=row - 1)
