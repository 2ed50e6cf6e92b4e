"""Patterns that a pack writes, on an engine whose time is linear in the text.

Why this engine: ``docs/decisions/0016-dependencies.md``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from xltools.core.frozen import frozen

_LONGEST = 500
_MEMORY = 1 << 20
_ASKED_AT_ONCE = 64
_WITHIN_LINE = r"(?:[^\\(\[]|\\[dw.()\[\]{}*+?/-]|\((?!\?)|\[(?![\^:]))*+"
"""A pattern that can match no line break: no class of what is not in it, no named class, no option, and of
the escapes only those of digits, letters and signs.  A dot matches none."""


class PatternError(Exception):
    """A pattern that the engine does not take, with its reason (in English, from the engine)."""


@frozen
class Pattern:
    """A checked pattern.

    Attributes:
        source: As the pack writes it.
    """

    source: str

    def matches(self, text: str) -> bool:
        """Say whether the whole text is as the pattern says."""
        return _compiled(self.source).fullmatch(_encoded(text)) is not None

    def unlike(self, texts: Sequence[str]) -> list[str]:
        """Give those of some texts that are not, as a whole, as the pattern says.

        Where the pattern can match no line break, many texts are asked about at once, a line each: if all
        lines together are as it says, each is.  If not, each half of them is asked about, and so on.
        """
        lines = _lines(self.source)
        if lines is None:
            return [text for text in texts if not self.matches(text)]
        unlike: list[str] = []
        for start in range(0, len(texts), _ASKED_AT_ONCE):
            unlike += self._unlike_lines(lines, texts[start : start + _ASKED_AT_ONCE])
        return unlike

    def _unlike_lines(self, lines: Any, texts: Sequence[str]) -> Sequence[str]:
        """Give the unlike ones of a few texts; a no may also mean that the engine ran out of memory."""
        block = "".join([f"{text}\n" for text in texts])
        if block.count("\n") == len(texts) and lines.Match(_encoded(block)):
            return ()
        if len(texts) == 1:
            return () if self.matches(texts[0]) else texts
        middle = len(texts) // 2
        return [*self._unlike_lines(lines, texts[:middle]), *self._unlike_lines(lines, texts[middle:])]

    def found_in(self, text: str) -> str | None:
        """Give the first part of a text that is as the pattern says, or nothing."""
        match = _compiled(self.source).search(_encoded(text))
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
    try:
        _compiled(source)
    except _engine().error as error:
        reason = error.args[0] if error.args else error
        raise PatternError(reason.decode("utf-8", "replace") if isinstance(reason, bytes) else str(reason)) from None
    return Pattern(source)


@lru_cache(maxsize=2048)
def _compiled(source: str) -> Any:  # re2 has no types
    return _engine().compile(_encoded(source).decode("utf-8"), _options())


@lru_cache(maxsize=2048)
def _lines(source: str) -> Any:
    """Give what matches lines of texts that are all as a pattern says; None where it might match a line break.

    A set of one pattern is asked, which makes no match object.
    """
    if not source.isprintable() or re.fullmatch(_WITHIN_LINE, source) is None:
        return None
    lines = _engine().Set.FullMatchSet(_options())
    lines.Add(_encoded(rf"(?:(?:{source})\n)*"))
    try:
        lines.Compile()
    except _engine().error:  # a pattern that just fits into the memory allowed
        return None
    return lines


def _options() -> Any:
    options = _engine().Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.never_capture = True
    return options


def _engine() -> Any:
    """Load the engine, which only a pack with patterns needs, and a check only where a text is to be judged."""
    import re2

    return re2


def _encoded(text: str) -> bytes:
    """Write a text as the engine reads it, without what UTF-8 cannot write: half of a surrogate pair.

    Given a ``str``, the engine's binding counts characters at every match, at twice the cost.
    """
    return text.encode("utf-8", "replace")
