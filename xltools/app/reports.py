"""Write the report of a filled workbook."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.file_mark import file_mark
from xltools.adapters.narrative_file import compose_report
from xltools.adapters.writers import write_document
from xltools.app.report_texts import check_document
from xltools.app.workbooks import Workbook, compute, validate
from xltools.core.document import Document
from xltools.core.findings import Finding
from xltools.core.frozen import frozen, replace
from xltools.core.validate import Validation, Verdict, counts
from xltools.errors import ReportRefusedError

_NOTHING_FOUND = Validation((), {})


@frozen
class WrittenReport:
    """A report that has been written.

    Attributes:
        path: The file.
        document: What it says.
        validation: What the check of the workbook found; a report that is no draft has passed it.
        text: What the text rules found in the report and does not stop it; nothing in a draft.
        remarks: What the reader of the file should know, such as fonts that the machine lacks.
    """

    path: Path
    document: Document
    validation: Validation
    text: Validation
    remarks: tuple[Finding, ...]


def write_report(
    workbook: Workbook,
    target: Path | str,
    *,
    language: str = "zh-Hans",
    draft: bool = False,
    overwrite: bool = False,
) -> WrittenReport:
    """Write the report of a workbook.

    Args:
        workbook: From ``read_workbook``.
        target: The file to be; its ending says the format: .docx, .pdf, .html, .md or .txt.
        language: ``zh-Hans``, or ``zh-Hant`` for the same report in Traditional characters.
        draft: True for a draft marked 草稿, whatever the check finds, in which gaps are shown.
        overwrite: True to take the place of a file that is there.

    Raises:
        ReportRefusedError: Where the check fails, a figure is missing or the text breaks one of its rules,
            with every reason; no draft is refused.
        FileError: Where the file cannot be written.
        MachineError: Where a program that the format needs is missing.
        PackError: Where the pack's narrative, layout or styles are wrong.
    """
    target = Path(target)
    outcomes = compute(workbook)
    validation = validate(workbook, outcomes)
    if not draft:
        _refuse_unless_passed(validation)
    document = compose_report(
        workbook.folder, workbook.pack, workbook.dataset, outcomes, language=language, draft=draft
    )
    document = replace(document, origin=replace(document.origin, workbook=file_mark(workbook.path)))
    text = _NOTHING_FOUND if draft else check_document(document, target.name, workbook, outcomes, validation)
    errors = tuple(finding for finding in text.findings if counts(finding))
    if errors:
        raise ReportRefusedError("report.text_failed", errors, count=len(errors))
    remarks = write_document(document, workbook.folder, target, overwrite=overwrite)
    return WrittenReport(target, document, validation, text, remarks)


def _refuse_unless_passed(validation: Validation) -> None:
    if validation.verdict is Verdict.FAILED:
        raise ReportRefusedError("report.check_failed", validation.standing, count=len(validation.standing))
    if validation.verdict is Verdict.UNJUDGED:
        rules = tuple(validation.unjudged)
        raise ReportRefusedError("report.check_unjudged", validation.findings, rules=rules)
