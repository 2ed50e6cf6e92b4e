"""Cells of text and choice columns: read as they stand, and flagged where they mislead a reader."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from xltools.core.grid import CellType
from xltools.core.parsing.cells import CellReader, Read, Reading, unreadable
from xltools.core.parsing.number_cells import KEPT_DIGITS, SPELLING, kept
from xltools.core.serial_dates import day_of

_DIGIT_BYTES = bytes(0x39 if byte in b"0123456789" or 0x90 <= byte <= 0x99 else 0x20 for byte in range(256))
_GAP_BYTES = b" -\xe2\x80\xef\xbc"
_LONG_RUN = b"9" * 11
_FILLERS = "\u115f\u1160\u3164\uffa0"  # letters to Python, and nothing to see
_SEPARATOR = "|"  # printable, and no gap between digits


def text_reader(reading: Reading, *, free: bool, multiline: bool) -> CellReader:
    """Give the function that reads the cells of a text or choice column.

    Args:
        reading: Of the workbook.
        free: False for a choice column, where whatever is not in the list is found anyway.
        multiline: True where spaces and line ends around the text do no harm.
    """

    def read(kind: CellType, raw: str) -> Read:
        if kind is CellType.DATE:
            day: date | None = day_of(raw, epoch_1904=reading.epoch_1904)
            return unreadable("parse.date_in_text", raw if day is None else day)
        if kind is CellType.NUMBER:
            return _read_number(raw)
        return _read_text(raw, free=free, multiline=multiline)

    return read


def nothing_odd(values: Collection[str], *, multiline: bool) -> bool:
    """Say of many texts at once whether it is certain that none of them needs a second look."""
    joined = _SEPARATOR.join(values)
    if not joined.isprintable() or not _no_long_number(joined) or "" in values:
        return False
    if not joined.isascii() and any(filler in joined for filler in _FILLERS):
        return False
    if multiline:
        return all(map(str.strip, values))
    # Printable texts hold no other space than the common one; a text with the separator in it is looked at again.
    return not (
        joined.startswith(" ") or joined.endswith(" ") or f"{_SEPARATOR} " in joined or f" {_SEPARATOR}" in joined
    )


def _read_text(raw: str, *, free: bool, multiline: bool) -> Read:
    if nothing_odd((raw,), multiline=multiline):
        return Read(raw)
    from xltools.core.parsing.odd_texts import judge_text  # its patterns are compiled when there is a text to judge

    return judge_text(raw, free=free, multiline=multiline)


def _read_number(raw: str) -> Read:
    """Read a number in a text column as the text that it shows; digits beyond the 15th are lost already."""
    if SPELLING.fullmatch(raw) is None:
        return unreadable("parse.not_text", raw)
    number = Decimal(raw)
    if number.adjusted() >= KEPT_DIGITS:
        return unreadable("parse.long_number_in_text", f"{raw[:3]}…")
    if number and number.adjusted() < -KEPT_DIGITS:
        return unreadable("parse.not_text", raw)
    text = format(kept(number), "f")
    return _read_text(text, free=True, multiline=False)


def _no_long_number(text: str) -> bool:
    """Say of a printable text whether it certainly holds no eleven digits with only gaps between.

    It is judged by the bytes of its UTF-8 form, many times faster than by a pattern: those of plain
    and full-width digits count as digits, those of gaps not at all, and what is taken for a digit by
    mistake costs a second look and no more.
    """
    return _LONG_RUN not in text.encode().translate(_DIGIT_BYTES, _GAP_BYTES)
