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
from xltools.core.grid import CellType
from xltools.core.ranges import LAST_ROW

ATTRIBUTES = r"([^<>/]*+)"
_SPACE = r'(?: xml:space="preserve")?+'
OWN_TEXT = rf"<is><t{_SPACE}>{TEXT}</t></is>"
CONTENT = (
    rf"(?:<f{ATTRIBUTES}(?:/>|>{TEXT}</f>))?+"
    rf"(?:<v{_SPACE}>{TEXT}</v>|(<v ?/>))?+"
    rf"(?:{OWN_TEXT})?+</c>"
)
"""What may stand in a plain cell; groups: formula's attributes, formula, value, empty value, own text."""

_BLANK = r'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]{1,7}")?+(?: t="[a-z]{1,3}")?+ ?/>'
_REST = rf"((?:{_BLANK})*+)(</row>)?+"
_ROW = re.compile(rf'<row r="([1-9][0-9]{{0,6}})"{ATTRIBUTES}(?:(/>)|>{_REST})')
_CELL = re.compile(rf'<c r="([A-Z]{{1,3}})([1-9][0-9]{{0,6}})"{ATTRIBUTES}>{CONTENT}{_REST}')
_COLUMN_OF_BLANK = re.compile(r'r="([A-Z]+)')

_NUMBER = re.compile(r"-?[0-9]{1,20}+(?:\.[0-9]{1,30}+)?+")


class PlainRows:
    """Takes rows that are written plainly.

    Args:
        taker: Takes the cells.

    Attributes:
        spellings: Examines attributes.
        last_row: The number of the last row taken.
    """

    def __init__(self, taker: CellTaker) -> None:
        self.taker = taker
        self.spellings = taker.context.spellings
        self.last_row = 0
        self._builder = taker.builder
        self._texts = taker.context.short_texts

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
        self.open_row(int(spelled), attributes)
        return opening.end() if empty or closing else self._take_cells(text, opening.end(), spelled, blanks)

    def _take_cells(self, text: str, at: int, spelled: str, blanks: str) -> int:
        """Take the cells of a row up to its end; give the place after it."""
        row, last, closing = int(spelled), 0, None
        names: list[str] = []
        spellings, texts, add = self.spellings, self._texts, self._builder.add
        columns, kinds = spellings.columns, spellings.kinds
        while closing is None:
            cell = _CELL.match(text, at)
            if cell is None:
                raise IrregularXmlError
            at = cell.end()
            name, digits, attributes, formula, _, value, _, own, more, closing = cell.groups()
            column = columns.get(name) or spellings.column(name)
            if digits != spelled or column <= last:
                raise IrregularXmlError
            last = column
            kind, _, number = kinds.get(attributes) or spellings.kind(attributes)
            if formula is not None or own is not None or not value:
                self.take(row, column, attributes, cell.groups()[3:8])
            elif kind == "s" and value.isdecimal() and value.isascii() and (index := int(value)) < len(texts):
                add(row, column, CellType.TEXT, texts[index])
            elif kind == "n" and _NUMBER.fullmatch(value):
                add(row, column, number, value)
            else:
                self.take(row, column, attributes, cell.groups()[3:8])
            if more:
                blanks += more
            names.append(name)
        if blanks and not set(names).isdisjoint(_COLUMN_OF_BLANK.findall(blanks)):
            raise IrregularXmlError
        return at

    def open_row(self, row: int, attributes: str) -> None:
        """Take a row's number and attributes.  Raises: IrregularXmlError, where rows go back."""
        if not self.last_row < row <= LAST_ROW:
            raise IrregularXmlError
        self.last_row = row
        if self.spellings.hides(attributes):
            self.taker.builder.hidden_rows.append(row)

    def take(self, row: int, column: int, attributes: str, content: Sequence[str | None]) -> None:
        """Take a cell: the groups of ``CONTENT``, as they are spelled.

        Raises:
            IrregularXmlError: Some of it is not plain.
        """
        formula_attributes, formula, value, no_value, own = content
        kind, style, _ = self.spellings.kind(attributes)
        if formula_attributes is not None:
            self.taker.take_formula(row, column, plain(formula or ""), self.spellings.formula(formula_attributes))
        if no_value:
            value = ""
        self.taker.take(
            row,
            column,
            kind,
            style,
            value and plain(value),
            own and plain(own),
            has_formula=formula_attributes is not None,
        )
