"""更新数字: bring the figures of the workbook's Word report up to date, into a new file."""

from __future__ import annotations

from xltools.app.live_reports import refresh_report
from xltools.app.macros.desk import Desk
from xltools.app.macros.refusals import listed, reason
from xltools.app.macros.report_file import free_name, newest_report
from xltools.core.live.report_lines import change_line, summary_line
from xltools.core.refresh import Fate
from xltools.errors import ReportRefusedError


def run(desk: Desk) -> None:
    """Refresh the report that was changed last; it stays as it is, and so does what people have written in it."""
    workbook = desk.read()
    report = newest_report(desk)
    target = free_name(report.with_stem(f"{report.stem}{desk.catalog.sentence('macro.word.refreshed_name')}"))
    try:
        done = refresh_report(report, workbook, target)
    except ReportRefusedError as error:
        desk.tell("macro.word.refused", reason=reason(error, desk), findings=listed(error.findings, desk))
        return
    undecided = [change_line(found, desk.catalog) for found in done.refreshed.changes if found.fate is Fate.CONFLICT]
    desk.tell(
        "macro.word.refreshed",
        file=str(done.path),
        summary=summary_line(done.refreshed, done.path.name, desk.catalog),
        conflicts="\n".join(undecided),
        findings=listed(done.findings, desk),
    )
