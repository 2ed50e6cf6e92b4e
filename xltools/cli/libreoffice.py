"""``xltools libreoffice``: the buttons in LibreOffice."""

from __future__ import annotations

import argparse
from argparse import Namespace
from importlib import import_module
from pathlib import Path

from xltools.app.libreoffice_runs import Macro, run_attached, run_in_window, run_unseen
from xltools.cli.parser import Parser, UsageError
from xltools.core.messages import Catalog
from xltools.core.nearest import nearest
from xltools.excel_addin.buttons import BUTTONS, Button

_MACROS = "xltools.addin"  # loaded when a macro is run: it is an edge of its own, beside this one


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path, nargs="?")
    parser.option("--run")
    parser.option("--headless", action="store_true")
    parser.option("-o", "--output", type=Path)
    parser.option("--overwrite", action="store_true")
    for name in ("--attach", "--document"):  # what the toolbar's own buttons give
        parser.add_argument(name, help=argparse.SUPPRESS)


def run(options: Namespace, catalog: Catalog) -> int:
    """Open the workbook, run the macro, and leave it open; unseen, print what the macro says."""
    macro = None if options.run is None else _macro(options.run, catalog)
    if options.attach and options.document and macro:
        run_attached(options.attach, options.document, macro)
        return 0
    if options.book is None:
        raise UsageError(catalog.sentence("command.libreoffice.no_book"))
    if not options.headless:
        run_in_window(options.book, macro)
        return 0
    if macro is None:
        raise UsageError(catalog.sentence("command.libreoffice.nothing_to_run"))
    for asked in run_unseen(options.book, macro, options.output, overwrite=options.overwrite):
        print(asked.prompt)
    return 0


def _macro(name: str, catalog: Catalog) -> Macro:
    """Find a macro by the id of its button, or by what is printed on the button in any language.

    Raises:
        UsageError: There is no such button.
    """
    found = next((button for button in BUTTONS if name in _names(button)), None)
    if found is None:
        near = nearest(name, [other for button in BUTTONS for other in _names(button)])
        labels = tuple(button.labels[catalog.language] for button in BUTTONS)
        key = "command.libreoffice.no_button" if near is None else "command.libreoffice.no_button_near"
        raise UsageError(catalog.say(key, {"name": name, "suggestion": near, "buttons": labels}))
    button = found.id

    def dispatch() -> None:
        import_module(_MACROS).dispatch(button)

    return dispatch


def _names(button: Button) -> tuple[str, ...]:
    return (button.id, *button.labels.values())
