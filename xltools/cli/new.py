"""``xltools new``: a blank workbook to fill in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.adapters.pack_folder import find_pack
from xltools.app.new_workbooks import new_workbook
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser, UsageError
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")
    parser.option("--unit", required=True)
    parser.option("--year", type=int, required=True)
    parser.option("--from", dest="last_year", type=Path)
    parser.option("-o", "--output", type=Path)
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the workbook, and say where it is."""
    _refuse_impossible(options, catalog)
    folder = find_pack(options.pack)
    last_year = None if options.last_year is None else read_workbook(options.last_year, options.pack)
    target = new_workbook(
        folder, options.unit, options.year, options.output, last_year=last_year, overwrite=options.overwrite
    )
    print(catalog.say("command.new.written", {"file": str(target)}))
    return 0


def _refuse_impossible(options: Namespace, catalog: Catalog) -> None:
    detail = None
    if not 1900 < options.year < 9999:
        detail = catalog.say("command.wrong.year", {"value": options.year})
    elif not options.unit.strip():
        detail = catalog.sentence("command.wrong.unit")
    if detail is not None:
        raise UsageError(catalog.say("command.wrong.call", {"detail": detail, "command": "xltools new"}))
