"""清除标记: take off every mark and note of the tool's, and empty what it listed.

Nothing of the workbook's own has to be put back, since nothing of it was covered over: marks are
conditional formats, and a cell with a note of the clerk's got no other.
"""

from __future__ import annotations

from xltools.adapters.catalog_files import load_catalog
from xltools.app.macros.desk import Desk, words_of
from xltools.core.marks.marking import mark
from xltools.core.marks.own_sheets import is_own, outcomes_headers
from xltools.core.messages import LANGUAGES


def run(desk: Desk) -> None:
    """Clear the open workbook, of whatever pack and language it is."""
    book = desk.book
    book.unmark()
    for language in dict.fromkeys((desk.catalog.language, *LANGUAGES)):
        catalog = load_catalog(language)
        words = words_of(catalog)
        if words.text("tab.findings") in book.tabs:
            book.list_findings(mark((), words, catalog.wrong_and_mend))
            desk.catalog = catalog
        title = words.text("tab.outcomes")
        sheet = book.read_sheet(title)
        if sheet is not None and is_own(sheet, title, outcomes_headers(words)):
            book.remove_sheet(title)
    desk.tell("macro.clear.done")
