"""Number formats of a workbook in LibreOffice: their codes as Excel writes them, and what they show."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from xltools.adapters.uno_connection import structure
from xltools.adapters.uno_values import Kind

_DAY, _TIME, _TRUTH, _TEXT = 2, 4, 1024, 256  # com.sun.star.util.NumberFormat
_CODES: Mapping[Kind, str] = {
    Kind.DAY: "yyyy-mm-dd",
    Kind.MOMENT: "yyyy-mm-dd hh:mm",
    Kind.PERCENT: "0.00%",
    Kind.TRUTH: "BOOLEAN",
    Kind.TEXT: "@",
}
_APART = re.compile(r'("[^"]*"|\[[^\]]*\]|\\.)')


class Formats:
    """The number formats of one workbook; what was asked once is kept.

    Args:
        document: The workbook, of LibreOffice.
    """

    def __init__(self, document: Any) -> None:
        self._formats = document.NumberFormats
        self._locale = structure("com.sun.star.lang.Locale", Language="en", Country="US")
        null = document.NullDate
        self.base = dt.datetime(null.Year, null.Month, null.Day)  # noqa: DTZ001 - a cell knows no zone
        self._kinds: dict[int, Kind] = {}

    def kind(self, key: int) -> Kind:
        """Say what a number of this format is; a time without a day is a number, as in Excel's interface."""
        if key not in self._kinds:
            type_ = self._formats.getByKey(key).Type
            if type_ & _DAY:
                self._kinds[key] = Kind.MOMENT if type_ & _TIME else Kind.DAY
            elif type_ & _TRUTH:
                self._kinds[key] = Kind.TRUTH
            else:
                self._kinds[key] = Kind.TEXT if type_ & _TEXT else Kind.NUMBER
        return self._kinds[key]

    def is_general(self, key: int) -> bool:
        """Say whether a cell of this format has been given none."""
        return self.code(key) == "General"

    def code(self, key: int) -> str:
        """Give a format as Excel writes it: ``General``, ``yyyy-mm-dd``, ``@``."""
        written = str(self._formats.getByKey(key).FormatString)
        if written in ("General", "Standard"):
            return "General"
        parts = _APART.split(written)
        if self.kind(key) in (Kind.DAY, Kind.MOMENT):
            parts = [part if _APART.fullmatch(part) else _lower(part) for part in parts]
        return "".join(parts)

    def key(self, code: str) -> int:
        """Find a format by its code, or add it."""
        found = self._formats.queryKey(code, self._locale, False)
        return int(found if found != -1 else self._formats.addNew(code, self._locale))

    def key_of(self, kind: Kind) -> int:
        """Find the format that a cell without one takes when such a value is written into it."""
        return self.key(_CODES[kind])


def _lower(part: str) -> str:
    return re.sub("[YMDHS]+", lambda found: found[0].lower(), part)
