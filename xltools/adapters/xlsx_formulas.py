"""Give every cell its formula, also where the file spells it once for many cells."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator, Mapping
from functools import cache

from xltools.core.findings import letters
from xltools.core.grid import ColumnCells
from xltools.core.ranges import LAST_COLUMN, LAST_ROW, column_number, parse_range

_OUTSIDE = ("WEBSERVICE(", "RTD(", "IMAGE(", "SQL.REQUEST(", "REGISTER.ID(", "IMPORTDATA(")
"""Functions that fetch, or run what is outside."""

Place = tuple[int, int]
Master = tuple[int, int, str]


class _Filled:
    """Stands for a formula that is filled down from a cell above it, by the number the file gives it."""

    __slots__ = ("index",)

    def __init__(self, index: str) -> None:
        self.index = index


class SheetFormulas(Mapping[Place, str]):
    """The formulas of a sheet by row and column.

    A formula that is filled down a column stands once in the file.  It is kept so, and spelled out for
    a cell when someone asks: a hundred bytes in a file could otherwise claim a gigabyte here.
    """

    def __init__(self) -> None:
        self._kept: dict[Place, str | _Filled] = {}
        self._masters: dict[str, list[Master]] = {}
        self._filled: dict[str, _Filled] = {}
        self._arrays: list[tuple[str, str]] = []

    def __getitem__(self, place: Place) -> str:
        kept = self._kept[place]
        if isinstance(kept, str):
            return kept
        masters = self._masters.get(kept.index)
        if not masters:
            return ""
        row, column, text = masters[max(0, bisect_right(masters, (*place, chr(0x10FFFF))) - 1)]
        return shifted(text, place[0] - row, place[1] - column)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)

    def __contains__(self, place: object) -> bool:
        return place in self._kept

    def add(self, row: int, column: int, text: str, attributes: Mapping[str, str]) -> None:
        """Take the formula element of a cell: its text and attributes."""
        kind = attributes.get("t")
        kept: str | _Filled = text
        if kind == "shared":
            index = attributes.get("si", "")
            if text:
                insort(self._masters.setdefault(index, []), (row, column, text))
            else:
                kept = self._filled.setdefault(index, _Filled(index))
        elif kind == "dataTable":
            kept = text = f"TABLE({attributes.get('r1', '')},{attributes.get('r2', '')})"
        if kind in {"array", "dataTable"} and ":" in attributes.get("ref", ""):
            self._arrays.append((attributes["ref"], text))
        self._kept[row, column] = kept

    def spread(self, columns: Mapping[int, ColumnCells]) -> None:
        """Give the cells that a formula fills, beside the one it stands in, that formula."""
        left = sum(len(cells.rows) for cells in columns.values())
        for reference, text in self._arrays:
            try:
                bounds = parse_range(reference)
            except ValueError:
                continue
            for column in range(bounds.left, min(bounds.right, max(columns, default=0)) + 1):
                if (cells := columns.get(column)) is None:
                    continue
                first, last = bisect_left(cells.rows, bounds.top), bisect_right(cells.rows, bounds.bottom)
                left -= last - first
                if left < 0:  # Ranges of formulas never overlap; these were made to waste time.
                    return
                for row in cells.rows[first:last]:
                    self._kept.setdefault((row, column), text)


def reaches_outside(formula: str) -> bool:
    """Say whether a formula takes a value from another file, program or address."""
    upper = formula.upper() if "(" in formula else ""
    if not (any(function in upper for function in _OUTSIDE) or ("!" in formula and ("[" in formula or "|" in formula))):
        return False  # as nearly always
    bare = _text().sub('""', formula)
    return any(function in bare.upper() for function in _OUTSIDE) or _outside().search(bare) is not None


def shifted(formula: str, down: int, right: int) -> str:
    """Give a formula as it reads when filled down and to the right.

    A reference pushed over the sheet's edge wraps around, as Excel does it in shared formulas.
    """
    if not down and not right:
        return formula

    def move(matched: re.Match[str]) -> str:
        if matched[2] is not None:
            return _column(matched[1], matched[2], right) + _row(matched[3], matched[4], down)
        if matched[6] is not None:
            return f"{_column(matched[5], matched[6], right)}:{_column(matched[7], matched[8], right)}"
        if matched[10] is not None:
            return f"{_row(matched[9], matched[10], down)}:{_row(matched[11], matched[12], down)}"
        return matched[0]

    return _token().sub(move, formula)


def _column(fixed: str, name: str, right: int) -> str:
    number = column_number(name.upper())
    if fixed or number > LAST_COLUMN:
        return fixed + name
    return letters((number + right - 1) % LAST_COLUMN + 1)


def _row(fixed: str, number: str, down: int) -> str:
    if fixed or not 1 <= int(number) <= LAST_ROW:
        return fixed + number
    return str((int(number) + down - 1) % LAST_ROW + 1)


# The patterns below go over a formula once, however it is made: a formula can be megabytes long.
# They are compiled when first needed, since most workbooks need none of them.


@cache
def _text() -> re.Pattern[str]:
    return re.compile('"[^"]*"')


@cache
def _token() -> re.Pattern[str]:
    return re.compile(
        r"""
        "[^"]*"                                                           # a text
        | '[^']*'                                                         # a quoted sheet name
        | \[[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*\]                           # another workbook, a table's column
        | (?<![\w.\\$])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!\\])            # a cell
        | (?<![\w.\\$:])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!\\:$])     # whole columns
        | (?<![\w.\\$:])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!\\:$])           # whole rows
        """,
        re.VERBOSE,
    )


@cache
def _outside() -> re.Pattern[str]:
    return re.compile(
        r"""
        \[[^\[\]]+\][\w.]*!                       # [1]Sheet!A1
        | '[^'\[\]]*\[[^'\[\]]+\][^'\[\]]*'!        # 'C:\[x.xlsx]Sheet 1'!A1
        | \|[^"|!]*!                                # program|topic!item
        """,
        re.VERBOSE,
    )
