"""生成报告: write the Word report next to the workbook; where the check fails, offer a draft."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xltools.app.macros.desk import Desk
from xltools.app.reports import write_report
from xltools.app.workbooks import Workbook
from xltools.core.file_names import file_name
from xltools.core.findings import Finding
from xltools.errors import ReportRefusedError

_SHOWN = 8
_REASONS = {
    "report.check_failed": "macro.refused.check_failed",
    "report.check_unjudged": "macro.refused.check_unjudged",
    "report.gaps": "macro.refused.gaps",
}


def run(desk: Desk) -> None:
    """Write the report of the open workbook."""
    workbook = desk.read()
    folder = desk.book.folder
    target = free_name((folder or documents_folder()) / f"{file_name(Path(desk.book.name).stem)}.docx")
    language = "zh-Hant" if workbook.pack.language == "zh-Hant" else "zh-Hans"
    try:
        write_report(workbook, target, language=language)
        key = "macro.report.written"
    except ReportRefusedError as error:
        if not desk.ask("macro.report.refused", reason=_reason(error, desk), findings=_listed(error.findings, desk)):
            return
        target = _draft(workbook, target, language, desk)
        key = "macro.report.draft"
    where = "" if folder is not None else desk.catalog.sentence("macro.report.elsewhere")
    desk.tell(key, file=str(target), where=where)


def _draft(workbook: Workbook, target: Path, language: str, desk: Desk) -> Path:
    """Write a draft, under a name that says so."""
    marked = free_name(target.with_stem(f"{target.stem}{desk.catalog.sentence('macro.report.draft_name')}"))
    write_report(workbook, marked, language=language, draft=True)
    return marked


def free_name(target: Path) -> Path:
    """Give a name that no file has: the one wanted, else with a number behind it."""
    found, count = target, 1
    while found.exists():
        count += 1
        found = target.with_stem(f"{target.stem} ({count})")
    return found


def documents_folder() -> Path:
    """Give the folder for documents that the user has."""
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def _reason(error: ReportRefusedError, desk: Desk) -> str:
    """Say why there is no report; the catalogue's own sentence speaks of the command line."""
    key = _REASONS.get(error.key, error.key)
    return desk.catalog.say(key, error.params)


def _listed(findings: Sequence[Finding], desk: Desk) -> str:
    lines = [desk.catalog.line(finding) for finding in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        lines.append(desk.catalog.say("macro.more", {"count": len(findings) - _SHOWN}))
    return "\n".join(lines)
