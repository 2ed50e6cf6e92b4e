"""The words with which a pack that has a base says what it wants otherwise, as data.

What they do: ``xltools/core/pack_parsing/pack_inheritance.py``, and ``docs/pack-reference.md`` for people.
"""

from __future__ import annotations

from xltools.core.pack_parsing.pack_fields import Field, Shape

BASE, BASE_VERSION = "base", "base_version"
OVERRIDE, WITHOUT, AFTER, BEFORE = "override", "without", "after", "before"
CHANGE, REPLACE, REMOVE = "change", "replace", "remove"

OWN = ("id", "version", "accepts", BASE, BASE_VERSION)
"""What a pack says of itself and no other inherits."""

OVERRIDES = (CHANGE, REPLACE, REMOVE)
"""What an entry does to the base's of its name; the first where it does not say."""

NAMED_BY = {
    **dict.fromkeys(("sheet", "column", "row", "group", "table"), "name"),
    **dict.fromkeys(("rule", "indicator"), "id"),
}
"""The lists whose entries have names, and the key that holds the name."""

COMPLETE_WITH = {"sheet": "kind", "column": "type", "rule": "kind", "indicator": "aggregate", "table": "rows"}
"""The key that no whole entry lacks: an entry without it changes one that the base has."""

CHILD_FIELDS: tuple[Field, ...] = (
    Field(OVERRIDE, words=OVERRIDES),
    Field(WITHOUT, Shape.TEXTS),
    Field(AFTER),
    Field(BEFORE),
)
"""The keys that every entry may have in a pack with a base, and in no other."""
