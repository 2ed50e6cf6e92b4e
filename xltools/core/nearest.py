"""What a mistyped text was probably meant to be."""

from __future__ import annotations

from collections.abc import Iterable

from xltools.core.spelling import AS_SEEN


def same_but_for_spelling(text: str, known: Iterable[str]) -> str | None:
    """Give the one known text that differs by nothing but spaces, full-width letters and case."""
    plain = _plain(text)
    alike = {name for name in known if _plain(name) == plain}
    return alike.pop() if len(alike) == 1 else None


def nearest(text: str, known: Iterable[str]) -> str | None:
    """Give the known text that looks most like it, or None where none is near."""
    from difflib import get_close_matches

    near = get_close_matches(text, list(known), 1)
    return near[0] if near else None


def _plain(text: str) -> str:
    return "".join(text.translate(AS_SEEN).split()).casefold()
