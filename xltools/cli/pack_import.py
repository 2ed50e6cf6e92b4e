"""``xltools pack import``: a pack's spreadsheet into its folder."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.app.pack_books import import_pack
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("file", type=Path)
    parser.argument("folder", type=Path)
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the folder, and say where it is."""
    import_pack(options.file, options.folder, overwrite=options.overwrite)
    print(catalog.say("command.pack_import.written", {"folder": str(options.folder)}))
    return 0
