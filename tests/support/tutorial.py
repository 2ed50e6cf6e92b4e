"""The author's tutorial, done step by step as its page says.

The page's steps, in their order, are fenced blocks and tables under a line that says where they go:

* ``console``: commands, each with what it must print; a line ``……`` stands for any lines;
* ``text``: the first line names a file that must read as the rest;
* ``**book.xlsx › sheet**``, a table under it: rows for that sheet of a workbook.  Headers are those of row 1
  of the sheet, or letters of columns; under ``行`` stands the row's number, without it rows come below the
  last.  A row of the settings goes where its key stands;
* ``**book.xlsx › sheet，新表**``: the sheet is made, and the table is all of it, its headers too;
* ``**book.xlsx › sheet，从第 3 行起全部换成**``: the rows from there on are deleted first;
* ``**book.xlsx › sheet，里面是**``: the cells must hold what the table says;
* ``**book.xlsx › sheet，对照第 1 列填上其余各列**``: the first column is the text that stands there already;
* ``**book.xlsx，查找和替换**``: in all cells, parts of texts too;
* a ``jinja`` block in place of a table is lines, a cell a line, from row 2 on.

A workbook that is filled in (not ``pack.xlsx``) is saved by LibreOffice, which computes anew as any
spreadsheet does.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl
from openpyxl.cell.cell import Cell
from openpyxl.utils import column_index_from_string
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.annual_report import ROOT
from tests.support.libreoffice import convert

PAGE = ROOT / "docs" / "pack-tutorial.md"
PACKS = ROOT / "workbook_templates"
NAME = "volunteer_service"
SPREADSHEET = "pack.xlsx"

_STEP = re.compile(
    r"^\*\*(?P<book>[^*\n›，]+\.xlsx)(?: › (?P<sheet>[^*\n，]+))?(?:，(?P<how>[^*\n]+))?\*\*[^\n]*\n\n"
    r"(?:(?P<table>(?:\|[^\n]*\n)+)|```jinja\n(?P<lines>.*?)^```$)"
    r"|^```(?P<kind>\w+)\n(?P<text>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
_BAR = re.compile(r"(?<!\\)\|")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_ROW, _KEY, _ANY = "行", "key", "……"
_FIRST = 3

NEW, REPLACED, READ, BESIDE, SEARCHED = "新表", "从第 3 行起全部换成", "里面是", "对照第 1 列填上其余各列", "查找和替换"

Run = Callable[[list[str]], str]
"""Runs a command of ``xltools``, and gives all that it prints."""


class Answer(NamedTuple):
    """What the page says that a command prints or a file or cell holds, and what it does."""

    step: str
    wanted: str
    found: str


def follow(folder: Path, run: Run) -> Iterator[Answer]:
    """Do every step of the page in a folder, which is the current one; give what can be compared."""
    for step in _STEP.finditer(PAGE.read_text("utf-8")):
        kind, text = step["kind"], step["text"]
        if kind is None:
            yield from _edit(folder / step["book"], step)
        elif kind == "text":
            first, _, rest = text.partition("\n")
            name = first.removeprefix("# ")
            yield Answer(name, rest, (folder / name).read_text("utf-8"))
        elif kind == "console":
            yield from _commands(text, run)
        else:
            raise AssertionError(kind)


def _edit(path: Path, step: re.Match[str]) -> Iterator[Answer]:
    """Do to a workbook what a line with its table says."""
    how = step["how"]
    if how == NEW and not path.exists():
        book = Workbook()
        book.remove(book.worksheets[0])
    else:
        book = openpyxl.load_workbook(path)
    title = step["sheet"]
    if step["lines"] is not None:
        _put_lines(book[title], step["lines"].splitlines())
    elif how == SEARCHED:
        _replace(book, _table(step["table"])[1:])
    else:
        headers, *rows = _table(step["table"])
        if how == NEW:
            book.create_sheet(title)
            rows = [headers, *rows]
            headers = [chr(ord("A") + place) for place in range(len(headers))]
        sheet = book[title]
        if how == REPLACED:
            sheet.delete_rows(_FIRST, max(sheet.max_row, _FIRST))
        if how == READ:
            yield from _read(sheet, headers, rows)
            return
        (_put_beside if how == BESIDE else _put_rows)(sheet, headers, rows)
    book.save(path)
    if path.name != SPREADSHEET and how != NEW:
        [saved] = convert([path], "xlsx", path.parent / "saved")
        shutil.copy(saved, path)


def _table(text: str) -> list[list[str]]:
    """Read a table of Markdown: the headers, then each row."""
    rows = [[_plain(cell) for cell in _BAR.split(line.strip())[1:-1]] for line in text.splitlines()]
    headers, _, *below = rows
    assert all(len(row) == len(headers) for row in below), text
    return [headers, *below]


def _plain(cell: str) -> str:
    return cell.strip().replace("\\|", "|").replace("<br>", "\n")


def _columns(sheet: Worksheet, headers: Sequence[str]) -> list[int | None]:
    """Give the number of each column, by a header of row 1 or by its letter; None for that of the row numbers."""
    there = [cell.value for cell in sheet[1]]

    def column(header: str) -> int | None:
        if header == _ROW:
            return None
        return there.index(header) + 1 if header in there else column_index_from_string(header)

    return [column(header) for header in headers]


def _put_rows(sheet: Worksheet, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    columns = _columns(sheet, headers)
    for row in rows:
        number = _row_number(sheet, headers, row)
        for column, value in zip(columns, row, strict=True):
            if column is not None:
                _type(sheet, number, column, value)


def _row_number(sheet: Worksheet, headers: Sequence[str], row: Sequence[str]) -> int:
    if headers[0] == _ROW:
        return int(row[0])
    if headers[0] == _KEY:
        keyed = [cell.row for cell in sheet["A"] if cell.value == row[0]]
        if keyed:
            return int(keyed[0])
    filled = [cell.row or 0 for cells in sheet.iter_rows() for cell in cells if cell.value is not None]
    return max(filled, default=0) + 1


def _put_beside(sheet: Worksheet, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Fill in rows known by the text in their first column; the rows stand in the order of the sheet."""
    known, *columns = _columns(sheet, headers)
    assert known is not None
    number = 1
    for first, *row in rows:
        number = next(n for n in range(number + 1, sheet.max_row + 1) if sheet.cell(n, known).value == first)
        for column, value in zip(columns, row, strict=True):
            assert column is not None
            _type(sheet, number, column, value)


def _put_lines(sheet: Worksheet, lines: Sequence[str]) -> None:
    sheet.delete_rows(2, sheet.max_row)
    for number, line in enumerate(lines, 2):
        _type(sheet, number, 1, line)


def _replace(book: Workbook, pairs: Sequence[Sequence[str]]) -> None:
    for old, new in pairs:
        count = 0
        for sheet in book:
            for cell in (cell for cells in sheet.iter_rows() for cell in cells if isinstance(cell, Cell)):
                text = cell.value
                if isinstance(text, str) and old in text:
                    cell.value = text.replace(old, new)
                    count += 1
        assert count, old


def _read(sheet: Worksheet, headers: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Answer]:
    columns = _columns(sheet, headers)
    for row in rows:
        number = _row_number(sheet, headers, row)
        for column, value in zip(columns, row, strict=True):
            if column is not None:
                held = sheet.cell(number, column)
                yield Answer(f"{sheet.title}!{held.coordinate}", value, "" if held.value is None else str(held.value))


def _type(sheet: Worksheet, row: int, column: int, value: str) -> None:
    """Type a value as a person does: a cell for texts takes it as it is, any other a number or a day as such."""
    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    if _is_for_text(sheet, cell) or not value:
        cell.value = value or None
    elif _DAY.fullmatch(value):
        cell.value = date.fromisoformat(value)
    elif _NUMBER.fullmatch(value):
        cell.value = float(value) if "." in value else int(value)
    else:
        cell.value = value


def _is_for_text(sheet: Worksheet, cell: Cell) -> bool:
    """Say whether a cell, or the column in which nothing stands yet, is formatted as text."""
    if cell.has_style:
        return cell.number_format == "@"
    dimensions = sheet.column_dimensions.values()
    held = next((one for one in dimensions if (one.min or 0) <= cell.column <= (one.max or 0)), None)
    return held is not None and held.number_format == "@"


def _commands(text: str, run: Run) -> Iterator[Answer]:
    for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = step.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "xltools"
        found = run(arguments)
        yield Answer(command, *_cut(wanted, found))


def _cut(wanted: str, found: str) -> tuple[str, str]:
    """Leave out of an answer the lines for which ``……`` stands."""
    head, any_lines, tail = wanted.partition(f"{_ANY}\n")
    if any_lines and found.startswith(head) and found.endswith(tail) and len(found) > len(head) + len(tail):
        return wanted, wanted
    return wanted, found
