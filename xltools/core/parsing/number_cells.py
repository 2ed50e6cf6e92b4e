"""Cells of number columns: what is a number, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Context, Decimal

from xltools.core.findings import Repair
from xltools.core.grid import CellType
from xltools.core.parsing.cells import CellReader, Read, Reading, flagged, unreadable
from xltools.core.serial_dates import day_of

KEPT_DIGITS = 15
"""As many as a spreadsheet keeps and shows."""

_KEPT = Context(prec=KEPT_DIGITS, rounding=ROUND_HALF_UP, Emax=10**9, Emin=-(10**9), traps=[])
_LARGEST = Decimal(10) ** KEPT_DIGITS
_SMALLEST = Decimal(10) ** -KEPT_DIGITS
_ROUND_DIGITS = 12  # a double this close to a number of at most so many digits was meant to be that number

SPELLING = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
"""A number as files spell it."""

_PLAIN_WHOLE = re.compile(r"(?:[0-9]++\n)*+")
_PLAIN_DECIMAL = re.compile(r"(?:[0-9]++(?:\.[0-9]*[1-9])?\n)*+")


def number_reader(reading: Reading, *, whole: bool) -> CellReader:
    """Give the function that reads the cells of a number column.

    Args:
        reading: Of the workbook.
        whole: True where the column takes whole numbers only.
    """

    def read(kind: CellType, raw: str) -> Read:
        if kind is CellType.NUMBER:
            return _read_number(raw, whole=whole)
        if kind is CellType.DATE:
            day = day_of(raw, epoch_1904=reading.epoch_1904)
            return unreadable("parse.date_in_number", raw if day is None else day)
        return _read_text(raw, whole=whole)

    return read


def read_plain_column(values: Sequence[str], *, whole: bool) -> list[Decimal] | None:
    """Read many number cells at once, if they are all spelled so plainly that none can need a second look.

    Returns:
        The numbers, or None where some cell must be looked at by itself.
    """
    different = dict.fromkeys(values)  # in their order, so near one another in memory
    if max(map(len, different), default=0) > KEPT_DIGITS:
        return None
    plain = _PLAIN_WHOLE if whole else _PLAIN_DECIMAL
    if plain.fullmatch("\n".join((*different, ""))) is None:
        return None
    if len(different) * 2 > len(values):
        return list(map(Decimal, values))
    numbers = {spelling: Decimal(spelling) for spelling in different}
    return list(map(numbers.__getitem__, values))


def kept(number: Decimal) -> Decimal:
    """Give a number as a spreadsheet keeps it, to 15 digits, without idle zeros."""
    rounded = _KEPT.plus(number)
    if rounded == rounded.to_integral_value():
        return Decimal(int(rounded))
    return rounded.normalize(_KEPT)


def _read_number(raw: str, *, whole: bool) -> Read:
    if SPELLING.fullmatch(raw) is None:
        return unreadable("parse.not_a_number", raw)
    exact = Decimal(raw)
    if exact.copy_abs() >= _LARGEST:
        return unreadable("parse.number_too_long", raw)
    if exact and exact.copy_abs() < _SMALLEST:
        return unreadable("parse.number_too_small", raw)
    number = kept(exact)
    if whole and number != number.to_integral_value():
        return unreadable("parse.not_whole", number)
    if len(raw) > KEPT_DIGITS and _hides_a_rest(raw, number):
        return flagged(number, "parse.hidden_rest", raw, Repair(number))
    return Read(number)


def _hides_a_rest(raw: str, number: Decimal) -> bool:
    """Say whether a cell shows a round number and holds another, as 247.99999999999997 does for 248."""
    return float(raw) != float(number) and len(number.as_tuple().digits) <= _ROUND_DIGITS


def _read_text(raw: str, *, whole: bool) -> Read:
    # Its patterns are compiled when there is a text to judge.
    from xltools.core.parsing.number_texts import judge_number_text

    key, number = judge_number_text(raw)
    if number is None:
        return unreadable(key, raw)
    if abs(number) >= _LARGEST or len(number.as_tuple().digits) > KEPT_DIGITS:
        return unreadable("parse.number_too_long", raw)
    number = kept(number)
    if whole and number != number.to_integral_value():
        return unreadable("parse.not_whole_text", raw)
    return unreadable(key, raw, Repair(number), number=number)
