"""Scattered cells as few rectangles, so that a program is asked once for many cells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from xltools.core.findings import letters
from xltools.core.ranges import Range

LONGEST_ADDRESS = 255
"""Characters that Excel takes in the address of a range."""


def areas_of(cells: Iterable[tuple[int, int]]) -> tuple[Range, ...]:
    """Join cells to rectangles: runs down a column first, then equal runs of neighbouring columns.

    Args:
        cells: Row and column of each, from 1; in any order, doubles allowed.

    Returns:
        Rectangles that hold these cells and no others, each cell once.
    """
    by_column: dict[int, list[int]] = {}
    for row, column in sorted(set(cells)):
        by_column.setdefault(column, []).append(row)
    grown: dict[tuple[int, int], Range] = {}
    done: list[Range] = []
    for column in sorted(by_column):
        reached: dict[tuple[int, int], Range] = {}
        for run in _runs(by_column[column]):
            left = grown.pop(run).left if run in grown and grown[run].right == column - 1 else column
            reached[run] = Range(run[0], left, run[1], column)
        done.extend(grown.values())
        grown = reached
    return tuple(sorted([*done, *grown.values()]))


def addresses_of(areas: Sequence[Range]) -> Iterator[str]:
    """Write rectangles as Excel's addresses of many, ``A1,B3:B7``, none too long for Excel."""
    address = ""
    for area in areas:
        part = address_of(area)
        if address and len(address) + 1 + len(part) > LONGEST_ADDRESS:
            yield address
            address = ""
        address = f"{address},{part}" if address else part
    if address:
        yield address


def address_of(area: Range) -> str:
    """Write a rectangle as Excel does."""
    first = f"{letters(area.left)}{area.top}"
    last = f"{letters(area.right)}{area.bottom}"
    return first if first == last else f"{first}:{last}"


def halves(area: Range) -> tuple[Range, Range]:
    """Cut a rectangle of several cells in two."""
    if area.bottom > area.top:
        middle = (area.top + area.bottom) // 2
        return area._replace(bottom=middle), area._replace(top=middle + 1)
    middle = (area.left + area.right) // 2
    return area._replace(right=middle), area._replace(left=middle + 1)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = last = rows[0]
    for row in rows[1:]:
        if row == last + 1:
            last = row
            continue
        yield first, last
        first = last = row
    yield first, last
