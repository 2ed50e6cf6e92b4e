"""``xltools trace``: where every number of a report comes from."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.adapters.docx_guard import is_workbook
from xltools.app.traces import trace_workbook, write_review_copy, write_trace
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog
from xltools.errors import FileError

FORMATS = ("html", "docx", "xlsx")


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.argument("report", type=Path, nargs="?")
    parser.option("-o", "--output", type=Path)
    parser.option("--format", choices=FORMATS, default=FORMATS[0])
    parser.option("--overwrite", action="store_true")
    parser.option("--open", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the trace; a figure without a value is told with its reason, and is no failure of the command."""
    target = _write_copy(options, catalog) if options.report is not None else _write(options, catalog)
    print(catalog.say("command.trace.written", {"file": str(target)}))
    if options.open:
        from xltools.adapters.opening import open_file

        open_file(target)
    return 0


def _write(options: Namespace, catalog: Catalog) -> Path:
    target = _target(options, options.book, options.format, catalog)
    traced = trace_workbook(read_workbook(options.book, options.pack), catalog.language)
    write_trace(traced, target, catalog, overwrite=options.overwrite)
    return target


def _write_copy(options: Namespace, catalog: Catalog) -> Path:
    """Comment a copy of a report; which of two files is the workbook is told by what they hold."""
    report, book = options.report, options.book
    if not is_workbook(book):
        report, book = book, report
    if is_workbook(report):
        raise FileError("live.file.two_books")
    target = _target(options, report, "docx", catalog)
    if target.suffix.lower() != ".docx":
        raise FileError("report.unknown_format", name=target.name or str(target), allowed=("docx",))
    traced = trace_workbook(read_workbook(book, options.pack), catalog.language)
    write_review_copy(traced, report, target, catalog, overwrite=options.overwrite)
    return target


def _target(options: Namespace, source: Path, extension: str, catalog: Catalog) -> Path:
    if options.output is not None:
        given: Path = options.output
        return given
    name = catalog.say("trace.file_name", {"name": source.stem})
    return source.with_name(f"{name}.{extension}")
