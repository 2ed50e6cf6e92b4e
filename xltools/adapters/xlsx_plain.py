"""Lead a sheet down the fast road: its rows are taken block by block."""

from __future__ import annotations

from collections.abc import Iterable

from xltools.adapters.xlsx_blocks import Blocks, IrregularXmlError
from xltools.adapters.xlsx_rows import PlainRows
from xltools.adapters.xlsx_shape import RowShape
from xltools.adapters.xlsx_values import CellTaker


def take_plain_sheet(pieces: Iterable[bytes], taker: CellTaker) -> list[bytes]:
    """Take the rows of a sheet that is written plainly.

    Args:
        pieces: The sheet's part, piece by piece.
        taker: Takes the cells.

    Returns:
        The part without its rows, in pieces, for the XML parser.

    Raises:
        IrregularXmlError: The sheet is not written plainly; some of its cells may have been taken.
    """
    rows = PlainRows(taker)
    shape = RowShape(rows)
    blocks = Blocks(pieces, rb"<worksheet [^!?]*?<sheetData>", b"</row>", b"</sheetData>")
    for text in blocks:
        _take_block(text, rows, shape)
    return blocks.around


def _take_block(text: str, rows: PlainRows, shape: RowShape) -> None:
    """Take rows that fill a text from its first character to its last."""
    at = 0
    while at < len(text):
        start = shape.take_rows(text, at)
        at = rows.take_row(text, start)
        if at > start:
            shape.learn(text, start, at)
        elif at < len(text):
            raise IrregularXmlError
