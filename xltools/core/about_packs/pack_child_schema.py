"""The JSON Schemas of the files of a pack with a base: nothing need be there, and four words more may be.

Whether an entry is new, and so must be complete, turns on the base, which no schema sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xltools.core.about_packs.pack_schema_parts import (
    LABEL,
    SHAPES,
    TEXT,
    TEXTS,
    Say,
    Schema,
    field_schema,
    kind_cases,
    label,
    table,
    tables,
)
from xltools.core.pack_parsing.pack_child_language import (
    AFTER,
    BEFORE,
    CHILD_FIELDS,
    OVERRIDE,
    REMOVE,
    REPLACE,
    WITHOUT,
)
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_parsing.pack_language import ENTRIES

_LAID_LABEL = label(**{WITHOUT: TEXTS})
_SHAPES: Mapping[Shape, Schema] = {
    **SHAPES,
    Shape.LABEL: _LAID_LABEL,
    Shape.NAMED: {"type": "object", "properties": {WITHOUT: TEXTS}, "additionalProperties": TEXT},
}
_SOURCE = "source"


def child_entry_schema(entries: EntryLanguage, say: Say) -> Schema:
    """Describe an entry of a pack with a base: known by its name, with as few of its keys as it likes."""
    name = entries.fields[0].key
    fields = {
        field.key: field_schema(field, say(f"pack_xlsx.{entries.name}.{field.key}"), _SHAPES)
        for field in entries.fields
    }
    inner = [other for other in ENTRIES if other.path[:-1] == entries.path]
    within: Schema = {other.path[-1]: tables(child_entry_schema(other, say)) for other in inner}
    schema = table({**fields, **_words((*fields, *within), say), **within}, [name])
    words = {OVERRIDE, WITHOUT, AFTER, BEFORE}
    return {**schema, "allOf": [*_override_cases(entries, name), *kind_cases(entries, {*words, *within})]}


def child_table_schema(schema: Schema) -> Schema:
    """Describe a table that is laid over the base's, from how a whole one is described.

    Args:
        schema: Of a table, and so on inwards; where it must say its source, another number needs another.
    """
    if schema.get("anyOf") == LABEL["anyOf"]:
        return {**schema, **_LAID_LABEL}
    further = schema.get("additionalProperties")
    inner = schema.get("properties", {})
    if schema.get("type") != "object" or not isinstance(inner, dict):
        return schema
    laid: Schema = {key: value for key, value in schema.items() if key != "required"}
    laid["properties"] = {**{key: child_table_schema(value) for key, value in inner.items()}, WITHOUT: _names(inner)}
    if isinstance(further, dict):
        laid["additionalProperties"] = child_table_schema(further)
    if _SOURCE in inner:
        laid["anyOf"] = [{"required": [_SOURCE]}, {"propertyNames": {"const": WITHOUT}}]
    return laid


def _names(keys: Iterable[str]) -> Schema:
    """Describe a list of some keys; of a table whose keys are the pack's own, of any."""
    one: Schema = {"enum": sorted(keys)} if keys else TEXT
    return {"anyOf": [one, {"type": "array", "items": one}]}


def _words(keys: Iterable[str], say: Say) -> Schema:
    def word(field: Field) -> Schema:
        said = say(f"pack_xlsx.child.{field.key}")
        return {"description": said, **_names(keys)} if field.key == WITHOUT else field_schema(field, said)

    return {field.key: word(field) for field in CHILD_FIELDS}


def _override_cases(entries: EntryLanguage, name: str) -> list[Schema]:
    """Say what goes with ``remove``, which is nothing, and what ``replace`` cannot do without."""

    def case(word: str, then: Schema) -> Schema:
        return {"if": {"properties": {OVERRIDE: {"const": word}}, "required": [OVERRIDE]}, "then": then}

    required = sorted(field.key for field in entries.fields if field.required)
    return [
        case(REMOVE, {"propertyNames": {"enum": sorted((name, OVERRIDE))}}),
        case(REPLACE, {"required": required, "properties": {WITHOUT: False}}),
    ]
