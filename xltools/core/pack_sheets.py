"""Lay a pack's files out as the sheets of a spreadsheet.

Nothing of a file is left out: a key that the language does not know stops the program, and a
character that no cell can hold is a fault of the pack.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.cell_notation import conditions_cell, named_cell, scalar_cell, text_cell, texts_cell
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.narrative_check import NARRATIVE
from xltools.core.pack_child_language import CHILD_FIELDS, WITHOUT
from xltools.core.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_files import CHOICES, HEADER, PackFiles
from xltools.core.pack_headers import (
    CHOICES_SHEET,
    COMMENTED,
    FILE_NOTE,
    FILE_WITHOUT,
    LINE,
    NOTE,
    ORDER,
    PARENT,
    PARTS_SHEET,
    SETTINGS,
    TESTS,
    TEXT_SHEETS,
    Header,
    choice_headers,
    entry_headers,
    nested,
)
from xltools.core.pack_inheritance import languages_of
from xltools.core.pack_language import CONSTANTS, ENTRIES, HEADER_FIELDS
from xltools.core.rounding import is_kept
from xltools.core.toml_comments import read_comments
from xltools.core.toml_text import read_toml
from xltools.core.without_names import SETTING_SIGNS, entry_signs, names_left_out
from xltools.errors import PackError

LONGEST_CELL = 32_767
_UNHOLDABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_SHOWN = 40

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]
Entry = Mapping[str, object]
Comments = Mapping[str, Sequence[str]]


@frozen
class PackSheet:
    """A sheet of a pack's spreadsheet.

    Attributes:
        name: The tab.
        headers: The texts of row 1.
        rows: What stands below; of a sheet of entries, below their explanation.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[Cells, ...]


def pack_sheets(files: PackFiles) -> tuple[PackSheet, ...]:
    """Lay a pack out; of one with a base, what it says itself.

    Args:
        files: All its text files by their path in the folder; its declarations are sound.

    Returns:
        The sheets, in the order of their tabs.

    Raises:
        PackError: With every text that no cell can hold.
    """
    texts = files.texts
    words = () if files.base is None else CHILD_FIELDS
    data = {file: read_toml(texts.get(file, ""), file, []) for file in COMMENTED}
    comments = {file: read_comments(texts.get(file, "")) for file in COMMENTED}
    languages = languages_of(files)
    sheets = [
        _settings(data, comments),
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
        _tests(texts),
    ]
    faults = [*_emptied(files), *(fault for sheet in sheets for fault in _unholdable(sheet))]
    if faults:
        raise PackError(files.name, faults)
    return tuple(sorted(sheets, key=lambda sheet: ORDER.index(sheet.name)))


def _settings(files: Mapping[str, Entry], comments: Mapping[str, Comments]) -> PackSheet:
    """Lay ``pack.toml`` out, a key a row, with what is said of the other files as a whole below."""
    own = dict(comments[HEADER])
    rows: list[Cells] = []
    data, left_out = names_left_out(files[HEADER], SETTING_SIGNS)
    for key, value in _settings_of(data):
        place = key.replace("::", ".")
        tables = [table for table in (place.rpartition(".")[0], place.partition(".")[0]) if table]
        rows.append((key, value, _note(_taken(own, (*tables, place)))))
    if left_out is not None:
        places = [place for table in SETTING_SIGNS for place in (table, f"{table}.{WITHOUT}")]
        rows.append((WITHOUT, texts_cell(left_out), _note(_taken(own, (WITHOUT, *places)))))
    for file, said in files.items():
        _, left_out = names_left_out(said, {})
        if file != HEADER and left_out is not None:
            rows.append((FILE_WITHOUT + file, texts_cell(left_out), _note(comments[file].get(WITHOUT, ()))))
    rows.extend(
        (FILE_NOTE + file, _note(found[""]), None)
        for file, found in ((file, own if file == HEADER else comments[file]) for file in comments)
        if "" in found
    )
    return PackSheet(SETTINGS, ("key", "value", NOTE), tuple(rows))


def _taken(comments: dict[str, Sequence[str]], places: Iterable[str]) -> list[str]:
    """Take the lines of comment that stand at some places."""
    return [line for place in dict.fromkeys(places) for line in comments.pop(place, ())]


def _settings_of(data: Entry) -> Iterator[tuple[str, Cell]]:
    left = {key: dict(value) if isinstance(value, Mapping) else value for key, value in data.items()}
    for field in HEADER_FIELDS:
        table, _, key = field.key.rpartition(".")
        held = left.get(table) if table else left
        if isinstance(held, dict) and key in held:
            value = held.pop(key)
            if isinstance(value, Mapping):
                yield from ((f"{key}::{language}", text_cell(text)) for language, text in value.items())
            else:
                yield field.key, _cell(field, value)
    constants = left.pop(CONSTANTS, {})
    assert isinstance(constants, Mapping)
    yield from ((f"{CONSTANTS}.{name}", number_cell(number)) for name, number in constants.items())
    assert not any(left.values()), left


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
                row.append(parent if header.text == PARENT and nested(entries) else _note(comment or ()))
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
    return None if value is None else _cell(header.field, value)


def _cell(field: Field, value: object) -> Cell:
    """Write a value as the key's shape has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return number_cell(value)
    if isinstance(value, Mapping):
        return named_cell(value) if field.shape is Shape.NAMED else conditions_cell(value)
    if isinstance(value, list):
        return texts_cell([str(item) for item in value])
    assert isinstance(value, str | date)
    if field.shape in {Shape.VALUE, Shape.DEFAULT}:
        return scalar_cell(value)
    if field.shape in {Shape.TEXTS, Shape.INTEGERS}:
        return texts_cell([str(value)])
    return text_cell(str(value))


def number_cell(value: int | Decimal) -> Cell:
    """Give a number as a number where a cell keeps it as it is spelled, else its digits as a text."""
    if not is_kept(Decimal(value)):
        return scalar_cell(value)
    if isinstance(value, int) or format(value.normalize(), "f") == format(value, "f") != str(int(value)):
        return value
    return scalar_cell(value)


def _choices(text: str, headers: tuple[str, ...]) -> PackSheet:
    rows = csv.reader(text.splitlines(keepends=True), strict=True)
    names = [name.strip() for name in next(rows, [])]
    found = [dict(zip(names, cells, strict=True)) for cells in rows if any(cells)]
    return PackSheet(CHOICES_SHEET, headers, tuple(tuple(row.get(name) or None for name in headers) for row in found))


def _tests(texts: Mapping[str, str]) -> PackSheet:
    """Lay the pack's own tests out line by line; a file's name stands beside its first line."""
    rows: list[Cells] = []
    for path in sorted(path for path in texts if path.startswith(f"{TESTS}/")):
        name = path.removeprefix(f"{TESTS}/").removesuffix(".toml")
        lines = _lines(texts[path]) or ((None,),)
        rows.extend((None if number else name, *line) for number, line in enumerate(lines))
    return PackSheet(TESTS, ("file", "line"), tuple(rows))


def _lines(text: str) -> tuple[Cells, ...]:
    return tuple((line or None,) for line in text.rstrip("\n").split("\n")) if text.strip("\n") else ()


def _note(lines: Sequence[str]) -> Cell:
    return text_cell("\n".join(lines)) if lines else None


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
