"""Words that a report may not hold."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation
from xltools.core.text_checks.text_patterns import TextPattern, read_patterns


@frozen
class ForbiddenTextCheck:
    """Forbids what some patterns match.

    ::

        kind = "forbidden"
        patterns = ["[0-9]+名?(党员|干部|群众).{0,6}(信教|参教)"]

    Attributes:
        patterns: Each is looked for in every sentence.
    """

    kind: ClassVar[str] = "forbidden"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    patterns: tuple[TextPattern, ...]

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``patterns``."""
        return cls(read_patterns(entry, "patterns"))

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at every match, at each place once."""
        for sentence in evidence.sentences():
            reach = 0
            for start, end in sorted(span for pattern in self.patterns for span in pattern.spans(sentence.plain)):
                if start >= reach:
                    place = sentence.start
                    yield evidence.violation(sentence.paragraph, place + start, place + end, "forbidden.words")
                reach = max(reach, end)
