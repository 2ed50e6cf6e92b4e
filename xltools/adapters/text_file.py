"""A report as plain text: one paragraph a line, UTF-8."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Document
from xltools.core.findings import Finding


def write(document: Document, style: ReportStyle, target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Write the file.  Raises: FileError."""
    del style  # text has none
    write_bytes_whole(target, text(document).encode(), overwrite=overwrite)
    return ()


def text(document: Document) -> str:
    """Give the text; that of a draft says so in its first line."""
    return f"【草稿】\n{document.text}" if document.draft else document.text
