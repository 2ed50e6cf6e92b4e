"""Patterns of a pack over the sentences of a report, with the place of what they match.

The engine is that of ``core.patterns``, whose time is linear in the text: a pack may come from
another office.
"""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.patterns import Pattern, PatternError, compile_pattern


@frozen
class TextPattern:
    """A pattern.

    Attributes:
        pattern: Checked.
    """

    pattern: Pattern

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Give beginning and end of every part of a text that is as the pattern says; none is empty."""
        start = 0
        while start < len(text):
            found = self.pattern.found_in(text[start:])
            if not found:
                return
            begin = text.index(found, start)
            yield begin, begin + len(found)
            start = begin + len(found)


def read_patterns(entry: Entry, key: str) -> tuple[TextPattern, ...]:
    """Read a list of patterns; a faulty one is told and left out."""
    patterns = []
    for source in entry.strings(key):
        try:
            patterns.append(TextPattern(compile_pattern(source)))
        except PatternError as error:
            entry.fault(key, "pack.bad_pattern", value=source[:80], detail=str(error))
    return tuple(patterns)
