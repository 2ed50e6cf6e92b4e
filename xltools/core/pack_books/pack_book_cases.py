"""Read the sheet of a pack's own tests back into their files, as ``pack_case_sheet`` has laid them out."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.nearest import nearest
from xltools.core.pack_books.pack_book_sheets import Book, OpenSheet, Row
from xltools.core.pack_books.pack_case_sheet import (
    CASE_FIELDS,
    CASE_HEADERS,
    CASE_KEYS,
    COMMENT,
    FINDING,
    SHEET,
    VALUES,
)
from xltools.core.pack_books.pack_headers import FILE, KEY, NAME, NOTE, TESTS, VALUE
from xltools.core.pack_books.toml_writer import write_toml
from xltools.core.pack_parsing.pack_fields import Shape

_FILE_NAME = re.compile(r"[^\\/:*?\"<>|.\x00-\x1f][^\\/:*?\"<>|\x00-\x1f]{0,99}")
_SHAPES = {field.key: field.shape for field in CASE_FIELDS}

Data = dict[str, object]


@dataclass(slots=True)
class _Case:
    """A test being read.

    Attributes:
        file: Its path in the pack.
        data: What it says so far.
        comments: Lines by the key path above which they stand.
        drawn: The drawn sheet that goes on in the next row.
    """

    file: str
    data: Data = field(default_factory=dict)
    comments: dict[str, Sequence[str]] = field(default_factory=dict)
    drawn: Data | None = None


def read_cases(book: Book) -> dict[str, str]:
    """Read the tests.

    Args:
        book: The spreadsheet; keeps the places and the faults.

    Returns:
        Their files, by path in the pack's folder.
    """
    sheet = book.open(TESTS, CASE_HEADERS)
    if sheet is None:
        return {}
    cases: list[_Case] = []
    for row, cells in sheet.below():
        case = _case_of(sheet, row, cells, cases)
        if case is not None:
            _read_row(book, sheet, row, case)
    return {case.file: write_toml(case.data, (), case.comments) for case in cases}


def _case_of(sheet: OpenSheet, row: int, cells: Row, cases: list[_Case]) -> _Case | None:
    """Give the test that a row belongs to: a new one where a name stands, else the one above."""
    named = sheet.headers.get(FILE)
    name = sheet.value(cells, FILE)
    if isinstance(name, str):
        if not _FILE_NAME.fullmatch(name):
            sheet.cells.fault(row, named, "pack_xlsx.file_name", value=name)
        elif f"{TESTS}/{name}.toml" in {case.file for case in cases}:
            sheet.cells.fault(row, named, "pack.repeated", value=name)
        else:
            cases.append(_Case(f"{TESTS}/{name}.toml"))
    elif not cases:
        sheet.cells.fault(row, named, "pack_xlsx.no_file_name")
    return cases[-1] if cases else None


def _read_row(book: Book, sheet: OpenSheet, row: int, case: _Case) -> None:
    """Read what a row says into its test."""
    cells = sheet.rows[row]
    place = (TESTS, row, sheet.headers.get(VALUE, 0))
    book.places.keys.setdefault((case.file, ""), place)
    key = sheet.value(cells, KEY)
    if key is None:
        _go_on(sheet, row, case)
        return
    case.drawn = None
    read = _NAMED.get(str(key))
    if read is not None:
        path = read(sheet, row, case)
        book.places.keys[case.file, path] = place
        for inner in ("name", "rule"):
            book.places.keys[case.file, f"{path}.{inner}"] = (TESTS, row, sheet.headers.get(NAME, 0))
    elif key in _SHAPES:
        path = str(key)
        book.places.keys[case.file, path] = place
        if path in case.data:
            sheet.cells.fault(row, sheet.headers.get(KEY), "pack.repeated", value=path)
        stray = sheet.value(cells, NAME)
        if stray is not None:
            sheet.cells.fault(row, sheet.headers.get(NAME), "pack_xlsx.stray_name", value=str(stray), name=path)
        value = sheet.value(cells, VALUE, _SHAPES[path])
        if value is not None:
            case.data[path] = value
    elif key == COMMENT:
        text = sheet.value(cells, VALUE)
        case.comments[""] = text.split("\n") if isinstance(text, str) else []
        return
    else:
        near = nearest(str(key), CASE_KEYS)
        sheet.cells.fault(row, sheet.headers.get(KEY), "pack.unknown_key", name=str(key), suggestion=near)
        return
    note = sheet.note(cells)
    if note is not None:
        case.comments[path] = note


def _go_on(sheet: OpenSheet, row: int, case: _Case) -> None:
    """Add a line to the drawn sheet above."""
    line = sheet.value(sheet.rows[row], VALUE, Shape.LINES)
    if case.drawn is not None and isinstance(line, str):
        case.drawn["rows"] = f"{case.drawn['rows']}{line}\n"
    elif any(sheet.headers.get(header) in sheet.rows[row] for header in (VALUE, NAME, NOTE)):
        sheet.cells.fault(row, sheet.headers.get(KEY), "pack_xlsx.no_key")


def _read_sheet(sheet: OpenSheet, row: int, case: _Case) -> str:
    drawn = _named(sheet, row, "name")
    line = sheet.value(sheet.rows[row], VALUE, Shape.LINES)
    drawn["rows"] = f"{line}\n" if isinstance(line, str) else ""
    case.drawn = drawn
    return _append(case, SHEET, drawn)


def _read_finding(sheet: OpenSheet, row: int, case: _Case) -> str:
    cell = sheet.value(sheet.rows[row], VALUE)
    return _append(case, FINDING, {**_named(sheet, row, "rule"), **({} if cell is None else {"cell": cell})})


def _read_value(sheet: OpenSheet, row: int, case: _Case) -> str:
    name = str(sheet.value(sheet.rows[row], NAME) or "")
    values = case.data.setdefault(VALUES, {})
    assert isinstance(values, dict)
    if name in values:
        sheet.cells.fault(row, sheet.headers.get(NAME), "pack.repeated", value=name)
    number = sheet.value(sheet.rows[row], VALUE, Shape.NUMBER)
    if not name or number is None:
        sheet.cells.fault(row, sheet.headers.get(VALUE if name else NAME), "pack.empty")
    else:
        values[name] = number
    return f"{VALUES}.{name}"


_NAMED: Mapping[str, Callable[[OpenSheet, int, _Case], str]] = {
    SHEET: _read_sheet,
    FINDING: _read_finding,
    VALUES: _read_value,
}
"""What reads a row that speaks of something named; each gives the key path of what it has read."""


def _named(sheet: OpenSheet, row: int, key: str) -> Data:
    name = sheet.value(sheet.rows[row], NAME)
    return {} if name is None else {key: name}


def _append(case: _Case, key: str, entry: Data) -> str:
    items = case.data.setdefault(key, [])
    assert isinstance(items, list)
    items.append(entry)
    return f"{key}[{len(items)}]"
