"""Where Ctrl and an arrow key lead, and where a table ends, as Excel has it."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.adapters.uno_addresses import CellArea
from xltools.adapters.uno_transfer import Cells

_STEPS = {"up": (-1, 0), "down": (1, 0), "left": (0, -1), "right": (0, 1)}


def edge(cells: Cells, area: CellArea, direction: str, size: tuple[int, int]) -> tuple[int, int]:
    """Give the row and column to which Ctrl and an arrow key lead from an area's first cell.

    Args:
        cells: The sheet's cells.
        area: Where it starts.
        direction: ``up``, ``down``, ``left`` or ``right``.
        size: How many rows and columns the sheet has.

    Raises:
        KeyError: There is no such direction.
    """
    down, right = _STEPS[direction]
    if down:
        return landing(_column(cells, area.column), area.row, size[0], down), area.column
    return area.row, landing(_row(cells, area.row), area.column, size[1], right)


def table_edges(cells: Cells, area: CellArea, mode: str) -> tuple[int, int]:
    """Give the last row and column of the filled cells that begin at an area.

    Args:
        cells: The sheet's cells.
        area: Where it starts; ``down`` keeps its columns and ``right`` its rows.
        mode: ``table``, ``down`` (``vertical``, ``d``) or ``right`` (``horizontal``, ``r``).

    Raises:
        ValueError: There is no such mode.
    """
    if mode in ("vertical", "down", "d"):
        return _last(_column(cells, area.column), area.row), area.last_column
    if mode in ("horizontal", "right", "r"):
        return area.last_row, _last(_row(cells, area.row), area.column)
    if mode != "table":
        raise ValueError(mode)
    return _last(_column(cells, area.column), area.row), _last(_row(cells, area.row), area.column)


def landing(filled: Sequence[bool], start: int, last: int, step: int) -> int:
    """Say where Ctrl and an arrow key land on one line of cells.

    From a filled cell beside another: the last of them.  Else: the next filled one, or the end.

    Args:
        filled: Whether each cell is, from the line's first; all after them are blank.
        start: Where one stands, from 1.
        last: The line's last place.
        step: 1 or -1.
    """

    def is_filled(place: int) -> bool:
        return 1 <= place <= len(filled) and filled[place - 1]

    place = start + step
    if is_filled(start) and is_filled(place):
        while is_filled(place + step):
            place += step
        return place
    ahead = range(place, len(filled) + 1) if step > 0 else range(min(place, len(filled)), 0, -1)
    return next(filter(is_filled, ahead), last if step > 0 else 1)


def _last(filled: Sequence[bool], start: int) -> int:
    """Give the last of the filled cells that follow a cell without a gap, or the cell itself."""
    place = start
    while place < len(filled) and filled[place]:
        place += 1
    return place


def _column(cells: Cells, column: int) -> list[bool]:
    used = cells.used()
    return [line[0] for line in cells.filled(CellArea(1, column, used.last_row, column))]


def _row(cells: Cells, row: int) -> list[bool]:
    used = cells.used()
    return cells.filled(CellArea(row, 1, row, used.last_column))[0]
