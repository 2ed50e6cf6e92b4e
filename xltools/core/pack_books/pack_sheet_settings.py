"""Lay the settings of a pack out as the sheet of its spreadsheet that holds them, a key a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.pack_books.cell_notation import text_cell, texts_cell
from xltools.core.pack_books.pack_headers import FILE_NOTE, FILE_WITHOUT, KEY, NOTE, SETTINGS, VALUE
from xltools.core.pack_books.pack_sheet_cells import (
    Cell,
    Cells,
    Comments,
    Entry,
    PackSheet,
    note_cell,
    number_cell,
    value_cell,
)
from xltools.core.pack_parsing.pack_child_language import WITHOUT
from xltools.core.pack_parsing.pack_files import HEADER
from xltools.core.pack_parsing.pack_language import CONSTANTS, HEADER_FIELDS
from xltools.core.pack_parsing.without_names import SETTING_SIGNS, names_left_out


def settings_sheet(files: Mapping[str, Entry], comments: Mapping[str, Comments]) -> PackSheet:
    """Lay ``pack.toml`` out, a key a row, with what is said of the other files as a whole below."""
    own = dict(comments[HEADER])
    rows: list[Cells] = []
    data, left_out = names_left_out(files[HEADER], SETTING_SIGNS)
    for key, value in _settings_of(data):
        place = key.replace("::", ".")
        tables = [table for table in (place.rpartition(".")[0], place.partition(".")[0]) if table]
        rows.append((key, value, note_cell(_taken(own, (*tables, place)))))
    if left_out is not None:
        places = [place for table in SETTING_SIGNS for place in (table, f"{table}.{WITHOUT}")]
        rows.append((WITHOUT, texts_cell(left_out), note_cell(_taken(own, (WITHOUT, *places)))))
    for file, said in files.items():
        _, left_out = names_left_out(said, {})
        if file != HEADER and left_out is not None:
            rows.append((FILE_WITHOUT + file, texts_cell(left_out), note_cell(comments[file].get(WITHOUT, ()))))
    rows.extend(
        (FILE_NOTE + file, note_cell(found[""]), None)
        for file, found in ((file, own if file == HEADER else comments[file]) for file in comments)
        if "" in found
    )
    return PackSheet(SETTINGS, (KEY, VALUE, NOTE), tuple(rows))


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
                yield field.key, value_cell(field, value)
    constants = left.pop(CONSTANTS, {})
    assert isinstance(constants, Mapping)
    yield from ((f"{CONSTANTS}.{name}", number_cell(number)) for name, number in constants.items())
    assert not any(left.values()), left
