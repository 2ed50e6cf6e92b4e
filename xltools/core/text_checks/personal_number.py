"""Numbers that identify a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.findings import Location
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.personal_numbers import find_personal_number
from xltools.core.text_checks.text_check import TextEvidence, TextViolation


@frozen
class PersonalNumberTextCheck:
    """Finds citizen numbers, mobile numbers and bank cards, also spaced or full-width.

    ::

        kind = "personal_number"

    A finding shows the number masked, and no sentence around it.
    """

    kind: ClassVar[str] = "personal_number"
    params: ClassVar[tuple[str, ...]] = ("value",)
    may_be_unjudged: ClassVar[bool] = False

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read nothing: the kind has no settings."""
        del entry
        return cls()

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Name the first in each sentence, at the sentence."""
        for sentence in evidence.sentences():
            found = find_personal_number(sentence.plain)
            if found is not None:
                place = Location(evidence.text.name, sentence.paragraph.number, sentence.start + 1)
                yield TextViolation(place, f"text_check.personal_number.{found.kind}", {"value": found.masked})
