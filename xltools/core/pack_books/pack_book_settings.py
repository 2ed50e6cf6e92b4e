"""Read the settings of a pack's spreadsheet, a key a row, into what ``pack.toml`` holds."""

from __future__ import annotations

from xltools.core.nearest import nearest
from xltools.core.pack_books.pack_book_sheets import Book, OpenSheet
from xltools.core.pack_books.pack_headers import COMMENTED, FILE_NOTE, FILE_WITHOUT, KEY, NOTE, SETTINGS, VALUE
from xltools.core.pack_parsing.pack_child_language import WITHOUT
from xltools.core.pack_parsing.pack_fields import Field, Shape
from xltools.core.pack_parsing.pack_files import HEADER
from xltools.core.pack_parsing.pack_language import CONSTANTS, HEADER_FIELDS
from xltools.core.pack_parsing.without_names import SETTING_SIGNS, leave_out

Data = dict[str, object]


def read_settings(book: Book) -> Data:
    """Read ``pack.toml``, and the comments of all files.

    Args:
        book: The spreadsheet; keeps the comments, the places and the faults.

    Returns:
        The settings; none where there is no such sheet.
    """
    data: Data = {}
    sheet = book.open(SETTINGS, (KEY, VALUE, NOTE))
    if sheet is None:
        return data
    seen: set[str] = set()
    for row, cells, key in [(row, cells, sheet.value(cells, KEY)) for row, cells in sheet.below()]:
        if not isinstance(key, str):
            if cells:
                sheet.cells.fault(row, sheet.headers.get(KEY), "pack_xlsx.no_key")
            continue
        if key in seen:
            sheet.cells.fault(row, sheet.headers.get(KEY), "pack.repeated", value=key)
            continue
        seen.add(key)
        if key.startswith((FILE_NOTE, FILE_WITHOUT)):
            _of_file(book, sheet, row, key)
        else:
            _setting(book, sheet, row, key, data)
    _leave_out(book, data)
    return data


def _leave_out(book: Book, data: Data) -> None:
    """Put the names under ``without`` into the tables that they name, and its place and note with them."""
    names = data.pop(WITHOUT, None)
    if not isinstance(names, list):
        return
    leave_out(data, names, SETTING_SIGNS)
    tables = [table for table in SETTING_SIGNS if isinstance(held := data.get(table), dict) and WITHOUT in held]
    for table in tables:
        book.places.keys[HEADER, f"{table}.{WITHOUT}"] = book.places.keys[HEADER, WITHOUT]
    if WITHOUT not in data and WITHOUT in book.comments[HEADER]:
        book.comments[HEADER][f"{tables[0]}.{WITHOUT}"] = book.comments[HEADER].pop(WITHOUT)


def _setting(book: Book, sheet: OpenSheet, row: int, key: str, data: Data) -> None:
    """Read one row of the settings."""
    cells = sheet.rows[row]
    shape = _setting_shape(key)
    if shape is None:
        known = [one.key for one in HEADER_FIELDS] + [f"{CONSTANTS}."]
        sheet.cells.fault(row, sheet.headers.get(KEY), "pack.unknown_key", name=key, suggestion=nearest(key, known))
        return
    value = sheet.value(cells, VALUE, shape)
    path = key.replace("::", ".")
    place = (SETTINGS, row, sheet.headers.get(VALUE, 0))
    book.places.keys[HEADER, path] = place
    book.places.keys.setdefault((HEADER, key.partition("::")[0]), place)  # of a label in any language
    table, _, name = path.rpartition(".")
    if value is not None:
        held: object = data if not table else data.setdefault(table, {})
        if isinstance(held, dict):
            held[name] = value
        else:  # a label both for all languages and for one
            sheet.cells.fault(row, sheet.headers.get(KEY), "pack.repeated", value=key)
    note = sheet.note(cells)
    if note is not None:
        book.comments[HEADER][path] = note


def _of_file(book: Book, sheet: OpenSheet, row: int, key: str) -> None:
    """Read what is said of a file as a whole: its comment, or what it leaves out."""
    word, sign, file = key.partition("::")
    known = [one for one in COMMENTED if word != WITHOUT or one != HEADER]
    if file not in known:
        near = nearest(key, [f"{word}{sign}{one}" for one in known])
        sheet.cells.fault(row, sheet.headers.get(KEY), "pack.unknown_key", name=key, suggestion=near)
    elif word == WITHOUT:
        _file_without(book, sheet, row, file)
    else:
        text = sheet.value(sheet.rows[row], VALUE)
        if isinstance(text, str):
            book.comments[file][""] = text.split("\n")


def _file_without(book: Book, sheet: OpenSheet, row: int, file: str) -> None:
    """Read which lists of the base's file have no place in a pack."""
    names = sheet.value(sheet.rows[row], VALUE, Shape.TEXTS)
    if isinstance(names, list):
        book.left_out[file] = names
    book.places.keys[file, WITHOUT] = (SETTINGS, row, sheet.headers.get(VALUE, 0))
    note = sheet.note(sheet.rows[row])
    if note is not None:
        book.comments[file][WITHOUT] = note


def _setting_shape(key: str) -> Shape | None:
    """Give what stands under a key of the settings; None for no such key."""
    label, _, language = key.partition("::")
    fields: dict[str, Field] = {one.key: one for one in HEADER_FIELDS}
    if language and label in fields and fields[label].shape is Shape.LABEL:
        return Shape.LABEL
    if key in fields:
        return fields[key].shape
    if key == WITHOUT:
        return Shape.TEXTS
    return Shape.NUMBER if key.startswith(f"{CONSTANTS}.") and key != f"{CONSTANTS}." else None
