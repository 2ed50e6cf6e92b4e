"""Lay a pack's own tests out as a sheet of its spreadsheet, something that a test says a row.

A test begins where its name stands under ``file``.  Under ``key`` stands what a row says, under ``name``
of which sheet, rule or indicator, under ``value`` what is said; a drawn sheet takes a row a line::

    file   key      name     value
    needs  name              what the test is about
           rules             V-needs; V-carried
           sheet    needs    | row     | carried | received |
                             | elderly | 2       | 8        |
           finding  V-needs  D3
           values   V11      8
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from xltools.core.findings import Finding, Location, Severity
from xltools.core.nearest import nearest
from xltools.core.pack_books.cell_notation import text_cell, texts_cell
from xltools.core.pack_books.pack_sheet_cells import Cell, Cells, Comments, Entry, note_cell, number_cell
from xltools.core.pack_books.toml_comments import read_comments
from xltools.core.pack_parsing.pack_fields import Field, Shape
from xltools.core.pack_parsing.toml_text import read_toml

CASE_HEADERS = ("file", "key", "name", "value", "note")

CASE_FIELDS: tuple[Field, ...] = (
    Field("name"),
    Field("year", Shape.INTEGER),
    Field("month", Shape.INTEGER),
    Field("quarter", Shape.INTEGER),
    Field("rules", Shape.TEXTS),
    Field("unjudged", Shape.TEXTS),
    Field("no_value", Shape.TEXTS),
)
"""The keys of a test that stand for themselves."""

SHEET, FINDING, VALUES, COMMENT = "sheet", "finding", "values", "note"
"""The keys that speak of something named, and that of a comment on the whole test."""

CASE_KEYS = (*(field.key for field in CASE_FIELDS), SHEET, FINDING, VALUES, COMMENT)

_KNOWN = {"": {*CASE_KEYS} - {COMMENT}, SHEET: {"name", "rows"}, FINDING: {"rule", "cell"}}


def case_rows(texts: Mapping[str, str], faults: list[Finding]) -> tuple[Cells, ...]:
    """Lay the tests out.

    Args:
        texts: A pack's files by path; those of ``tests/`` are taken, in the order of their names.
        faults: Told what no row can say: what is no TOML, and unknown keys.

    Returns:
        The rows, under ``CASE_HEADERS``.
    """
    rows: list[Cells] = []
    for path in sorted(path for path in texts if path.startswith("tests/")):
        wrong: list[Finding] = []
        data = read_toml(texts[path], path, wrong)
        wrong = wrong or list(_unknown(data, path))
        faults.extend(wrong)
        if not wrong:
            name = path.removeprefix("tests/").removesuffix(".toml")
            told = list(_told(data, read_comments(texts[path]))) or [(None, None, None, None)]
            rows.extend((None if number else name, *cells) for number, cells in enumerate(told))
    return tuple(rows)


def _unknown(data: Entry, path: str) -> Iterator[Finding]:
    """Name the keys that a test does not know, and values that are no tables where tables belong."""
    tables = [("", "", data)]
    for list_name in (SHEET, FINDING):
        items = data.get(list_name, [])
        if isinstance(items, list) and all(isinstance(item, Mapping) for item in items):
            tables += [(list_name, f"{list_name}[{number}].", item) for number, item in enumerate(items, 1)]
        else:
            yield _fault(path, list_name, "pack.not_a_tables", value=str(items))
    if not isinstance(data.get(VALUES, {}), Mapping):
        yield _fault(path, VALUES, "pack.not_a_table", value=str(data[VALUES]))
    for kind, place, table in tables:
        for key in table:
            if key not in _KNOWN[kind]:
                near = nearest(key, sorted(_KNOWN[kind]))
                fault = "pack.unknown_key" if near is None else "pack.unknown_key_near"
                yield _fault(path, f"{place}{key}", fault, name=key, suggestion=near)


def _fault(file: str, path: str, key: str, **params: str | None) -> Finding:
    known = {name: value for name, value in params.items() if value is not None}
    return Finding(Severity.ERROR, Location(file, path=path), key, known)


def _told(data: Entry, comments: Comments) -> Iterator[tuple[Cell, Cell, Cell, Cell]]:
    """Give what each row of a test says: key, name, value, note."""
    if "" in comments:
        yield COMMENT, None, _note(comments, ""), None
    fields = {field.key: field for field in CASE_FIELDS}
    for key, value in data.items():
        if key in fields:
            yield key, None, _cell(value), _note(comments, key)
        elif key == SHEET:
            yield from _drawn(value, comments)
        elif key == FINDING:
            for number, finding in _numbered(value):
                note = _note(comments, f"{FINDING}[{number}]")
                yield FINDING, _cell(finding.get("rule")), _cell(finding.get("cell")), note
        elif isinstance(value, Mapping):
            for order, (name, number) in enumerate(value.items()):
                above = (VALUES,) if order == 0 else ()
                yield VALUES, text_cell(name), _cell(number), _note(comments, *above, f"{VALUES}.{name}")


def _drawn(sheets: object, comments: Comments) -> Iterator[tuple[Cell, Cell, Cell, Cell]]:
    for number, sheet in _numbered(sheets):
        lines = str(sheet.get("rows", "")).rstrip("\n").split("\n")
        yield SHEET, _cell(sheet.get("name")), lines[0] or None, _note(comments, f"{SHEET}[{number}]")
        yield from ((None, None, line or None, None) for line in lines[1:])


def _numbered(items: object) -> Iterator[tuple[int, Entry]]:
    assert isinstance(items, list)
    yield from enumerate(items, 1)


def _cell(value: object) -> Cell:
    if isinstance(value, list):
        return texts_cell([str(item) for item in value])
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_cell(value)
    return None if value is None else text_cell(str(value))


def _note(comments: Comments, *places: str) -> Cell:
    return note_cell([line for place in places for line in comments.get(place, ())])
