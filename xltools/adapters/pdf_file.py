"""A report as PDF: its Word document, printed by LibreOffice.

The fonts of the standard are seldom on a machine that is not an office PC.  LibreOffice would take
whatever it likes in their place; here the layout says what, and the reader of the report is told.
"""

from __future__ import annotations

import os
from pathlib import Path

from xltools.adapters.docx_file import word_bytes
from xltools.adapters.installed_fonts import fonts_conf, installed_families, substitutions
from xltools.adapters.libreoffice import convert
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Document
from xltools.core.findings import Finding, Location, Severity

_VARIABLE = "FONTCONFIG_FILE"


def write(document: Document, style: ReportStyle, target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Write the file.

    Returns:
        A warning for each font of the layout that the machine lacks.

    Raises:
        FileError: Where it cannot be written.
        MachineError: Where LibreOffice is missing or fails.
        PackError: Where the pack's layout or styles are wrong.
    """
    layout = style.layout()
    families = installed_families()
    chosen = substitutions(layout.fonts.values(), document.language, families or ())
    settings = {}
    if families is not None and os.name == "posix":
        system_file = os.environ.get(_VARIABLE)
        settings[_VARIABLE] = fonts_conf(chosen, system_file) if system_file else fonts_conf(chosen)
    # LibreOffice leaves no gap between Chinese and digits where a content control begins.
    content = convert(word_bytes(document.plain, style), ".docx", "pdf", settings)
    write_bytes_whole(target, content, overwrite=overwrite)
    if families is None:
        return (Finding(Severity.NOTE, Location(), "report.fonts.unknown", {}),)
    return tuple(found.finding for found in chosen if not found.same)
