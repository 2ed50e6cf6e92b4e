"""The workbook in front of the clerk, over xlwings: ``live_book`` for Excel and for LibreOffice.

What xlwings has words for is said in xlwings, so that the same lines run on both programs; the rest
is asked of the program (``live_program``).
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import xlwings

from xltools.adapters.excel_program import ExcelProgram
from xltools.adapters.libreoffice_program import LibreOfficeProgram
from xltools.adapters.live_program import Cell, LiveProgram
from xltools.core.grid import CellType, Grid, SheetGrid
from xltools.core.marks.cell_areas import areas_of
from xltools.core.marks.cell_marks import NOTE_SIGN, CellMark
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.marking import Marking
from xltools.core.marks.own_sheets import FIRST_ROW, HEADER_ROW, OwnCell, OwnSheet
from xltools.core.marks.repairs import CellChange, CellContent
from xltools.core.planning.plan_notes import FINDINGS_COLUMNS, FINDINGS_TABLE
from xltools.core.ranges import Range, parse_range
from xltools.errors import FileError, MachineError

_ADDRESS = FINDINGS_COLUMNS.index("address")
_SEARCHED_ROWS = 20
_LONGEST_TITLE = 31


def calling_book() -> AppBook:
    """Give the workbook whose button was clicked, else the one in front.

    Raises:
        FileError: No workbook is open.
    """
    book = xlwings.Book.caller() if _called() else _in_front()
    if book is None:
        raise FileError("macro.no_workbook")
    return AppBook(book, program_of(book))


def program_of(book: xlwings.Book) -> LiveProgram:
    """Give the program that a workbook is open in.

    Raises:
        MachineError: xlwings has another engine at work, whose program we cannot ask.
    """
    name = book.app.engine.name
    if name == "excel" and sys.platform == "win32":
        return ExcelProgram(book.api)
    if name == "libreoffice":
        return LibreOfficeProgram(book.api.native)
    raise MachineError("macro.other_program", name=f"{name} ({sys.platform})")


def _called() -> bool:
    """Say whether the program named the workbook when it started us; a name with ``=`` in it arrives cut."""
    named = [argument for argument in sys.argv if argument.startswith("--wb=")]
    started = any(argument.startswith("--from_xl") for argument in sys.argv) and named[:1] != []
    return (started and named[0].count("=") == 1) or hasattr(xlwings.Book, "_mock_caller")


def _in_front() -> xlwings.Book | None:
    """Give the active workbook; None where no program is there, or it has no workbook open."""
    active = xlwings.apps.active if len(xlwings.engines) else None
    return active.books.active if active is not None and len(active.books) else None


def tell_without_book(sentence: str, title: str) -> None:
    """Show a sentence where no workbook is open; nothing where there is no program either."""
    active = xlwings.apps.active if len(xlwings.engines) else None
    if active is not None:
        active.alert(sentence, title, buttons="ok", mode="info")


class AppBook:
    """An open workbook.

    Args:
        book: As xlwings has it.
        program: The program that it is open in.
    """

    def __init__(self, book: xlwings.Book, program: LiveProgram) -> None:
        self._book = book
        self._program = program

    @property
    def name(self) -> str:
        """The file's name."""
        return str(self._book.name)

    @property
    def folder(self) -> Path | None:
        """The folder of its file; None where there is none on this machine."""
        path = Path(self._book.fullname)
        return path.parent if path.is_absolute() and path.is_file() else None

    @property
    def tabs(self) -> Sequence[str]:
        """The names of its sheets."""
        return self._program.tabs()

    @property
    def selected(self) -> Place:
        """The selected cell; the first of the sheet where something else is selected, such as a chart."""
        selection = self._book.app.selection
        if selection is None:
            return Place(self._book.sheets.active.name, 1, 1)
        return Place(selection.sheet.name, selection.row, selection.column)

    def tell(self, sentence: str, title: str) -> None:
        """Show a sentence."""
        self._book.app.alert(sentence, title, buttons="ok", mode="info")

    def ask(self, question: str, title: str) -> bool:
        """Ask a question."""
        return bool(self._book.app.alert(question, title, buttons="yes_no", mode="info") == "yes")

    def read(self) -> Grid:
        """Read all its cells."""
        return self._program.read(self.tabs)

    def read_sheet(self, title: str) -> SheetGrid | None:
        """Read one sheet."""
        return self._program.read_sheet(title) if title in self.tabs else None

    def go_to(self, place: Place) -> None:
        """Select a cell."""
        sheet = self._book.sheets[place.sheet]
        if not sheet.visible:
            raise MachineError("macro.hidden_sheet", sheet=place.sheet)
        sheet.activate()
        sheet.range((place.row, place.column)).select()

    def mark(self, marks: Sequence[CellMark]) -> None:
        """Lay marks over cells."""
        by_sheet = dict(_by_sheet(marks))
        with self._program.unlocked():
            self._program.uncolour(self.tabs)
            for title in self.tabs:
                of_sheet = by_sheet.get(title, [])
                for severity in {mark.severity for mark in of_sheet}:
                    cells = [(mark.row, mark.column) for mark in of_sheet if mark.severity is severity]
                    self._program.colour(title, areas_of(cells), severity)
                self._note(title, {(mark.row, mark.column): mark.note for mark in of_sheet if mark.note})

    def unmark(self) -> None:
        """Take off every mark and every note of the tool's."""
        self.mark(())

    def list_findings(self, marking: Marking) -> None:
        """Fill the findings sheet; a workbook that has none gets one if there is something to list."""
        program = self._program
        found = self._findings_sheet(marking)
        if found is None and not marking.lines:
            return
        with program.unlocked():
            title, header, last = found or self._new_findings_sheet(marking)
            count, width = max(1, len(marking.lines)), len(marking.headers)
            if last > header + 1:
                program.delete_rows(title, header + 2, last - header - 1, width)
            if count > 1:
                program.insert_rows(title, header + 2, count - 1, width)
            area = Range(header, 1, header + count, width)
            program.resize_table(title, FINDINGS_TABLE, area)
            rows: list[tuple[OwnCell, ...]] = [tuple(text or None for text in line.texts) for line in marking.lines]
            program.write(title, header + 1, 1, rows or [(None,) * width])
            if marking.lines:
                links = [(line.link, line.texts[_ADDRESS]) for line in marking.lines]
                program.write_links(title, header + 1, _ADDRESS + 1, links)
            program.fit_rows(title, header + 1, header + count)
            for severity in {line.severity for line in marking.lines}:
                cells = [(row, 1) for row, line in enumerate(marking.lines, header + 1) if line.severity is severity]
                program.colour(title, areas_of(cells), severity)

    def formats(self, cells: Sequence[Place]) -> Mapping[Place, str]:
        """Give the number formats of cells."""
        found: dict[Place, str] = {}
        for title, of_sheet in _places_by_sheet(cells):
            for (row, column), code in self._program.formats(title, areas_of(of_sheet)).items():
                found[Place(title, row, column)] = code
        return found

    def change(self, changes: Sequence[CellChange]) -> None:
        """Write cells: the formats first, since they decide what becomes of a number."""
        with self._program.unlocked():
            for title, of_sheet in _changes_by_sheet(changes):
                for number_format in {change.after.format for change in of_sheet} - {""}:
                    cells = [(c.row, c.column) for c in of_sheet if c.after.format == number_format]
                    self._program.set_format(title, areas_of(cells), number_format)
                values = {(change.row, change.column): _value(change.after) for change in of_sheet}
                for area in areas_of(values):
                    rows = [
                        [values[row, column] for column in range(area.left, area.right + 1)]
                        for row in range(area.top, area.bottom + 1)
                    ]
                    self._program.write(title, area.top, area.left, rows)

    def put_sheet(self, sheet: OwnSheet) -> None:
        """Add one of the tool's own sheets."""
        with self._program.unlocked():
            if sheet.title in self.tabs:
                self._program.remove_sheet(sheet.title)
            last = HEADER_ROW + len(sheet.rows)
            self._program.add_sheet(sheet.title, sheet.widths, HEADER_ROW, last, hidden=sheet.hidden)
            self._program.write(sheet.title, 1, 1, [(sheet.title,), (sheet.hint,)])
            self._program.write(sheet.title, HEADER_ROW, 1, [sheet.headers, *sheet.rows])
            for severity in set(sheet.coloured.values()):
                rows = [FIRST_ROW + number for number, found in sheet.coloured.items() if found is severity]
                cells = [(row, column) for row in rows for column in range(1, len(sheet.headers) + 1)]
                self._program.colour(sheet.title, areas_of(cells), severity)

    def remove_sheet(self, title: str) -> None:
        """Take out a sheet."""
        if title in self.tabs:
            with self._program.unlocked():
                self._program.remove_sheet(title)

    def _note(self, title: str, notes: Mapping[Cell, str]) -> None:
        """Let a sheet have these notes of the tool's and no others.

        One that is there already stays: to take a note off and put it on costs more than to read it.
        """
        there = self._program.notes(title)
        gone = {cell for cell, text in there.items() if text.startswith(NOTE_SIGN) and notes.get(cell) != text}
        if gone:
            self._program.delete_notes(title, sorted(gone))
        self._program.add_notes(title, {cell: notes[cell] for cell in notes if cell not in there or cell in gone})

    def _findings_sheet(self, marking: Marking) -> tuple[str, int, int] | None:
        """Find the sheet by its name and headers: its name, the row of the headers, and its last row."""
        sheet = self.read_sheet(marking.title)
        if sheet is None:
            return None
        for row in range(1, _SEARCHED_ROWS):
            if all(sheet.cell(row, column).value == text for column, text in enumerate(marking.headers, 1)):
                table = next((parse_range(t.reference) for t in sheet.tables if t.name == FINDINGS_TABLE), None)
                held = sheet.columns.get(1)
                listed = [number for number in held.rows if number > row] if held is not None else []
                return marking.title, row, table.bottom if table else _last_of_run(row, listed)
        return None

    def _new_findings_sheet(self, marking: Marking) -> tuple[str, int, int]:
        title, count = marking.title, 1
        while title in self.tabs:
            count += 1
            title = f"{marking.title[: _LONGEST_TITLE - 4]} {count}"
        program, last = self._program, HEADER_ROW + 1
        program.add_sheet(title, marking.widths, HEADER_ROW, last, hidden=False)
        program.write(title, 1, 1, [(title,), (marking.hint,)])
        program.write(title, HEADER_ROW, 1, [marking.headers])
        return title, HEADER_ROW, last


def _by_sheet(marks: Sequence[CellMark]) -> Iterator[tuple[str, list[CellMark]]]:
    for title, found in groupby(sorted(marks, key=lambda mark: mark.sheet), key=lambda mark: mark.sheet):
        yield title, list(found)


def _places_by_sheet(places: Sequence[Place]) -> Iterator[tuple[str, list[Cell]]]:
    for title, found in groupby(sorted(places), key=lambda place: place.sheet):
        yield title, [(place.row, place.column) for place in found]


def _changes_by_sheet(changes: Sequence[CellChange]) -> Iterator[tuple[str, list[CellChange]]]:
    for title, found in groupby(sorted(changes, key=lambda c: c.sheet), key=lambda change: change.sheet):
        yield title, list(found)


def _value(content: CellContent) -> OwnCell:
    if content.type is CellType.BLANK:
        return None
    if content.type in (CellType.NUMBER, CellType.DATE):
        return Decimal(content.value)
    return content.value


def _last_of_run(row: int, listed: Sequence[int]) -> int:
    """Give the last row of the unbroken rows under a header; the one after it where there are none."""
    last = row
    for number in listed:
        if number != last + 1:
            break
        last = number
    return max(last, row + 1)
