"""Many cells in few words: the rows and columns of a sheet as ranges that Excel understands."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.findings import letters
from xltools.core.ranges import column_number, runs


def row_addresses(rows: Sequence[int], columns: Sequence[str]) -> tuple[str, ...]:
    """Give the ranges that hold the cells of some columns in some rows, and no others.

    Args:
        rows: Row numbers.
        columns: Letters, in any order; none for whole rows.

    Returns:
        Such as ``A4:B5`` and ``A7``, from left to right, each from top to bottom.
    """
    spans = tuple(runs(sorted(set(rows))))
    if not columns:
        return tuple(f"{first}:{last}" for first, last in spans)
    return tuple(
        _range(f"{letters(left)}{first}", f"{letters(right)}{last}")
        for left, right in runs(sorted(set(map(column_number, columns))))
        for first, last in spans
    )


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first}:{last}"
