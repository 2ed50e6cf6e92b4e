"""Learn how the rows of a long sheet are written, and take rows of that shape in one go.

A ledger's rows look alike: the same columns, the same styles, here a number, there a text.  From a
few rows already taken cell by cell, a pattern of the whole row is made; rows that match it, from
their first character to their last, come out as columns and are turned into values column by column.
"""

from __future__ import annotations

import re
from itertools import compress, islice
from operator import lt

from xltools.adapters.xlsx_blocks import IrregularXmlError
from xltools.adapters.xlsx_columns import LONGEST_TEXT
from xltools.adapters.xlsx_rows import ATTRIBUTES, CONTENT, OWN_TEXT, PlainRows
from xltools.adapters.xlsx_values import Context
from xltools.core.grid import CellType
from xltools.core.ranges import LAST_ROW

_FIRST_LESSON, _NEXT_LESSON = 48, 12
_MOST_LESSONS = 8
_SHORT = 100_000  # characters; to make a pattern for less takes longer than it saves
_MOST_COLUMNS = 200

_OPENING = rf'<row r="[0-9]+"{ATTRIBUTES}>'
_CELL = rf'<c r="([A-Z]+)[0-9]+"{ATTRIBUTES}(?:(/>)|>(<v>[^<]*+</v></c>|{OWN_TEXT}</c>)?+)'
_SIMPLE = {
    "n": r"<v>(-?[0-9]{1,20}+\.?+[0-9]{0,30}+)</v></c>",
    "E": r"<v>(-?[0-9]{1,20}+\.?+[0-9]{0,30}+(?:E[+-]?[0-9]{1,2})?+)</v></c>",
    "s": r"<v>([0-9]{1,9})</v></c>",
    "inlineStr": rf"{OWN_TEXT}</c>",
}
_SIMPLE_GROUPS, _ANY_GROUPS = 1, 6

Cells = tuple[str, ...]
"""What one row, or one column of a run of rows, has in each group or row; None where it has nothing."""


def _held(kind: str, spelled: list[str], context: Context) -> list[str] | None:
    """Say what a column's cells hold; None where some of them want a closer look."""
    if kind == "n":
        return context.share(spelled)
    if kind == "inlineStr":
        return None if any(map(_wants_look, spelled)) else spelled
    texts = context.short_texts
    try:
        return list(map(texts.__getitem__, map(int, spelled)))
    except IndexError:
        return None


def _ascending(rows: list[int]) -> bool:
    return all(map(lt, rows, islice(rows, 1, None)))


def _wants_look(text: str) -> bool:
    return len(text) > LONGEST_TEXT or "&" in text or "_x" in text or "]]>" in text


class _Column:
    """What the sampled rows have in one column.

    Attributes:
        name: Its letters.
        attributes: The spellings of the attributes of cells that hold something.
        seen: In how many rows it has a cell.
        blank: True when some cell of it holds nothing.
        simple: True while no cell of it holds more than a value or a text.
        exponent: True when some number is spelled with one.
    """

    __slots__ = ("attributes", "blank", "exponent", "name", "seen", "simple")

    def __init__(self, name: str) -> None:
        self.name = name
        self.attributes: set[str] = set()
        self.seen = 0
        self.blank = False
        self.simple = True
        self.exponent = False


class RowShape:
    """Takes runs of rows that are alike.

    Args:
        rows: Takes the rows that are not alike, and what of the others cannot be taken by columns.
    """

    def __init__(self, rows: PlainRows) -> None:
        self._rows = rows
        self._columns: dict[int, _Column] = {}
        self._row_attributes: set[str] = set()
        self._samples: list[str] = []
        self._sampled = 0
        self._lessons = 0
        self._pattern: re.Pattern[str] | None = None
        self._layout: list[tuple[int, str | None]] = []

    def take_rows(self, text: str, start: int) -> int:
        """Take all rows of the shape from a place in the text on; give the place after them.

        Raises:
            IrregularXmlError: Rows go back, or a value is not plain.
        """
        if self._pattern is None:
            return start
        match = self._pattern.match
        found: list[Cells] = []
        while (row := match(text, start)) is not None:
            found.append(row.groups())
            start = row.end()
        if found:
            self._take_columns(list(zip(*found, strict=True)))
        return start

    def _take_columns(self, groups: list[Cells]) -> None:
        numbers = [int(number) for number in groups[0] if number]
        rows = self._rows
        if not (rows.last_row < numbers[0] and numbers[-1] <= LAST_ROW and _ascending(numbers)):
            raise IrregularXmlError
        rows.last_row = numbers[-1]
        hiding = {attributes for attributes in set(groups[1]) if rows.spellings.hides(attributes or "")}
        if hiding:
            rows.taker.builder.hidden_rows.extend(compress(numbers, (a in hiding for a in groups[1])))
        at = 2
        for column, attributes in self._layout:
            if attributes is None:
                self._take_any(column, numbers, groups[at : at + _ANY_GROUPS])
                at += _ANY_GROUPS
            else:
                self._take_simple(column, attributes, numbers, groups[at])
                at += _SIMPLE_GROUPS

    def _take_simple(self, column: int, attributes: str, numbers: list[int], spelled: Cells) -> None:
        """Take a column whose cells hold a value of one kind each, or nothing."""
        values = list(spelled)
        if not all(values):  # an empty text may stand here too
            numbers = list(compress(numbers, (value is not None for value in values)))
            values = [value for value in values if value is not None]
        kind, _, number = self._rows.spellings.kind(attributes)
        taker = self._rows.taker
        held = _held(kind, values, taker.context)
        if held is not None:
            found = number if kind == "n" else CellType.TEXT
            taker.builder.extend(column, numbers, found, held)
            return
        for row, value in zip(numbers, values, strict=True):
            inside = (None, None, value) if kind == "inlineStr" else (value, None, None)
            self._rows.take(row, column, attributes, (None, None, *inside))

    def _take_any(self, column: int, numbers: list[int], groups: list[Cells]) -> None:
        """Take a column cell by cell."""
        take = self._rows.take
        for number, attributes, *content in zip(numbers, *groups, strict=True):
            if attributes is not None:
                take(number, column, attributes, content)

    def learn(self, text: str, start: int, end: int) -> None:
        """Look at a row that the shape did not take; after some such rows, make a new shape."""
        if self._lessons == _MOST_LESSONS or len(text) - end < _SHORT or "</c>" not in (row := text[start:end]):
            return
        self._samples.append(row)
        if len(self._samples) < (_NEXT_LESSON if self._lessons else _FIRST_LESSON):
            return
        self._lessons += 1
        for row in self._samples[-_NEXT_LESSON:]:
            self._see(row)
        self._samples.clear()
        if len(self._columns) > _MOST_COLUMNS:
            self._lessons, self._pattern = _MOST_LESSONS, None
        else:
            self._make_pattern()

    def _see(self, row: str) -> None:
        opening = re.match(_OPENING, row)
        if opening is None:
            return
        self._sampled += 1
        self._row_attributes.add(opening[1])
        for name, attributes, blank, content, _ in re.findall(_CELL, row[opening.end() :]):
            column = self._columns.setdefault(self._rows.spellings.column(name), _Column(name))
            column.seen += 1
            if blank:
                column.blank = True
            else:
                column.attributes.add(attributes)
                column.simple = column.simple and bool(content)
                column.exponent = column.exponent or "E" in content

    def _make_pattern(self) -> None:
        self._layout = []
        one_spelling = len(self._row_attributes) == 1
        spelling = re.escape(next(iter(self._row_attributes))) if one_spelling else ATTRIBUTES[1:-1]
        pieces = [rf'<row r="([1-9][0-9]{{0,6}})"({spelling})>']
        for number in sorted(self._columns):
            column = self._columns[number]
            attributes, piece = self._piece(column)
            self._layout.append((number, attributes))
            cell = rf'<c r="{column.name}\1"{piece}'
            pieces.append(cell if column.seen == self._sampled else f"(?:{cell})?+")
        self._pattern = re.compile("".join([*pieces, "</row>"]))

    def _piece(self, column: _Column) -> tuple[str | None, str]:
        """Give the attributes that stand for all of a simple column, or None; and the pattern of its cells."""
        kinds = {self._rows.spellings.kind(attributes) for attributes in column.attributes}
        types = {(kind, number) for kind, _, number in kinds}
        if column.simple and len(types) == 1 and len(kinds) <= 4 and (kind := next(iter(types))[0]) in _SIMPLE:
            attributes = next(iter(column.attributes))
            spellings = "|".join(re.escape(spelling) for spelling in sorted(column.attributes))
            piece = f"(?:{spellings})>{_SIMPLE['E' if column.exponent and kind == 'n' else kind]}"
        else:
            attributes = None
            piece = f"{ATTRIBUTES}>{CONTENT}"
        return attributes, rf'(?:(?: s="[0-9]{{1,7}}")?+ ?/>|{piece})' if column.blank else piece
