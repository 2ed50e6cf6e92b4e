"""Write the reviewer's annex of a report, beside it and no part of it."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.traditional import to_traditional
from xltools.adapters.writers import write_document
from xltools.app.reports import WrittenReport
from xltools.app.workbooks import Workbook, compute
from xltools.core.traces.review_notes import review_notes

_WRITTEN_IN = "zh-Hans"


def write_notes(workbook: Workbook, report: WrittenReport, *, overwrite: bool = False) -> Path:
    """Write the annex of a report that has been written, in its format and characters.

    Args:
        workbook: What the report was written from.
        report: From ``write_report``.
        overwrite: True to take the place of a file that is there.

    Returns:
        The file: the report's name with ``-核对说明`` after it.

    Raises:
        FileError: Where the file cannot be written.
        MachineError: Where a program that the format needs is missing.
        PackError: Where the pack's layout or styles are wrong.
    """
    catalog = load_catalog(_WRITTEN_IN)
    outcomes = compute(workbook)
    document = review_notes(report.document.title, workbook.pack, report.validation, outcomes, catalog)
    if report.document.language != _WRITTEN_IN:
        document = to_traditional(document)
    target = report.path.with_name(f"{report.path.stem}-{catalog.sentence('review.file')}{report.path.suffix}")
    write_document(document, workbook.folder, target, overwrite=overwrite)
    return target
