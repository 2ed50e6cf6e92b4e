"""Cells of text and choice columns: read as they stand, and flagged where they mislead a reader."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from operator import eq

from xltools.core.cells import UNPRINTABLE, CellReader, Read, Reading, flagged, unreadable
from xltools.core.findings import Repair
from xltools.core.grid import CellType
from xltools.core.number_cells import KEPT_DIGITS, SPELLING, kept
from xltools.core.personal_numbers import PersonalNumber, find_personal_number, no_long_number
from xltools.core.serial_dates import day_of
from xltools.core.spelling import INVISIBLE

_UNSEEN = re.compile(f"[{''.join(sorted(INVISIBLE))}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")
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
    if not joined.isprintable() or not no_long_number(joined) or "" in values:
        return False
    return all(map(str.strip, values)) if multiline else all(map(eq, map(str.strip, values), values))


def _read_text(raw: str, *, free: bool, multiline: bool) -> Read:
    if UNPRINTABLE.search(raw):
        return unreadable("parse.unprintable", raw, _repair(raw))
    person = find_personal_number(raw)
    if person is not None:
        return _flag_person(raw, person)
    if not free:
        return Read(raw)
    if _UNSEEN.search(raw):
        return flagged(raw, "parse.invisible_in_text", raw, _repair(raw))
    if _PRIVATE.search(raw):
        return flagged(raw, "parse.private_character", raw)
    if raw != raw.strip() and not multiline:
        return flagged(raw, "parse.outer_spaces", raw, _repair(raw))
    return Read(raw)


def _repair(raw: str) -> Repair | None:
    """Give the text without what nobody sees, if that leaves nothing else to look at."""
    tidy = _UNSEEN.sub("", UNPRINTABLE.sub("", raw)).strip()
    return Repair(tidy) if tidy and not _PRIVATE.search(tidy) and find_personal_number(tidy) is None else None


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
    person = find_personal_number(text)
    return Read(text) if person is None else _flag_person(text, person)


def _flag_person(text: str, person: PersonalNumber) -> Read:
    return flagged(text, f"parse.personal.{person.kind}", person.masked)
