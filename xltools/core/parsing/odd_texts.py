"""Texts that may mislead a reader, or that no document can hold, or that give a person away."""

from __future__ import annotations

import re

from xltools.core.findings import Repair
from xltools.core.parsing.cells import Read, flagged, unreadable
from xltools.core.personal_numbers import find_personal_number
from xltools.core.spelling import INVISIBLE
from xltools.core.unprintable import UNPRINTABLE

_UNSEEN = re.compile(f"[{''.join(sorted(INVISIBLE))}]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


def judge_text(raw: str, *, free: bool, multiline: bool) -> Read:
    """Look a text over that is not plainly harmless.

    Args:
        raw: The text.
        free: False in a choice column, where whatever is not in the list is found anyway.
        multiline: True where spaces and line ends around the text do no harm.
    """
    if UNPRINTABLE.search(raw):
        return unreadable("parse.unprintable", raw, _repair(raw))
    person = find_personal_number(raw)
    if person is not None:
        return flagged(raw, f"parse.personal.{person.kind}", person.masked)
    if not free:
        return Read(raw)
    if _UNSEEN.search(raw):
        return flagged(raw, "parse.invisible_in_text", raw, _repair(raw))
    if _PRIVATE.search(raw):
        return flagged(raw, "parse.private_character", raw)
    if raw != raw.strip() and not multiline:
        return flagged(raw, "parse.outer_spaces", raw, _repair(raw))
    return Read(raw)


def _repair(raw: str) -> Repair | None:
    """Give the text without what nobody sees, if that leaves nothing else to look at."""
    tidy = _UNSEEN.sub("", UNPRINTABLE.sub("", raw)).strip()
    return Repair(tidy) if tidy and not _PRIVATE.search(tidy) and find_personal_number(tidy) is None else None
