"""A workbook that is open in no program: it obeys the macros' protocol and remembers what they do."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path

from tests.support.grids import Cell, of_cells
from xltools.core.frozen import replace
from xltools.core.grid import CellType, Grid, SheetGrid
from xltools.core.marks.cell_marks import CellMark
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.marking import Marking
from xltools.core.marks.own_sheets import OwnCell, OwnSheet
from xltools.core.marks.repairs import CellChange


class FakeBook:
    """An open workbook.

    Args:
        grid: Its cells.
        folder: Of its file.
        name: Of its file.

    Attributes:
        grid: Its cells as they are now.
        selected: The selected cell.
        answers: What the clerk answers next; where there is none, no.
        said: What the clerk was told and asked, in order.
        marks: What is marked.
        changed: The cells that were written.
    """

    def __init__(self, grid: Grid, folder: Path | None = None, name: str = "2019.xlsx") -> None:
        self.grid = grid
        self.folder = folder
        self.name = name
        self.selected = Place(grid.sheets[0].name, 1, 1)
        self.answers: deque[bool] = deque()
        self.said: list[str] = []
        self.marks: tuple[CellMark, ...] = ()
        self.changed: list[CellChange] = []

    @property
    def tabs(self) -> Sequence[str]:
        return [sheet.name for sheet in self.grid.sheets]

    def tell(self, sentence: str, title: str) -> None:
        assert title
        self.said.append(sentence)

    def ask(self, question: str, title: str) -> bool:
        assert title
        self.said.append(question)
        return self.answers.popleft() if self.answers else False

    def read(self) -> Grid:
        return self.grid

    def read_sheet(self, title: str) -> SheetGrid | None:
        return next((sheet for sheet in self.grid.sheets if sheet.name == title), None)

    def go_to(self, place: Place) -> None:
        self.selected = place

    def mark(self, marks: Sequence[CellMark]) -> None:
        self.marks = tuple(marks)

    def unmark(self) -> None:
        self.marks = ()

    def list_findings(self, marking: Marking) -> None:
        lines = [(marking.title,), (marking.hint,), marking.headers, *(line.texts for line in marking.lines)]
        self._put(marking.title, lines)

    def formats(self, cells: Sequence[Place]) -> Mapping[Place, str]:
        return dict.fromkeys(cells, "General")

    def change(self, changes: Sequence[CellChange]) -> None:
        self.changed.extend(changes)
        for change in changes:
            sheet = self.read_sheet(change.sheet)
            assert sheet is not None
            held = {
                (cell.row, cell.column): Cell(cell.type, cell.value, cell.formula)
                for cell in sheet.cells()
                if (cell.row, cell.column) != (change.row, change.column)
            }
            if change.after.type is not CellType.BLANK:
                held[change.row, change.column] = Cell(change.after.type, change.after.value)
            columns = of_cells(sheet.name, held).columns
            self._replace(replace(sheet, columns=columns))

    def put_sheet(self, sheet: OwnSheet) -> None:
        self._put(sheet.title, [(sheet.title,), (sheet.hint,), sheet.headers, *sheet.rows])

    def remove_sheet(self, title: str) -> None:
        self.grid = replace(self.grid, sheets=tuple(s for s in self.grid.sheets if s.name != title))

    def _put(self, title: str, lines: Iterable[Sequence[OwnCell]]) -> None:
        cells = {
            (row, column): Cell(CellType.NUMBER if isinstance(value, Decimal) else CellType.TEXT, str(value))
            for row, line in enumerate(lines, 1)
            for column, value in enumerate(line, 1)
            if value not in {None, ""}
        }
        self._replace(of_cells(title, cells))

    def _replace(self, sheet: SheetGrid) -> None:
        sheets = [sheet if found.name == sheet.name else found for found in self.grid.sheets]
        self.grid = replace(self.grid, sheets=tuple(sheets if sheet.name in self.tabs else [*sheets, sheet]))
