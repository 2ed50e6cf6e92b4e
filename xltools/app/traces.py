"""Write where every number of a report comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from xltools.adapters.narrative_file import compose_report
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.app.workbooks import Workbook, compute
from xltools.core.document import Document, Gap
from xltools.core.messages import Catalog
from xltools.core.trace import TracedFigure, trace
from xltools.errors import FileError


@dataclass(frozen=True, slots=True)
class Trace:
    """A traced workbook.

    Attributes:
        workbook: Whose.
        document: Its report, with its gaps where it has some.
        figures: Every indicator.
    """

    workbook: Workbook
    document: Document
    figures: tuple[TracedFigure, ...]


def trace_workbook(workbook: Workbook, language: str = "zh-Hans") -> Trace:
    """Trace every indicator of a workbook to its rows.

    Args:
        workbook: From ``read_workbook``.
        language: The reader's, for the labels of figures.

    Raises:
        PackError: Where the pack's narrative is wrong.
    """
    outcomes = compute(workbook)
    composed = compose_report(workbook.folder, workbook.pack, workbook.dataset, outcomes, draft=True)
    gaps = any(isinstance(run, Gap) for paragraph in composed.paragraphs for run in paragraph.runs)
    document = replace(composed, draft=gaps)
    return Trace(workbook, document, trace(workbook.pack, workbook.dataset, outcomes, document, language))


def write_trace(traced: Trace, target: Path, catalog: Catalog, *, overwrite: bool = False) -> None:
    """Write a trace in the format that the file's name ends with: .html, .docx or .xlsx.

    Args:
        traced: From ``trace_workbook``.
        target: The file to be.
        catalog: The reader's language.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where the ending is another, or the file cannot be written.
        PackError: Where the pack's layout or styles are wrong.
    """
    extension = target.suffix.lower().removeprefix(".")
    if extension not in WRITERS:
        raise FileError("report.unknown_format", name=target.name, allowed=tuple(WRITERS))
    WRITERS[extension](traced, target, catalog, overwrite)


def _html(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.trace_html import trace_page

    page = trace_page(traced.figures, traced.document, traced.workbook.path.name, catalog)
    write_bytes_whole(target, page.encode("utf-8", "replace"), overwrite=overwrite)


def _docx(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.docx_review import review_bytes
    from xltools.core.trace_words import facts

    comments = {
        figure.id: [
            catalog.say("trace.comment", {"id": figure.id, "label": figure.label}),
            *(catalog.say("trace.named", {"name": fact.name, "value": fact.text}) for fact in facts(figure, catalog)),
        ]
        for figure in traced.figures
    }
    content = review_bytes(traced.document, ReportStyle(traced.workbook.folder), comments)
    write_bytes_whole(target, content, overwrite=overwrite)


def _xlsx(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.xlsx_writer import write_workbook
    from xltools.core.trace_plan import plan_trace

    write_workbook(plan_trace(traced.figures, traced.workbook.path.name, catalog), target, overwrite=overwrite)


WRITERS: Mapping[str, Callable[[Trace, Path, Catalog, bool], None]] = {"html": _html, "docx": _docx, "xlsx": _xlsx}
"""What writes each format."""
