"""Read a pack's spreadsheet back into the texts of its files.

What the cells say becomes the same TOML that a person would have written, and the parsers judge that;
``places`` moves what they find to the cells.  What no parser could see (a misspelt header, a number
where a text belongs) is found here, at its cell, and all of it at once.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from xltools.core.checks.nearest import nearest
from xltools.core.findings import Finding
from xltools.core.grid import CellFact, CellType, Grid, SheetGrid
from xltools.core.header_parser import declared_languages
from xltools.core.pack_cells import CellReader
from xltools.core.pack_files import CHOICES, HEADER
from xltools.core.pack_headers import (
    CHOICES_SHEET,
    COMMENTED,
    EXPLAINED,
    FILE,
    FILE_NOTE,
    FIXED_CHOICE_HEADERS,
    KEY,
    LINE,
    NOTE,
    ORDER,
    PARENT,
    SETTINGS,
    TESTS,
    TEXT_SHEETS,
    VALUE,
    Header,
    choice_headers,
    entry_headers,
    nested,
)
from xltools.core.pack_language import CONSTANTS, ENTRIES, HEADER_FIELDS, LABELS, EntryLanguage, Field, Shape
from xltools.core.pack_places import Places
from xltools.core.ranges import parse_range
from xltools.core.toml_writer import write_toml

_NEEDED = (SETTINGS, "sheets", "columns")
_FILE_NAME = re.compile(r"[^\\/:*?\"<>|.\x00-\x1f][^\\/:*?\"<>|\x00-\x1f]{0,99}")

Row = Mapping[int, CellFact]
Data = dict[str, object]


@dataclass(frozen=True, slots=True)
class PackBook:
    """What a pack's spreadsheet says.

    Attributes:
        texts: The pack's files by their path in its folder.
        faults: What is wrong with cells and headers; the texts leave that out.
        places: Where in the spreadsheet each part of the texts stands.
    """

    texts: Mapping[str, str]
    faults: tuple[Finding, ...]
    places: Places


def read_pack_book(grid: Grid) -> PackBook:
    """Read a pack's spreadsheet.

    Args:
        grid: Its cells.

    Returns:
        The files it makes, with every fault that is seen in the cells alone.
    """
    reader = _Reader(grid)
    reader.read()
    return PackBook(reader.texts, tuple(reader.faults), reader.places)


@dataclass(slots=True)
class _Sheet:
    """A sheet being read: its cells by row, and the column of each header."""

    cells: CellReader
    rows: Mapping[int, Row] = field(default_factory=dict)
    headers: Mapping[str, int] = field(default_factory=dict)

    def below(self) -> Iterator[tuple[int, Row]]:
        """Give the rows under the headers and their explanation."""
        for row, cells in self.rows.items():
            first = cells.get(1)
            if row > 1 and not (row == 2 and first is not None and first.value.startswith(EXPLAINED)):
                yield row, cells


class _Reader:
    """Reads the sheets one after another."""

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._sheets = {sheet.name: sheet for sheet in grid.sheets}
        self.faults: list[Finding] = []
        self.places = Places()
        self.texts: dict[str, str] = {}
        self._comments: dict[str, dict[str, Sequence[str]]] = {file: {} for file in COMMENTED}

    def read(self) -> None:
        """Read every sheet into ``texts``."""
        self._judge_tabs()
        header = self._settings()
        languages = declared_languages(header)
        data: dict[str, Data] = {HEADER: header}
        for entries in ENTRIES:
            self._entries(entries, data.setdefault(entries.file, {}), languages)
        for file in COMMENTED:
            text = write_toml(data.get(file, {}), LABELS, self._comments[file])
            if text:
                self.texts[file] = text
        self._choices(languages)
        for sheet, file in TEXT_SHEETS.items():
            self._text_sheet(sheet, file)
        self._tests()

    def _judge_tabs(self) -> None:
        """Refuse what could only be meant for a sheet of the pack, and what is missing."""
        for name in self._sheets:
            if name not in ORDER:
                self._cells(name).fault(
                    None, None, "pack_xlsx.unknown_sheet", value=name, suggestion=nearest(name, ORDER)
                )
        for name in _NEEDED:
            if name not in self._sheets:
                self._cells(name).fault(None, None, "pack_xlsx.no_sheet", value=name)

    def _cells(self, name: str) -> CellReader:
        return CellReader(name, self.faults, epoch_1904=self._grid.epoch_1904)

    def _open(self, name: str, known: Iterable[str], languages: Sequence[str] = ()) -> _Sheet | None:
        """Give a sheet with its headers; None where the spreadsheet has none such."""
        grid = self._sheets.get(name)
        if grid is None:
            return None
        sheet = _Sheet(self._cells(name), _rows_of(grid))
        for merged in grid.merged:
            area = parse_range(merged)
            sheet.cells.fault(area.top, area.left, "pack_xlsx.merged", value=merged)
        sheet.headers = self._headers(sheet, tuple(known), languages)
        self.places.headers[name] = dict(sheet.headers)
        return sheet

    def _headers(self, sheet: _Sheet, known: tuple[str, ...], languages: Sequence[str]) -> dict[str, int]:
        found: dict[str, int] = {}
        there = {cell.value.strip() for cell in sheet.rows.get(1, {}).values()}
        for column, cell in sheet.rows.get(1, {}).items():
            text = cell.value.strip()
            label, _, language = text.partition("::")
            if text in found:
                sheet.cells.fault(1, column, "pack_xlsx.header_twice", value=text)
            elif text in known:
                found[text] = column
            elif label in LABELS and language and f"{label}::{languages[0] if languages else ''}" in known:
                near = nearest(language, languages)
                sheet.cells.fault(1, column, "pack.unknown_language", value=language, suggestion=near)
            elif text:
                near = nearest(text, known)
                sheet.cells.fault(1, column, "pack_xlsx.unknown_header", value=text, suggestion=near)
                if near is not None and near not in there:  # what stands below is read as what was meant
                    found[near] = column
        headed = {column for column, cell in sheet.rows.get(1, {}).items() if cell.value.strip()}
        stray = {
            column: row for row, cells in reversed(list(sheet.below())) for column in cells if column not in headed
        }
        for column, row in sorted(stray.items()):
            sheet.cells.fault(row, column, "pack_xlsx.no_header", value=sheet.rows[row][column].value)
        return found

    def _settings(self) -> Data:
        """Read ``pack.toml``."""
        data: Data = {}
        sheet = self._open(SETTINGS, (KEY, VALUE, NOTE))
        if sheet is None:
            return data
        seen: set[str] = set()
        rows = [
            (row, cells, sheet.cells.value(cells.get(sheet.headers.get(KEY, 0)), Shape.TEXT))
            for row, cells in sheet.below()
        ]
        for row, cells, key in rows:
            if not isinstance(key, str):
                if cells:
                    sheet.cells.fault(row, sheet.headers.get(KEY), "pack_xlsx.no_key")
                continue
            if key in seen:
                sheet.cells.fault(row, sheet.headers.get(KEY), "pack.repeated", value=key)
                continue
            seen.add(key)
            self._setting(sheet, row, key, data)
        return data

    def _setting(self, sheet: _Sheet, row: int, key: str, data: Data) -> None:
        """Read one row of the settings."""
        cells = sheet.rows[row]
        value_at = sheet.headers.get(VALUE, 0)
        if key.startswith(FILE_NOTE):
            self._file_note(sheet, row, key)
            return
        shape = _setting_shape(key)
        if shape is None:
            known = [one.key for one in HEADER_FIELDS] + [f"{CONSTANTS}."]
            sheet.cells.fault(row, sheet.headers.get(KEY), "pack.unknown_key", name=key, suggestion=nearest(key, known))
            return
        value = sheet.cells.value(cells.get(value_at), shape)
        path = key.replace("::", ".")
        self.places.keys[HEADER, path] = (SETTINGS, row, value_at)
        table, _, name = path.rpartition(".")
        if value is not None:
            held: object = data if not table else data.setdefault(table, {})
            if isinstance(held, dict):
                held[name] = value
            else:  # a label both for all languages and for one
                sheet.cells.fault(row, sheet.headers.get(KEY), "pack.repeated", value=key)
        self._note(HEADER, path, sheet, cells)

    def _file_note(self, sheet: _Sheet, row: int, key: str) -> None:
        """Read the comment of a file."""
        file = key.removeprefix(FILE_NOTE)
        if file not in COMMENTED:
            near = nearest(key, [FILE_NOTE + one for one in COMMENTED])
            sheet.cells.fault(row, sheet.headers.get(KEY), "pack.unknown_key", name=key, suggestion=near)
            return
        text = sheet.cells.value(sheet.rows[row].get(sheet.headers.get(VALUE, 0)), Shape.TEXT)
        if isinstance(text, str):
            self._comments[file][""] = text.split("\n")

    def _note(self, file: str, path: str, sheet: _Sheet, cells: Row) -> None:
        text = sheet.cells.value(cells.get(sheet.headers.get(NOTE, 0)), Shape.TEXT)
        if isinstance(text, str):
            self._comments[file][path] = text.split("\n")

    def _entries(self, entries: EntryLanguage, data: Data, languages: Sequence[str]) -> None:
        """Read a sheet of entries into the data of its file."""
        headers = entry_headers(entries, languages)
        sheet = self._open(entries.name, [header.text for header in headers], languages)
        if sheet is None:
            return
        drawn: Data | None = None
        for row, cells in sheet.below():
            entry = _entry(sheet, headers, cells)
            if not entry and sheet.cells.value(cells.get(sheet.headers.get(NOTE, 0)), Shape.TEXT) is None:
                continue
            drawing = next((field.key for field in entries.fields if field.shape is Shape.LINES), None)
            if drawing and drawn is not None and entry.keys() == {drawing}:
                drawn[drawing] = f"{drawn.get(drawing, '')}{entry[drawing]}\n"
                continue
            if drawing and drawing in entry:
                entry[drawing] = f"{entry[drawing]}\n"
            path = self._append(entries, sheet, row, entry, data)
            if path is not None:
                drawn = entry
                self.places.entries[entries.file, path] = (entries.name, row)
                self._note(entries.file, path, sheet, cells)

    def _append(self, entries: EntryLanguage, sheet: _Sheet, row: int, entry: Data, data: Data) -> str | None:
        """Put an entry into its list; give its key path, or None where it belongs to nothing."""
        held, prefix = data, ""
        if nested(entries):
            above = data.get(entries.path[0], [])
            assert isinstance(above, list)
            number = self._parent(sheet, row, entry.pop(PARENT, None), [one.get("name") for one in above])
            if number is None:
                return None
            held, prefix = above[number], f"{entries.path[0]}[{number + 1}]."
        items = held.setdefault(entries.path[-1], [])
        assert isinstance(items, list)
        items.append(entry)
        return f"{prefix}{entries.path[-1]}[{len(items)}]"

    def _parent(self, sheet: _Sheet, row: int, name: object, names: list[object]) -> int | None:
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

    def _choices(self, languages: Sequence[str]) -> None:
        """Read the choices into ``choices.csv``."""
        known = choice_headers(languages)
        sheet = self._open(CHOICES_SHEET, known, languages)
        if sheet is None:
            return
        rows = [
            (row, {name: sheet.cells.line(cells.get(column)) or "" for name, column in sheet.headers.items()})
            for row, cells in sheet.below()
        ]
        rows = [(row, entry) for row, entry in rows if any(entry.values())]
        if not rows:
            return
        names = [name for name in known if name in FIXED_CHOICE_HEADERS or any(entry.get(name) for _, entry in rows)]
        stream = io.StringIO()
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(names)
        for row, entry in rows:
            writer.writerow([entry.get(name, "") for name in names])
            line = stream.getvalue().count("\n")
            self.places.lines[CHOICES, line] = (CHOICES_SHEET, row, 1)
        self.texts[CHOICES] = stream.getvalue()

    def _text_sheet(self, name: str, file: str) -> None:
        """Read a file that stands in a sheet line by line."""
        sheet = self._open(name, (LINE,))
        if sheet is None:
            return
        column = sheet.headers.get(LINE, 1)
        lines = {row: sheet.cells.line(cells.get(column)) or "" for row, cells in sheet.rows.items() if row > 1}
        self._keep_lines(name, file, 2, lines, column)

    def _tests(self) -> None:
        """Read the pack's own tests: a file's lines begin beside its name."""
        sheet = self._open(TESTS, (FILE, LINE))
        if sheet is None:
            return
        named, column = sheet.headers.get(FILE, 0), sheet.headers.get(LINE, 0)
        starts: dict[int, str] = {}
        lines: dict[int, str] = {}
        for row, cells in sheet.rows.items():
            if row == 1:
                continue
            lines[row] = sheet.cells.line(cells.get(column)) or ""
            name = sheet.cells.value(cells.get(named), Shape.TEXT)
            if isinstance(name, str):
                if not _FILE_NAME.fullmatch(name):
                    sheet.cells.fault(row, named, "pack_xlsx.file_name", value=name)
                elif name in starts.values():
                    sheet.cells.fault(row, named, "pack.repeated", value=name)
                else:
                    starts[row] = name
            elif not starts:
                sheet.cells.fault(row, named or None, "pack_xlsx.no_file_name")
        rows = [*sorted(starts), max(lines, default=0) + 1]
        for first, last in pairwise(rows):
            own = {row: line for row, line in lines.items() if first <= row < last}
            self._keep_lines(TESTS, f"tests/{starts[first]}.toml", first, own, column)

    def _keep_lines(self, sheet: str, file: str, first: int, lines: Mapping[int, str], column: int) -> None:
        """Make a file of lines by row; rows without one are empty lines."""
        filled = [row for row, line in lines.items() if line]
        if not filled and file in TEXT_SHEETS.values():
            return
        rows = range(first, max(filled, default=first) + 1)
        self.texts[file] = "".join(f"{lines.get(row, '')}\n" for row in rows)
        for number, row in enumerate(rows, 1):
            self.places.lines[file, number] = (sheet, row, column)


def _rows_of(grid: SheetGrid) -> dict[int, dict[int, CellFact]]:
    """Give the cells that hold anything, by row and column."""
    rows: dict[int, dict[int, CellFact]] = {}
    for cell in grid.cells():
        if cell.type is not CellType.BLANK:
            rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _entry(sheet: _Sheet, headers: Sequence[Header], cells: Row) -> Data:
    """Read the keys of an entry, and the name of what it belongs to."""
    entry: Data = {}
    for header in headers:
        cell = cells.get(sheet.headers.get(header.text, 0))
        if header.text == NOTE and header.field is None:
            continue
        value = sheet.cells.value(cell, header.field.shape if header.field else Shape.TEXT)
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


def _setting_shape(key: str) -> Shape | None:
    """Give what stands under a key of the settings; None for no such key."""
    label, _, language = key.partition("::")
    fields: dict[str, Field] = {one.key: one for one in HEADER_FIELDS}
    if language and label in fields and fields[label].shape is Shape.LABEL:
        return Shape.LABEL
    if key in fields:
        return fields[key].shape
    return Shape.NUMBER if key.startswith(f"{CONSTANTS}.") and key != f"{CONSTANTS}." else None
