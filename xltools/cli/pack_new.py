"""``xltools pack new``: a pack to begin with."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.app.new_packs import new_pack
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("folder", type=Path)
    parser.option("--from", dest="source", type=Path)


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the folder, and say what to do next."""
    count = new_pack(options.folder, catalog, source=options.source)
    key = "command.pack_new.written" if options.source is None else "command.pack_new.drafted"
    print(catalog.say(key, {"folder": str(options.folder), "count": count}))
    return 0
