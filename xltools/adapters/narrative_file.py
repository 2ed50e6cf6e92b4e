"""Compose the report of a pack: its narrative read from the pack's folder, and what stops it said."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.traditional import to_traditional
from xltools.core.dataset import Dataset
from xltools.core.document import Document
from xltools.core.findings import Finding, Location, Severity
from xltools.core.narration.narrative_check import NARRATIVE
from xltools.core.narration.narrative_parts import NARRATIVE_PARTS, Narrative, part_faults, read_narrative, with_parts
from xltools.core.narrative import GapsError, NarrativeFaultError, compose
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
    narrative = folder_narrative(folder)
    try:
        document = compose(narrative.text, pack, dataset, outcomes, draft=draft)
    except NarrativeFaultError as error:
        raise PackError(pack.id, narrative.placed(error.findings)) from None
    except GapsError as error:
        raise ReportRefusedError("report.gaps", error.findings, count=len(error.findings)) from None
    return to_traditional(document) if language == TRADITIONAL else document


def folder_narrative(folder: PackFolder) -> Narrative:
    """Read the narrative of a pack, put together with what it takes from its bases.

    Raises:
        PackError: Where there is none, it cannot be read, or its parts are wrong.
    """
    if folder.has(NARRATIVE):
        lineage: tuple[PackFolder, ...] = (folder,)
    else:
        lineage = folder.lineage()
    above = next((place for place, one in enumerate(lineage) if one.has(NARRATIVE)), 0)
    narrative = read_narrative(lineage[above].text(NARRATIVE), _shown(lineage[above], folder, NARRATIVE))
    faults = list(part_faults(narrative))
    if folder.has(NARRATIVE) and folder.has(NARRATIVE_PARTS):
        faults.append(Finding(Severity.ERROR, Location(NARRATIVE_PARTS), "inherit.whole_and_parts"))
    for one in reversed(lineage[:above]):
        if one.has(NARRATIVE_PARTS):
            parts = one.text(NARRATIVE_PARTS)
            narrative = with_parts(narrative, parts, _shown(one, folder, NARRATIVE_PARTS), faults)
    if faults:
        raise PackError(folder.name, faults)
    return narrative


def _shown(owner: PackFolder, folder: PackFolder, file: str) -> str:
    return file if owner == folder else f"{owner.name}/{file}"
