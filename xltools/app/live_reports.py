"""Check a report that people have edited against its workbook, and refresh its figures."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from xltools.adapters.docx_edit import refreshed_bytes
from xltools.adapters.docx_reader import read_word_bytes, report_bytes
from xltools.adapters.file_mark import file_mark
from xltools.adapters.narrative_file import TRADITIONAL, compose_report
from xltools.adapters.report_reader import read_report
from xltools.adapters.safe_write import write_bytes_whole
from xltools.adapters.simplified import simplified
from xltools.app.report_texts import check_paragraphs
from xltools.app.workbooks import Workbook, compute, validate
from xltools.core import refresh as merging
from xltools.core.compare import compare
from xltools.core.document import Document, Origin
from xltools.core.findings import Finding
from xltools.core.frozen import frozen, replace
from xltools.core.live.baseline import Baseline
from xltools.core.live.judgements import Comparison, comparison_findings, wording_findings
from xltools.core.live.pairing import MOST_FOUND, TooManyNumbersError
from xltools.core.live.report_text import ReportText
from xltools.core.refresh import Refreshed, Take
from xltools.core.validate import Validation, Verdict, counts
from xltools.errors import FileError, ReportRefusedError


@frozen
class CheckedReport:
    """A report that was checked.

    Attributes:
        path: The file.
        comparison: What is said of its numbers and sentences.
        findings: What is not right, in the order of the report: about the file, its numbers, its words.
        validation: What the check of the workbook itself found.
        text: What the pack's rules on the text found in it.
    """

    path: Path
    comparison: Comparison
    findings: tuple[Finding, ...]
    validation: Validation
    text: Validation

    @property
    def passed(self) -> bool:
        """True when the workbook passes its own check, and nothing in the report must be mended."""
        return self.validation.passed and self.text.passed and not any(map(counts, self.findings))

    @property
    def everything(self) -> tuple[Finding, ...]:
        """The findings about the file, then those about numbers and words in the order of the report."""
        return tuple(sorted((*self.findings, *self.text.findings), key=_place))


@frozen
class RefreshedReport:
    """A report whose figures were refreshed.

    Attributes:
        path: The new file, or the old one where it was to be changed in place.
        backup: The report as it was, where it was changed in place.
        refreshed: What became of each figure.
        comparison: What was said of it before.
        findings: What a person should still look at: words that no longer fit, and what is odd about the file.
    """

    path: Path
    backup: Path | None
    refreshed: Refreshed
    comparison: Comparison
    findings: tuple[Finding, ...]


def check_report(report: Path | str, workbook: Workbook) -> CheckedReport:
    """Judge every number of a report.

    Args:
        report: A .docx, .txt or .md file, of xltools or not; with LibreOffice also .odt, .rtf and .doc.
        workbook: What it should agree with, from ``read_workbook``.

    Raises:
        FileError: Where the report cannot be read, or is of another pack, unit or year.
        PackError: Where the pack's narrative is wrong.
    """
    path = Path(report)
    text = read_report(path)
    outcomes = compute(workbook)
    document = _composed(workbook, text.baseline, draft=True)
    comparison = _compared(text, document)
    validation = validate(workbook, outcomes)
    paragraphs = [paragraph.text for paragraph in text.paragraphs]
    words = check_paragraphs(path.name, paragraphs, workbook, outcomes, validation)
    findings = (*text.findings, *comparison_findings(comparison, path.name))
    return CheckedReport(path, comparison, findings, validation, words)


def refresh_report(
    report: Path | str,
    workbook: Workbook,
    target: Path | str | None = None,
    *,
    in_place: bool = False,
    take: Take | None = None,
    overwrite: bool = False,
) -> RefreshedReport:
    """Bring the figures of a Word report up to date, and keep what people have written.

    Args:
        report: A .docx file that xltools wrote.
        workbook: Where the figures come from.
        target: The new file; None puts it beside the report.
        in_place: True to change the report itself; it is first copied beside itself.
        take: Whose number stands where both the report and the workbook have moved.
        overwrite: True to take the place of a file that is there.

    Raises:
        ReportRefusedError: Where the workbook does not pass its check, or a figure is missing.
        FileError: Where the report cannot be read or written, was not written by xltools, or is of
            another pack, unit or year.
        PackError: Where the pack's narrative is wrong.
    """
    path = Path(report)
    source = report_bytes(path)
    word = read_word_bytes(source, path)
    baseline = word.text.baseline
    if baseline is None:
        raise FileError("live.file.not_written_by_us", name=path.name)
    document = _sound_document(path, baseline, workbook)
    comparison = _compared(word.text, document)
    refreshed = merging.refresh(word.text, baseline, document, comparison, take)
    content = refreshed_bytes(source, word, refreshed)
    backup = _backed_up(path, source) if in_place else None
    written = path if in_place else _new_file(path, target)
    write_bytes_whole(written, content, overwrite=overwrite or in_place)
    words = wording_findings(comparison, path.name)
    return RefreshedReport(written, backup, refreshed, comparison, (*word.text.findings, *words))


def _place(finding: Finding) -> tuple[int, int]:
    """Give a finding's place in the report: what is of the whole file first, what is not in the report last."""
    row = finding.location.row
    if row is None:
        return (sys.maxsize if finding.key.startswith("live.number.") else 0, 0)
    return (row, finding.location.column or 0)


def _sound_document(path: Path, baseline: Baseline, workbook: Workbook) -> Document:
    """Give the report as it is to be, of a workbook that passes its check and is the report's own."""
    validation = validate(workbook, compute(workbook))
    if validation.verdict is not Verdict.PASSED:
        raise ReportRefusedError("report.check_failed", validation.standing, count=len(validation.standing))
    document = _composed(workbook, baseline, draft=False)
    document = replace(document, origin=replace(document.origin, workbook=file_mark(workbook.path)))
    _same_report(path, baseline, document)
    return document


def _composed(workbook: Workbook, baseline: Baseline | None, *, draft: bool) -> Document:
    language = baseline.language if baseline is not None else "zh-Hans"
    return compose_report(
        workbook.folder, workbook.pack, workbook.dataset, compute(workbook), language=language, draft=draft
    )


def _compared(text: ReportText, document: Document) -> Comparison:
    """Compare, in one script where the two may be in different ones."""
    same = text.baseline is not None and text.baseline.language != TRADITIONAL
    plain: Callable[[str], str] = str if same else simplified
    try:
        return compare(text, document, plain)
    except TooManyNumbersError:
        raise FileError("live.file.too_many_numbers", name=text.name, maximum=MOST_FOUND) from None


def _same_report(path: Path, baseline: Baseline, document: Document) -> None:
    """Refuse to write one unit's figures into another's report."""
    old, new = baseline.origin, document.origin
    if old.pack != new.pack:
        raise FileError("live.file.other_pack", name=path.name, has=old.pack, wanted=new.pack)
    if (old.unit, old.year, old.number) != (new.unit, new.year, new.number):
        has, wanted = map(_said, (old, new))
        raise FileError("live.file.other_unit", name=path.name, has=has, wanted=wanted)


def _said(origin: Origin) -> str:
    """Say whose report it is and of which year, with the number of its month or quarter."""
    number = "" if origin.number is None else f"-{origin.number}"
    return f"{origin.unit} {origin.year or ''}{number}".strip()


def _new_file(path: Path, target: Path | str | None) -> Path:
    """Give the file to write; never the report itself, even where it may take the place of another."""
    written = Path(target) if target is not None else _beside(path, "updated")
    if written.exists() and written.samefile(path):
        raise FileError("file.write.exists", name=str(written))
    return written


def _backed_up(path: Path, source: bytes) -> Path:
    """Write the report as it was beside itself, under the first name that is free."""
    number = 1
    while (backup := _beside(path, f"backup{number if number > 1 else ''}")).exists():
        number += 1
    write_bytes_whole(backup, source)
    return backup


def _beside(path: Path, word: str) -> Path:
    return path.with_name(f"{path.stem}.{word}{path.suffix}")
