"""Number the paragraphs of a report: 一、 （一） 1. （1）, as GB/T 9704-2012 section 7.3.3 has them.

Numbers are given after the empty headings are gone, so they always close up.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from xltools.core.document import Paragraph, Role
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


def number_paragraphs(paragraphs: Sequence[Paragraph]) -> tuple[Paragraph, ...]:
    """Drop the headings that have nothing under them, and number the rest.

    Args:
        paragraphs: In order, not yet numbered.

    Returns:
        Those that stay, with their numbers.
    """
    counts = dict.fromkeys(_FORMS, 0)
    numbered = []
    for paragraph in _without_empty_headings(paragraphs):
        role = paragraph.role
        for lower in _RESTARTED.get(role, ()):
            counts[lower] = 0
        if role in _FORMS:
            counts[role] += 1
            numbered.append(replace(paragraph, number=_FORMS[role](counts[role])))
        else:
            numbered.append(paragraph)
    return tuple(numbered)


def _without_empty_headings(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    kept: list[Paragraph] = []
    content_at = 0  # the depth down to which headings above already have content
    for paragraph in reversed(paragraphs):
        depth = _DEPTH.get(paragraph.role)
        if depth is None:
            content_at = 9 if paragraph.role in _CONTENT else content_at
        elif depth > content_at:
            continue
        else:
            content_at = depth - 1
        kept.append(paragraph)
    return reversed(kept)
