"""Which row became which."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.sheets import Blank
from xltools.core.traces.row_matching import Row, match_rows

CELLS = st.sampled_from(["a", "b", "c", Decimal(1), Blank.EMPTY])
ROWS = st.lists(st.tuples(CELLS, CELLS, CELLS), max_size=7)


def rows(*written: str) -> list[Row]:
    """Give rows written in short: a cell a word, ``-`` for an empty one."""
    return [tuple(Blank.EMPTY if word == "-" else word for word in row.split()) for row in written]


def test_a_row_that_stands_elsewhere_is_the_same() -> None:
    assert match_rows(rows("a x 1", "b y 2"), rows("b y 2", "a x 1")) == {0: 1, 1: 0}


def test_a_row_of_which_a_cell_differs_is_the_same() -> None:
    assert match_rows(rows("a x 1 -", "b y 2 -"), rows("b y 3 -", "a x 1 -")) == {0: 1, 1: 0}


def test_a_row_of_which_more_than_half_differs_is_another() -> None:
    assert match_rows(rows("a x 1"), rows("a y 2")) == {}


def test_a_key_says_more_than_the_cells() -> None:
    old, new = rows("1 a b c", "2 d e f"), rows("1 d e f", "2 a b c")

    assert match_rows(old, new, [[0]]) == {0: 0, 1: 1}
    assert match_rows(old, new) == {0: 1, 1: 0}


def test_a_key_that_stands_twice_or_is_empty_says_nothing() -> None:
    old, new = rows("1 a b", "1 c d", "- e f"), rows("1 c d", "- e f", "1 a b")

    assert match_rows(old, new, [[0]]) == {0: 2, 1: 0, 2: 1}


def test_together_as_few_cells_as_possible_differ() -> None:
    old, new = rows("a b c d", "a b x y"), rows("a b x d", "a b c z")

    assert match_rows(old, new) == {0: 1, 1: 0}


def test_many_rows_are_paired_by_a_value_that_few_have() -> None:
    old = [(str(number), "x", "y", Decimal(1)) for number in range(2000)]
    new = [(str(number), "x", "y", Decimal(2)) for number in reversed(range(2000))]

    assert match_rows(old, new) == {number: 1999 - number for number in range(2000)}


@given(ROWS, st.randoms(use_true_random=False))
def test_an_order_is_no_change(written: list[Row], random: object) -> None:
    shuffled = list(written)
    random.shuffle(shuffled)  # type: ignore[attr-defined]

    pairs = match_rows(written, shuffled)

    assert sorted(pairs) == list(range(len(written)))
    assert all(written[left] == shuffled[right] for left, right in pairs.items())


@given(ROWS, ROWS)
def test_no_row_becomes_two(old: list[Row], new: list[Row]) -> None:
    pairs = match_rows(old, new, [[0]])

    assert len(set(pairs.values())) == len(pairs)
