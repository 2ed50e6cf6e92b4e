"""Give every cell its formula, also where the file spells it once for many cells."""

from __future__ import annotations

import re
from collections.abc import Mapping

from xltools.core.findings import letters
from xltools.core.ranges import LAST_COLUMN, LAST_ROW, column_number

_TOKEN = re.compile(
    r"""
    "(?:[^"]|"")*"                                        # a text
    | '(?:[^']|'')*'!?                                    # a quoted sheet name
    | \[[^\]]*\]                                          # another workbook, a table's column
    | (?<![\w.\\])(\$?)([A-Za-z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!\\])   # a cell
    | (?<![\w.\\$:])(\$?)([A-Za-z]{1,3}):(\$?)([A-Za-z]{1,3})(?![\w.(!\\:$])   # whole columns
    | (?<![\w.\\$:])(\$?)([0-9]{1,7}):(\$?)([0-9]{1,7})(?![\w.(!\\:$])   # whole rows
    """,
    re.VERBOSE,
)


class SharedFormulas:
    """Spells out formulas that are shared by several cells.

    Args:
        formulas: Filled with the formula of each cell.
    """

    def __init__(self, formulas: dict[tuple[int, int], str]) -> None:
        self._formulas = formulas
        self._masters: dict[str, tuple[int, int, str]] = {}

    def add(self, row: int, column: int, text: str, attributes: Mapping[str, str]) -> None:
        """Take the formula element of a cell."""
        if attributes.get("t") == "shared":
            index = attributes.get("si", "")
            if text:
                self._masters[index] = (row, column, text)
            elif index in self._masters:
                top, left, master = self._masters[index]
                text = shifted(master, row - top, column - left)
        self._formulas[row, column] = text


def shifted(formula: str, down: int, right: int) -> str:
    """Give a formula as it reads when filled down and to the right.

    A reference pushed over the sheet's edge wraps around, as Excel does it in shared formulas.
    """
    if not down and not right:
        return formula

    def move(matched: re.Match[str]) -> str:
        if matched[4] is not None:
            return _column(matched[1], matched[2], right) + _row(matched[3], matched[4], down)
        if matched[6] is not None:
            return f"{_column(matched[5], matched[6], right)}:{_column(matched[7], matched[8], right)}"
        if matched[10] is not None:
            return f"{_row(matched[9], matched[10], down)}:{_row(matched[11], matched[12], down)}"
        return matched[0]

    return _TOKEN.sub(move, formula)


def _column(fixed: str, name: str, right: int) -> str:
    number = column_number(name.upper())
    if fixed or number > LAST_COLUMN:
        return fixed + name
    return letters((number + right - 1) % LAST_COLUMN + 1)


def _row(fixed: str, number: str, down: int) -> str:
    if fixed or not 1 <= int(number) <= LAST_ROW:
        return fixed + number
    return str((int(number) + down - 1) % LAST_ROW + 1)
