"""Number the paragraphs of a report: 一、 （一） 1. （1）, as GB/T 9704-2012 section 7.3.3 has them.

Numbers are given after the empty headings are gone, so they always close up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from xltools.core.document import Block, DocumentTable, Role
from xltools.core.frozen import replace
from xltools.core.numerals import chinese

_DEPTH: Mapping[Role, int] = {Role.LEVEL_1: 1, Role.LEVEL_2: 2, Role.LEVEL_3: 3, Role.LEVEL_4: 4}
_CONTENT = frozenset({Role.ITEM, Role.BODY})

_FORMS: Mapping[Role, Callable[[int], str]] = {
    Role.LEVEL_1: lambda number: f"{chinese(number)}、",
    Role.LEVEL_2: lambda number: f"（{chinese(number)}）",
    Role.LEVEL_3: lambda number: f"{number}.",
    Role.LEVEL_4: lambda number: f"（{number}）",
    Role.ITEM: lambda number: f"{number}.",
}
_RESTARTED: Mapping[Role, tuple[Role, ...]] = {
    Role.LEVEL_1: (Role.LEVEL_2, Role.LEVEL_3, Role.LEVEL_4, Role.ITEM),
    Role.LEVEL_2: (Role.LEVEL_3, Role.LEVEL_4),
    Role.LEVEL_3: (Role.LEVEL_4,),
    Role.ITEM: (Role.LEVEL_4,),
}
"""Which counts a paragraph sets back; items run on across level-2 headings."""


def number_paragraphs(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Drop the headings that have nothing under them, and number the rest.

    Args:
        blocks: In order, the paragraphs not yet numbered.

    Returns:
        Those that stay, with their numbers.
    """
    counts = dict.fromkeys(_FORMS, 0)
    numbered: list[Block] = []
    for block in _without_empty_headings(blocks):
        if isinstance(block, DocumentTable):
            numbered.append(block)
            continue
        role = block.role
        for lower in _RESTARTED.get(role, ()):
            counts[lower] = 0
        if role in _FORMS:
            counts[role] += 1
            numbered.append(replace(block, number=_FORMS[role](counts[role])))
        else:
            numbered.append(block)
    return tuple(numbered)


def _without_empty_headings(blocks: Sequence[Block]) -> Iterator[Block]:
    kept: list[Block] = []
    content_at = 0  # the depth down to which headings above already have content
    for block in reversed(blocks):
        depth = None if isinstance(block, DocumentTable) else _DEPTH.get(block.role)
        if depth is None:
            content_at = 9 if _is_content(block) else content_at
        elif depth > content_at:
            continue
        else:
            content_at = depth - 1
        kept.append(block)
    return reversed(kept)


def _is_content(block: Block) -> bool:
    return isinstance(block, DocumentTable) or block.role in _CONTENT
