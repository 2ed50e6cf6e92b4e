"""Pair things of two lists so that the pairs are together the best.

The Hungarian method with potentials (Kuhn 1955, Munkres 1957), in the form that adds one row at a
time; a group that is too large for its cubic time is paired best pair first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

_LARGEST = 300


def best_pairs(scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """Pair so that the sum of the scores is the greatest.

    Args:
        scores: Above 0, by (left, right); a pair that is absent is not allowed.

    Returns:
        For each left thing that has a partner, its right one.  No right one is given twice.
    """
    pairs: dict[int, int] = {}
    for group in _groups(scores):
        pairs |= _solved(group, scores)
    return pairs


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Part the pairs into groups that share nothing."""
    parent: dict[tuple[str, int], tuple[str, int]] = {}

    def root(node: tuple[str, int]) -> tuple[str, int]:
        parent.setdefault(node, node)
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    known = list(pairs)
    for left, right in known:
        parent[root(("left", left))] = root(("right", right))
    groups: dict[tuple[str, int], list[tuple[int, int]]] = defaultdict(list)
    for pair in known:
        groups[root(("left", pair[0]))].append(pair)
    return list(groups.values())


def _solved(group: Sequence[tuple[int, int]], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    lefts = sorted({left for left, _ in group})
    rights = sorted({right for _, right in group})
    if max(len(lefts), len(rights)) > _LARGEST:
        return _greedy(group, scores)
    # One more column a row stands for "no partner", at no gain.
    costs = [[-scores.get((left, right), 0.0) for right in rights] + [0.0] * len(lefts) for left in lefts]
    chosen = _cheapest(costs)
    found = {lefts[row]: rights[column] for row, column in chosen.items() if column < len(rights)}
    return {left: right for left, right in found.items() if (left, right) in scores}


def _greedy(group: Sequence[tuple[int, int]], scores: Mapping[tuple[int, int], float]) -> dict[int, int]:
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for left, right in sorted(group, key=lambda pair: (-scores[pair], pair)):
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def _cheapest(costs: Sequence[Sequence[float]]) -> dict[int, int]:  # noqa: C901 - one loop; its parts share all they know
    """Give each row the column of the cheapest assignment; there are no fewer columns than rows."""
    columns = len(costs[0])
    row_potential = [0.0] * len(costs)
    column_potential = [0.0] * (columns + 1)
    owner = [-1] * (columns + 1)  # the row of each column; the last one starts a search
    for row in range(len(costs)):
        owner[columns] = row
        at = columns
        least = [float("inf")] * columns
        before = [columns] * columns
        done = [False] * (columns + 1)
        while owner[at] != -1:
            done[at] = True
            current, delta, following = owner[at], float("inf"), columns
            for column in range(columns):
                if done[column]:
                    continue
                reduced = costs[current][column] - row_potential[current] - column_potential[column]
                if reduced < least[column]:
                    least[column], before[column] = reduced, at
                if least[column] < delta:
                    delta, following = least[column], column
            for column in range(columns + 1):
                if done[column]:
                    row_potential[owner[column]] += delta
                    column_potential[column] -= delta
                elif column < columns:
                    least[column] -= delta
            at = following
        while at != columns:
            owner[at] = owner[before[at]]
            at = before[at]
    return {owner[column]: column for column in range(columns) if owner[column] != -1}
