"""The JSON Schemas of a pack's files, for editors, from the language as the program has it."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.about_packs.pack_child_schema import child_entry_schema, child_table_schema
from xltools.core.about_packs.pack_schema_parts import (
    LABEL,
    NAME,
    NUMBER,
    TEXT,
    TEXTS,
    Say,
    Schema,
    field_schema,
    kind_cases,
    table,
    tables,
)
from xltools.core.document import Role
from xltools.core.layout import ALIGNMENTS
from xltools.core.pack_parsing.pack_child_language import BASE, OWN, WITHOUT
from xltools.core.pack_parsing.pack_fields import EntryLanguage
from xltools.core.pack_parsing.pack_files import SHEETS
from xltools.core.pack_parsing.pack_language import CONSTANTS, ENTRIES, HEADER_FIELDS
from xltools.core.periods import PARTS

_DRAFT = "http://json-schema.org/draft-07/schema#"


def entry_schema(entries: EntryLanguage, say: Say) -> Schema:
    """Describe an entry; of one with kinds, which keys each kind has."""
    fields = {field.key: field_schema(field, say(f"pack_xlsx.{entries.name}.{field.key}")) for field in entries.fields}
    within = {inner.path[-1]: tables(entry_schema(inner, say)) for inner in ENTRIES if inner.path[:-1] == entries.path}
    schema = table({**fields, **within}, [field.key for field in entries.fields if field.required])
    cases = kind_cases(entries, within)
    return {**schema, "allOf": cases} if cases else schema


def header_schema(say: Say) -> Schema:
    """Describe ``pack.toml``: the one file that says itself whether the pack has a base."""
    whole = _whole_header(say)
    laid = child_table_schema({**whole})
    properties = whole["properties"]
    assert isinstance(properties, dict)
    merged = [key for key, schema in properties.items() if child_table_schema(schema) != schema]
    return {
        **laid,
        "if": {"required": [BASE]},
        "then": {"required": [key for key in OWN if key != "accepts"]},
        "else": {
            "required": whole["required"],
            "properties": {**{key: properties[key] for key in merged}, WITHOUT: False},
        },
    }


def _whole_header(say: Say) -> Schema:
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
    properties[CONSTANTS] = {"type": "object", "additionalProperties": NUMBER}
    needed = {field.key.partition(".")[0] for field in HEADER_FIELDS if field.required}
    return table(properties, needed)


def layout_schema() -> Schema:
    """Describe ``layout.toml``, of which every table says where its numbers come from."""

    def sourced(numbers: str = "", texts: str = "", optional: Mapping[str, object] | None = None) -> Schema:
        keys = {**dict.fromkeys(numbers.split(), NUMBER), **dict.fromkeys(("source", *texts.split()), TEXT)}
        return table({**keys, **(optional or {})}, keys)

    names: Schema = {"type": "array", "items": TEXT}
    alignments: Schema = {"enum": list(ALIGNMENTS)}
    font = sourced("", "name latin", {"traditional": TEXT, "alternatives": names, "substitutes": names})
    more = dict.fromkeys(("indent", "lines_before", "lines_after", "pitch"), NUMBER)
    look = sourced("size", "font", {"alignment": alignments, "bold": {"type": "boolean"}, **more})
    paragraphs = {role.value: look for role in Role}
    parts: Schema = {
        "label": LABEL,
        "page": sourced("width height top left text_width text_height"),
        "lines": sourced("per_page characters pitch tracking"),
        "font": {"type": "object", "additionalProperties": font},
        "paragraph": table(paragraphs, paragraphs),
        "table": sourced("size pitch border padding", "font header_font"),
        "page_number": sourced("size from_edge", "text font", {"indent": NUMBER}),
        "closing": sourced("indent shift sealed_indent", "", {"sealed": {"type": "boolean"}}),
        "draft": sourced("width height", "text font color"),
    }
    return table(parts, parts)


def case_schema() -> Schema:
    """Describe a file of ``tests``."""
    drawn = table({"name": NAME, "rows": TEXT}, ["name", "rows"])
    found = table({"rule": TEXT, "cell": TEXT}, ["rule"])
    return table(
        {
            "name": TEXT,
            **{key: {"type": "integer"} for key in ("year", *PARTS)},
            "rules": TEXTS,
            "unjudged": TEXTS,
            "no_value": TEXTS,
            "sheet": tables(drawn),
            "finding": tables(found),
            "values": {"type": "object", "additionalProperties": NUMBER},
        },
        ["name"],
    )


def schemas(say: Say) -> dict[str, Schema]:
    """Give every schema by the name of its file: ``rules.json``, and ``rules.child.json`` for a pack with a base.

    Args:
        say: Gives the words that explain a key.
    """
    layout = layout_schema()
    found = {"pack": header_schema(say), "tests": case_schema(), "layout": layout}
    found["layout.child"] = child_table_schema(layout)
    for entries in ENTRIES:
        if len(entries.path) == 1:
            key, name = entries.path[0], entries.name
            whole = table({key: tables(entry_schema(entries, say))}, [key] if entries.file == SHEETS else [])
            found[name] = whole
            found[f"{name}.child"] = child_table_schema(table({key: tables(child_entry_schema(entries, say))}))
    return {
        f"{name}.json": {"$schema": _DRAFT, "title": f"{name.partition('.')[0]}.toml", **schema}
        for name, schema in found.items()
    }
