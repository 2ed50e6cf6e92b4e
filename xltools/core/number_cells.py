"""Cells of number columns: what is a number, and what only looks like one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal

from xltools.core.cells import CellReader, Read, Reading, flagged, unreadable
from xltools.core.chinese_numerals import CHARACTERS, read_numeral
from xltools.core.findings import Repair
from xltools.core.grid import CellType
from xltools.core.serial_dates import day_of
from xltools.core.spelling import INVISIBLE, NARROW, narrowed

KEPT_DIGITS = 15
"""As many as a spreadsheet keeps and shows."""

_KEPT = Context(prec=KEPT_DIGITS, rounding=ROUND_HALF_EVEN, Emax=10**9, Emin=-(10**9), traps=[])
_LARGEST = Decimal(10) ** KEPT_DIGITS
_SMALLEST = Decimal(10) ** -KEPT_DIGITS
_ROUND_DIGITS = 12  # a double this close to a number of at most so many digits was meant to be that number

SPELLING = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,6})?")
"""A number as files spell it."""

_PLAIN_WHOLE = re.compile(r"(?:[0-9]++\n)*+")
_PLAIN_DECIMAL = re.compile(r"(?:[0-9]++(?:\.[0-9]*[1-9])?\n)*+")
_LONGEST = 60  # characters of a text that may still be a number
_PLAIN = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_UNITS = (
    "个個人名次起场場份件户戶篇条條项項家支元天年月日岁歲部台臺期本册冊套间間处處所站辆輛队隊组組批例册門门级級遍届屆"
)
_WITH_UNIT = re.compile(rf"(.*[^{_UNITS}])(?:[{_UNITS}]|人次|场次|場次)")
_PERCENT = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[%‰]")
_MAGNITUDE = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?[十百千万萬亿億][余多]?.{0,2}")
_MINUS = re.compile("[\u2212\u2010-\u2013\ufe63](?=[0-9])")
_LETTERS = {ord(letter): digit for letters, digit in (("OoОоΟο〇", "0"), ("lI|", "1")) for letter in letters}
_PARENTHESISED = re.compile(r"[(\[][0-9.,]+[)\]]")
_NUMBER_WORDS = f"0-9.,{''.join(sorted(CHARACTERS))}"
_NUMBER = re.compile(f"[{_NUMBER_WORDS}]")
_APPROXIMATE = re.compile(
    rf"(?:(?:约|約|大约|大約|近|将近|將近|超过|超過|不足|不到|逾|超|至少|≈|~|>|<|≥|≤|>=|<=).*[{_NUMBER_WORDS}].*"
    rf"|[{_NUMBER_WORDS}]+(?:余|餘|多|来|來|几|幾|\+).{{0,2}}"
    rf"|[{_NUMBER_WORDS}]+.{{0,2}}(?:左右|以上|以下|上下|不等))"
)


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
    different = set(values)
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
    key, number = judge_number_text(raw)
    if number is None:
        return unreadable(key, raw)
    if abs(number) >= _LARGEST or len(number.as_tuple().digits) > KEPT_DIGITS:
        return unreadable("parse.number_too_long", raw)
    number = kept(number)
    if whole and number != number.to_integral_value():
        return unreadable("parse.not_whole_text", raw)
    return unreadable(key, raw, Repair(number), number=number)


def judge_number_text(raw: str) -> tuple[str, Decimal | None]:
    """Say what kind of slip a text in a number column is, and the number meant where that is certain."""
    text = narrowed(raw).lstrip("'")
    if len(text) > _LONGEST:
        return "parse.not_a_number", None
    if _PLAIN.fullmatch(text):
        return _how_typed(raw), Decimal(text)
    if _GROUPED.fullmatch(text):
        return "parse.grouped_number", Decimal(text.replace(",", ""))
    with_minus = _MINUS.sub("-", text, count=1)
    if with_minus != text and _PLAIN.fullmatch(with_minus):
        return "parse.odd_minus", Decimal(with_minus)
    if any(character in "0123456789" for character in text):
        with_digits = text.translate(_LETTERS)
        if with_digits != text and _PLAIN.fullmatch(with_digits):
            return "parse.letter_in_number", Decimal(with_digits)
    return _judge_words(text)


def _judge_words(text: str) -> tuple[str, Decimal | None]:
    """Judge what has more than digits in it: units, numerals, percentages, estimates."""
    if _PERCENT.fullmatch(text):
        return "parse.percent_text", None
    if _APPROXIMATE.fullmatch(text):
        return "parse.approximate_number", None
    numeral = read_numeral(text)
    if numeral is not None:
        return "parse.chinese_number", Decimal(numeral)
    if _MAGNITUDE.fullmatch(text):
        return "parse.number_with_magnitude", None
    counted = _WITH_UNIT.fullmatch(text)
    if counted is not None and _NUMBER.search(counted[1]):
        return "parse.number_with_unit", _counted(counted[1])
    if _PARENTHESISED.fullmatch(text):
        return "parse.parenthesised_number", None
    if any(_is_special_digit(character) for character in text):
        return "parse.special_digit", None
    if "".join(text.split()).isdecimal():
        return "parse.spaces_in_number", None
    return "parse.not_a_number", None


def _counted(text: str) -> Decimal | None:
    text = text.strip()
    if _PLAIN.fullmatch(text):
        return Decimal(text)
    if _GROUPED.fullmatch(text):
        return Decimal(text.replace(",", ""))
    numeral = read_numeral(text)
    return None if numeral is None else Decimal(numeral)


def _how_typed(raw: str) -> str:
    """Name the slip of a text that is a plain number once narrowed."""
    if any(character in INVISIBLE for character in raw):
        return "parse.invisible_in_number"
    if raw.translate(NARROW) != raw and not raw.strip().isascii():
        return "parse.full_width_number"
    return "parse.number_as_text"


def _is_special_digit(character: str) -> bool:
    return character.isnumeric() and character not in "0123456789" and character not in CHARACTERS
