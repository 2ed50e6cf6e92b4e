"""A fixed table of a report as the pack draws it, before any value is known."""

from __future__ import annotations

from enum import StrEnum

from xltools.core.frozen import frozen


class Alignment(StrEnum):
    """How the text of a cell stands in it."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@frozen
class PrintedCell:
    """A cell of a drawn table: words, or the place of a value.

    Attributes:
        place: Its first column, from 0.
        text: The words.
        source: Sheet, row and column of the matrix cell that is printed; None for words.
        columns: How many columns it covers.
        rows: How many rows it covers.
    """

    place: int
    text: str = ""
    source: tuple[str, str, str] | None = None
    columns: int = 1
    rows: int = 1


@frozen
class PrintedTable:
    """A fixed table.

    Attributes:
        name: By which the narrative asks for it.
        rows: The cells that begin in each row, from left to right.
        widths: Of the columns, in proportion to each other.
        alignments: Of the text in each column, below the header.
        header_rows: How many rows every page repeats.
        landscape: True where it stands on a page turned sideways.
    """

    name: str
    rows: tuple[tuple[PrintedCell, ...], ...]
    widths: tuple[int, ...]
    alignments: tuple[Alignment, ...]
    header_rows: int = 1
    landscape: bool = False
