"""``xltools pack list``: the packs that can be named in a command."""

from __future__ import annotations

from argparse import Namespace

from xltools.adapters.pack_check import list_packs
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog, visible
from xltools.core.sheets import say


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes: nothing."""
    del parser, catalog


def run(options: Namespace, catalog: Catalog) -> int:
    """Print a line a pack."""
    del options
    for pack in list_packs():
        label = visible(say(pack.label, catalog.language))
        print(f"{pack.name}  {visible(pack.version)}  {label}  {pack.folder.path}")
    return 0
