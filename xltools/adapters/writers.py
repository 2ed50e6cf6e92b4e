"""The formats that a report can be written in, by the ending of the file's name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path

from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.report_style import ReportStyle
from xltools.core.document import Document
from xltools.core.findings import Finding
from xltools.errors import FileError

WRITERS: Mapping[str, str] = {
    "docx": "xltools.adapters.docx_file:write",
    "pdf": "xltools.adapters.pdf_file:write",
    "md": "xltools.adapters.markdown_file:write",
    "txt": "xltools.adapters.text_file:write",
    "html": "xltools.adapters.html_file:write",
}
"""``write(document, style, target, overwrite=…)`` of each format, loaded when it is used."""


def write_document(
    document: Document, folder: PackFolder, target: Path, *, overwrite: bool = False
) -> tuple[Finding, ...]:
    """Write a report in the format that the file's name ends with.

    Args:
        document: The report.
        folder: Its pack, for the layout and the Word styles.
        target: The file to be.
        overwrite: True to take the place of a file that is there.

    Returns:
        What the reader of the file should know, such as fonts that the machine lacks.

    Raises:
        FileError: Where the ending is none of ``WRITERS``, or the file cannot be written.
        PackError: Where the layout or the styles are wrong.
        MachineError: Where a program that the format needs is missing.
    """
    extension = target.suffix.lower().removeprefix(".")
    if extension not in WRITERS:
        raise FileError("report.unknown_format", name=target.name or str(target), allowed=tuple(WRITERS))
    module, _, function = WRITERS[extension].partition(":")
    write: Callable[..., tuple[Finding, ...]] = getattr(import_module(module), function)
    return write(document, ReportStyle(folder), target, overwrite=overwrite)
