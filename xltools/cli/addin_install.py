"""``xltools addin install``: the buttons into the spreadsheet program."""

from __future__ import annotations

from argparse import Namespace

from xltools.app.excel_addin import install
from xltools.app.libreoffice_buttons import install_buttons
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.option("--libreoffice", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Install the add-in, and say where it is; or the toolbar of LibreOffice."""
    if options.libreoffice:
        install_buttons(catalog)
        print(catalog.sentence("command.addin_install.installed_libreoffice"))
        return 0
    print(catalog.say("command.addin_install.installed", {"file": str(install(catalog))}))
    return 0
