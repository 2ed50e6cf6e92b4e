"""``xltools pack show``: a pack in words."""

from __future__ import annotations

from argparse import Namespace

from xltools.adapters.pack_folder import load_pack
from xltools.cli.parser import Parser
from xltools.core.about_packs.pack_description import describe_pack
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print its sheets, columns, rules and indicators."""
    for line in describe_pack(load_pack(options.pack), catalog.language):
        print("  " * line.depth + catalog.phrase(line.phrase))
    return 0
