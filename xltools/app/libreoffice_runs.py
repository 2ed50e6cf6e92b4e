"""Run a macro on a workbook that is open in LibreOffice, as one of its buttons does."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

import xlwings

from xltools.adapters.libreoffice_app import Asked, asked_of, book_of_document, call_from, opened, save_copy, use
from xltools.adapters.safe_write import write_whole
from xltools.adapters.uno_connection import attach, open_office, private_office
from xltools.errors import FileError

Macro = Callable[[], None]
"""Acts on the workbook that called it; says itself what went wrong."""


def run_in_window(book: Path, macro: Macro | None) -> None:
    """Open a workbook in the user's LibreOffice, starting it where it does not run, and leave it open.

    Args:
        book: The workbook; one that is open already is not opened twice.
        macro: What to run on it then, if anything.

    Raises:
        FileError: There is no such file, or LibreOffice cannot open it.
        MachineError: LibreOffice or its bindings are missing, or it does not answer.
    """
    _must_be_there(book)
    _run_on(opened(use(open_office()), book), macro)


def run_attached(pipe: str, document: str, macro: Macro) -> None:
    """Run a macro for a button that was clicked in a LibreOffice.

    Args:
        pipe: Where that LibreOffice listens.
        document: Which of its documents the button was clicked on.
        macro: What to run.

    Raises:
        FileError: The document has been closed meanwhile.
        MachineError: The LibreOffice does not answer, or its bindings are missing.
    """
    _run_on(book_of_document(use(attach(pipe)), document), macro)


def run_unseen(book: Path, macro: Macro, output: Path | None, *, overwrite: bool = False) -> Sequence[Asked]:
    """Run a macro in a LibreOffice without windows, which declines every question.

    Args:
        book: The workbook; it is not altered.
        macro: What to run.
        output: Where the workbook goes as the macro leaves it, if anywhere.
        overwrite: True to take the place of a file that is there.

    Returns:
        What the macro told and asked.

    Raises:
        FileError: The workbook cannot be opened, or the output not written.
        MachineError: LibreOffice or its bindings are missing, or it does not answer.
    """
    _must_be_there(book)
    with (
        tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as profile,
        private_office(Path(profile)) as office,
    ):
        app = use(office)
        try:
            found = opened(app, book)
            _run_on(found, macro)
            if output is not None:
                write_whole(output, lambda target: save_copy(found, target, output), overwrite=overwrite)
            return asked_of(app)
        finally:
            app.quit()


def _run_on(book: xlwings.Book, macro: Macro | None) -> None:
    call_from(book)
    if macro is not None:
        macro()


def _must_be_there(book: Path) -> None:
    if not book.is_file():
        raise FileError("file.not_found", name=str(book))
