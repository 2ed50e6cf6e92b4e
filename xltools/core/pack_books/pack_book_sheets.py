"""Open the sheets of a pack's spreadsheet: judge tabs and headers, and say which column a header has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.core.findings import Finding
from xltools.core.grid import CellFact, CellType, Grid, SheetGrid
from xltools.core.nearest import nearest
from xltools.core.pack_books.pack_cells import CellReader
from xltools.core.pack_books.pack_headers import COMMENTED, EXPLAINED, NOTE, ORDER, SETTINGS
from xltools.core.pack_books.pack_places import Places
from xltools.core.pack_parsing.pack_fields import Field, Shape
from xltools.core.pack_parsing.pack_language import LABELS
from xltools.core.ranges import parse_range

_NEEDED = (SETTINGS, "sheets", "columns")
"""Without which there is no pack; one with a base can do with the settings."""

Row = Mapping[int, CellFact]
"""The cells of a row that hold anything, by column number."""


@dataclass(slots=True)
class OpenSheet:
    """A sheet being read.

    Attributes:
        cells: Reads its cells and keeps their faults.
        rows: Its cells by row number.
        headers: The column number of each header.
    """

    cells: CellReader
    rows: Mapping[int, Row] = field(default_factory=dict)
    headers: Mapping[str, int] = field(default_factory=dict)

    def below(self) -> Iterator[tuple[int, Row]]:
        """Give the rows under the headers and their explanation."""
        for row, cells in self.rows.items():
            first = cells.get(1)
            if row > 1 and not (row == 2 and first is not None and first.value.startswith(EXPLAINED)):
                yield row, cells

    def value(self, cells: Row, header: str, shape: Shape = Shape.TEXT) -> object:
        """Give what stands in a row under a header; None for an empty cell and after a fault."""
        return self.cells.value(cells.get(self.headers.get(header, 0)), shape)

    def note(self, cells: Row) -> list[str] | None:
        """Give the lines of a row's note, which become a comment of the file."""
        text = self.value(cells, NOTE)
        return text.split("\n") if isinstance(text, str) else None


class Book:
    """A pack's spreadsheet being read: opens its sheets, and keeps what is found on the way.

    Args:
        grid: Its cells.

    Attributes:
        faults: What is wrong with cells and headers.
        places: Where each part of the files stands.
        comments: Those of each file, by key path; the file's own has an empty one.
        left_out: The lists that a file leaves out of its base's, by file.
        words: Of a pack with a base, the keys that every entry may have besides its own.
    """

    def __init__(self, grid: Grid) -> None:
        self._grid = grid
        self._sheets = {sheet.name: sheet for sheet in grid.sheets}
        self.faults: list[Finding] = []
        self.places = Places()
        self.comments: dict[str, dict[str, Sequence[str]]] = {file: {} for file in COMMENTED}
        self.left_out: dict[str, list[str]] = {}
        self.words: tuple[Field, ...] = ()

    def judge_tabs(self) -> None:
        """Refuse what could only be meant for a sheet of the pack, and what is missing."""
        for name in self._sheets:
            if name not in ORDER:
                self._cells(name).fault(
                    None, None, "pack_xlsx.unknown_sheet", value=name, suggestion=nearest(name, ORDER)
                )
        for name in _NEEDED[:1] if self.words else _NEEDED:
            if name not in self._sheets:
                self._cells(name).fault(None, None, "pack_xlsx.no_sheet", value=name)

    def open(self, name: str, known: Iterable[str], languages: Sequence[str] = ()) -> OpenSheet | None:
        """Give a sheet with its headers.

        Args:
            name: Its tab.
            known: The headers that it may have.
            languages: Those of the pack, where it has headers of languages.

        Returns:
            The sheet; None where the spreadsheet has none such.
        """
        grid = self._sheets.get(name)
        if grid is None:
            return None
        sheet = OpenSheet(self._cells(name), _rows_of(grid))
        for merged in grid.merged:
            area = parse_range(merged)
            sheet.cells.fault(area.top, area.left, "pack_xlsx.merged", value=merged)
        sheet.headers = _headers(sheet, tuple(known), languages)
        self.places.headers[name] = dict(sheet.headers)
        return sheet

    def named_languages(self) -> tuple[str, ...]:
        """Give the languages that headers name, where nothing says which the pack has."""
        tops = (cell.value.strip() for sheet in self._sheets.values() for cell in sheet.cells() if cell.row == 1)
        named = (text.partition("::") for text in tops)
        return tuple(dict.fromkeys(language for label, _, language in named if language and label in LABELS))

    def _cells(self, name: str) -> CellReader:
        return CellReader(name, self.faults, epoch_1904=self._grid.epoch_1904)


def _rows_of(grid: SheetGrid) -> dict[int, dict[int, CellFact]]:
    """Give the cells that hold anything, by row and column."""
    rows: dict[int, dict[int, CellFact]] = {}
    for cell in grid.cells():
        if cell.type is not CellType.BLANK:
            rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _headers(sheet: OpenSheet, known: tuple[str, ...], languages: Sequence[str]) -> dict[str, int]:
    """Find the headers in row 1, and refuse what is misspelt or stands under none."""
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
    _refuse_stray(sheet)
    return found


def _refuse_stray(sheet: OpenSheet) -> None:
    """Name the first cell of every column that has no header."""
    headed = {column for column, cell in sheet.rows.get(1, {}).items() if cell.value.strip()}
    stray = {column: row for row, cells in reversed(list(sheet.below())) for column in cells if column not in headed}
    for column, row in sorted(stray.items()):
        sheet.cells.fault(row, column, "pack_xlsx.no_header", value=sheet.rows[row][column].value)
