"""Which row of a ledger was which in an earlier version of it.

Rows have no names of their own.  A key that the pack demands to be unique says which are the same;
of the others, equal ones are the same wherever they stand, and the rest are paired so that all
together as few cells as possible differ.  A pair of which more than half differs is no pair: one row
was taken out and another put in.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from itertools import product

from xltools.core.dataset import Value
from xltools.core.live.assignment import best_pairs
from xltools.core.sheets import Blank

Row = tuple[Value, ...]
Pairs = Mapping[int, int]

_MOST_COMPARED = 250_000
_RARE = 20


def match_rows(old: Sequence[Row], new: Sequence[Row], keys: Sequence[Sequence[int]] = ()) -> Pairs:
    """Find for each old row the new one that it became.

    Args:
        old: The values of each row.
        new: Likewise, in the same columns.
        keys: The columns of each unique key, the best first.

    Returns:
        Indexes of new rows by those of old ones; an old row that is absent was taken out.
    """
    pairs: dict[int, int] = {}
    for columns in keys:
        _pair_by(pairs, old, new, columns)
    _pair_equal(pairs, old, new)
    _pair_alike(pairs, old, new)
    return pairs


def _pair_by(pairs: dict[int, int], old: Sequence[Row], new: Sequence[Row], columns: Sequence[int]) -> None:
    """Pair rows whose key stands once in each version; the same rows' keys cannot have another partner."""
    before, after = _keys(old, columns, set(pairs)), _keys(new, columns, set(pairs.values()))
    for key, place in before.items():
        if key in after:
            pairs[place] = after[key]


def _keys(rows: Sequence[Row], columns: Sequence[int], taken: set[int]) -> Mapping[Hashable, int]:
    keys = {place: tuple(row[column] for column in columns) for place, row in enumerate(rows) if place not in taken}
    often = Counter(keys.values())
    return {
        key: place
        for place, key in keys.items()
        if often[key] == 1 and not any(isinstance(value, Blank) for value in key)
    }


def _pair_equal(pairs: dict[int, int], old: Sequence[Row], new: Sequence[Row]) -> None:
    taken = set(pairs.values())
    places: dict[Row, list[int]] = defaultdict(list)
    for place in reversed(range(len(new))):
        if place not in taken:
            places[new[place]].append(place)
    for place, row in enumerate(old):
        if place not in pairs and places.get(row):
            pairs[place] = places[row].pop()


def _pair_alike(pairs: dict[int, int], old: Sequence[Row], new: Sequence[Row]) -> None:
    taken = set(pairs.values())
    lefts = [place for place in range(len(old)) if place not in pairs]
    rights = [place for place in range(len(new)) if place not in taken]
    candidates: Iterable[tuple[int, int]] = product(lefts, rights)
    if len(lefts) * len(rights) > _MOST_COMPARED:
        candidates = _with_a_rare_cell(old, new, lefts, rights)
    scores = {(left, right): _likeness(old[left], new[right]) for left, right in candidates}
    pairs |= best_pairs({pair: score for pair, score in scores.items() if score > 0})


def _with_a_rare_cell(
    old: Sequence[Row], new: Sequence[Row], lefts: Sequence[int], rights: Sequence[int]
) -> Iterable[tuple[int, int]]:
    """Give the pairs that share a value which few new rows have; comparing all of many rows would take hours."""
    holders: dict[tuple[int, Value], list[int]] = defaultdict(list)
    for right in rights:
        for cell in enumerate(new[right]):
            holders[cell].append(right)
    return dict.fromkeys(
        (left, right)
        for left in lefts
        for cell in enumerate(old[left])
        if len(holders.get(cell, ())) <= _RARE
        for right in holders.get(cell, ())
    )


def _likeness(one: Row, other: Row) -> float:
    """Give how many cells are filled alike; 0 where more than half of those filled in either row differ."""
    alike = sum(first == second is not Blank.EMPTY for first, second in zip(one, other, strict=True))
    differ = sum(first != second for first, second in zip(one, other, strict=True))
    return alike if differ <= alike else 0
