"""Numbers in a text that identify a person: citizen number, mobile number, bank card.

By chance alone a random number passes as a citizen number in .002 % of cases, as a mobile number
in 8 %, as a card in 5 %; so these are warnings.  The number itself is never repeated in full.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from xltools.core.frozen import frozen
from xltools.core.spelling import AS_SEEN

_LONG_NUMBER = re.compile("(?:[0-9０-９][-\u2010-\u2014 \u00a0\u3000\u200b-\u200f]*){10}[0-9０-９]")
_RUN = re.compile(r"(?<![0-9])[0-9](?:[- \u2010-\u2014]*[0-9]){10,}(?:[- \u2010-\u2014]*[Xx](?![A-Za-z0-9]))?")
_GAPS = re.compile(r"[- \u2010-\u2014]+")
_MOST_PIECES = 40
_LONGEST = 19  # digits of a bank card
_PROVINCES = frozenset(map(str, (*range(11, 16), *range(21, 24), *range(31, 38), *range(41, 47)))) | frozenset(
    map(str, (*range(50, 55), *range(61, 66), 71, *range(81, 84)))
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_DIGITS = "10X98765432"
_MOBILE_GROUPS = ([11], [13], [2, 11], [3, 4, 4], [4, 4, 3], [5, 4, 4])
_CARD_PREFIXES = ("62", "4", "51", "52", "53", "54", "55", "60")


@frozen
class PersonalNumber:
    """A number found: which kind (``citizen``, ``mobile``, ``card``), and how to show it without giving it away."""

    kind: str
    masked: str


def find_personal_number(text: str) -> PersonalNumber | None:
    """Find the first number in a text that looks like a person's, also spaced or in full-width digits."""
    if _LONG_NUMBER.search(text) is None:
        return None
    for found in _RUN.finditer(text.translate(AS_SEEN)):
        for pieces in _neighbours(_GAPS.split(found[0].upper())[:_MOST_PIECES]):
            kind = _kind(pieces)
            if kind is not None:
                digits = "".join(pieces)
                return PersonalNumber(kind, f"{digits[:3]}{'*' * (len(digits) - 5)}{digits[-2:]}")
    return None


def _neighbours(pieces: list[str]) -> Iterator[list[str]]:
    """Give every run of neighbouring pieces that is no longer than such numbers are, the longest first."""
    for start in range(len(pieces)):
        for end in range(len(pieces), start, -1):
            if sum(map(len, pieces[start:end])) <= _LONGEST:
                yield pieces[start:end]


def _kind(pieces: list[str]) -> str | None:
    """Say which kind of number some pieces make; one that is known by little must be grouped as people group it."""
    digits = "".join(pieces)
    if _is_citizen(digits):
        return "citizen"
    if not digits.isdecimal():
        return None
    if re.fullmatch("(?:86)?1[3-9][0-9]{9}", digits) and [len(piece) for piece in pieces][-3:] in _MOBILE_GROUPS:
        return "mobile"
    fours = len(pieces) == 1 or all(len(piece) == 4 for piece in pieces[:-1])
    if 16 <= len(digits) <= _LONGEST and fours and digits.startswith(_CARD_PREFIXES) and _luhn(digits):
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
