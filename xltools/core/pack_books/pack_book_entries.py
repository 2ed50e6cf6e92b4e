"""Read a sheet of entries of a pack's spreadsheet, an entry a row, into what its file holds."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.nearest import nearest
from xltools.core.pack_books.pack_book_sheets import Book, OpenSheet, Row
from xltools.core.pack_books.pack_headers import NOTE, PARENT, Header, entry_headers, nested
from xltools.core.pack_parsing.pack_child_language import WITHOUT
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Shape
from xltools.core.pack_parsing.without_names import entry_signs, leave_out

Data = dict[str, object]


def read_entries(book: Book, entries: EntryLanguage, data: Data, languages: Sequence[str]) -> None:
    """Read a sheet of entries into the data of its file.

    Args:
        book: The spreadsheet; keeps the comments, the places and the faults.
        entries: What the sheet holds.
        data: What the file holds so far; entries that others belong to come before those.
        languages: Those of the pack.
    """
    headers = entry_headers(entries, languages, book.words)
    sheet = book.open(entries.name, [header.text for header in headers], languages)
    if sheet is None:
        return
    drawing = next((field.key for field in entries.fields if field.shape is Shape.LINES), None)
    drawn: Data | None = None
    for row, cells in sheet.below():
        entry = _entry(sheet, headers, cells)
        if not entry and sheet.value(cells, NOTE) is None:
            continue
        if drawing and drawn is not None and entry.keys() == {drawing}:
            drawn[drawing] = f"{drawn.get(drawing, '')}{entry[drawing]}\n"
            continue
        if drawing and drawing in entry:
            entry[drawing] = f"{entry[drawing]}\n"
        left_out = entry.pop(WITHOUT, None)
        if isinstance(left_out, list):
            leave_out(entry, left_out, entry_signs(entries))
        path = _append(book, entries, (sheet, row), entry, data)
        if path is not None:
            drawn = entry
            book.places.entries[entries.file, path] = (entries.name, row)
            note = sheet.note(cells)
            if note is not None:
                book.comments[entries.file][path] = note


def _entry(sheet: OpenSheet, headers: Sequence[Header], cells: Row) -> Data:
    """Read the keys of an entry, and the name of what it belongs to."""
    entry: Data = {}
    for header in headers:
        if header.text == NOTE and header.field is None:
            continue
        value = sheet.value(cells, header.text, header.field.shape if header.field else Shape.TEXT)
        if value is None:
            continue
        if header.part and header.field is not None:
            _put_part(entry, header, value)
        else:
            entry[header.text] = value
    return entry


def _put_part(entry: Data, header: Header, value: object) -> None:
    """Put a part of a label or a default beside the others."""
    assert header.field is not None
    key = header.field.key
    held = entry.get(key)
    if not isinstance(held, dict):
        main = "value" if header.field.shape is Shape.DEFAULT else ""
        held = {} if held is None else {main: held}
        entry[key] = held
    held[header.part] = value


def _append(book: Book, entries: EntryLanguage, at: tuple[OpenSheet, int], entry: Data, data: Data) -> str | None:
    """Put an entry into its list; give its key path, or None where it belongs to nothing."""
    held, prefix = data, ""
    if nested(entries):
        name = entry.pop(PARENT, None)
        if book.words and name is not None:
            _mention(book, entries, at, name, data)
        above = data.get(entries.path[0], [])
        assert isinstance(above, list)
        number = _parent(*at, name, [one.get("name") for one in above])
        if number is None:
            return None
        held, prefix = above[number], f"{entries.path[0]}[{number + 1}]."
    items = held.setdefault(entries.path[-1], [])
    assert isinstance(items, list)
    items.append(entry)
    return f"{prefix}{entries.path[-1]}[{len(items)}]"


def _mention(book: Book, entries: EntryLanguage, at: tuple[OpenSheet, int], name: object, data: Data) -> None:
    """Name the sheet that an entry belongs to where it is the base's and no row of its own says anything of it."""
    above = data.setdefault(entries.path[0], [])
    assert isinstance(above, list)
    if name not in [one.get("name") for one in above]:
        above.append({"name": name})
        sheet, row = at
        place = (entries.name, row, sheet.headers.get(PARENT, 0))
        book.places.keys[entries.file, f"{entries.path[0]}[{len(above)}]"] = place


def _parent(sheet: OpenSheet, row: int, name: object, names: list[object]) -> int | None:
    """Give the place of what an entry belongs to; for a misspelt one, of what was probably meant."""
    if name in names:
        return names.index(name)
    column = sheet.headers.get(PARENT)
    if name is None:
        sheet.cells.fault(row, column, "pack.missing_key", name=PARENT)
        return None
    near = nearest(str(name), [one for one in names if isinstance(one, str)])
    sheet.cells.fault(row, column, "pack.unknown_sheet", value=str(name), suggestion=near)
    return None if near is None else names.index(near)
