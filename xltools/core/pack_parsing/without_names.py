"""What a pack leaves out of its base's, as one list of names.

In the files ``without`` stands in the table of which something is left out: the entry's own, or that
of a label in it.  In a spreadsheet an entry is one row, so its list names what its tables leave out as
well, as the headers do: ``maximum; hint::en``; among the settings as their keys do: ``targets;
constants.monthly_minimum``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.pack_parsing.pack_child_language import WITHOUT
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Shape
from xltools.core.pack_parsing.pack_language import CONSTANTS, HEADER_FIELDS

Signs = Mapping[str, str]
"""The keys that hold a table of which something may be left out, each with the sign after it in a name."""

SETTING_SIGNS: Signs = {
    **{field.key: "::" for field in HEADER_FIELDS if field.shape is Shape.LABEL},
    **{field.key.partition(".")[0]: "." for field in HEADER_FIELDS if "." in field.key},
    CONSTANTS: ".",
}


def entry_signs(entries: EntryLanguage) -> Signs:
    """Give the keys of an entry whose value is a table that is laid over the base's key by key."""
    return {field.key: "::" for field in entries.fields if field.shape in {Shape.LABEL, Shape.NAMED}}


def names_left_out(table: Mapping[str, object], signs: Signs) -> tuple[Mapping[str, object], list[str] | None]:
    """Part what a table leaves out from the rest of it.

    Args:
        table: An entry, or the settings.
        signs: Of the tables in it.

    Returns:
        The table without the word, and the names; None where it does not use it at all.
    """
    names = _texts(table[WITHOUT]) if WITHOUT in table else None
    rest: dict[str, object] = {key: value for key, value in table.items() if key != WITHOUT}
    for key, sign in signs.items():
        inner = table.get(key)
        if not isinstance(inner, Mapping) or WITHOUT not in inner:
            continue
        names = [*(names or ()), *(f"{key}{sign}{name}" for name in _texts(inner[WITHOUT]))]
        rest[key] = {name: value for name, value in inner.items() if name != WITHOUT}
        if not rest[key]:
            del rest[key]
    return rest, names


def leave_out(table: dict[str, object], names: Sequence[str], signs: Signs) -> None:
    """Put names back into the tables that leave them out.

    Args:
        table: An entry, or the settings; gets the word where a name is its own.
        names: From ``names_left_out``, or as people type them.
        signs: Of the tables in it.
    """
    own: list[str] = []
    for name in names:
        key = next((key for key, sign in signs.items() if name.startswith(key + sign) and name != key + sign), None)
        inner = table.setdefault(key, {}) if key is not None else None
        if key is None or not isinstance(inner, dict):
            own.append(name)
            continue
        inner.setdefault(WITHOUT, []).append(name.removeprefix(key + signs[key]))
    if own or not names:
        table[WITHOUT] = own


def _texts(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list) else [str(value)]
