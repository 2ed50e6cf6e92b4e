"""When two texts are the same but for how they were typed."""

from __future__ import annotations

from functools import lru_cache

NARROW: dict[int, int] = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0xA0: 0x20}
"""Full-width letters, digits and signs, and the wide and the unbreakable space, as their plain selves."""

INVISIBLE = frozenset(
    map(
        chr,
        (
            *(0xAD, 0x61C, 0x115F, 0x1160, 0x180E, 0x3164, 0xFEFF, 0xFFA0, 0xE0001),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFFF9, 0xFFFC),
            *range(0xE0020, 0xE0080),
        ),
    )
)
"""Characters that nobody sees: of no width, turning the direction of the text, or filling nothing."""

AS_SEEN: dict[int, int | None] = {**NARROW, **dict.fromkeys(map(ord, INVISIBLE))}
"""Full-width characters as their plain selves, and invisible ones gone."""


def narrowed(text: str) -> str:
    """Give a text with full-width characters made plain, invisible ones gone and no space around."""
    return text.translate(AS_SEEN).strip()


@lru_cache(maxsize=4096)  # headers are looked for in every row, and most texts there stand in several
def plain(text: str) -> str:
    """Give what is left of a label when nothing but its characters counts.

    Spaces, line breaks, full-width forms, case, and the star or colon that people put beside a
    label make no difference.
    """
    return "".join(text.translate(AS_SEEN).split()).strip("*:").casefold()


def one_slip_apart(first: str, second: str) -> bool:
    """Say whether one character wrong, missing, too many, or two neighbours swapped make the difference."""
    if first == second or abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    rest, other = first[start:], second[start:]
    swapped = rest[1::-1] + rest[2:] == other
    return swapped or rest[1:] == other[1:] or rest[1:] == other or rest == other[1:]
