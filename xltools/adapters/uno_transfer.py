"""Whole blocks of cells between Python and LibreOffice, in a few calls however many cells there are.

A call takes about a millisecond, so nothing here asks cell by cell; what cells have in common
(number formats, colours) is asked for and set by the areas that share it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from xltools.adapters.uno_addresses import CellArea, join_cells
from xltools.adapters.uno_connection import structure
from xltools.adapters.uno_formats import Formats
from xltools.adapters.uno_formulas import Formulas
from xltools.adapters.uno_values import ERRORS, Entry, Kind, Raw, entry, error_text, moment

_ERROR_RESULT = 4  # com.sun.star.sheet.FormulaResult.ERROR
_GENERAL = 0
_PLAIN = (Kind.NUMBER, Kind.TEXT)


class Cells:
    """The cells of one sheet.

    Args:
        document: The workbook, of LibreOffice.
        sheet: The sheet, of LibreOffice.
        formats: The workbook's number formats.
        formulas: The workbook's translator of formulas.
    """

    def __init__(self, document: Any, sheet: Any, formats: Formats, formulas: Formulas) -> None:
        self._document = document
        self._sheet = sheet
        self._formats = formats
        self._formulas = formulas

    @property
    def number(self) -> int:
        """The sheet's number, from 0."""
        return int(self._sheet.RangeAddress.Sheet)

    def block(self, area: CellArea) -> Any:
        """Give an area as LibreOffice's object."""
        return self._sheet.getCellRangeByPosition(
            area.column - 1, area.row - 1, area.last_column - 1, area.last_row - 1
        )

    def scattered(self, areas: Iterable[CellArea]) -> Any:
        """Give many areas as one object of LibreOffice, whose properties are set for all of them at once."""
        container = self._document.createInstance("com.sun.star.sheet.SheetCellRanges")
        number = self.number
        container.addRangeAddresses(tuple(_address(area, number) for area in areas), False)
        return container

    def used(self) -> CellArea:
        """Give the smallest area with all that the sheet holds; its first cell, where it holds nothing."""
        cursor = self._sheet.createCursor()
        cursor.gotoStartOfUsedArea(False)
        cursor.gotoEndOfUsedArea(True)
        return _area(cursor.RangeAddress)

    def values(self, area: CellArea) -> list[list[Raw]]:
        """Read what the cells hold: numbers, days, truths, texts, and errors as Excel numbers them."""
        block = self.block(area)
        rows: list[list[Raw]] = [[None if value == "" else value for value in row] for row in block.getDataArray()]
        if any(isinstance(value, float) for row in rows for value in row):
            self._read_kinds(block, area, rows)
        for row, column in self._errors(block):
            code = self._sheet.getCellByPosition(column - 1, row - 1).getError()
            rows[row - area.row][column - area.column] = ERRORS[error_text(code)]
        return rows

    def formulas(self, area: CellArea) -> list[list[str]]:
        """Read what the cells hold as Excel's formula bar shows it: formulas, else the value as text."""
        number = self.number
        return [
            [self._shown(text, number, area.row + down, area.column + right) for right, text in enumerate(row)]
            for down, row in enumerate(self.block(area).getFormulaArray())
        ]

    def filled(self, area: CellArea) -> list[list[bool]]:
        """Say which cells hold anything, a formula that gives an empty text included."""
        return [[bool(text) for text in row] for row in self.block(area).getFormulaArray()]

    def write(self, area: CellArea, values: Sequence[Sequence[object]]) -> None:
        """Write values as if Excel had been told them; texts are read as if typed.

        Args:
            area: The cells, as many as there are values.
            values: By row.
        """
        kinds = self._kinds(area)
        entries = [
            [
                entry(value, self._formats.base, as_text=kinds.get((row, column), (Kind.NUMBER, False))[0] is Kind.TEXT)
                for column, value in enumerate(line, area.column)
            ]
            for row, line in enumerate(values, area.row)
        ]
        self.block(area).setDataArray(tuple(tuple("" if e.formula else e.value for e in line) for line in entries))
        placed = {
            (row, column): e
            for row, line in enumerate(entries, area.row)
            for column, e in enumerate(line, area.column)
            if e.formula or e.kind not in _PLAIN or (row, column) in kinds
        }
        self._write_formulas({at: str(e.value) for at, e in placed.items() if e.formula})
        self._write_kinds(placed, kinds)

    def fill_formula(self, area: CellArea, formula: str) -> None:
        """Write a formula for the first cell into all cells, its relative references moved along."""
        cells = list(area.cells())
        texts = iter(self._formulas.filled(formula, self.number, cells))
        rows, columns = area.shape
        self.block(area).setFormulaArray(tuple(tuple(next(texts) for _ in range(columns)) for _ in range(rows)))

    def formats(self, area: CellArea) -> list[tuple[int, tuple[CellArea, ...]]]:
        """Give each number format that occurs and where."""
        return [(group.NumberFormat, tuple(_areas(group, area))) for group in _groups(self.block(area))]

    def colours(self, area: CellArea) -> list[tuple[int, tuple[CellArea, ...]]]:
        """Give each background colour that occurs and where; -1 is none."""
        return [(group.CellBackColor, tuple(_areas(group, area))) for group in _groups(self.block(area))]

    def has_locked(self, area: CellArea) -> bool:
        """Say whether a protected sheet would refuse to have some of the cells written."""
        return any(group.CellProtection.IsLocked for group in _groups(self.block(area)))

    def _shown(self, text: str, sheet: int, row: int, column: int) -> str:
        if text.startswith("'"):
            return text[1:]
        return self._formulas.to_excel(text, sheet, row, column) if text.startswith(("=", "{=")) else text

    def _read_kinds(self, block: Any, area: CellArea, rows: list[list[Raw]]) -> None:
        for group in _groups(block):
            kind = self._formats.kind(group.NumberFormat)
            if kind not in (Kind.DAY, Kind.MOMENT, Kind.TRUTH):
                continue
            for part in _areas(group, area):
                for row, column in part.cells():
                    line, at = rows[row - area.row], column - area.column
                    value = line[at]
                    if isinstance(value, float):
                        line[at] = bool(value) if kind is Kind.TRUTH else _day(value, self._formats.base)

    @staticmethod
    def _errors(block: Any) -> Iterator[tuple[int, int]]:
        for address in block.queryFormulaCells(_ERROR_RESULT).RangeAddresses:
            yield from _area(address).cells()

    def _kinds(self, area: CellArea) -> dict[tuple[int, int], tuple[Kind, bool]]:
        """Give, for cells that have a number format of their own, what it shows, and True; others are left out."""
        found = {}
        for key, areas in self.formats(area):
            if key != _GENERAL and not self._formats.is_general(key):
                kind = self._formats.kind(key)
                found.update({at: (kind, True) for part in areas for at in part.cells()})
        return found

    def _write_formulas(self, formulas: dict[tuple[int, int], str]) -> None:
        number = self.number
        for part in join_cells(formulas):
            texts = [self._formulas.from_excel(formulas[at], number, *at) for at in part.cells()]
            self.block(part).setFormulaArray(tuple((text,) for text in texts))

    def _write_kinds(
        self, placed: dict[tuple[int, int], Entry], kinds: dict[tuple[int, int], tuple[Kind, bool]]
    ) -> None:
        wanted: dict[int, list[tuple[int, int]]] = {}
        for at, made in placed.items():
            had = kinds.get(at)
            if made.kind is Kind.TRUTH or (made.kind in (Kind.DAY, Kind.MOMENT, Kind.PERCENT) and had is None):
                wanted.setdefault(self._formats.key_of(made.kind), []).append(at)
            elif had is not None and had[0] is Kind.TRUTH and made.kind is Kind.NUMBER:
                wanted.setdefault(_GENERAL, []).append(at)
        for key, cells in wanted.items():
            self.scattered(join_cells(cells)).NumberFormat = key


def _groups(block: Any) -> Iterator[Any]:
    """Give the parts of a block that are formatted alike."""
    found = block.getUniqueCellFormatRanges()
    for number in range(found.Count):
        yield found.getByIndex(number)


def _areas(group: Any, within: CellArea) -> Iterator[CellArea]:
    """Give the areas of a group, cut to the block that was asked about."""
    for address in group.RangeAddresses:
        area = _area(address)
        cut = CellArea(
            max(area.row, within.row),
            max(area.column, within.column),
            min(area.last_row, within.last_row),
            min(area.last_column, within.last_column),
        )
        if cut.row <= cut.last_row and cut.column <= cut.last_column:
            yield cut


def _area(address: Any) -> CellArea:
    return CellArea(address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1)


def _address(area: CellArea, sheet: int) -> Any:
    return structure(
        "com.sun.star.table.CellRangeAddress",
        Sheet=sheet,
        StartColumn=area.column - 1,
        StartRow=area.row - 1,
        EndColumn=area.last_column - 1,
        EndRow=area.last_row - 1,
    )


def _day(value: float, base: dt.datetime) -> Raw:
    try:
        return moment(value, base)
    except OverflowError:
        return value
