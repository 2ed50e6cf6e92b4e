"""Lay a pack's files out as the sheets of a spreadsheet.

Nothing of a file is left out: a key that the language does not know stops the program, and a
character that no cell can hold is a fault of the pack.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.narration.narrative_check import NARRATIVE
from xltools.core.pack_books.pack_case_sheet import CASE_HEADERS, case_rows
from xltools.core.pack_books.pack_headers import (
    CHOICES_SHEET,
    COMMENTED,
    LINE,
    ORDER,
    PARENT,
    PARTS_SHEET,
    TESTS,
    TEXT_SHEETS,
    Header,
    choice_headers,
    entry_headers,
    nested,
)
from xltools.core.pack_books.pack_sheet_cells import Cell, Cells, Comments, Entry, PackSheet, note_cell, value_cell
from xltools.core.pack_books.pack_sheet_settings import settings_sheet
from xltools.core.pack_books.toml_comments import read_comments
from xltools.core.pack_parsing.pack_child_language import CHILD_FIELDS, WITHOUT
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_parsing.pack_files import CHOICES, PackFiles
from xltools.core.pack_parsing.pack_inheritance import languages_of
from xltools.core.pack_parsing.pack_language import ENTRIES
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.core.pack_parsing.without_names import entry_signs, names_left_out
from xltools.errors import PackError

LONGEST_CELL = 32_767
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 40


def pack_sheets(files: PackFiles) -> tuple[PackSheet, ...]:
    """Lay a pack out; of one with a base, what it says itself.

    Args:
        files: All its text files by their path in the folder; its declarations are sound.

    Returns:
        The sheets, in the order of their tabs.

    Raises:
        PackError: With every text that no cell can hold, and every test that no row can say.
    """
    texts = files.texts
    words = () if files.base is None else CHILD_FIELDS
    data = {file: read_toml(texts.get(file, ""), file, []) for file in COMMENTED}
    comments = {file: read_comments(texts.get(file, "")) for file in COMMENTED}
    languages = languages_of(files)
    faults = list(_emptied(files))
    sheets = [
        settings_sheet(data, comments),
        *(
            _entries(entries, data[entries.file], comments[entries.file], entry_headers(entries, languages, words))
            for entries in ENTRIES
        ),
        _choices(texts.get(CHOICES, ""), choice_headers(languages, words)),
        *(
            PackSheet(sheet, (LINE,), _lines(texts.get(file, "")))
            for sheet, file in TEXT_SHEETS.items()
            if sheet != PARTS_SHEET or words or file in texts
        ),
        PackSheet(TESTS, CASE_HEADERS, case_rows(texts, faults)),
    ]
    faults += [fault for sheet in sheets for fault in _unholdable(sheet)]
    if faults:
        raise PackError(files.name, faults)
    return tuple(sorted(sheets, key=lambda sheet: ORDER.index(sheet.name)))


def _entries(entries: EntryLanguage, data: Entry, comments: Comments, headers: Sequence[Header]) -> PackSheet:
    """Lay a list of tables out, an entry a row."""
    found = list(_walk(data, entries.path))
    bare = {
        field.key for field in entries.fields if any(isinstance(entry.get(field.key), str) for _, _, entry in found)
    }
    headers = tuple(header for header in headers if not _is_bare_label(header) or header.text in bare)
    rows = [
        row for place, parent, entry in found for row in _rows(entries, headers, entry, parent, comments.get(place))
    ]
    return PackSheet(entries.name, tuple(header.text for header in headers), tuple(rows))


def _is_bare_label(header: Header) -> bool:
    return header.field is not None and header.field.shape is Shape.LABEL and not header.part


def _walk(data: Entry, path: Sequence[str], place: str = "", parent: str = "") -> Iterator[tuple[str, str, Entry]]:
    """Give every entry of a list with its key path and the name of the entry around it."""
    items = data.get(path[0], [])
    assert isinstance(items, list)
    for number, item in enumerate(items, 1):
        inner = f"{place}.{path[0]}[{number}]" if place else f"{path[0]}[{number}]"
        if len(path) == 1:
            yield inner, parent, item
        else:
            yield from _walk(item, path[1:], inner, str(item.get("name", "")))


def _rows(
    entries: EntryLanguage, headers: Sequence[Header], entry: Entry, parent: str, comment: Sequence[str] | None
) -> Iterator[Cells]:
    """Give the row of an entry; a drawing takes a row a line."""
    lists_within = {other.path[-1] for other in ENTRIES if other.path[:-1] == entries.path}
    known = {field.key for field in entries.fields} | lists_within
    entry, left_out = names_left_out(entry, entry_signs(entries))
    assert known | {header.text for header in headers} >= entry.keys(), set(entry) - known
    if left_out is not None:
        entry = {**entry, WITHOUT: left_out}
    drawings = {field.key: _lines(str(entry[field.key])) for field in entries.fields if _is_drawing(field, entry)}
    for number in range(max(1, *map(len, drawings.values())) if drawings else 1):
        row: list[Cell] = []
        for header in headers:
            if header.text in drawings:
                drawing = drawings[header.text]
                row.append(drawing[number][0] if number < len(drawing) else None)
            elif number:
                row.append(None)
            elif header.field is None:
                row.append(parent if header.text == PARENT and nested(entries) else note_cell(comment or ()))
            else:
                row.append(_part(header, entry))
        yield tuple(row)


def _is_drawing(field: Field, entry: Entry) -> bool:
    return field.shape is Shape.LINES and field.key in entry


def _part(header: Header, entry: Entry) -> Cell:
    """Give the cell of a header: the key's value, or its part of a label or a default."""
    assert header.field is not None
    value = entry.get(header.field.key)
    if isinstance(value, Mapping) and header.field.shape in {Shape.LABEL, Shape.DEFAULT}:
        value = value.get(header.part or ("value" if header.field.shape is Shape.DEFAULT else ""))
    elif header.part:
        value = None
    return None if value is None else value_cell(header.field, value)


def _choices(text: str, headers: tuple[str, ...]) -> PackSheet:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    names = [name.strip() for name in next(rows, [])]
    found = [dict(zip(names, cells, strict=True)) for cells in rows if any(cells)]
    return PackSheet(CHOICES_SHEET, headers, tuple(tuple(row.get(name) or None for name in headers) for row in found))


def _lines(text: str) -> tuple[Cells, ...]:
    return tuple((line or None,) for line in text.rstrip("\n").split("\n")) if text.strip("\n") else ()


def _emptied(files: PackFiles) -> Iterable[Finding]:
    """Name a narrative without a word where it takes the place of a base's: an empty sheet is no file."""
    if files.base is not None and not files.texts.get(NARRATIVE, NARRATIVE).strip():
        yield Finding(Severity.ERROR, Location(NARRATIVE), "pack_xlsx.empty_narrative", {"value": NARRATIVE})


def _unholdable(sheet: PackSheet) -> Iterable[Finding]:
    """Name the texts that no cell can hold."""
    for row in sheet.rows:
        for header, cell in zip(sheet.headers, row, strict=True):
            if not isinstance(cell, str):
                continue
            params: dict[str, Param] = {"value": ascii(cell[:_SHOWN]), "header": header, "maximum": LONGEST_CELL}
            if _UNHOLDABLE.search(cell):
                yield Finding(Severity.ERROR, Location(sheet.name), "pack_xlsx.unholdable", params)
            elif len(cell) > LONGEST_CELL:
                yield Finding(Severity.ERROR, Location(sheet.name), "pack_xlsx.too_long", params)
