"""Read those sheets of a pack's spreadsheet whose lines are a file's as they stand.

These are the choices and the texts (narrative, layout): no key, no entry.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

from xltools.core.pack_books.pack_book_sheets import Book, OpenSheet
from xltools.core.pack_books.pack_headers import (
    CHOICES_SHEET,
    FIXED_CHOICE_HEADERS,
    LINE,
    TEXT_SHEETS,
    choice_headers,
)
from xltools.core.pack_parsing.pack_files import CHOICES

Texts = dict[str, str]
"""Files by their path in the pack's folder."""


def read_choices(book: Book, languages: Sequence[str]) -> Texts:
    """Read the choices into ``choices.csv``; no file where there are none.

    Args:
        book: The spreadsheet; keeps the places and the faults.
        languages: Those of the pack.
    """
    known = choice_headers(languages, book.words)
    sheet = book.open(CHOICES_SHEET, known, languages)
    if sheet is None:
        return {}
    rows = [
        (row, {name: sheet.cells.line(cells.get(column)) or "" for name, column in sheet.headers.items()})
        for row, cells in sheet.below()
    ]
    rows = [(row, entry) for row, entry in rows if any(entry.values())]
    if not rows:
        return {}
    names = [name for name in known if name in FIXED_CHOICE_HEADERS or any(entry.get(name) for _, entry in rows)]
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(names)
    for row, entry in rows:
        writer.writerow([entry.get(name, "") for name in names])
        line = stream.getvalue().count("\n")
        book.places.lines[CHOICES, line] = (CHOICES_SHEET, row, 1)
    return {CHOICES: stream.getvalue()}


def read_text_sheets(book: Book) -> Texts:
    """Read the files that stand in a sheet line by line; an empty sheet makes none."""
    texts: Texts = {}
    for name, file in TEXT_SHEETS.items():
        sheet = book.open(name, (LINE,))
        if sheet is not None:
            column = sheet.headers.get(LINE, 1)
            lines = _lines(sheet, column)
            if any(lines.values()):
                texts[file] = _file(book, (name, file), 2, lines, column)
    return texts


def _lines(sheet: OpenSheet, column: int) -> dict[int, str]:
    """Give the lines under the header, by row."""
    return {row: sheet.cells.line(cells.get(column)) or "" for row, cells in sheet.rows.items() if row > 1}


def _file(book: Book, names: tuple[str, str], first: int, lines: Mapping[int, str], column: int) -> str:
    """Make a file, by sheet and path, of lines by row; rows without one are empty lines."""
    sheet, file = names
    rows = range(first, max((row for row, line in lines.items() if line), default=first) + 1)
    for number, row in enumerate(rows, 1):
        book.places.lines[file, number] = (sheet, row, column)
    return "".join(f"{lines.get(row, '')}\n" for row in rows)
