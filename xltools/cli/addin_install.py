"""``xltools addin install``: the buttons into the spreadsheet program."""

from __future__ import annotations

from argparse import Namespace

from xltools.app.excel_addin import install
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes: nothing."""
    del parser, catalog


def run(options: Namespace, catalog: Catalog) -> int:
    """Install the add-in, and say where it is."""
    del options
    print(catalog.say("command.addin_install.installed", {"file": str(install(catalog))}))
    return 0
