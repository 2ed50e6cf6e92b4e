"""Text from a cell as one line of print.

A cell may hold line breaks, control characters, half a character, or marks that turn the line
about and with it the figures beside them.  None of these is text that a reader of the report is to
see, and some of them no file format can hold.
"""

from __future__ import annotations

import re
import unicodedata

_LINE_BREAKS = re.compile(
    "[ \t\u00a0\u3000]*(?:\r\n|[\n\v\f\r\x85\u2028\u2029])[ \t\r\n\v\f\x85\u2028\u2029\u00a0\u3000]*"
)
_CONTROLS = dict.fromkeys((*range(32), *range(127, 160))) | {0x09: " "}
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))
_NO_CHARACTERS = {0xFFFE: None, 0xFFFF: None}
_DROPPED = _CONTROLS | _TURNING | _NO_CHARACTERS
_HALF = re.compile("[\ud800-\udfff]")
_WIDE = ("W", "F")


def one_line(text: str) -> str:
    """Give a text as it can be printed in one paragraph of any format.

    Line breaks join what is Chinese and part what is not; what cannot be printed is left out.
    """
    joined = _LINE_BREAKS.sub(_joint, text.strip("\r\n"))
    return _HALF.sub("\ufffd", joined.translate(_DROPPED))


def _joint(found: re.Match[str]) -> str:
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return "" if _is_wide(before) or _is_wide(after) else " "


def _is_wide(character: str) -> bool:
    return not character or unicodedata.east_asian_width(character) in _WIDE or character in "“”‘’…—·"
