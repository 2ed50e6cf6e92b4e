"""``xltools trace``: where every number of a report comes from."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.app.traces import trace_workbook, write_trace
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog

FORMATS = ("html", "docx", "xlsx")


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.option("-o", "--output", type=Path)
    parser.option("--format", choices=FORMATS, default=FORMATS[0])
    parser.option("--overwrite", action="store_true")
    parser.option("--open", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the trace; a figure without a value is told with its reason, and is no failure of the command."""
    target = options.output or options.book.with_name(
        f"{catalog.say('trace.file_name', {'name': options.book.stem})}.{options.format}"
    )
    write_trace(
        trace_workbook(read_workbook(options.book, options.pack), catalog.language),
        target,
        catalog,
        overwrite=options.overwrite,
    )
    print(catalog.say("command.trace.written", {"file": str(target)}))
    if options.open:
        from xltools.adapters.opening import open_file

        open_file(target)
    return 0
