"""The parts that the JSON Schemas of a pack's files are made of: tables, keys, and what is of each shape."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from xltools.core.pack_parsing.pack_fields import EntryLanguage, Field, Shape

Schema = dict[str, object]
Say = Callable[[str], str]

NUMBER: Schema = {"type": "number"}
TEXT: Schema = {"type": "string"}
NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
TEXTS: Schema = {"anyOf": [TEXT, {"type": "array", "items": TEXT}]}
_VALUE: Schema = {"type": ["string", "number", "boolean"]}
_LANGUAGE = "^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$"


def label(**properties: Schema) -> Schema:
    """Describe a text, or one a language with some keys besides."""
    more: Schema = {"properties": properties} if properties else {}
    texts: Schema = {"type": "object", "patternProperties": {_LANGUAGE: TEXT}, **more, "additionalProperties": False}
    return {"anyOf": [TEXT, texts]}


LABEL = label()
_BOUND: Schema = {"type": ["number", "string"]}


def table(properties: Mapping[str, object], required: Iterable[str] = ()) -> Schema:
    """Describe a table with these keys and no others."""
    needed = sorted(required)
    schema: Schema = {"type": "object", "properties": dict(properties), "additionalProperties": False}
    return {**schema, "required": needed} if needed else schema


def tables(item: Schema) -> Schema:
    """Describe a list of tables."""
    return {"type": "array", "items": item}


_CONDITION: Schema = {
    "anyOf": [
        {"type": ["string", "number"]},
        table({"in": {"type": "array", "items": {"type": ["string", "number"]}, "minItems": 1}}, ["in"]),
        table({"filled": {"type": "boolean"}}, ["filled"]),
        {**table({"minimum": _BOUND, "maximum": _BOUND}), "minProperties": 1},
    ]
}
SHAPES: Mapping[Shape, Schema] = {
    Shape.TEXT: TEXT,
    Shape.LABEL: LABEL,
    Shape.LINES: TEXT,
    Shape.TEXTS: TEXTS,
    Shape.INTEGERS: {"type": "array", "items": {"type": "integer"}},
    Shape.INTEGER: {"type": "integer", "minimum": 0},
    Shape.NUMBER: NUMBER,
    Shape.FLAG: {"type": "boolean"},
    Shape.VALUE: _VALUE,
    Shape.DEFAULT: {
        "anyOf": [
            _VALUE,
            table({"value": _VALUE, "until": {"type": "integer"}, "otherwise": _VALUE}, ["value"]),
        ]
    },
    Shape.CONDITIONS: {"type": "object", "additionalProperties": _CONDITION},
    Shape.NAMED: {"type": "object", "additionalProperties": TEXT},
}


def field_schema(field: Field, said: str, shapes: Mapping[Shape, Schema] = SHAPES) -> Schema:
    """Describe what stands under a key.

    Args:
        field: The key.
        said: The words that explain it.
        shapes: What is of each shape.
    """
    shape = {"enum": list(field.words)} if field.words else shapes[field.shape]
    if field.key == "name":
        shape = NAME
    return {"description": said, **shape}


def kind_cases(entries: EntryLanguage, further: Iterable[str]) -> list[Schema]:
    """Say which keys each kind of entry has, besides some that all have."""
    kinds = next((field.words for field in entries.fields if field.key == entries.kind), ())
    return [
        {
            "if": {"properties": {entries.kind: {"const": kind}}, "required": [entries.kind]},
            "then": {"propertyNames": {"enum": sorted({*(f.key for f in entries.fields_of(kind)), *further})}},
        }
        for kind in kinds
    ]
