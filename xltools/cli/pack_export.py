"""``xltools pack export``: a pack as a spreadsheet to author it in."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.adapters.pack_folder import find_pack
from xltools.app.pack_books import export_pack
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")
    parser.argument("file", type=Path)
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the spreadsheet, and say which files of the pack it does not hold."""
    left = export_pack(find_pack(options.pack), options.file, catalog, overwrite=options.overwrite)
    print(catalog.say("command.pack_export.written", {"file": str(options.file)}))
    if left:
        print(catalog.say("command.pack_export.left", {"files": left}))
    return 0
