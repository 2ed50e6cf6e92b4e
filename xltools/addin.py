"""What a button of the ribbon, or of LibreOffice's toolbar, runs.

The program starts Python with ``xltools.addin.dispatch('<control id>')``.  Nothing but these ids is ever
run, and nothing in the workbook decides what they mean.  Whatever happens, the clerk sees one sentence
and the program that waits for us is told that all went well: an error status or a traceback would
only come up in a box that nobody can read.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.excel_app import calling_book, tell_without_book
from xltools.adapters.fault_log import log_fault
from xltools.adapters.live_book import LiveBook
from xltools.app.macros.desk import DEFAULT_LANGUAGE, Desk
from xltools.errors import PackError, XltoolsError

MACROS: Mapping[str, str] = {
    "check": "xltools.app.macros.check:run",
    "next_finding": "xltools.app.macros.walk:run_next",
    "previous_finding": "xltools.app.macros.walk:run_previous",
    "explain": "xltools.app.macros.explain:run",
    "clear_marks": "xltools.app.macros.clear:run",
    "repair": "xltools.app.macros.repair:run",
    "indicators": "xltools.app.macros.indicators:run",
    "report": "xltools.app.macros.report:run",
    "check_report": "xltools.app.macros.report_check:run",
    "refresh_report": "xltools.app.macros.report_refresh:run",
}
"""The macro of each control id, ``run(desk)``, loaded when it is clicked."""

_FAULTS_SHOWN = 8


def dispatch(control_id: str) -> None:
    """Run the macro of a button over the workbook in front.

    Args:
        control_id: One of ``MACROS``.
    """
    try:
        book = calling_book()
    except XltoolsError as error:
        catalog = load_catalog(DEFAULT_LANGUAGE)
        tell_without_book(catalog.say(error.key, error.params), catalog.sentence("macro.title"))
        return
    run(control_id, book)


def run(control_id: str, book: LiveBook) -> None:
    """Run a macro over an open workbook; whatever stops it is said in one sentence."""
    desk = Desk(book)
    try:
        _macro(control_id)(desk)
    except XltoolsError as error:
        _tell(desk, _said(error, desk))
    except Exception:  # noqa: BLE001 - the edge: whatever our own fault is, it is logged and said in one sentence
        _tell(desk, desk.catalog.say("macro.crashed", {"file": str(log_fault())}))


def _macro(control_id: str) -> Callable[[Desk], None]:
    """Find a macro.  Raises: KeyError, for what is none."""
    module, _, function = MACROS[control_id].partition(":")
    found: Callable[[Desk], None] = getattr(import_module(module), function)
    return found


def _said(error: XltoolsError, desk: Desk) -> str:
    sentence = desk.catalog.say(error.key, error.params)
    if isinstance(error, PackError):
        lines = [desk.catalog.line(finding) for finding in error.findings[:_FAULTS_SHOWN]]
        return "\n".join([sentence, *lines])
    return sentence


def _tell(desk: Desk, sentence: str) -> None:
    """Show a sentence; a program that can show none any more has gone away, and there is no one to tell."""
    try:
        desk.book.tell(sentence, load_catalog(DEFAULT_LANGUAGE).sentence("macro.title"))
    except Exception:  # noqa: BLE001 - as above
        log_fault()
