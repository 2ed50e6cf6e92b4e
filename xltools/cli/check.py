"""``xltools check``: everything that is wrong in a filled workbook."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.workbooks import read_workbook, validate
from xltools.cli.parser import Parser
from xltools.core import finding_reports
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.option("--format", choices=("text", "json"), default="text")
    parser.option("--copy", type=Path)
    parser.option("--overwrite", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print the findings and the verdict, and write the marked copy where one is asked for."""
    workbook = read_workbook(options.book, options.pack)
    validation = validate(workbook)
    if options.copy is not None:
        from xltools.app.marked_copies import write_marked_copy

        write_marked_copy(workbook, validation, options.copy, catalog, overwrite=options.overwrite)
    say = finding_reports.as_json if options.format == "json" else finding_reports.as_text
    sys.stdout.write(say(validation, options.book.name, catalog))
    if options.copy is not None and options.format == "text":
        print(catalog.say("command.check.copied", {"file": str(options.copy)}))
    return 0 if validation.passed else 1
