"""LibreOffice as the program that xlwings calls an app."""

from __future__ import annotations

from typing import Any

from xltools.adapters.uno_book import Book, Books
from xltools.adapters.uno_connection import Office, structure
from xltools.adapters.uno_dialogs import Dialogs, RecordedDialogs, WindowDialogs
from xltools.adapters.uno_range import Range

_ACCESS = "com.sun.star.configuration.ConfigurationAccess"


class AppApi:
    """The part of Excel's own interface that macros use on the program, for what xlwings has no word.

    Args:
        app: The program.
    """

    def __init__(self, app: App) -> None:
        self._app = app
        self.native = app.desktop

    def InputBox(self, Prompt: str, Title: str = "", Default: str = "") -> str | bool:  # noqa: N802, N803 - Excel's
        """Ask for a text; False where the person declines, as Excel has it."""
        answer = self._app.dialogs.input(Prompt, Title, Default)
        return False if answer is None else answer


class App:
    """A LibreOffice.

    Args:
        engine: The engine that it belongs to.
        office: The connection.

    Attributes:
        dialogs: How a person is told and asked.
    """

    display_alerts = True
    enable_events = True
    interactive = True
    cut_copy_mode = None
    hwnd = None

    def __init__(self, engine: Any, office: Office) -> None:
        self.engine = engine
        self.office = office
        self.desktop = office.desktop
        self.dialogs: Dialogs = WindowDialogs(office) if office.visible else RecordedDialogs()
        self._books: dict[str, Book] = {}
        self._front: Book | None = None
        self._screen_updating = True
        self._status: str | bool = False
        self._indicator: Any = None

    @property
    def api(self) -> AppApi:
        """The part of Excel's own interface that macros use."""
        return AppApi(self)

    @property
    def books(self) -> Books:
        """The open workbooks."""
        return Books(self)

    @property
    def pid(self) -> int:
        """The process, where we started it; else a number that tells this connection from others."""
        return id(self.office) if self.office.process is None else self.office.process.pid

    @property
    def version(self) -> str:
        """The program's version, such as ``7.4.7``."""
        provider = self.office.service("com.sun.star.configuration.ConfigurationProvider")
        path = structure("com.sun.star.beans.PropertyValue", Name="nodepath", Value="/org.openoffice.Setup/Product")
        access = provider.createInstanceWithArguments(_ACCESS, (path,))
        return str(access.getByName("ooSetupVersionAboutBox"))

    @property
    def visible(self) -> bool:
        """Whether a person sees the windows; it is settled when LibreOffice starts."""
        return self.office.visible

    @visible.setter
    def visible(self, value: bool) -> None:
        """A LibreOffice without a screen cannot get one: asking for it changes nothing."""

    @property
    def selection(self) -> Range | None:
        """The cells selected in the workbook in front; the first area's where there are several."""
        book = self.active_book()
        controller = None if book is None else book.native.CurrentController
        if book is None or controller is None:
            return None
        selected = controller.Selection
        if not selected.supportsService("com.sun.star.sheet.SheetCellRange"):
            return None
        at = selected.RangeAddress
        start, last = (at.StartRow + 1, at.StartColumn + 1), (at.EndRow + 1, at.EndColumn + 1)
        return book.sheets(at.Sheet + 1).range(start, last)

    @property
    def screen_updating(self) -> bool:
        """Whether the windows follow what is done."""
        return self._screen_updating

    @screen_updating.setter
    def screen_updating(self, value: bool) -> None:
        if value == self._screen_updating:
            return
        self._screen_updating = value
        for book in self.books:
            if value:
                book.native.unlockControllers()
            else:
                book.native.lockControllers()

    @property
    def calculation(self) -> str:
        """``automatic`` or ``manual``."""
        book = self.active_book()
        return "automatic" if book is None or book.native.isAutomaticCalculationEnabled() else "manual"

    @calculation.setter
    def calculation(self, value: str) -> None:
        for book in self.books:
            book.native.enableAutomaticCalculation(value != "manual")

    def calculate(self) -> None:
        """Compute what is due in all open workbooks."""
        for book in self.books:
            book.native.calculate()

    @property
    def status_bar(self) -> str | bool:
        """What stands in the status bar; False where LibreOffice decides."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        if self._indicator is not None:
            self._indicator.end()
            self._indicator = None
        self._status = value
        frame = self.desktop.CurrentFrame if self.visible else None
        if frame is not None and isinstance(value, str):
            self._indicator = frame.createStatusIndicator()
            self._indicator.start(value, 0)

    def alert(self, prompt: str, title: str | None, buttons: str | None, mode: str | None, callback: object) -> str:
        """Tell or ask, and give the button pressed."""
        del callback
        return self.dialogs.alert(prompt or "", title or "", buttons, mode)

    def activate(self, steal_focus: bool = False) -> None:
        """Make this the program that macros act on."""
        del steal_focus
        self.engine.apps.to_front(self)

    def quit(self) -> None:
        """Close all workbooks without saving, where LibreOffice runs for us alone; who started it ends it."""
        if self.office.process is not None:
            for book in list(self.books):
                book.close()
        self.engine.apps.forget(self)

    def kill(self) -> None:
        """End it, as ``quit`` does."""
        self.quit()

    def active_book(self) -> Book | None:
        """Give the workbook in front: the window that has the focus, else the one last opened or activated."""
        current = self.desktop.CurrentComponent if self.visible else None
        if current is not None and hasattr(current, "NamedRanges"):
            return self.book_of(current)
        if self._front is not None:
            return self._front
        return next(iter(self.books), None)

    def book_of(self, document: Any) -> Book:
        """Give the workbook of a document; the same each time, so that what it knows is kept."""
        uid = str(document.RuntimeUID)
        if uid not in self._books:
            self._books[uid] = Book(self, document)
        return self._books[uid]

    def activated(self, book: Book) -> None:
        """Remember which workbook was brought to the front."""
        self._front = book

    def closed(self, book: Book) -> None:
        """Forget a workbook that is being closed."""
        self._books.pop(book.uid, None)
        if self._front is book:
            self._front = None
