"""``xltools inspect``: what any workbook holds, of a pack or not."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.adapters.xlsx_reader import read_grid
from xltools.cli.parser import Parser
from xltools.core import inspection
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("file", type=Path)
    parser.option("--format", choices=("text", "json"), default="text")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print what the workbook holds; what is odd about it is no failure."""
    grid = read_grid(options.file)
    if options.format == "json":
        sys.stdout.writelines(inspection.as_json(grid, options.file.name))
    else:
        sys.stdout.write(inspection.as_text(grid, options.file.name, catalog))
    return 0
