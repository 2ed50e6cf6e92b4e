"""The Word styles of a pack, carried on a hidden sheet of its spreadsheet so that a pack is one file."""

from __future__ import annotations

import base64
import hashlib

from xlsxwriter.worksheet import Worksheet

from xltools.core.findings import Finding, Severity
from xltools.core.grid import Grid
from xltools.core.pack_books.pack_headers import STYLES
from xltools.core.pack_books.pack_places import location

STYLES_FILE = "styles.docx"
_PIECE = 30_000  # characters of a cell, of 32,767


def write_styles(worksheet: Worksheet, styles: bytes | None) -> None:
    """Write the styles as text below the headers ``file``, ``sha256`` and ``base64``; nothing where there are none."""
    if styles is None:
        return
    worksheet.write_string(1, 0, STYLES_FILE)
    worksheet.write_string(1, 1, hashlib.sha256(styles).hexdigest())
    text = base64.b64encode(styles).decode("ascii")
    for row, start in enumerate(range(0, len(text), _PIECE), 1):
        worksheet.write_string(row, 2, text[start : start + _PIECE])


def read_styles(grid: Grid, faults: list[Finding]) -> bytes | None:
    """Give the Word styles that a pack's spreadsheet carries, or None.

    Args:
        grid: Its cells.
        faults: Told where they are not whole.
    """
    sheet = next((sheet for sheet in grid.sheets if sheet.name == STYLES), None)
    if sheet is None or 3 not in sheet.columns:
        return None
    pieces = [sheet.cell(row, 3).value for row in sheet.columns[3].rows if row > 1]
    if not pieces:
        return None
    try:
        data = base64.b64decode("".join(pieces), validate=True)
    except ValueError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sheet.cell(2, 2).value:
        faults.append(Finding(Severity.ERROR, location(STYLES), "pack_xlsx.styles_broken", {"value": STYLES_FILE}))
        return None
    return data
