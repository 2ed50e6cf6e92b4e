"""Texts in number columns: which number was meant, where that is certain, and what is wrong with how it is written."""

from __future__ import annotations

import re
from decimal import Decimal

from xltools.core.chinese_numerals import CHARACTERS, read_numeral
from xltools.core.spelling import INVISIBLE, NARROW, narrowed

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
