"""Numbers of a Word report that nothing is compared with: in footnotes, endnotes and headers.

The text of a report is its body, shapes and tables included.  What stands elsewhere is no sentence of the
pack's and is not judged; that numbers stand there is said, so that nobody takes them for checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xltools.adapters.docx_scan import ScannedPart, scan_part
from xltools.adapters.xlsx_guard import Package
from xltools.adapters.xlsx_workbook import read_relationships
from xltools.adapters.xlsx_xml import XmlError
from xltools.adapters.xml_edit import as_utf8
from xltools.core.findings import Finding, Location, Severity

_PLACES = {
    "footnotes": "live.odd.footnotes",
    "endnotes": "live.odd.endnotes",
    "header": "live.odd.headers",
}
"""By the kind of relationship, as the document names them."""

_NUMBER = re.compile("[0-9０-９]")


def unread_numbers(package: Package, document: str, name: str) -> Iterator[Finding]:
    """Say where numbers stand that are not judged, once a kind of place.

    Args:
        package: The report's file.
        document: The part with its text.
        name: What the report is called.

    Raises:
        FileError: Such a part is damaged.
    """
    found: dict[str, list[str]] = {}
    for kind, part in _parts(package, document):
        try:
            scanned = scan_part(as_utf8(package.read(part)))
        except (XmlError, UnicodeError, LookupError) as fault:
            raise package.error("live.file.damaged", part=part) from fault
        found.setdefault(_PLACES[kind], []).extend(_with_numbers(scanned))
    for key, texts in found.items():
        if texts:
            yield Finding(Severity.WARNING, Location(name), key, {"count": len(texts), "value": texts[0]})


def _parts(package: Package, document: str) -> Iterator[tuple[str, str]]:
    for relationship in read_relationships(package, document).values():
        if relationship.kind in _PLACES and not relationship.outside and relationship.target in package:
            yield relationship.kind, relationship.target


def _with_numbers(scanned: ScannedPart) -> Iterator[str]:
    """Give the paragraphs with numbers; where fields count pages, those are theirs."""
    if not scanned.instructions:
        yield from (paragraph.text.strip() for paragraph in scanned.paragraphs if _NUMBER.search(paragraph.text))
