"""Read a sheet's rows fast, where they are written as the usual programs write them.

Each row is matched from its first character to its last, so nothing is skipped unseen: what matches
is plain enough to be taken as it stands, and anything else (``IrregularXmlError``) sends the whole
sheet down the slow road, through the XML parser (``xlsx_cells``).  A contract test holds the two
roads to the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from xltools.adapters.xlsx_blocks import TEXT, IrregularXmlError, plain
from xltools.adapters.xlsx_values import CellTaker
from xltools.core.ranges import LAST_COLUMN, LAST_ROW, column_number

ATTRIBUTES = r"([^<>/]*+)"
OWN_TEXT = rf'<is><t(?: xml:space="preserve")?+>{TEXT}</t></is>'
CONTENT = (
    rf"(?:<f{ATTRIBUTES}(?:/>|>{TEXT}</f>))?+"
    rf"(?:<v>{TEXT}</v>|(<v ?/>))?+"
    rf"(?:{OWN_TEXT})?+</c>"
)
"""What may stand in a plain cell; groups: formula's attributes, formula, value, empty value, own text."""

_BLANK = r'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,7}")?+ ?/>'
_REST = rf"((?:{_BLANK})*+)(</row>)?+"
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"{ATTRIBUTES}(?:(/>)|>{_REST})')
_CELL = re.compile(rf'<c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"{ATTRIBUTES}>{CONTENT}{_REST}')
_COLUMN_OF_BLANK = re.compile(r'r="([A-Z]+)')

_MOST_SPELLINGS = 50_000
_ATTRIBUTE = re.compile(r' ([a-zA-Z0-9]+(?::[a-zA-Z]+)?)="([^"<>&\x00-\x1f]*)"')
_ROW_ATTRIBUTES = frozenset(
    ["spans", "s", "customFormat", "ht", "hidden", "customHeight", "outlineLevel", "collapsed", "thickTop"]
) | {"thickBot", "ph", "x14ac:dyDescent"}
_CELL_ATTRIBUTES = frozenset(["s", "t", "cm", "vm", "ph"])
_FORMULA_ATTRIBUTES = frozenset(["t", "ref", "si", "aca", "ca", "bx", "dt2D", "dtr", "del1", "del2", "r1", "r2"])


class PlainRows:
    """Takes rows that are written plainly.

    Attributes are few and come again and again, so each spelling of them is examined once.

    Args:
        taker: Takes the cells.

    Attributes:
        last_row: The number of the last row taken.
    """

    def __init__(self, taker: CellTaker) -> None:
        self.taker = taker
        self.last_row = 0
        self._hidden: dict[str, bool] = {}
        self._kinds: dict[str, tuple[str, str]] = {}
        self._columns: dict[str, int] = {}

    def take_row(self, text: str, start: int) -> int:
        """Take the row that begins at a place in the text.

        Returns:
            Where the row ends; ``start`` where no row begins there.

        Raises:
            IrregularXmlError: A row begins there, and is not plain.
        """
        opening = _ROW.match(text, start)
        if opening is None:
            return start
        spelled, attributes, empty, blanks, closing = opening.groups()
        self.open_row(row := int(spelled), attributes)
        at = opening.end()
        names: list[str] = []
        last = 0
        while not (empty or closing):
            cell = _CELL.match(text, at)
            if cell is None:
                raise IrregularXmlError
            name, digits, attributes, *content, more, closing = cell.groups()
            column = self.column(name)
            if digits != spelled or column <= last:
                raise IrregularXmlError
            last = column
            self.take(row, column, attributes, content)
            blanks += more
            names.append(name)
            at = cell.end()
        if blanks and names and not set(names).isdisjoint(_COLUMN_OF_BLANK.findall(blanks)):
            raise IrregularXmlError
        return at

    def open_row(self, row: int, attributes: str) -> None:
        """Take a row's number and attributes.  Raises: IrregularXmlError, where rows go back."""
        if not self.last_row < row <= LAST_ROW:
            raise IrregularXmlError
        self.last_row = row
        if self.hides(attributes):
            self.taker.builder.hidden_rows.append(row)

    def hides(self, attributes: str) -> bool:
        """Say whether a row's attributes hide it.  Raises: IrregularXmlError."""
        hidden = self._hidden.get(attributes)
        if hidden is None:
            _keep_few(self._hidden)
            examined = _examine(attributes, _ROW_ATTRIBUTES)
            hidden = self._hidden[attributes] = examined.get("hidden") in {"1", "true", "on"}
        return hidden

    def column(self, name: str) -> int:
        """Number a column.  Raises: IrregularXmlError, where it is outside the largest sheet."""
        number = self._columns.get(name)
        if number is None:
            number = self._columns[name] = column_number(name)
            if number > LAST_COLUMN:
                raise IrregularXmlError
        return number

    def kind(self, attributes: str) -> tuple[str, str]:
        """Give a cell's type and the number of its style.  Raises: IrregularXmlError."""
        found = self._kinds.get(attributes)
        if found is None:
            _keep_few(self._kinds)
            examined = _examine(attributes, _CELL_ATTRIBUTES)
            found = self._kinds[attributes] = examined.get("t", "n"), examined.get("s", "0")
        return found

    def take(self, row: int, column: int, attributes: str, content: Sequence[str | None]) -> None:
        """Take a cell: the groups of ``CONTENT``, as they are spelled.

        Raises:
            IrregularXmlError: Some of it is not plain.
        """
        formula_attributes, formula, value, no_value, own = content
        if no_value:
            value = ""
        kind, style = self.kind(attributes)
        if formula_attributes is not None:
            examined = _examine(formula_attributes, _FORMULA_ATTRIBUTES)
            self.taker.take_formula(row, column, plain(formula or ""), examined)
        self.taker.take(
            row,
            column,
            kind,
            style,
            value and plain(value),
            own and plain(own),
            has_formula=formula_attributes is not None,
        )


def _keep_few(examined: dict[str, bool] | dict[str, tuple[str, str]]) -> None:
    """Forget the spellings that were examined, where a file has no end of them."""
    if len(examined) > _MOST_SPELLINGS:
        examined.clear()


def _examine(spelled: str, known: frozenset[str]) -> dict[str, str]:
    """Read attributes as they are spelled.  Raises: IrregularXmlError, where one is unknown or twice there."""
    spelled = spelled.rstrip()
    pairs = _ATTRIBUTE.findall(spelled)
    examined = dict(pairs)
    length = sum(len(name) + len(value) + 4 for name, value in pairs)
    if length != len(spelled) or len(examined) != len(pairs) or not known.issuperset(examined):
        raise IrregularXmlError
    return examined
