"""Many cells as ranges."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.findings import letters
from xltools.core.ranges import parse_range
from xltools.core.row_addresses import row_addresses


@pytest.mark.parametrize(
    ("rows", "columns", "ranges"),
    [
        ([4, 5, 7], ("A",), ("A4:A5", "A7")),
        ([4, 5, 7], ("B", "A"), ("A4:B5", "A7:B7")),
        ([4], ("D", "B", "A"), ("A4:B4", "D4")),
        ([4, 6], (), ("4:4", "6:6")),
        ([], ("A",), ()),
    ],
)
def test_neighbours_are_one_range(rows: list[int], columns: tuple[str, ...], ranges: tuple[str, ...]) -> None:
    assert row_addresses(rows, columns) == ranges


@given(st.sets(st.integers(1, 60), max_size=20), st.sets(st.integers(1, 40), min_size=1, max_size=5))
def test_the_ranges_hold_these_cells_and_no_others(rows: set[int], columns: set[int]) -> None:
    ranges = [parse_range(one) for one in row_addresses(sorted(rows), tuple(map(letters, columns)))]

    held = {
        (row, column)
        for row in range(1, 62)
        for column in range(1, 42)
        if any(one.holds(row, column) for one in ranges)
    }
    assert held == {(row, column) for row in rows for column in columns}
