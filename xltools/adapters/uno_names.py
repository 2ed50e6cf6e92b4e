"""Defined names of a workbook in LibreOffice."""

from __future__ import annotations

from typing import Any

from xltools.adapters.uno_addresses import CellArea, quoted_sheet
from xltools.adapters.uno_connection import structure
from xltools.adapters.uno_formulas import Formulas


class Name:
    """One name.

    Args:
        book: Its workbook.
        owner: LibreOffice's collection that has it.
        native: LibreOffice's object.
        scope: The title of the sheet that it belongs to; empty for the workbook.
    """

    def __init__(self, book: Any, owner: Any, native: Any, scope: str) -> None:
        self._book = book
        self._owner = owner
        self._scope = scope
        self.api = native

    @property
    def name(self) -> str:
        """The name, with its sheet's where it belongs to one."""
        return f"{quoted_sheet(self._scope)}!{self.api.Name}" if self._scope else str(self.api.Name)

    @name.setter
    def name(self, value: str) -> None:
        self.api.setName(value)

    @property
    def refers_to(self) -> str:
        """What it stands for, as a formula of Excel."""
        formulas: Formulas = self._book.formulas
        return formulas.to_excel("=" + str(self.api.Content), 0, 1, 1)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        self.api.setContent(_content(self._book, value))

    @property
    def refers_to_range(self) -> Any:
        """The cells that it stands for.

        Raises:
            ValueError: It stands for no cells.
        """
        cells = self.api.ReferredCells
        if cells is None:
            raise ValueError(self.name)
        at = cells.RangeAddress
        area = CellArea(at.StartRow + 1, at.StartColumn + 1, at.EndRow + 1, at.EndColumn + 1)
        return self._book.sheets(at.Sheet + 1).area_range(area)

    def delete(self) -> None:
        """Remove the name."""
        self._owner.removeByName(self.api.Name)


class Names:
    """The names of a workbook, and of its sheets.

    Args:
        book: The workbook.
        owners: LibreOffice's collections, each with the title of its sheet (empty for the workbook).
    """

    def __init__(self, book: Any, owners: list[tuple[Any, str]]) -> None:
        self._book = book
        self._owners = owners

    @property
    def api(self) -> Any:
        """LibreOffice's own collection."""
        return self._owners[0][0]

    def __call__(self, key: str | int) -> Name:
        """Find a name.

        Raises:
            KeyError: There is none.
        """
        found = self.snapshot()
        if isinstance(key, int):
            return found[key - 1][1]
        return next(name for text, name in found if _same(text, key)) if self.contains(key) else _missing(key)

    def __len__(self) -> int:
        return len(self.snapshot())

    def snapshot(self) -> list[tuple[str, Name]]:
        """Give every name with its text."""
        names = [
            Name(self._book, owner, owner.getByName(text), scope)
            for owner, scope in self._owners
            for text in owner.ElementNames
        ]
        return [(name.name, name) for name in names]

    def contains(self, key: str | int) -> bool:
        """Say whether there is such a name; upper and lower case are one."""
        return any(_same(text, str(key)) for text, _ in self.snapshot())

    def add(self, name: str, refers_to: str) -> Name:
        """Define a name, or define it anew."""
        owner, scope = self._owners[0]
        if owner.hasByName(name):
            owner.removeByName(name)
        at = structure("com.sun.star.table.CellAddress")
        owner.addNewByName(name, _content(self._book, refers_to), at, 0)
        return Name(self._book, owner, owner.getByName(name), scope)


def _content(book: Any, refers_to: str) -> str:
    formulas: Formulas = book.formulas
    return formulas.from_excel("=" + refers_to.removeprefix("="), 0, 1, 1)[1:]


def _same(text: str, key: str) -> bool:
    return text.lower() == key.lower()


def _missing(key: str) -> Name:
    raise KeyError(key)
