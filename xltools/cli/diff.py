"""``xltools diff``: which figures moved between two workbooks, and the rows that moved them."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.adapters.docx_guard import is_workbook
from xltools.app.differences import compare_report, compare_workbooks, write_difference_page
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog
from xltools.core.traces import difference_reports
from xltools.errors import FileError


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("old", type=Path)
    parser.argument("new", type=Path)
    parser.option("--format", choices=("text", "json", "html"), default="text")
    parser.option("-o", "--output", type=Path)
    parser.option("--overwrite", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print the difference, or write it as a page; that there is one is no failure of the command."""
    if is_workbook(options.new) and not is_workbook(options.old) and options.old.exists():
        text = _since_report(options, catalog)
    else:
        old, new = read_workbook(options.old, options.pack), read_workbook(options.new, options.pack)
        found = compare_workbooks(old, new)
        if options.format == "html" or (options.output is not None and options.output.suffix.lower() == ".html"):
            name = catalog.say("difference.file_name", {"name": options.new.stem})
            target = options.output or options.new.with_name(f"{name}.html")
            write_difference_page(found, old, new, target, catalog, overwrite=options.overwrite)
            print(catalog.say("command.diff.written", {"file": str(target)}))
            return 0
        say = difference_reports.as_json if options.format == "json" else difference_reports.as_text
        text = say(found, options.old.name, options.new.name, catalog)
    if options.output is None:
        sys.stdout.write(text)
        return 0
    from xltools.adapters.safe_write import write_bytes_whole

    write_bytes_whole(options.output, text.encode(), overwrite=options.overwrite)
    print(catalog.say("command.diff.written", {"file": str(options.output)}))
    return 0


def _since_report(options: Namespace, catalog: Catalog) -> str:
    """Say what moved since a report was written; of that there is no page."""
    if options.format == "html":
        raise FileError("difference.no_page", name=options.old.name)
    from xltools.core.live import report_difference

    moved = compare_report(options.old, read_workbook(options.new, options.pack))
    say = report_difference.as_json if options.format == "json" else report_difference.as_text
    return say(moved, options.old.name, options.new.name, catalog)
