"""Patterns that a pack writes, on an engine whose time is linear in the text.

Imported only where a pack has a pattern.  Why this engine: ``docs/decisions/0003-pack-language.md``.
"""

from __future__ import annotations

from typing import Any

import re2

_LONGEST = 500
_MEMORY = 1 << 20


class PatternError(Exception):
    """A pattern that the engine does not take, with its reason (in English, from the engine)."""


class Pattern:
    """A checked pattern.

    Attributes:
        source: As the pack writes it.
    """

    __slots__ = ("_compiled", "source")

    def __init__(self, source: str, compiled: Any) -> None:  # re2 has no types
        self.source = source
        self._compiled = compiled

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Pattern) and self.source == other.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Pattern({self.source!r})"

    def matches(self, text: str) -> bool:
        """Say whether the whole text is as the pattern says."""
        return self._compiled.fullmatch(_encoded(text)) is not None

    def found_in(self, text: str) -> str | None:
        """Give the first part of a text that is as the pattern says, or nothing."""
        match = self._compiled.search(_encoded(text))
        return None if match is None else bytes(match[0]).decode("utf-8")


def compile_pattern(source: str) -> Pattern:
    """Read a pattern.

    Args:
        source: In the syntax of RE2, which has no look-around and no back-references.

    Raises:
        PatternError: Where it is none, or too long, or too large.
    """
    if len(source) > _LONGEST:
        msg = f"longer than {_LONGEST} characters"
        raise PatternError(msg)
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.never_capture = True
    try:
        return Pattern(source, re2.compile(_encoded(source).decode("utf-8"), options))
    except re2.error as error:
        reason = error.args[0] if error.args else error
        raise PatternError(reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)) from None


def _encoded(text: str) -> bytes:
    """Write a text as the engine reads it, without what UTF-8 cannot write: half of a surrogate pair.

    Given a ``str``, the engine's binding counts characters at every match, at twice the cost.
    """
    return text.encode("utf-8", "replace")
