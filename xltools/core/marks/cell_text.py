"""What a cell holds, as a clerk would type it."""

from __future__ import annotations

from xltools.core.grid import CellType
from xltools.core.marks.repairs import CellContent
from xltools.core.serial_dates import day_of


def cell_text(content: CellContent, *, epoch_1904: bool) -> str:
    """Write a cell's content; a day as ``2019-5-1``, a blank as nothing."""
    if content.type is CellType.DATE:
        day = day_of(content.value, epoch_1904=epoch_1904)
        if day is not None:
            return f"{day.year}-{day.month}-{day.day}"
    return content.value
