"""Notes on cells in LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Note:
    """A cell's note.

    Args:
        place: The range whose first cell it is on.
        cell: LibreOffice's cell.
    """

    def __init__(self, place: Any, cell: Any) -> None:
        self.location = place
        self._cell = cell

    @property
    def api(self) -> Any:
        """LibreOffice's own object."""
        return self._cell.Annotation

    @property
    def text(self) -> str:
        """What it says."""
        return str(self._cell.Annotation.String)

    @text.setter
    def text(self, value: str) -> None:
        self.location.sheet.check_unprotected()
        self._cell.Annotation.setString(value)

    @property
    def author(self) -> str:
        """Who wrote it."""
        return str(self._cell.Annotation.Author)

    def delete(self) -> None:
        """Remove it."""
        self.location.clear_notes()


def note_at(place: Any, cell: Any) -> Note | None:
    """Give a cell's note, if it has one."""
    return Note(place, cell) if cell.Annotation.String else None


def each_note(sheet: Any) -> Iterator[tuple[int, int, str]]:
    """Give row, column and text of every note on a sheet of LibreOffice."""
    for note in sheet.Annotations:
        at = note.Position
        yield at.Row + 1, at.Column + 1, str(note.String)
