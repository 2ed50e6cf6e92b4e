"""A workbook that is open in front of the clerk, as the macros see it.

The macros are written against this and know neither Excel nor LibreOffice.  What is to be shown is a
value of the core; how it gets there is the book's business.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Protocol

from xltools.core.grid import Grid, SheetGrid
from xltools.core.marks.cell_marks import CellMark
from xltools.core.marks.finding_walk import Place
from xltools.core.marks.marking import Marking
from xltools.core.marks.own_sheets import OwnSheet
from xltools.core.marks.repairs import CellChange


class LiveBook(Protocol):
    """An open workbook."""

    @property
    def name(self) -> str:
        """The file's name, or what the program calls a workbook that was never saved."""
        ...

    @property
    def folder(self) -> Path | None:
        """The folder of its file; None where it was never saved, or lives at an address of the web."""
        ...

    @property
    def tabs(self) -> Sequence[str]:
        """The names of its sheets, in order."""
        ...

    @property
    def selected(self) -> Place:
        """The selected cell; the first of several."""
        ...

    def tell(self, sentence: str, title: str) -> None:
        """Show a sentence, and wait until it is read."""
        ...

    def ask(self, question: str, title: str) -> bool:
        """Ask a question that is answered by yes or no."""
        ...

    def read(self) -> Grid:
        """Read all its cells as they are now, saved or not."""
        ...

    def read_sheet(self, title: str) -> SheetGrid | None:
        """Read one sheet; None where there is none of that name."""
        ...

    def go_to(self, place: Place) -> None:
        """Select a cell and bring it into view.

        Raises:
            MachineError: Its sheet is hidden.
        """
        ...

    def mark(self, marks: Sequence[CellMark]) -> None:
        """Lay marks over cells, in place of the marks that are there.

        A cell that has a note of the clerk's keeps it and gets no other.
        """
        ...

    def unmark(self) -> None:
        """Take off every mark and every note of the tool's, and nothing else."""
        ...

    def list_findings(self, marking: Marking) -> None:
        """Fill the findings sheet in place of what it lists now; one without lines empties it."""
        ...

    def formats(self, cells: Sequence[Place]) -> Mapping[Place, str]:
        """Give the number formats of cells."""
        ...

    def change(self, changes: Sequence[CellChange]) -> None:
        """Write cells, each in the number format of its new content, where that names one."""
        ...

    def put_sheet(self, sheet: OwnSheet) -> None:
        """Add one of the tool's own sheets, in place of the one that is there."""
        ...

    def remove_sheet(self, title: str) -> None:
        """Take out a sheet."""
        ...
