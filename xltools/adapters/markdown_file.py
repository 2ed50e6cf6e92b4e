"""A report as Markdown (CommonMark, with GitHub's extensions in mind): headings, and paragraphs.

Whatever a cell holds comes out of a Markdown reader as the text it is: every character that could
mean something is escaped, at the start of a line also what would begin a list or a heading.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Document, DocumentTable, Paragraph, Role
from xltools.core.findings import Finding

_LEVELS: Mapping[Role, str] = {
    Role.TITLE: "# ",
    Role.LEVEL_1: "## ",
    Role.LEVEL_2: "### ",
    Role.LEVEL_3: "#### ",
    Role.LEVEL_4: "##### ",
}
_MEANT = re.compile(r"[\\`*_\[\]<>&#|~$]|:(?=[A-Za-z0-9_+-]+:)")
_AT_START = re.compile(r"^(?:[-+](?=[\s-]|$)|\d{1,9}[.)](?=\s|$))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|xmpp|www)(?=[:.])|@")
_SPACE = re.compile(r"^\s+|\s+$")


def write(document: Document, style: ReportStyle, target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Write the file.  Raises: FileError."""
    del style  # Markdown has none
    write_bytes_whole(target, markdown(document).encode(), overwrite=overwrite)
    return ()


def markdown(document: Document) -> str:
    """Give the Markdown; that of a draft says so in its first line."""
    lines = ["**【草稿】**"] if document.draft else []
    lines += [_paragraph(block) if isinstance(block, Paragraph) else _table(block) for block in document.blocks]
    return "\n\n".join(lines) + "\n"


def _paragraph(paragraph: Paragraph) -> str:
    return _LEVELS.get(paragraph.role, "") + escaped(paragraph.text)


def _table(table: DocumentTable) -> str:
    """Give a table of pipes, which has no merged cells and one header row.

    The header rows become one, each column under all that stands above it; of a merged cell below
    them the text stands in its first column and row.
    """
    heads: list[list[str]] = [[] for _ in table.widths]
    for slots in list(table.slots())[: table.header_rows]:
        for slot in slots:
            for column in range(slot.column, slot.column + slot.cell.columns):
                if slot.begins and slot.cell.text:
                    heads[column].append(slot.cell.text)
    rows = [tuple(" / ".join(head) for head in heads), *list(table.lines())[table.header_rows :]]
    first, *others = ("| " + " | ".join(escaped(text) for text in row) + " |" for row in rows)
    return "\n".join((first, "|" + "---|" * len(table.widths), *others))


def escaped(text: str) -> str:
    """Write a text so that Markdown reads it as that text.

    Spaces at the ends would vanish or break the line, so they are written as entities.
    """
    inner = _MEANT.sub(r"\\\g<0>", text)
    inner = _AT_START.sub(lambda found: found[0][:-1] + "\\" + found[0][-1], inner)
    inner = _ADDRESS.sub(_without_link, inner)
    return _SPACE.sub(lambda found: "".join(f"&#{ord(space)};" for space in found[0]), inner)


def _without_link(found: re.Match[str]) -> str:
    """Break an address that GitHub's Markdown would make a link, by writing one letter as an entity."""
    return "&#64;" if found[0] == "@" else f"{found[0][:-1]}&#{ord(found[0][-1])};"
