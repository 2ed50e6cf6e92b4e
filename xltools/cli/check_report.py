"""``xltools check REPORT BOOK``: every number of a report against its workbook."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.live_reports import CheckedReport, check_report
from xltools.app.workbooks import read_workbook
from xltools.core.findings import Severity
from xltools.core.messages import Catalog
from xltools.core.report_lines import as_text, comparison_json, verdict_line


def run(report: Path, book: Path, options: Namespace, catalog: Catalog) -> int:
    """Print what is said of the report's numbers, and whether the workbook itself passes."""
    checked = check_report(report, read_workbook(book, options.pack))
    if options.format == "json":
        said = comparison_json(checked.comparison, checked.findings, catalog, passed=checked.passed)
        sys.stdout.write(as_text({"report": report.name, "book": book.name, **said}))
    else:
        _print(checked, book, catalog)
    return 0 if checked.passed else 1


def _print(checked: CheckedReport, book: Path, catalog: Catalog) -> None:
    for finding in checked.findings:
        print(catalog.line(finding))
    for finding in checked.validation.findings:
        if finding.severity is Severity.WARNING:
            print(catalog.line(finding))
    if not checked.validation.passed:
        print(catalog.say("live.verdict.book_failed", {"book": book.name}))
    wrong = [finding for finding in checked.findings if finding.severity is Severity.ERROR]
    print(verdict_line(checked.comparison, wrong, checked.path.name, catalog))
