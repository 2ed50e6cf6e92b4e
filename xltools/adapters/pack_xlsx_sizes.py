"""How wide the columns of a pack's spreadsheet are, and how high its rows."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.pack_books.pack_headers import TESTS, VALUE
from xltools.core.planning.plan_words import lines

USUAL_WIDTH, LINE_WIDTH = 16, 80
"""In characters: of most columns, and of lines of a text."""

WIDE = {
    "require": 44,
    "where": 40,
    "hint": 36,
    "message": 44,
    "definition": 36,
    "label": 26,
    "expression": 36,
    "note": 50,
    "override": 24,
    "without": 24,
}
"""The columns whose texts are wrapped."""

DRAWN = (TESTS, VALUE)
"""The column of a test that holds lines of drawn sheets."""

_LINE_HEIGHT = 15.75
_MOST_LINES = 25  # Excel has no row higher than 409 points


def width_of(sheet: str, header: str) -> int:
    """Give the width of a column of entries, in characters."""
    if (sheet, header) == DRAWN:
        return LINE_WIDTH
    return WIDE.get(header.partition("::")[0], USUAL_WIDTH)


def height_of(row: Sequence[object], widths: Sequence[int]) -> float:
    """Give the height in points of a row whose wide cells are wrapped; not every spreadsheet sees to it itself."""
    wrapped = (
        lines(cell, width)
        for cell, width in zip(row, widths, strict=True)
        if isinstance(cell, str) and width in WIDE.values()
    )
    return _LINE_HEIGHT * min(max(wrapped, default=1), _MOST_LINES)
