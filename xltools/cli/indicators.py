"""``xltools indicators``: every number of a workbook, with the rows behind it."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.workbooks import compute, read_workbook
from xltools.cli.parser import Parser
from xltools.core import indicator_reports
from xltools.core.messages import Catalog
from xltools.core.nearest import nearest
from xltools.errors import XltoolsError


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.option("--only", nargs="+", metavar="ID")
    parser.option("--format", choices=("text", "json"), default="text")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print the indicators; one without a value is told with its reason, and is no failure of the command."""
    workbook = read_workbook(options.book, options.pack)
    outcomes = compute(workbook)
    for name in options.only or ():
        if name not in outcomes:
            near = nearest(name, tuple(outcomes))
            raise XltoolsError(
                "report.indicator.unknown_near" if near else "report.indicator.unknown", value=name, suggestion=near
            )
    wanted = {name: outcome for name, outcome in outcomes.items() if not options.only or name in options.only}
    if options.format == "json":
        sys.stdout.write(indicator_reports.as_json(wanted, workbook.pack, options.book.name, catalog))
    else:
        sys.stdout.write(indicator_reports.as_text(wanted, workbook.pack, catalog))
    return 0
