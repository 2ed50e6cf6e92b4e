"""生成报告: write the Word report next to the workbook; where the check fails, offer a draft."""

from __future__ import annotations

from pathlib import Path

from xltools.app.macros.desk import Desk
from xltools.app.macros.refusals import listed, reason
from xltools.app.macros.report_file import free_name, report_folder, report_name
from xltools.app.reports import write_report
from xltools.app.workbooks import Workbook
from xltools.errors import ReportRefusedError


def run(desk: Desk) -> None:
    """Write the report of the open workbook."""
    workbook = desk.read()
    target = free_name(report_folder(desk) / f"{report_name(desk)}.docx")
    language = "zh-Hant" if workbook.pack.language == "zh-Hant" else "zh-Hans"
    try:
        write_report(workbook, target, language=language)
        key = "macro.report.written"
    except ReportRefusedError as error:
        if not desk.ask("macro.report.refused", reason=reason(error, desk), findings=listed(error.findings, desk)):
            return
        target = _draft(workbook, target, language, desk)
        key = "macro.report.draft"
    where = "" if desk.book.folder is not None else desk.catalog.sentence("macro.report.elsewhere")
    desk.tell(key, file=str(target), where=where)


def _draft(workbook: Workbook, target: Path, language: str, desk: Desk) -> Path:
    """Write a draft, under a name that says so."""
    marked = free_name(target.with_stem(f"{target.stem}{desk.catalog.sentence('macro.report.draft_name')}"))
    write_report(workbook, marked, language=language, draft=True)
    return marked
