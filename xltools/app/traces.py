"""Write where every number of a report comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from xltools.adapters.narrative_file import compose_report
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.app.workbooks import Workbook, compute
from xltools.core.document import Document, Gap
from xltools.core.frozen import frozen, replace
from xltools.core.messages import Catalog
from xltools.core.trace import TracedFigure, trace
from xltools.errors import FileError


@frozen
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
    gaps = any(isinstance(run, Gap) for passage in composed.passages for run in passage.runs)
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
        raise FileError("report.unknown_format", name=target.name or str(target), allowed=tuple(WRITERS))
    WRITERS[extension](traced, target, catalog, overwrite)


def _html(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.trace_html import trace_page

    page = trace_page(traced.figures, traced.document, traced.workbook.path.name, catalog)
    write_bytes_whole(target, page.encode("utf-8", "replace"), overwrite=overwrite)


def write_review_copy(traced: Trace, report: Path, target: Path, catalog: Catalog, *, overwrite: bool = False) -> None:
    """Write a copy of a Word report, as people have edited it, with a comment at every figure.

    Args:
        traced: From ``trace_workbook``.
        report: A .docx file that this program wrote; it is not altered.
        target: The copy to be.
        catalog: The reader's language.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where the report cannot be read, was not written by this program, or the copy
            cannot be written.
    """
    from xltools.adapters.docx_reader import read_word_bytes, report_bytes
    from xltools.adapters.docx_review import commented

    source = report_bytes(report)
    if read_word_bytes(source, report).text.baseline is None:
        raise FileError("live.file.not_written_by_us", name=report.name)
    if target.exists() and target.samefile(report):
        raise FileError("file.write.exists", name=str(target))
    write_bytes_whole(target, commented(source, _comments(traced, catalog)), overwrite=overwrite)


def _docx(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.docx_file import word_bytes
    from xltools.adapters.docx_review import commented

    report = word_bytes(traced.document, ReportStyle(traced.workbook.folder))
    write_bytes_whole(target, commented(report, _comments(traced, catalog)), overwrite=overwrite)


def _comments(traced: Trace, catalog: Catalog) -> Mapping[str, Sequence[str]]:
    from xltools.core.traces.trace_words import facts

    return {
        figure.id: [
            catalog.say("trace.comment", {"id": figure.id, "label": figure.label}),
            *(catalog.say("trace.named", {"name": fact.name, "value": fact.text}) for fact in facts(figure, catalog)),
        ]
        for figure in traced.figures
    }


def _xlsx(traced: Trace, target: Path, catalog: Catalog, overwrite: bool) -> None:
    from xltools.adapters.xlsx_writer import write_workbook
    from xltools.core.traces.trace_plan import plan_trace

    write_workbook(plan_trace(traced.figures, traced.workbook.path.name, catalog), target, overwrite=overwrite)


WRITERS: Mapping[str, Callable[[Trace, Path, Catalog, bool], None]] = {"html": _html, "docx": _docx, "xlsx": _xlsx}
"""What writes each format."""
