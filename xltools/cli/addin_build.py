"""``xltools addin build``: the Excel add-in as a file."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.app.excel_addin import build
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog
from xltools.excel_addin.build import FILE_NAME


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.option("-o", "--output", type=Path, default=Path(FILE_NAME))
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the add-in, and say where it is."""
    build(catalog, options.output, overwrite=options.overwrite)
    print(catalog.say("command.addin_build.written", {"file": str(options.output)}))
    return 0
