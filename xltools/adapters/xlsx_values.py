"""Say what one cell holds, from the pieces the file spells it in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from math import isinf

from xltools.adapters.xlsx_columns import LONGEST_TEXT, SheetBuilder
from xltools.adapters.xlsx_formulas import SheetFormulas, reaches_outside
from xltools.adapters.xlsx_spellings import Spellings
from xltools.adapters.xlsx_strings import unescape
from xltools.core.grid import CellType

_NUMBER = re.compile(r"[+-]?(?:[0-9]++(?:\.[0-9]*+)?+|\.[0-9]++)(?:[eE][+-]?[0-9]++)?+")
_LONGEST_NUMBER = 400
_BOOLEANS = {"1": "TRUE", "0": "FALSE", "true": "TRUE", "false": "FALSE"}

_DAY_0 = date(1899, 12, 30).toordinal()
_DAY_0_OF_1904 = date(1904, 1, 1).toordinal()
_SECONDS_A_DAY = 86_400

_MOST_SHARED = 100_000
"""From how many spellings on they are so different that to remember them gains nothing."""

FORMULA_COST = 3
"""How many values a formula is worth in memory."""


class MissingTextsError(Exception):
    """A cell points to a shared text, and the workbook has no shared texts at all."""


class Context:
    """What the whole workbook knows and its cells need.

    Args:
        texts: The shared texts; None where that part is missing.
        dates: For each style, whether it shows a date.
        epoch_1904: True where day 0 is 1 January 1904.
        values_left: How many more values may be kept.

    Attributes:
        short_texts: The shared texts, or none where some of them are too long for a cell.
        spellings: Examines attributes, for all sheets.
    """

    def __init__(self, texts: list[str] | None, dates: tuple[bool, ...], *, epoch_1904: bool, values_left: int) -> None:
        self.texts = texts
        self.short_texts = texts if texts and max(map(len, texts)) <= LONGEST_TEXT else []
        self.epoch_1904 = epoch_1904
        self.values_left = values_left
        self.spellings = Spellings(self.number_type)
        self._dates = dates
        self._shared: dict[str, str] = {}

    def share(self, values: list[str]) -> list[str]:
        """Give the same values, those spelled alike as one object: less to keep, and fewer to look at later."""
        if len(self._shared) > _MOST_SHARED:
            self._shared.clear()
        return list(map(self._shared.setdefault, values, values))

    def number_type(self, style: str) -> CellType:
        """Say whether a number is shown as a date, by the number of its style; an unknown style shows none."""
        number = int(style) if style.isdecimal() and len(style) < 8 else len(self._dates)
        return CellType.DATE if number < len(self._dates) and self._dates[number] else CellType.NUMBER


class UnreadableCellError(Exception):
    """A cell's content is not what its type says.

    Args:
        key: The message.
    """

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


def cell_value(context: Context, kind: str, style: str, value: str | None) -> tuple[CellType, str] | None:
    """Say what a cell without a text of its own holds; None for nothing.

    Args:
        context: Of the workbook.
        kind: The cell's type as the file spells it (``n``, ``s``, ``str``, ``inlineStr``, ``b``, ``e``, ``d``).
        style: The number of its style.
        value: The text of its value element; None where it has none.

    Raises:
        UnreadableCellError: The value is not of its type.
        MissingTextsError: As its class says.
    """
    if value is None:
        return None
    if kind in {"str", "inlineStr"}:
        return CellType.TEXT, unescape(value)
    value = value.strip()
    if not value:
        return None
    if kind == "n":
        if len(value) > _LONGEST_NUMBER or _NUMBER.fullmatch(value) is None or isinf(float(value)):
            raise UnreadableCellError("file.bad_number")
        return context.number_type(style), value
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
    if not index.isascii() or not index.isdecimal() or len(index) > 9 or int(index) >= len(context.texts):
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


class CellTaker:
    """Takes cells one at a time, says what each holds, and hands it to the sheet's builder.

    Args:
        builder: Of the sheet.
        context: Of the workbook.
    """

    def __init__(self, builder: SheetBuilder, context: Context) -> None:
        self.builder = builder
        self.context = context
        self.formulas = SheetFormulas()

    def take_formula(self, row: int, column: int, text: str, attributes: Mapping[str, str]) -> None:
        """Take a cell's formula element: its text and attributes."""
        self.formulas.add(row, column, text, attributes)
        self.builder.spend(FORMULA_COST)
        if reaches_outside(text):
            self.builder.odd("file.outside_formula", row, column, value=text[:80])

    def take(
        self, row: int, column: int, kind: str, style: str, value: str | None, own: str | None, *, has_formula: bool
    ) -> bool:
        """Take a cell.

        Args:
            row: From 1.
            column: From 1.
            kind: The cell's type as the file spells it.
            style: The number of its style.
            value: The text of its value element; None where it has none.
            own: The text that stands in the cell itself; None where there is none.
            has_formula: True where the cell has a formula.

        Returns:
            Whether it holds anything.

        Raises:
            MissingTextsError: As its class says.
        """
        try:
            if own is not None and kind == "inlineStr":
                held: tuple[CellType, str] | None = (CellType.TEXT, unescape(own))
            else:
                held = cell_value(self.context, kind, style, value)
        except UnreadableCellError as error:
            held = CellType.ERROR, value or ""
            self.builder.odd(error.key, row, column, value=value or "")
        if held is None and has_formula:
            held = CellType.NO_VALUE, ""
        if held is not None:
            self.builder.add(row, column, *held)
        return held is not None
