"""Scattered cells as few rectangles."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.marks.cell_areas import LONGEST_ADDRESS, addresses_of, areas_of, halves
from xltools.core.ranges import Range, parse_range

CELLS = st.sets(st.tuples(st.integers(1, 12), st.integers(1, 30)), max_size=80)


def cells(area: Range) -> set[tuple[int, int]]:
    return {(row, column) for row in range(area.top, area.bottom + 1) for column in range(area.left, area.right + 1)}


def test_a_run_down_a_column_is_one_area_and_equal_neighbours_join_it() -> None:
    scattered = [(4, 2), (5, 2), (6, 2), (4, 3), (5, 3), (6, 3), (9, 2)]

    assert areas_of(scattered) == (Range(4, 2, 6, 3), Range(9, 2, 9, 2))
    assert list(addresses_of(areas_of(scattered))) == ["B4:C6,B9"]


@given(CELLS)
def test_the_areas_hold_these_cells_and_no_others_each_once(scattered: set[tuple[int, int]]) -> None:
    areas = areas_of(scattered)

    assert sum(len(cells(area)) for area in areas) == len(scattered)
    assert set().union(*map(cells, areas)) == scattered


@given(CELLS)
def test_no_address_is_too_long_for_excel_and_none_is_lost(scattered: set[tuple[int, int]]) -> None:
    addresses = list(addresses_of(areas_of(scattered)))

    assert all(0 < len(address) <= LONGEST_ADDRESS for address in addresses)
    named = [cells(parse_range(part)) for address in addresses for part in address.split(",")]
    assert set().union(*named) == scattered


@given(st.tuples(*[st.integers(1, 40)] * 4))
def test_halves_are_the_whole(edges: tuple[int, int, int, int]) -> None:
    top, left, height, width = edges
    whole = Range(top, left, top + height, left + width)
    first, second = halves(whole)

    assert cells(first) | cells(second) == cells(whole)
    assert not cells(first) & cells(second)
