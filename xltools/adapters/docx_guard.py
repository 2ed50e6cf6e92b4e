"""Decide whether a file is a Word document that can be read safely, by the guard of workbooks.

The zip file, its ceilings and its checksums are the same; what differs is what the file is called
when it is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BufferedReader
from pathlib import Path

from xltools.adapters.xlsx_guard import Limits, Package, open_package
from xltools.adapters.xlsx_workbook import read_relationships
from xltools.errors import FileError

_SAID: Mapping[str, str] = {
    "file.old_format": "live.file.old_format",
    "file.not_a_workbook": "live.file.not_a_report",
    "file.text_file": "live.file.text_file",
    "file.damaged": "live.file.damaged",
    "file.missing_part": "live.file.missing_part",
    "file.encrypted": "live.file.encrypted",
    "file.too_large": "live.file.too_large",
    "file.is_folder": "live.file.is_folder",
    "file.empty": "live.file.empty",
}


def open_report(file: BufferedReader, path: Path, limits: Limits) -> Package:
    """Open a Word document's parts, or say what the file is instead.  Raises: FileError."""
    return open_package(file, path, limits)


def in_words_of_reports(error: FileError) -> FileError:
    """Say of a report what the guard says of a workbook."""
    return FileError(_SAID.get(error.key, error.key), **error.params)


def document_part(package: Package) -> str:
    """Name the part that holds the document's text.

    Raises:
        FileError: It is another kind of file, or the part is missing.
    """
    for relationship in read_relationships(package, "").values():
        target = relationship.target
        if relationship.kind == "officeDocument" and not relationship.outside and target in package:
            if target.lower().startswith(("xl/", "ppt/")):
                raise package.error("live.file.other_kind")
            return target
    for part, key in (
        ("word/document.xml", ""),
        ("xl/workbook.xml", "live.file.other_kind"),
        ("xl/workbook.bin", "live.file.other_kind"),
        ("ppt/presentation.xml", "live.file.other_kind"),
        ("content.xml", "live.file.opendocument"),
        ("_rels/.rels", "live.file.no_document"),
        ("[Content_Types].xml", "live.file.no_document"),
    ):
        if part in package:
            if key:
                raise package.error(key)
            return part
    raise package.error("live.file.not_a_report")


def is_workbook(path: Path) -> bool:
    """Say whether a file holds a workbook, whatever it is called; a file that cannot be read holds none."""
    try:
        with path.open("rb") as file:
            package = open_package(file, path, Limits())
            return any(name.startswith("xl/workbook.") for name in package.names())
    except (OSError, ValueError, FileError):
        return False
