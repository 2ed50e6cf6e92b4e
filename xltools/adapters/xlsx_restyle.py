"""Give single cells of a sheet another format, and change nothing else in the sheet's XML."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from xltools.adapters.xml_edit import Edits, StartTag, as_utf8, scan, tag_at
from xltools.core.findings import letters
from xltools.core.ranges import parse_range

NewStyle = Callable[[int, tuple[int, int]], int]
"""Gives the new format of a cell from its old one and its place."""


@dataclass(slots=True)
class _Row:
    """A row that is there.

    Attributes:
        tag: Its start tag.
        style: The format of the row's cells, where it has one.
        end: Where its end tag begins.
        cells: Column, position and format of each cell.
    """

    tag: StartTag
    style: int | None
    end: int = 0
    cells: list[tuple[int, int, int]] = field(default_factory=list)


class _Sheet:
    """Where rows and cells stand in a sheet's XML."""

    def __init__(self, content: bytes, wanted: Mapping[int, frozenset[int]]) -> None:
        self._content = content
        self._wanted = wanted
        self._row = 0
        self._column = 0
        self.data: StartTag | None = None
        self.data_end = 0
        self.rows: dict[int, _Row] = {}
        self.starts: list[tuple[int, int]] = []
        self.columns: list[tuple[int, int, int]] = []

    def start(self, name: str, attributes: Mapping[str, str], position: int) -> None:
        if name == "c":
            self._cell(attributes, position)
        elif name == "row":
            self._row = number(attributes.get("r"), self._row + 1)
            self._column = 0
            self.starts.append((self._row, position))
            if self._row in self._wanted and self._row not in self.rows:
                style = number(attributes.get("s"), 0) if attributes.get("customFormat") in {"1", "true"} else None
                self.rows[self._row] = _Row(tag_at(self._content, position), style)
        elif name == "sheetData":
            self.data = tag_at(self._content, position)
        elif name == "col":
            first, last = number(attributes.get("min"), 0), number(attributes.get("max"), 0)
            self.columns.append((first, last, number(attributes.get("style"), 0)))

    def end(self, name: str, position: int) -> None:
        if name == "row" and self._row in self.rows:
            self.rows[self._row].end = position
        elif name == "sheetData":
            self.data_end = position

    def _cell(self, attributes: Mapping[str, str], position: int) -> None:
        try:
            self._column = parse_range(attributes["r"]).left
        except (KeyError, ValueError):
            self._column += 1
        if self._row in self.rows:
            self.rows[self._row].cells.append((self._column, position, number(attributes.get("s"), 0)))

    def column_style(self, column: int) -> int:
        return next((style for first, last, style in self.columns if first <= column <= last), 0)


def restyle(content: bytes, cells: Iterable[tuple[int, int]], new_style: NewStyle) -> bytes:
    """Give cells of a sheet new formats.

    A cell that the XML does not hold is put in, blank, in its place.

    Args:
        content: The sheet's part.
        cells: Row and column of each cell, from 1.
        new_style: Gives each cell's new format.

    Returns:
        The part, the same but for the attribute ``s`` of these cells.
    """
    wanted: dict[int, set[int]] = {}
    for row, column in cells:
        wanted.setdefault(row, set()).add(column)
    content = as_utf8(content)
    frozen = {row: frozenset(columns) for row, columns in wanted.items()}
    sheet = _Sheet(content, frozen)
    scan(content, sheet.start, sheet.end)
    edits = Edits(content)
    for row, columns in sorted(frozen.items()):
        if row in sheet.rows:
            _restyle_row(edits, sheet, row, columns, new_style)
    _add_rows(edits, sheet, {row: c for row, c in frozen.items() if row not in sheet.rows}, new_style)
    return edits.apply()


def number(text: str | None, otherwise: int) -> int:
    """Read a whole number of an attribute; what is none stands for another."""
    return int(text) if text is not None and text.isdecimal() and text.isascii() else otherwise


def _restyle_row(edits: Edits, sheet: _Sheet, row: int, columns: frozenset[int], new_style: NewStyle) -> None:
    found = sheet.rows[row]
    for column, position, style in found.cells:
        if column in columns:
            tag = tag_at(edits.content, position)
            edits.replace(tag.start, tag.end, tag.with_attributes({"s": new_style(style, (row, column))}))
    blanks = []
    for column in sorted(columns.difference(column for column, _, _ in found.cells)):
        style = sheet.column_style(column) if found.style is None else found.style
        blanks.append((column, _blank(found.tag.prefix, row, column, new_style(style, (row, column)))))
    if found.tag.closed and blanks:
        cells = b"".join(cell for _, cell in blanks)
        edits.replace(found.tag.start, found.tag.end, found.tag.opened() + cells + found.tag.end_tag())
        return
    for column, cell in blanks:
        at = min((position for other, position, _ in found.cells if other > column), default=found.end)
        edits.replace(at, at, cell)


def _add_rows(edits: Edits, sheet: _Sheet, missing: Mapping[int, frozenset[int]], new_style: NewStyle) -> None:
    """Put in rows that the XML does not hold, each before the first row below it."""
    data = sheet.data
    if not missing or data is None:
        return
    prefix = data.prefix
    added: list[tuple[int, bytes]] = []
    for row, columns in sorted(missing.items()):
        cells = b"".join(
            _blank(prefix, row, column, new_style(sheet.column_style(column), (row, column)))
            for column in sorted(columns)
        )
        written = b"<" + prefix + f'row r="{row}">'.encode() + cells + b"</" + prefix + b"row>"
        below = [position for other, position in sheet.starts if other > row]
        added.append((min(below, default=sheet.data_end), written))
    if data.closed:
        edits.replace(data.start, data.end, data.opened() + b"".join(row for _, row in added) + data.end_tag())
        return
    for at, written in added:
        edits.replace(at, at, written)


def _blank(prefix: bytes, row: int, column: int, style: int) -> bytes:
    return b"<" + prefix + f'c r="{letters(column)}{row}" s="{style}"/>'.encode()
