"""The clerk's desk: the workbook that is open on it, and the language spoken there."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.live_book import LiveBook
from xltools.app.workbooks import Workbook, workbook_of
from xltools.core.marks.cell_marks import cell_marks
from xltools.core.marks.marking import mark
from xltools.core.marks.own_sheets import OwnSheet, is_own
from xltools.core.messages import Catalog, Value
from xltools.core.planning.plan_words import Words
from xltools.core.validate import Validation
from xltools.errors import FileError

DEFAULT_LANGUAGE = "zh-Hans"
"""Until the workbook has said which pack, and so which language, it is of."""


class Desk:
    """An open workbook and whoever sits before it.

    Args:
        book: The workbook.

    Attributes:
        book: The workbook.
        catalog: The sentences of the language of the workbook's pack, once it has been read.
    """

    def __init__(self, book: LiveBook) -> None:
        self.book = book
        self.catalog: Catalog = load_catalog(DEFAULT_LANGUAGE)

    @property
    def words(self) -> Words:
        """The words that are printed in the workbook."""
        return words_of(self.catalog)

    def read(self) -> Workbook:
        """Read the workbook as it is now, and go on in its language.

        Raises:
            FileError: It is of no pack, or of one that is not installed, or of another version.
            PackError: With every fault of the pack.
        """
        workbook = workbook_of(self.book.read(), Path(self.book.name))
        if workbook.pack.language != self.catalog.language:
            self.catalog = load_catalog(workbook.pack.language)
        return workbook

    def show(self, validation: Validation) -> None:
        """Mark the cells with findings and list them, in place of what was marked and listed before."""
        tabs = frozenset(self.book.tabs)
        marks = cell_marks(validation.findings, self.words, self.catalog.wrong_and_mend)
        self.book.mark([found for found in marks if found.sheet in tabs])
        self.book.list_findings(mark(validation.findings, self.words, self.catalog.wrong_and_mend))

    def put(self, sheet: OwnSheet) -> None:
        """Put one of the tool's sheets into the workbook, in place of an earlier one.

        Raises:
            FileError: The clerk has a sheet of that name.
        """
        there = self.book.read_sheet(sheet.title)
        if there is not None and not is_own(there, sheet.title, sheet.headers):
            raise FileError("macro.name_taken", sheet=sheet.title)
        self.book.put_sheet(sheet)

    def tell(self, key: str, **params: Value) -> None:
        """Say a sentence of the catalogue."""
        self.book.tell(self.catalog.say(key, params), self.catalog.sentence("macro.title"))

    def ask(self, key: str, **params: Value) -> bool:
        """Ask a question of the catalogue."""
        return self.book.ask(self.catalog.say(key, params), self.catalog.sentence("macro.title"))


def words_of(catalog: Catalog) -> Words:
    """Give the words that are printed in workbooks of the catalogue's language."""
    return Words(catalog.language, catalog.say, catalog.phrase)
