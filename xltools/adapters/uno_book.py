"""A workbook open in LibreOffice, with the names that xlwings calls on its engines."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from xltools.adapters.uno_connection import bindings, properties
from xltools.adapters.uno_formats import Formats
from xltools.adapters.uno_formulas import Formulas
from xltools.adapters.uno_names import Names
from xltools.adapters.uno_protection import Locks
from xltools.adapters.uno_sheet import Sheets
from xltools.errors import FileError

_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".ods": "calc8",
}
_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"


class BookApi:
    """The part of Excel's own interface that macros use on a workbook, for what xlwings has no word.

    Args:
        native: LibreOffice's document.
    """

    def __init__(self, native: Any) -> None:
        self.native = native

    @property
    def Saved(self) -> bool:  # noqa: N802 - Excel's name
        """Whether all changes are in the file."""
        return not self.native.isModified()

    @Saved.setter
    def Saved(self, value: bool) -> None:  # noqa: N802 - Excel's name
        self.native.setModified(not value)

    @property
    def ReadOnly(self) -> bool:  # noqa: N802 - Excel's name
        """Whether the file cannot be written."""
        return bool(self.native.isReadonly())


class Book:
    """A workbook.

    Args:
        app: The program that it is open in.
        native: LibreOffice's document.
    """

    def __init__(self, app: Any, native: Any) -> None:
        self.app = app
        self.native = native
        self.formats = Formats(native)
        self.formulas = Formulas(native)
        self.locks = Locks(native)

    @property
    def api(self) -> BookApi:
        """The part of Excel's own interface that macros use."""
        return BookApi(self.native)

    @property
    def uid(self) -> str:
        """What tells this document from others in the same LibreOffice."""
        return str(self.native.RuntimeUID)

    @property
    def name(self) -> str:
        """The file's name; the window's title where it has no file."""
        return Path(self.fullname).name

    @property
    def fullname(self) -> str:
        """The file with its folder; an address where it does not lie on this machine."""
        url = str(self.native.URL)
        if url.startswith("file:"):
            return str(bindings().fileUrlToSystemPath(url))
        return url or str(self.native.Title)

    @property
    def sheets(self) -> Sheets:
        """Its sheets."""
        return Sheets(self)

    @property
    def names(self) -> Names:
        """Its names, and those of its sheets."""
        scoped = [(sheet.native.NamedRanges, sheet.name) for sheet in self.sheets]
        return Names(self, [(self.native.NamedRanges, ""), *scoped])

    def activate(self) -> None:
        """Bring it to the front."""
        self.app.activated(self)
        controller = self.native.CurrentController
        if controller is not None and self.app.visible:
            controller.Frame.activate()
            controller.Frame.ContainerWindow.toFront()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save it where it is, or elsewhere.

        Raises:
            FileError: A kind of file that is not written, or a password, which is not supported.
        """
        if password is not None:
            raise FileError("libreoffice.no_password", file=self.name)
        if path is None and self.native.hasLocation():
            self.native.store()
            return
        target = Path(path or f"{self.name}.xlsx").absolute()
        self.native.storeAsURL(target.as_uri(), properties(FilterName=_filter(target)))

    def save_copy(self, target: Path, name: Path) -> None:
        """Write it as it is now into another file, and keep its own.

        Args:
            target: The file.
            name: What the file will be called in the end; its ending says the kind.

        Raises:
            FileError: A kind of file that is not written.
        """
        self.native.storeToURL(target.absolute().as_uri(), properties(FilterName=_filter(name)))

    def close(self) -> None:
        """Close it without saving."""
        self.app.closed(self)
        self.native.close(True)


class Books:
    """The workbooks open in a LibreOffice.

    Args:
        app: The program.
    """

    def __init__(self, app: Any) -> None:
        self.app = app

    @property
    def api(self) -> Any:
        """LibreOffice's own collection of all its documents."""
        return self.app.desktop.Components

    @property
    def active(self) -> Book:
        """The workbook in front.

        Raises:
            FileError: None is open.
        """
        found = self.app.active_book()
        if found is None:
            raise FileError("libreoffice.no_book")
        book: Book = found
        return book

    def __call__(self, key: str | int) -> Book:
        """Find a workbook by its file's name or its place from 1.

        Raises:
            KeyError: There is none.
        """
        books = list(self)
        if isinstance(key, int):
            if not 1 <= key <= len(books):
                raise KeyError(key)
            return books[key - 1]
        found = next((book for book in books if key.lower() in (book.name.lower(), book.fullname.lower())), None)
        if found is None:
            raise KeyError(key)
        return found

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Book]:
        for document in self.app.desktop.Components:
            if hasattr(document, "supportsService") and document.supportsService(_SPREADSHEET):
                yield self.app.book_of(document)

    def __contains__(self, key: object) -> bool:
        return any(str(key).lower() == book.name.lower() for book in self)

    def add(self) -> Book:
        """Make a new workbook."""
        return self._load("private:factory/scalc")

    def open(
        self, fullname: str, update_links: bool | None = None, read_only: bool | None = None, *_others: object
    ) -> Book:
        """Open a workbook.

        Raises:
            FileError: LibreOffice cannot open it.
        """
        del update_links  # links to other files are never followed
        uno = bindings()
        try:
            return self._load(uno.systemPathToFileUrl(str(Path(fullname).absolute())), ReadOnly=bool(read_only))
        except uno.getClass("com.sun.star.uno.Exception"):
            raise FileError("libreoffice.not_opened", file=Path(fullname).name) from None

    def _load(self, url: str, **arguments: object) -> Book:
        document = self.app.desktop.loadComponentFromURL(
            url,
            "_blank",
            0,
            properties(Hidden=not self.app.visible, MacroExecutionMode=0, UpdateDocMode=0, **arguments),
        )
        if document is None:
            raise FileError("libreoffice.not_opened", file=Path(url).name)
        book: Book = self.app.book_of(document)
        book.activate()
        return book


def _filter(target: Path) -> str:
    found = _FILTERS.get(target.suffix.lower())
    if found is None:
        raise FileError("libreoffice.not_saved_as", file=target.name)
    return found
