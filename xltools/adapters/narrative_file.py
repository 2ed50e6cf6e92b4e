"""Compose the report of a pack: its narrative read from the pack's folder, and what stops it said."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.traditional import to_traditional
from xltools.core.dataset import Dataset
from xltools.core.document import Document
from xltools.core.narrative import GapsError, NarrativeFaultError, compose
from xltools.core.narrative_check import NARRATIVE
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.errors import PackError, ReportRefusedError

TRADITIONAL = "zh-Hant"


def compose_report(
    folder: PackFolder,
    pack: Pack,
    dataset: Dataset,
    outcomes: Mapping[str, Outcome],
    *,
    language: str = "zh-Hans",
    draft: bool = False,
) -> Document:
    """Compose a report.

    Args:
        folder: Where the pack is.
        pack: The report kind.
        dataset: The filled workbook.
        outcomes: Its indicators.
        language: ``zh-Hans``, or ``zh-Hant`` for the same report in Traditional characters.
        draft: True to show what is missing as 【缺：…】 instead of stopping.

    Returns:
        The report.

    Raises:
        PackError: Where the pack's narrative is wrong.
        ReportRefusedError: With every figure and field that is missing, where it is no draft.
    """
    template = folder.text(NARRATIVE)
    try:
        document = compose(template, pack, dataset, outcomes, draft=draft)
    except NarrativeFaultError as error:
        raise PackError(pack.id, error.findings) from None
    except GapsError as error:
        raise ReportRefusedError("report.gaps", error.findings, count=len(error.findings)) from None
    return to_traditional(document) if language == TRADITIONAL else document
