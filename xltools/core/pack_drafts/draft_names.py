"""Short English names for the labels that offices use; a pack's other files say these."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping

from xltools.core.outcomes import Phrase
from xltools.core.spelling import plain

NAMED = (
    "date",
    "title",
    "topic",
    "kind",
    "people",
    "times",
    "number",
    "amount",
    "place",
    "unit",
    "department",
    "community",
    "year",
    "note",
    "state",
    "result",
    "done",
    "hours",
)
"""The names that stand for usual labels; the labels are the catalogue's, under ``pack_draft.names``."""

_BETWEEN = "、"
_WORDS = re.compile(r"[a-z0-9]+")
_IN_BRACKETS = re.compile(r"[(（].*?[)）]")
_LONGEST = 30


def usual_names(say: Callable[[Phrase], str]) -> Mapping[str, str]:
    """Give the names of the usual labels of a language, by label."""
    return {plain(label): name for name in NAMED for label in say(Phrase(f"pack_draft.names.{name}")).split(_BETWEEN)}


def draft_name(label: str, taken: Collection[str], fallback: str, usual: Mapping[str, str]) -> str:
    """Give a name for a label, one that no other has.

    Args:
        label: What people see.
        taken: The names that there are.
        fallback: What the name begins with where the label is none of the usual ones: ``column``.
        usual: From ``usual_names``.
    """
    text = plain(_IN_BRACKETS.sub("", label))
    words = "_".join(_WORDS.findall(text)) if text.isascii() else ""
    name = usual.get(text) or words[:_LONGEST].strip("_") or _ending(text, usual)
    if name and name[0].isalpha():
        number, found = 1, name
    else:
        name, number = fallback, len(taken) + 1
        found = f"{name}_{number}"
    while found in taken:
        number += 1
        found = f"{name}_{number}"
    return found


def _ending(text: str, usual: Mapping[str, str]) -> str:
    """Give the name of the longest usual label that a label ends in, as 出发日期 ends in 日期; empty for none."""
    ends = [label for label in usual if len(label) > 1 and not label.isascii() and text.endswith(label)]
    return usual[max(ends, key=len)] if ends else ""
