"""Letters and widths of cells in LibreOffice, in Excel's measures."""

from __future__ import annotations

from typing import Any

from xltools.adapters.uno_colours import from_number, to_number

_BOLD, _NORMAL = 150.0, 100.0  # com.sun.star.awt.FontWeight
_ITALIC = "ITALIC"
_PIXEL = 2540 / 96  # hundredths of a millimetre
_DIGIT, _MARGIN = 7, 5  # pixels of a digit of Excel's default font, and of a cell's margins [ECMA-376 18.3.1.13]


def column_width(width: int) -> float:
    """Turn hundredths of a millimetre into Excel's characters."""
    return round(max(0.0, (width / _PIXEL - _MARGIN) / _DIGIT), 2)


def to_column_width(characters: float) -> int:
    """Turn Excel's characters into hundredths of a millimetre."""
    return round((characters * _DIGIT + _MARGIN) * _PIXEL)


class Font:
    """The letters of some cells.

    Args:
        cells: LibreOffice's range, or container of ranges.
    """

    def __init__(self, cells: Any) -> None:
        self.api = cells

    @property
    def bold(self) -> bool:
        """Whether all are bold."""
        return bool(self.api.CharWeight == _BOLD)

    @bold.setter
    def bold(self, value: bool) -> None:
        for script in ("", "Asian", "Complex"):
            setattr(self.api, f"CharWeight{script}", _BOLD if value else _NORMAL)

    @property
    def italic(self) -> bool:
        """Whether all are slanted."""
        return bool(self.api.CharPosture.value == _ITALIC)

    @property
    def size(self) -> float:
        """In points."""
        return float(self.api.CharHeight)

    @size.setter
    def size(self, value: float) -> None:
        for script in ("", "Asian", "Complex"):
            setattr(self.api, f"CharHeight{script}", value)

    @property
    def name(self) -> str:
        """The font's name."""
        return str(self.api.CharFontName)

    @name.setter
    def name(self, value: str) -> None:
        for script in ("", "Asian", "Complex"):
            setattr(self.api, f"CharFontName{script}", value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """Red, green and blue; None where it is left to the program."""
        return from_number(self.api.CharColor)

    @color.setter
    def color(self, colour: tuple[int, int, int] | int | str | None) -> None:
        self.api.CharColor = to_number(colour)
