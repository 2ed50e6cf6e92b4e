"""Pairs that are together the best."""

from __future__ import annotations

from functools import cache

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.live.assignment import best_pairs

_SCORES = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100).map(lambda n: n / 100), max_size=16
)


@given(_SCORES)
def test_no_other_pairs_are_better(scores: dict[tuple[int, int], float]) -> None:
    pairs = best_pairs(scores)

    @cache
    def best(left: int, taken: frozenset[int]) -> float:
        if left > 4:
            return 0.0
        pairing = [
            score + best(left + 1, taken | {other})
            for (own, other), score in scores.items()
            if own == left and other not in taken
        ]
        return max([best(left + 1, taken), *pairing])

    assert len(set(pairs.values())) == len(pairs)
    assert abs(sum(scores[pair] for pair in pairs.items()) - best(0, frozenset())) < 1e-9


def test_the_nearest_partner_is_given_up_where_that_serves_all() -> None:
    assert best_pairs({(0, 0): 0.9, (0, 1): 0.8, (1, 0): 0.85}) == {0: 1, 1: 0}


def test_a_group_of_thousands_is_paired_best_first() -> None:
    scores = {(n, m): 1 / (1 + abs(n - m)) for n in range(400) for m in (n, (n + 1) % 400)}

    assert best_pairs(scores) == {n: n for n in range(400)}
