"""核对报告: judge every number of the workbook's Word report."""

from __future__ import annotations

from xltools.app.live_reports import check_report
from xltools.app.macros.desk import Desk
from xltools.app.macros.refusals import listed
from xltools.app.macros.report_file import newest_report
from xltools.core.live.report_lines import verdict_line
from xltools.core.validate import counts


def run(desk: Desk) -> None:
    """Check the report that was changed last against the workbook as it is now."""
    workbook = desk.read()
    checked = check_report(newest_report(desk), workbook)
    wrong = [finding for finding in checked.everything if counts(finding)]
    verdict = verdict_line(checked.comparison, wrong, checked.path.name, desk.catalog)
    book = "" if checked.validation.passed else desk.catalog.say("live.verdict.book_failed", {"book": desk.book.name})
    desk.tell("macro.word.checked", verdict=verdict, findings=listed(checked.everything, desk), book=book)
