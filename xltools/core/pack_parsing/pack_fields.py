"""What a pack's language is described with: keys, the shapes of what stands under them, lists of entries."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from xltools.core.frozen import field, frozen


class Shape(StrEnum):
    """What stands under a key."""

    TEXT = "text"
    LABEL = "label"
    """A text, or one a language."""
    LINES = "lines"
    """A text of several lines, such as a drawn table."""
    TEXTS = "texts"
    """A list of texts; one text stands for a list of one."""
    INTEGERS = "integers"
    INTEGER = "integer"
    NUMBER = "number"
    FLAG = "flag"
    VALUE = "value"
    """A number, a date or a text, whichever the column is of."""
    DEFAULT = "default"
    """A value, or one that depends on the year: ``value``, ``until``, ``otherwise``."""
    CONDITIONS = "conditions"
    """What rows must meet, by column."""
    NAMED = "named"
    """A name for each of some texts."""


@frozen
class Field:
    """A key.

    Attributes:
        key: As the file has it; ``a.b`` for a key in a table of the file's root.
        shape: What stands under it.
        words: The only words that it takes, where it takes no others.
        names: What it names: ``sheet``, ``indicator`` or ``choice_list``; empty for anything else.
        required: True where every entry has it.
    """

    key: str
    shape: Shape = Shape.TEXT
    words: tuple[str, ...] = ()
    names: str = ""
    required: bool = False


@frozen
class EntryLanguage:
    """The entries of one list of tables, such as ``[[rule]]``.

    Attributes:
        name: In the plural: ``rules``; the sheet that holds them in a spreadsheet.
        file: The pack's file.
        path: The names of the list and of those around it: ``("sheet", "column")``.
        fields: Every key, in the order in which it is written.
        kind: The key whose value decides which other keys there may be; empty where all have all.
        kinds: The keys besides the common ones, by kind.
    """

    name: str
    file: str
    path: tuple[str, ...]
    fields: tuple[Field, ...]
    kind: str = ""
    kinds: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def fields_of(self, kind: str) -> tuple[Field, ...]:
        """Give the keys that an entry of a kind may have."""
        special = frozenset().union(*self.kinds.values())
        allowed = self.kinds.get(kind, frozenset())
        return tuple(one for one in self.fields if one.key not in special or one.key in allowed)
