"""``xltools addin uninstall``: the buttons out of the spreadsheet program."""

from __future__ import annotations

from argparse import Namespace

from xltools.app.excel_addin import uninstall
from xltools.app.libreoffice_buttons import uninstall_buttons
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.option("--libreoffice", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Remove the add-in, and say which file it was; or the toolbar of LibreOffice."""
    if options.libreoffice:
        key = "removed_libreoffice" if uninstall_buttons() else "absent_libreoffice"
        print(catalog.sentence(f"command.addin_uninstall.{key}"))
        return 0
    removed = uninstall()
    if removed is None:
        print(catalog.sentence("command.addin_uninstall.absent"))
    else:
        print(catalog.say("command.addin_uninstall.removed", {"file": str(removed)}))
    return 0
