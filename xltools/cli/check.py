"""``xltools check``: everything that is wrong in a filled workbook, or in a report against its workbook."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.workbooks import Workbook, compute, read_workbook, validate
from xltools.cli.parser import Parser
from xltools.core import finding_reports
from xltools.core.messages import Catalog
from xltools.errors import FileError


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.argument("against", type=Path, nargs="?")
    parser.option("--format", choices=("text", "json", "html"), default="text")
    parser.option("--copy", type=Path)
    parser.option("--overwrite", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print the findings and the verdict, and write the marked copy where one is asked for."""
    if options.against is not None:
        return _check_report(options, catalog)
    workbook = _read(options)
    outcomes = compute(workbook)
    validation = validate(workbook, outcomes)
    if options.copy is not None:
        from xltools.app.marked_copies import write_marked_copy

        write_marked_copy(workbook, validation, options.copy, catalog, overwrite=options.overwrite)
    if options.format == "html":
        from xltools.adapters.findings_page import findings_page

        sys.stdout.write(findings_page(validation, outcomes, workbook.pack, options.book.name, catalog))
    else:
        say = finding_reports.as_json if options.format == "json" else finding_reports.as_text
        sys.stdout.writelines(say(validation, options.book.name, catalog))
    if options.copy is not None and options.format == "text":
        print(catalog.say("command.check.copied", {"file": str(options.copy)}))
    return 0 if validation.passed else 1


def _read(options: Namespace) -> Workbook:
    try:
        return read_workbook(options.book, options.pack)
    except FileError as error:
        if error.key == "file.word_document":
            raise FileError("live.file.wants_book", name=options.book.name) from error
        raise


def _check_report(options: Namespace, catalog: Catalog) -> int:
    """Tell by their contents which of two files is the workbook; people name them in either order."""
    from xltools.adapters.docx_guard import is_workbook
    from xltools.cli import check_report

    report, book = options.book, options.against
    if is_workbook(report):
        if is_workbook(book):
            raise FileError("live.file.two_books")
        report, book = book, report
    return check_report.run(report, book, options, catalog)
