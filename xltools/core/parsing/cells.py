"""What one cell says, as a value of its column's type.

A cell is read strictly: a number is a number cell, a date a date cell.  What only looks like one is
unreadable, and its slip says why and, where nobody could doubt it, what it should be.  Such a cell
is never counted as what it looks like, and never as 0.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from xltools.core.dataset import UNREADABLE, Slip, Value
from xltools.core.findings import Param, Repair, Severity
from xltools.core.frozen import frozen
from xltools.core.grid import CellType
from xltools.core.sheets import Blank, Column, ColumnType, Period
from xltools.core.spelling import INVISIBLE, narrowed, plain


@frozen
class Reading:
    """What reading a workbook's cells depends on besides the cells.

    Attributes:
        blanks: The words for a blank, such as 不适用.
        period: What the report covers, where that is known.
        epoch_1904: Where day 0 of dates is.
    """

    blanks: Mapping[str, Blank]
    period: Period | None = None
    epoch_1904: bool = False


class Read(NamedTuple):
    """A cell's value, and its slip if it has one."""

    value: Value
    slip: Slip | None = None


CellReader = Callable[[CellType, str], Read]
"""Reads a cell of one column from its type and raw value."""

EMPTY = Read(Blank.EMPTY)

_NOTHING = (
    "无 無 没有 沒有 暂无 暫無 空 无。 無。 未统计 未統計 未知 待定 待填 略 同上 — —— – - -- / \\ 、 * ? . … …… × √ ✓ x"
    " n/a na nil null none"
)
NOTHING_WORDS = frozenset(_NOTHING.split())
"""What people write where they have no number or date to write; none of it says which blank is meant."""


def unreadable(key: str, value: Param, repair: Repair | None = None, **params: Param) -> Read:
    """Say that a cell cannot be read as its column's type."""
    return Read(UNREADABLE, Slip(key, {"value": _printable(value), **params}, Severity.ERROR, repair))


def flagged(read: Value, key: str, value: Param, repair: Repair | None = None, **params: Param) -> Read:
    """Say that a cell can be read and that a person should look at it all the same."""
    return Read(read, Slip(key, {"value": _printable(value), **params}, Severity.WARNING, repair))


def _printable(value: Param) -> Param:
    if not isinstance(value, str) or value.isprintable():
        return value
    from xltools.core.unprintable import printable  # its pattern is compiled when there is a text to judge

    return printable(value)


def cell_reader(column: Column, reading: Reading) -> CellReader:
    """Give the function that reads the cells of a column."""
    allowed = {word: blank for word, blank in reading.blanks.items() if blank in column.missing}
    judge = _judge(column, reading)
    asks_value = column.type not in (ColumnType.TEXT, ColumnType.SELECT_ONE)

    def read(kind: CellType, raw: str) -> Read:
        if kind is CellType.TEXT:
            if not raw:
                return EMPTY
            if raw in allowed:
                return Read(allowed[raw])
            return _without_words(raw, reading, allowed, asks_value=asks_value) or judge(kind, raw)
        if kind is CellType.BLANK:
            return EMPTY
        if kind is CellType.ERROR:
            return unreadable("parse.error_value", raw)
        if kind is CellType.NO_VALUE:
            return unreadable("parse.no_stored_value", raw)
        if kind is CellType.BOOLEAN:
            return unreadable("parse.boolean", raw)
        return judge(kind, raw)

    return read


def _judge(column: Column, reading: Reading) -> CellReader:
    """Give the function that reads texts, numbers and dates of a column's type."""
    if column.type in (ColumnType.INTEGER, ColumnType.DECIMAL):
        from xltools.core.parsing.number_cells import number_reader

        return number_reader(reading, whole=column.type is ColumnType.INTEGER)
    if column.type is ColumnType.DATE:
        from xltools.core.parsing.date_cells import date_reader

        return date_reader(reading)
    from xltools.core.parsing.text_cells import text_reader

    return text_reader(reading, free=column.type is ColumnType.TEXT, multiline=column.multiline)


def _without_words(raw: str, reading: Reading, allowed: Mapping[str, Blank], *, asks_value: bool) -> Read | None:
    """Judge a text that says nothing, or a word for a blank that is misspelt or not allowed here."""
    if raw.isspace() or not raw.strip().strip("".join(INVISIBLE)):
        return unreadable("parse.only_spaces", raw)
    if not asks_value and not allowed:
        return None
    said = plain(raw)
    for word, blank in reading.blanks.items():
        if said == plain(word):
            if blank in allowed.values():
                certain = next(own for own, other in allowed.items() if other is blank)
                return unreadable("parse.blank_misspelt", raw, Repair(certain), word=certain)
            return unreadable("parse.blank_not_allowed", raw) if asks_value else None
    if asks_value and narrowed(raw).casefold() in NOTHING_WORDS:
        words = tuple(allowed)
        return unreadable("parse.nothing_or_word" if words else "parse.nothing", raw, words=words)
    return None
