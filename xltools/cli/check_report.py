"""``xltools check REPORT BOOK``: every number of a report against its workbook, and its text."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from xltools.app.live_reports import CheckedReport, check_report
from xltools.app.workbooks import read_workbook
from xltools.core.finding_reports import unjudged_lines
from xltools.core.findings import Finding, Severity
from xltools.core.live.report_lines import as_text, comparison_json, verdict_line
from xltools.core.messages import Catalog
from xltools.core.validate import counts


def run(report: Path, book: Path, options: Namespace, catalog: Catalog) -> int:
    """Print what is said of the report's numbers, and whether the workbook itself passes."""
    checked = check_report(report, read_workbook(book, options.pack))
    if options.format == "json":
        said = comparison_json(checked.comparison, checked.everything, catalog, passed=checked.passed)
        sys.stdout.write(as_text({"report": report.name, "book": book.name, **said}))
    else:
        _print(checked, book, catalog)
    return 0 if checked.passed else 1


def _print(checked: CheckedReport, book: Path, catalog: Catalog) -> None:
    for finding in checked.everything:
        print(catalog.line(finding))
    told = _told_in_the_text(checked.everything)
    for finding in checked.validation.findings:
        if finding.severity is Severity.WARNING and finding.rule_id not in told:
            print(catalog.line(finding))
    for line in unjudged_lines(checked.text.unjudged, catalog):
        print(line)
    if not checked.validation.passed:
        print(catalog.say("live.verdict.book_failed", {"book": book.name}))
    wrong = [finding for finding in checked.everything if counts(finding)]
    print(verdict_line(checked.comparison, wrong, checked.path.name, catalog))


def _told_in_the_text(findings: Iterable[Finding]) -> frozenset[str]:
    """Give the rules of the workbook that a sentence of the report was found to break its promise by."""
    rules = (finding.params["rules"] for finding in findings if finding.key == "text_check.promise.broken")
    return frozenset(rule for names in rules if isinstance(names, tuple) for rule in names)
