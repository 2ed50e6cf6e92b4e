"""Examine the attributes of rows, cells and formulas as a workbook spells them.

They are few and come again and again, so each spelling is examined once for the whole workbook.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from xltools.adapters.xlsx_blocks import IrregularXmlError
from xltools.core.grid import CellType
from xltools.core.ranges import LAST_COLUMN, column_number

_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9]+(?::[a-zA-Z]+)?)="([^"<>&\x00-\x1f]*)"')
_OF_ROWS = frozenset(
    ["spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "thickTop"]
) | {"thickBot", "ph", "x14ac:dyDescent"}
_OF_CELLS = frozenset(["s", "t", "cm", "vm", "ph"])
_OF_FORMULAS = frozenset(["t", "ref", "si", "aca", "ca", "bx", "dt2D", "dtr", "del1", "del2", "r1", "r2"])
_MOST = 50_000

Kind = tuple[str, str, CellType]
"""Of a cell: its type as spelled, the number of its style, the type of a number in it."""


class Spellings:
    """What has been examined.

    Args:
        number_type: Says of what type a number is, by the number of its style.

    Attributes:
        kinds: Of cells, by their attributes; ask ``kind`` where it is not yet there.
        columns: Column numbers by their letters; ask ``column`` where it is not yet there.
    """

    def __init__(self, number_type: Callable[[str], CellType]) -> None:
        self.kinds: dict[str, Kind] = {}
        self.columns: dict[str, int] = {}
        self._number_type = number_type
        self._hiding: dict[str, bool] = {}
        self._formulas: dict[str, Mapping[str, str]] = {}

    def kind(self, attributes: str) -> Kind:
        """Say of what kind a cell is.  Raises: IrregularXmlError."""
        found = self.kinds.get(attributes)
        if found is None:
            if len(self.kinds) > _MOST:
                self.kinds.clear()
            examined = _examine(attributes, _OF_CELLS)
            kind, style = examined.get("t", "n"), examined.get("s", "0")
            found = self.kinds[attributes] = kind, style, self._number_type(style)
        return found

    def hides(self, attributes: str) -> bool:
        """Say whether a row is hidden.  Raises: IrregularXmlError."""
        found = self._hiding.get(attributes)
        if found is None:
            if len(self._hiding) > _MOST:
                self._hiding.clear()
            examined = _examine(attributes, _OF_ROWS)
            found = self._hiding[attributes] = examined.get("hidden") in {"1", "true", "on"}
        return found

    def formula(self, attributes: str) -> Mapping[str, str]:
        """Give the attributes of a formula.  Raises: IrregularXmlError."""
        found = self._formulas.get(attributes)
        if found is None:
            if len(self._formulas) > _MOST:
                self._formulas.clear()
            found = self._formulas[attributes] = _examine(attributes, _OF_FORMULAS)
        return found

    def column(self, name: str) -> int:
        """Number a column.  Raises: IrregularXmlError, where it is outside the largest sheet."""
        number = self.columns.get(name) or column_number(name)
        if number > LAST_COLUMN:
            raise IrregularXmlError
        self.columns[name] = number
        return number


def _examine(spelled: str, known: frozenset[str]) -> dict[str, str]:
    """Read attributes as they are spelled.  Raises: IrregularXmlError, where one is unknown or twice there."""
    spelled = spelled.rstrip()
    pairs = _ATTRIBUTE.findall(spelled)
    examined = dict(pairs)
    length = sum(len(name) + len(value) + 4 for name, value in pairs)
    if length != len(spelled) or len(examined) != len(pairs) or not known.issuperset(examined):
        raise IrregularXmlError
    return examined
