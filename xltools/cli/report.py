"""``xltools report``: the Word report of a filled workbook."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.reports import write_report
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser
from xltools.core.findings import Severity
from xltools.core.messages import Catalog

FORMATS = ("docx", "pdf", "html", "md", "txt")
_TOLD_OF_THE_WORKBOOK = "text_check.promise.broken"
"""What the rule on the workbook, which is told in the same breath, says already."""

_LANGUAGES = {"hans": "zh-Hans", "hant": "zh-Hant"}


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("book", type=Path)
    parser.option("-o", "--output", type=Path)
    parser.option("--format", choices=FORMATS)
    parser.option("--script", choices=tuple(_LANGUAGES), default="hans")
    parser.option("--draft", action="store_true")
    parser.option("--overwrite", action="store_true")
    parser.option("--notes", action="store_true")
    parser.option("--open", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the report; what the check found and does not stop it is said too."""
    workbook = read_workbook(options.book, options.pack)
    target = _target(options)
    if target.suffix.lower() == ".pdf":
        print(catalog.sentence("command.report.printing"), file=sys.stderr, flush=True)
    written = write_report(
        workbook,
        target,
        language=_LANGUAGES[options.script],
        draft=options.draft,
        overwrite=options.overwrite,
    )
    text = (finding for finding in written.text.findings if finding.key != _TOLD_OF_THE_WORKBOOK)
    for finding in (*written.validation.findings, *text, *written.remarks):
        if finding.severity > Severity.NOTE:
            print(catalog.line(finding))
    key = "command.report.draft_written" if options.draft else "command.report.written"
    print(catalog.say(key, {"file": str(target)}))
    if options.notes:
        from xltools.app.notes import write_notes

        notes = write_notes(workbook, written, overwrite=options.overwrite)
        print(catalog.say("command.report.notes_written", {"file": str(notes)}))
    if options.open:
        from xltools.adapters.opening import open_file

        open_file(target)
    return 0


def _target(options: Namespace) -> Path:
    """Give the file to be: where it was asked for, else beside the workbook under its name."""
    if options.output is None:
        found: Path = options.book.with_suffix(f".{options.format or FORMATS[0]}")
        return found
    output: Path = options.output
    if options.format is None or output.suffix.lower() == f".{options.format}":
        return output
    return output.with_name(f"{output.name}.{options.format}")
