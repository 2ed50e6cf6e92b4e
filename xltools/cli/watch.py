"""``xltools watch``: check the workbooks of a folder whenever they are saved."""

from __future__ import annotations

import time
from argparse import Namespace
from pathlib import Path
from typing import NoReturn

from xltools.adapters.watched_folder import INDEX
from xltools.app.watching import SECONDS, Watch
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog
from xltools.errors import FileError


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("folder", type=Path)
    parser.option("--once", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Watch until Ctrl+C; with ``--once``, check every workbook and give the verdict as the status."""
    watch = Watch(options.folder, catalog, _say, live=not options.once)
    if options.once:
        watch.check_all()
        passed = all(one.validation is not None and one.validation.passed for one in watch.checked.values())
        return 0 if passed else 1
    index = str(options.folder / INDEX)
    try:
        watch.look()
        _say(catalog.say("watch.started", {"folder": str(options.folder), "index": index}))
        _go_on(watch, catalog)
    except KeyboardInterrupt:
        _say(catalog.sentence("watch.ended"))
        return 0


def _go_on(watch: Watch, catalog: Catalog) -> NoReturn:
    """Look again and again; a network drive that is away for a while is said once and waited for."""
    trouble = ""
    while True:
        time.sleep(SECONDS)
        try:
            watch.look()
            trouble = ""
        except FileError as error:
            said = catalog.say(error.key, error.params)
            if said != trouble:
                _say(said)
            trouble = said


def _say(line: str) -> None:
    print(line, flush=True)
