"""The one rounding: half away from zero, on the 15 digits that a spreadsheet keeps."""

from __future__ import annotations

from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal

KEPT_DIGITS = 15
"""As many as a spreadsheet keeps of a number."""

_SPREADSHEET = Context(prec=KEPT_DIGITS, rounding=ROUND_HALF_UP)
_WIDE = Context(prec=330, rounding=ROUND_HALF_UP)  # the largest number of a spreadsheet has 308 digits


def is_kept(value: Decimal) -> bool:
    """Say whether a number can stand in a cell as it is, with a few digits to spare for computing."""
    if not value.is_finite():
        return False
    return not value or (-KEPT_DIGITS <= value.adjusted() < KEPT_DIGITS and fifteen_digits(value) == value)


fifteen_digits: Callable[[Decimal], Decimal] = _SPREADSHEET.plus
"""Gives what a spreadsheet keeps of a number."""


def round_half_away(value: Decimal, decimals: int) -> Decimal:
    """Round a number as Excel's ROUND does.

    Args:
        value: Exact, or from a file.
        decimals: Places kept, 0 or more.

    Returns:
        The number with exactly that many places.
    """
    rounded = fifteen_digits(value).quantize(Decimal(1).scaleb(-decimals), context=_WIDE)
    return rounded or rounded.copy_abs()  # there is no -0 in a report
