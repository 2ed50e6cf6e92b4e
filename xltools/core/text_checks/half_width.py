"""Half-width punctuation in Chinese text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_HAN = "\u3400-\u9fff\uf900-\ufaff"
_HALF = re.compile(
    rf"(?<=[{_HAN}”’》）%])[,;:!]|[,;:!](?=[{_HAN}“‘《（])"
    rf"|(?<=[{_HAN}”’》）])\?(?![,.A-Za-z])|\((?=[^()]*[{_HAN}])|(?<=[{_HAN}])\)|(?<=[{_HAN}])\.(?=[{_HAN}]|\s*$)"
)


@frozen
class HalfWidthTextCheck:
    """Finds half-width , ; : ? ! ( ) . beside Chinese characters (GB/T 15834-2011), once a paragraph.

    ::

        kind = "half_width"

    Inside numbers and Latin text they are right: 67.57%, 10:30, (GDP).
    """

    kind: ClassVar[str] = "half_width"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence", "signs", "count")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at the first in each paragraph, and say which and how many there are."""
        for paragraph in evidence.text.paragraphs:
            found = list(_HALF.finditer(paragraph.plain))
            if found:
                signs = " ".join(dict.fromkeys(match[0] for match in found))
                start, end = max(found[0].start() - 4, 0), found[0].end() + 4
                hit = evidence.violation(paragraph, start, end, "half_width.signs", signs=signs, count=len(found))
                yield hit
