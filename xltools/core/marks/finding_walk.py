"""From one finding to the next, over the lines of the findings sheet.

The sheet itself is read, not the workbook checked anew: the clerk walks over what the last check
said, and may sort or thin out the lines.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xltools.core.frozen import frozen
from xltools.core.grid import SheetGrid
from xltools.core.own_labels import FINDINGS
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.parsing.shown_indicators import headers_of
from xltools.core.ranges import parse_range

_NEEDED = ("sheet", "address")


class Place(NamedTuple):
    """A cell of the open workbook."""

    sheet: str
    row: int
    column: int


@frozen
class ListedFinding:
    """A line of the findings sheet that leads somewhere.

    Attributes:
        line: The row of the findings sheet.
        place: The cell; the first one of a row, column or sheet.
        rule: The rule's id, or nothing.
    """

    line: int
    place: Place
    rule: str


def listed_findings(sheet: SheetGrid) -> tuple[ListedFinding, ...]:
    """Read the findings sheet.

    Args:
        sheet: Its cells, its headers in whatever language.

    Returns:
        The lines that lead to a cell, from the top; none where the sheet has not these headers.
    """
    return tuple(_listed(SheetAt(sheet, 0)))


def step(listed: Sequence[ListedFinding], tabs: Sequence[str], here: Place, *, forward: bool) -> ListedFinding | None:
    """Find the next or the previous finding, as the reader turns the pages; after the last comes the first.

    Args:
        listed: From ``listed_findings``.
        tabs: The names of the sheets, in order.
        here: The selected cell.
        forward: False for the one before.

    Returns:
        The line to go to: never one of the cell already selected, unless there is no other; None
        where nothing is listed.
    """
    orders = {name: number for number, name in enumerate(tabs)}
    reachable = [found for found in listed if found.place.sheet in orders]

    def key(place: Place) -> tuple[int, int, int]:
        return orders[place.sheet], place.row, place.column

    reachable.sort(key=lambda found: key(found.place), reverse=not forward)
    start = key(here) if here.sheet in orders else (-1, 0, 0)
    beyond = [found for found in reachable if (key(found.place) > start if forward else key(found.place) < start)]
    return next(iter([*beyond, *reachable]), None)


def at_line(listed: Sequence[ListedFinding], line: int) -> ListedFinding | None:
    """Give the finding that stands in a row of the findings sheet."""
    return next((found for found in listed if found.line == line), None)


def _listed(sheet: SheetAt) -> Iterator[ListedFinding]:
    columns = headers_of(sheet, FINDINGS)
    if any(name not in columns for name in _NEEDED):
        return
    named = sheet.grid.columns.get(columns["sheet"])
    for row in () if named is None else named.rows:
        title = sheet.held(row, columns["sheet"])[1]
        if row > columns[""] and title:
            address = sheet.held(row, columns["address"])[1]
            rule = sheet.held(row, columns["rule"])[1] if "rule" in columns else ""
            yield ListedFinding(row, Place(title, *_corner(address)), rule)


def _corner(address: str) -> tuple[int, int]:
    """Give the first cell of an address; of none, or of what is no address, the sheet's first."""
    try:
        area = parse_range(address)
    except ValueError:
        return 1, 1
    return area.top, area.left
