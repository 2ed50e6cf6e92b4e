"""The JSON Schemas of a pack's files, for editors, from the language as the program has it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from xltools.core.document import Role
from xltools.core.layout import ALIGNMENTS
from xltools.core.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_files import HEADER, SHEETS
from xltools.core.pack_language import COLUMN_ENTRIES, CONSTANTS, ENTRIES, GROUP_ENTRIES, HEADER_FIELDS, ROW_ENTRIES

Schema = dict[str, object]
Say = Callable[[str], str]

_DRAFT = "http://json-schema.org/draft-07/schema#"
_NUMBER: Schema = {"type": "number"}
_TEXT: Schema = {"type": "string"}
_NAME: Schema = {"type": "string", "pattern": "^[a-z][a-z0-9_]*$"}
_TEXTS: Schema = {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}]}
_VALUE: Schema = {"type": ["string", "number", "boolean"]}
_LABEL: Schema = {
    "anyOf": [
        _TEXT,
        {
            "type": "object",
            "patternProperties": {"^[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?$": _TEXT},
            "additionalProperties": False,
        },
    ]
}
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
_SHAPES: Mapping[Shape, Schema] = {
    Shape.TEXT: _TEXT,
    Shape.LABEL: _LABEL,
    Shape.LINES: _TEXT,
    Shape.TEXTS: _TEXTS,
    Shape.INTEGERS: {"type": "array", "items": {"type": "integer"}},
    Shape.INTEGER: {"type": "integer", "minimum": 0},
    Shape.NUMBER: _NUMBER,
    Shape.FLAG: {"type": "boolean"},
    Shape.VALUE: _VALUE,
    Shape.DEFAULT: {
        "anyOf": [
            _VALUE,
            table({"value": _VALUE, "until": {"type": "integer"}, "otherwise": _VALUE}, ["value"]),
        ]
    },
    Shape.CONDITIONS: {"type": "object", "additionalProperties": _CONDITION},
    Shape.NAMED: {"type": "object", "additionalProperties": _TEXT},
}


def field_schema(field: Field, said: str) -> Schema:
    """Describe what stands under a key, with the words that explain it."""
    shape = {"enum": list(field.words)} if field.words else _SHAPES[field.shape]
    if field.key == "name":
        shape = _NAME
    return {"description": said, **shape}


def entry_schema(entries: EntryLanguage, say: Say) -> Schema:
    """Describe an entry; of one with kinds, which keys each kind has."""
    fields = {field.key: field_schema(field, say(f"pack_xlsx.{entries.name}.{field.key}")) for field in entries.fields}
    within = {inner.path[-1]: tables(entry_schema(inner, say)) for inner in ENTRIES if inner.path[:-1] == entries.path}
    schema = table({**fields, **within}, [field.key for field in entries.fields if field.required])
    kinds = next((field.words for field in entries.fields if field.key == entries.kind), ())
    cases = [
        {
            "if": {"properties": {entries.kind: {"const": kind}}, "required": [entries.kind]},
            "then": {"propertyNames": {"enum": sorted({*(f.key for f in entries.fields_of(kind)), *within})}},
        }
        for kind in kinds
    ]
    return {**schema, "allOf": cases} if cases else schema


def header_schema(say: Say) -> Schema:
    """Describe ``pack.toml``."""
    properties: Schema = {}
    held: dict[str, tuple[Schema, list[str]]] = {}
    for field in HEADER_FIELDS:
        schema = field_schema(field, say(f"pack_xlsx.settings.{field.key.replace('.', '_')}"))
        name, _, key = field.key.rpartition(".")
        if name:
            inner, required = held.setdefault(name, ({}, []))
            inner[key] = schema
            if field.required:
                required.append(key)
        else:
            properties[key] = schema
    # A table that may be left out as a whole, such as the targets, has all its keys or is not there.
    properties |= {name: table(inner, required or inner) for name, (inner, required) in held.items()}
    properties[CONSTANTS] = {"type": "object", "additionalProperties": _NUMBER}
    needed = {field.key.partition(".")[0] for field in HEADER_FIELDS if field.required}
    return table(properties, needed)


def layout_schema() -> Schema:
    """Describe ``layout.toml``, of which every table says where its numbers come from."""

    def sourced(numbers: str = "", texts: str = "", optional: Mapping[str, object] | None = None) -> Schema:
        keys = {**dict.fromkeys(numbers.split(), _NUMBER), **dict.fromkeys(("source", *texts.split()), _TEXT)}
        return table({**keys, **(optional or {})}, keys)

    names: Schema = {"type": "array", "items": _TEXT}
    alignments: Schema = {"enum": list(ALIGNMENTS)}
    font = sourced("", "name latin", {"traditional": _TEXT, "alternatives": names, "substitutes": names})
    more = dict.fromkeys(("indent", "lines_before", "lines_after", "pitch"), _NUMBER)
    look = sourced("size", "font", {"alignment": alignments, "bold": {"type": "boolean"}, **more})
    paragraphs = {role.value: look for role in Role}
    parts: Schema = {
        "label": _LABEL,
        "page": sourced("width height top left text_width text_height"),
        "lines": sourced("per_page characters pitch tracking"),
        "font": {"type": "object", "additionalProperties": font},
        "paragraph": table(paragraphs, paragraphs),
        "table": sourced("size pitch border padding", "font header_font"),
        "page_number": sourced("size from_edge", "text font", {"indent": _NUMBER}),
        "closing": sourced("indent shift sealed_indent", "", {"sealed": {"type": "boolean"}}),
        "draft": sourced("width height", "text font color"),
    }
    return table(parts, parts)


def case_schema() -> Schema:
    """Describe a file of ``tests``."""
    drawn = table({"name": _NAME, "rows": _TEXT}, ["name", "rows"])
    found = table({"rule": _TEXT, "cell": _TEXT}, ["rule"])
    return table(
        {
            "name": _TEXT,
            "year": {"type": "integer"},
            "rules": _TEXTS,
            "unjudged": _TEXTS,
            "no_value": _TEXTS,
            "sheet": tables(drawn),
            "finding": tables(found),
            "values": {"type": "object", "additionalProperties": _NUMBER},
        },
        ["name"],
    )


def schemas(say: Say) -> dict[str, Schema]:
    """Give every schema by the name of its file.

    Args:
        say: Gives the words that explain a key.
    """
    found = {HEADER: header_schema(say), "layout.toml": layout_schema(), "tests.toml": case_schema()}
    inner = (COLUMN_ENTRIES, GROUP_ENTRIES, ROW_ENTRIES)
    for entries in ENTRIES:
        if entries not in inner:
            key = entries.path[0]
            found[entries.file] = table(
                {key: tables(entry_schema(entries, say))}, [key] if entries.file == SHEETS else []
            )
    return {
        f"{file.removesuffix('.toml')}.json": {"$schema": _DRAFT, "title": file, **schema}
        for file, schema in found.items()
    }
