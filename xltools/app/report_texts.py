"""Check the text of a report against the workbook that it tells of."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.adapters.simplified import simplified
from xltools.app.workbooks import Workbook
from xltools.core.check_text import check_text
from xltools.core.checked_text import as_it_is, checked_text, text_of
from xltools.core.document import Document
from xltools.core.outcomes import Outcome
from xltools.core.validate import Validation


def check_paragraphs(
    name: str,
    paragraphs: Sequence[str],
    workbook: Workbook,
    outcomes: Mapping[str, Outcome],
    validation: Validation,
) -> Validation:
    """Check a report that was read from a file, written by this tool or by hand.

    Args:
        name: Of the file.
        paragraphs: Their texts, in order.
        workbook: What it tells of.
        outcomes: From ``compute``.
        validation: From ``validate``.

    Returns:
        The findings at their paragraphs, and the rules that could not be judged.
    """
    text = checked_text(name, paragraphs, simplified)
    return check_text(text, workbook.pack, workbook.dataset, outcomes, validation)


def check_document(
    document: Document, name: str, workbook: Workbook, outcomes: Mapping[str, Outcome], validation: Validation
) -> Validation:
    """Check a composed report before it is written.

    Args:
        document: The report.
        name: Of the file to be.
        workbook: What it was composed from.
        outcomes: From ``compute``.
        validation: From ``validate``.
    """
    simplify = simplified if document.language == "zh-Hant" else as_it_is
    return check_text(text_of(document, name, simplify), workbook.pack, workbook.dataset, outcomes, validation)
