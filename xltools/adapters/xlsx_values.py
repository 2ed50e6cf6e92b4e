"""Say what one cell holds, from the pieces the file spells it in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from math import isinf

from xltools.adapters.xlsx_strings import unescape
from xltools.core.grid import CellType

_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?")
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}

_DAY_0 = date(1899, 12, 30).toordinal()
_DAY_0_OF_1904 = date(1904, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400


class MissingTextsError(Exception):
    """A cell points to a shared text, and the workbook has no shared texts at all."""


@dataclass(frozen=True, slots=True)
class Context:
    """What the whole workbook knows and a cell needs.

    Attributes:
        texts: The shared texts; None where that part is missing.
        dates: For each style, whether it shows a date.
        epoch_1904: Where day 0 is.
    """

    texts: list[str] | None
    dates: tuple[bool, ...]
    epoch_1904: bool

    def shows_date(self, style: str | None) -> bool:
        """Say whether a style, by its number as the file spells it, shows a date; an unknown one does not."""
        number = int(style) if style and style.isdecimal() and len(style) < 8 else 0
        return number < len(self.dates) and self.dates[number]


class UnreadableCellError(Exception):
    """A cell's content is not what its type says.

    Args:
        key: The message.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def cell_value(context: Context, kind: str, style: str | None, value: str | None) -> tuple[CellType, str] | None:
    """Say what a cell without a text of its own holds; None for nothing.

    Args:
        context: Of the workbook.
        kind: The cell's type as the file spells it (``n``, ``s``, ``str``, ``b``, ``e``, ``d``).
        style: The number of its style.
        value: The text of its value element; None where it has none.

    Raises:
        UnreadableCellError: The value is not of its type.
        MissingTextsError: As its class says.
    """
    if value is None:
        return None
    if kind == "str":
        return CellType.TEXT, unescape(value)
    value = value.strip()
    if not value:
        return None
    if kind == "n":
        if _NUMBER.fullmatch(value) is None or isinf(float(value)):
            raise UnreadableCellError("file.bad_number")
        return (CellType.DATE if context.shows_date(style) else CellType.NUMBER), value
    if kind == "s":
        return CellType.TEXT, shared_text(context, value)
    if kind == "b" and value in _BOOLEANS:
        return CellType.BOOLEAN, _BOOLEANS[value]
    if kind == "e":
        return CellType.ERROR, value
    if kind == "d":
        return CellType.DATE, serial_number(value, epoch_1904=context.epoch_1904)
    raise UnreadableCellError("file.bad_cell_type")


def shared_text(context: Context, index: str) -> str:
    """Give a shared text by its number as the file spells it.

    Raises:
        UnreadableCellError: There is no such text.
        MissingTextsError: There are no shared texts.
    """
    if context.texts is None:
        raise MissingTextsError
    if not (index.isdecimal() and len(index) < 10 and int(index) < len(context.texts)):
        raise UnreadableCellError("file.bad_text_index")
    return context.texts[int(index)]


def serial_number(iso: str, *, epoch_1904: bool) -> str:
    """Turn a date spelled ``2019-05-01T08:30:00`` into the number that stands for it.

    Raises:
        UnreadableCellError: It is no such date.
    """
    try:
        if "-" not in iso:
            return _fraction(time.fromisoformat(iso.lstrip("T").rstrip("Z")))
        moment = datetime.fromisoformat(iso)
    except ValueError as error:
        raise UnreadableCellError("file.bad_date") from error
    days = moment.toordinal() - (_DAY_0_OF_1904 if epoch_1904 else _DAY_0)
    fraction = _fraction(moment.time())
    return str(days) if fraction == "0" else repr(days + float(fraction))


def _fraction(moment: time) -> str:
    seconds = moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1_000_000
    return repr(seconds / _SECONDS_A_DAY) if seconds else "0"
