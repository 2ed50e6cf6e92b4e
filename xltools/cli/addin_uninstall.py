"""``xltools addin uninstall``: the buttons out of the spreadsheet program."""

from __future__ import annotations

from argparse import Namespace

from xltools.app.excel_addin import uninstall
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes: nothing."""
    del parser, catalog


def run(options: Namespace, catalog: Catalog) -> int:
    """Remove the add-in, and say which file it was."""
    del options
    removed = uninstall()
    if removed is None:
        print(catalog.sentence("command.addin_uninstall.absent"))
    else:
        print(catalog.say("command.addin_uninstall.removed", {"file": str(removed)}))
    return 0
