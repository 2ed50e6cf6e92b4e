"""Characters that a wrong conversion left behind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_GARBLED = re.compile(
    "[?？][,，][A-Za-z](?:\\([^()]{1,6}\\))?|\ufffd+|锟斤拷|烫烫烫|屯屯屯|[\ue000-\uf8ff]+|ï»¿|(?:â€|Ã.)+"
)


@frozen
class GarbledTextCheck:
    """Finds what a text becomes when its encoding is taken for another: ``?,F有``, ``锟斤拷``, ``�``.

    ::

        kind = "garbled"
    """

    kind: ClassVar[str] = "garbled"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at each."""
        for paragraph in evidence.text.paragraphs:
            for found in _GARBLED.finditer(paragraph.plain):
                yield evidence.violation(paragraph, *found.span(), "garbled.characters")
