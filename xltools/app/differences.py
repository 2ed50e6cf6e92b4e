"""Compare two workbooks of one pack."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.narrative_file import compose_report
from xltools.adapters.report_reader import read_report
from xltools.app.workbooks import Workbook, compute
from xltools.core.difference import Difference, difference
from xltools.core.live.report_difference import MovedSince, moved_since
from xltools.core.messages import Catalog
from xltools.errors import FileError


def compare_workbooks(old: Workbook, new: Workbook) -> Difference:
    """Say which figures moved between two workbooks, and the rows that moved them.

    Args:
        old: The earlier one, from ``read_workbook``.
        new: The later one.

    Raises:
        FileError: Where they are of two packs.
    """
    if old.pack.id != new.pack.id:
        raise FileError("file.other_pack", name=old.path.name, has=old.pack.id, wanted=new.pack.id)
    return difference(new.pack, old.dataset, new.dataset, compute(old), compute(new))


def compare_report(report: Path, workbook: Workbook) -> tuple[MovedSince, ...]:
    """Say which figures moved since a Word report was last written.

    Args:
        report: A .docx file that this program wrote, perhaps edited since.
        workbook: From ``read_workbook``.

    Raises:
        FileError: Where the report cannot be read, or was not written by this program.
        PackError: Where the pack's narrative is wrong.
    """
    baseline = read_report(report).baseline
    if baseline is None:
        raise FileError("live.file.not_written_by_us", name=report.name)
    outcomes = compute(workbook)
    document = compose_report(
        workbook.folder, workbook.pack, workbook.dataset, outcomes, language=baseline.language, draft=True
    )
    return moved_since(baseline, document, workbook.pack, outcomes)


def write_difference_page(
    found: Difference, old: Workbook, new: Workbook, target: Path, catalog: Catalog, *, overwrite: bool = False
) -> None:
    """Write the difference as a page.

    Raises:
        FileError: Where it cannot be written.
    """
    from xltools.adapters.difference_html import difference_page
    from xltools.adapters.safe_write import write_bytes_whole

    page = difference_page(found, old.path.name, new.path.name, catalog)
    write_bytes_whole(target, page.encode("utf-8", "replace"), overwrite=overwrite)
