"""The engine by which xlwings, and so every macro, works on LibreOffice as it does on Excel.

``use(office)`` makes a LibreOffice the one that ``xlwings.books`` and ``Book.caller()`` mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import xlwings

from xltools.adapters.uno_app import App
from xltools.adapters.uno_book import Book
from xltools.adapters.uno_connection import Office
from xltools.adapters.uno_dialogs import Asked, RecordedDialogs
from xltools.adapters.uno_values import Raw, cleaned
from xltools.errors import FileError

__all__ = ["Asked", "Engine", "asked_of", "book_of_document", "call_from", "engine", "opened", "save_copy", "use"]

NAME = "libreoffice"


class Apps:
    """The LibreOffices that are attached, the one in front first."""

    def __init__(self) -> None:
        self._apps: list[App] = []

    def attach(self, app: App) -> None:
        """Take a LibreOffice in, at the front."""
        self._apps.insert(0, app)

    def to_front(self, app: App) -> None:
        """Make one of them the one that macros act on."""
        self._apps.sort(key=lambda other: other is not app)

    def forget(self, app: App) -> None:
        """Leave one out that has ended."""
        self._apps = [other for other in self._apps if other is not app]

    def keys(self) -> list[int]:
        """Give what tells them apart."""
        return [app.pid for app in self._apps]

    def cleanup(self) -> None:
        """Nothing is left behind by LibreOffice."""

    def __iter__(self) -> Iterator[App]:
        return iter(tuple(self._apps))

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> App:
        found = next((app for app in self._apps if app.pid == pid), None)
        if found is None:
            raise KeyError(pid)
        return found


class Engine:
    """What xlwings asks of an engine."""

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.apps = Apps()

    @staticmethod
    def prepare_xl_data_element(value: object, _options: object) -> object:
        """Make a value plain: numbers of numpy and pandas, and their blanks."""
        if isinstance(value, str | bool | int) or value is None:
            return value
        if type(value).__name__ in ("NAType", "NaTType") or value != value:  # noqa: PLR0124 - not a number
            return None
        unwrap = getattr(value, "item", None)
        if unwrap is not None:
            return unwrap()
        return float(value) if type(value).__name__ == "Decimal" else value  # type: ignore[arg-type]

    @staticmethod
    def clean_value_data(
        data: list[list[Raw]],
        days: Callable[..., object],
        empty: object,
        numbers: Callable[[float], object] | None,
        errors: bool,
    ) -> list[list[object]]:
        """Turn what was read into what the caller asked for."""
        return [[cleaned(value, days, empty, numbers, errors=errors) for value in row] for row in data]


def engine() -> Engine:
    """Give the engine, registered with xlwings the first time."""
    if NAME not in xlwings.engines.engines_by_name:
        xlwings.engines.add(xlwings.Engine(impl=Engine()))
    found: Engine = xlwings.engines[NAME].impl
    return found


def use(office: Office) -> xlwings.App:
    """Make a LibreOffice the program that macros act on."""
    made = engine()
    app = App(made, office)
    made.apps.attach(app)
    xlwings.engines[NAME].activate()
    return xlwings.App(impl=app)


def call_from(book: xlwings.Book) -> None:
    """Make a workbook the one that ``Book.caller()`` gives, as when its own button is clicked."""
    book.set_mock_caller()


def opened(app: xlwings.App, path: Path) -> xlwings.Book:
    """Open a workbook, or give it where it is open already.

    Raises:
        FileError: LibreOffice cannot open it, or another workbook of this name is open.
    """
    try:
        return app.books.open(path)
    except ValueError:  # so xlwings says, as Excel does
        raise FileError("libreoffice.same_name", file=path.name) from None


def book_of_document(app: xlwings.App, document: str) -> xlwings.Book:
    """Give the workbook whose window a button was clicked in.

    Args:
        app: The LibreOffice.
        document: LibreOffice's own number of the document.

    Raises:
        FileError: It has been closed.
    """
    found = next((book for book in app.books if book.impl.uid == document), None)
    if found is None:
        raise FileError("libreoffice.closed")
    return found


def save_copy(book: xlwings.Book, target: Path, name: Path) -> None:
    """Write a workbook as it is now into another file; the open one keeps its own.

    Args:
        book: The workbook.
        target: The file.
        name: What the file will be called in the end; its ending says the kind.

    Raises:
        FileError: A kind of file that is not written.
    """
    impl: Book = book.impl
    impl.save_copy(target, name)


def asked_of(app: xlwings.App) -> tuple[Asked, ...]:
    """Give what was told and asked in a LibreOffice without windows."""
    dialogs = app.impl.dialogs
    return tuple(dialogs.asked) if isinstance(dialogs, RecordedDialogs) else ()
