"""Numbers in a text that identify a person: citizen number, mobile number, bank card.

By chance alone a random number passes as a citizen number in .002 % of cases, as a mobile number
in 8 %, as a card in 5 %; so these are warnings.  The number itself is never repeated in full.
"""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

from xltools.core.spelling import NARROW, WITHOUT_INVISIBLE

_LONG_NUMBER = re.compile("(?:[0-9０-９][-\u2010-\u2014 \u00a0\u3000\u200b-\u200f]*){10}[0-9０-９]")
_DIGIT_BYTES = bytes(0x39 if byte in b"0123456789" or 0x90 <= byte <= 0x99 else 0x20 for byte in range(256))
_GAP_BYTES = b" -\xe2\x80\xef\xbc"
_LONG_RUN = b"9" * 11

_RUN = re.compile(r"(?<![0-9])[0-9](?:[- \u2010-\u2014]*[0-9]){10,}(?:[- \u2010-\u2014]*[Xx](?![A-Za-z0-9]))?")
_GAPS = re.compile(r"[- \u2010-\u2014]")
_PROVINCES = frozenset(map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47)))) | frozenset(
    map(str, (*range(50, 55), *range(61, 66), 71, *range(81, 84)))
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_CARD_PREFIXES = ("62", "4", "51", "52", "53", "54", "55", "60")


class PersonalNumber(NamedTuple):
    """A number found: which kind (``citizen``, ``mobile``, ``card``), and how to show it without giving it away."""

    kind: str
    masked: str


def no_long_number(text: str) -> bool:
    """Say of a long printable text whether it certainly holds no eleven digits with only gaps between.

    It is judged by the bytes of its UTF-8 form, many times faster than by a pattern: those of plain
    and full-width digits count as digits, those of gaps not at all, and what is taken for a digit by
    mistake costs a second look and no more.
    """
    return _LONG_RUN not in text.encode("utf-8", "surrogatepass").translate(_DIGIT_BYTES, _GAP_BYTES)


def find_personal_number(text: str) -> PersonalNumber | None:
    """Find the first number in a text that looks like a person's, also spaced or in full-width digits."""
    if _LONG_NUMBER.search(text) is None:
        return None
    for found in _RUN.finditer(text.translate(WITHOUT_INVISIBLE).translate(NARROW)):
        digits = _GAPS.sub("", found[0]).upper()
        kind = _kind(digits)
        if kind is not None:
            return PersonalNumber(kind, f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}")
    return None


def _kind(digits: str) -> str | None:
    if _is_citizen(digits):
        return "citizen"
    national = digits[2:] if len(digits) == 13 and digits.startswith("86") else digits
    if len(national) == 11 and national[0] == "1" and national[1] in "3456789" and national.isdecimal():
        return "mobile"
    if 16 <= len(digits) <= 19 and digits.isdecimal() and digits.startswith(_CARD_PREFIXES) and _luhn(digits):
        return "card"
    return None


def _is_citizen(digits: str) -> bool:
    """Judge province, day of birth and check digit (GB 11643-1999)."""
    if len(digits) != 18 or not digits[:17].isdecimal() or digits[:2] not in _PROVINCES:
        return False
    try:
        date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits, strict=False))
    return _CHECK_DIGITS[total % 11] == digits[17]


def _luhn(digits: str) -> bool:
    """Judge a card's check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (1 + place % 2)
        total += doubled - 9 if doubled > 9 else doubled
    return total % 10 == 0
