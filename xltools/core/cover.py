"""What a workbook says of itself: which pack it was made from, in which version, for whom."""

from __future__ import annotations

from xltools.core.frozen import frozen
from xltools.core.grid import CellType, Grid
from xltools.core.own_labels import COVER, TABS
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.spelling import plain

_LAST_ROW, _LAST_COLUMN = 40, 10


@frozen
class Cover:
    """What a workbook says of itself.

    Attributes:
        pack: The id of the pack it was made from.
        version: Of that pack.
        unit: The unit's name, as the cover shows it.
        year: The year, as the cover shows it; None where that is no number.
        fingerprint: The mark of the layout.
    """

    pack: str
    version: str
    unit: str
    year: int | None
    fingerprint: str


def read_cover(grid: Grid) -> Cover | None:
    """Read the cover of a workbook; what it lacks is taken from the workbook's properties.

    Returns:
        What it says, or None where the workbook does not say which pack it was made from.
    """
    said = _said(grid)
    pack = said.get("pack") or grid.properties.get("xltools.pack", "")
    if not pack:
        return None
    year = said.get("year", "")
    return Cover(
        pack,
        said.get("version") or grid.properties.get("xltools.version", ""),
        said.get("unit", ""),
        int(year) if year.isascii() and year.isdecimal() and len(year) == 4 else None,
        said.get("fingerprint") or grid.properties.get("xltools.fingerprint", ""),
    )


def _said(grid: Grid) -> dict[str, str]:
    """Give what stands beside each label of the cover, by the label's key."""
    tabs = {plain(title) for title in TABS["cover"]}
    sheet = next((SheetAt(sheet, 0) for sheet in grid.sheets if plain(sheet.name) in tabs), None)
    if sheet is None:
        return {}
    keys = {plain(label): key for key, labels in COVER.items() for label in labels}
    said: dict[str, str] = {}
    for row, column, text in sheet.texts(_LAST_ROW, _LAST_COLUMN):
        key = keys.get(plain(text))
        if key is not None and key not in said:
            said[key] = _beside(sheet, row, column)
    return said


def _beside(sheet: SheetAt, row: int, column: int) -> str:
    """Give the text or number in the next cell to the right."""
    kind, raw = sheet.held(row, column + 1)
    return raw.strip() if kind in (CellType.TEXT, CellType.NUMBER) else ""
