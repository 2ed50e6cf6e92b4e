"""``xltools pack docs``: the data dictionary of a pack."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.adapters.pack_folder import find_pack
from xltools.app.pack_docs import write_dictionary
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")
    parser.option("-o", "--output", type=Path)
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write it, and say where."""
    file, remarks = write_dictionary(find_pack(options.pack), options.output, catalog, overwrite=options.overwrite)
    for remark in remarks:
        print(catalog.line(remark))
    print(catalog.say("command.pack_docs.written", {"file": str(file)}))
    return 0
