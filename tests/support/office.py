"""A LibreOffice without windows, in which xlwings works, for the tests that need a spreadsheet program."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from pathlib import Path

import xlwings

from xltools.adapters.libreoffice_app import use
from xltools.adapters.uno_connection import private_office
from xltools.adapters.uno_dialogs import RecordedDialogs


@contextlib.contextmanager
def office_app() -> Iterator[xlwings.App]:
    """Run a LibreOffice of one's own, and make it the one that xlwings means."""
    with (
        tempfile.TemporaryDirectory(prefix="xltools-", ignore_cleanup_errors=True) as profile,
        private_office(Path(profile)) as office,
    ):
        app = use(office)
        try:
            yield app
        finally:
            app.quit()


def dialogs_of(app: xlwings.App) -> RecordedDialogs:
    """Give what was told and asked, and where answers are prepared (``answers.append("yes")``)."""
    dialogs = app.impl.dialogs
    assert isinstance(dialogs, RecordedDialogs)
    return dialogs
