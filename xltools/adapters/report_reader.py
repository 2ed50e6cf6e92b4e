"""Read a report in any of the formats in which offices send them, told by the file's content.

Word documents and texts are read here; what another office program wrote is first made a Word
document by LibreOffice.
"""

from __future__ import annotations

import re
from pathlib import Path

from xltools.adapters.docx_reader import read_word_bytes, report_bytes
from xltools.core.live.report_text import ReportParagraph, ReportText, odd_characters
from xltools.errors import FileError, MachineError

_ZIP, _RTF = b"PK", b"{\\rtf"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_OPENDOCUMENT = b"mimetypeapplication/vnd.oasis.opendocument.text"
_LARGEST_TEXT = 16 << 20
_MARKDOWN = re.compile(r"^(?:#{1,6}\s+|[-*+]\s+|>\s?)+")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")


def read_report(path: Path) -> ReportText:
    """Read a report.

    Args:
        path: A .docx, .txt or .md file; with LibreOffice also .odt, .rtf and .doc.  It is not altered.

    Raises:
        FileError: Where it cannot be read, with what to do.
    """
    source = report_bytes(path)
    if source.startswith(_ZIP):
        if _OPENDOCUMENT in source[:200]:
            return _converted(source, ".odt", path)
        return read_word_bytes(source, path).text
    if source.startswith(_RTF):
        return _converted(source, ".rtf", path)
    if source.startswith(_COMPOUND_FILE):
        if _ENCRYPTED_STREAM in source:
            raise FileError("live.file.encrypted", name=path.name)
        return _converted(source, ".doc", path)
    return _plain(source, path)


def _converted(source: bytes, suffix: str, path: Path) -> ReportText:
    from xltools.adapters.libreoffice import convert

    try:
        word = convert(source, suffix, "docx")
    except MachineError as error:
        raise FileError("live.file.needs_libreoffice", name=path.name) from error
    return read_word_bytes(word, path).text


def _plain(source: bytes, path: Path) -> ReportText:
    if not source:
        raise FileError("live.file.empty", name=path.name)
    if len(source) > _LARGEST_TEXT:
        raise FileError("live.file.too_large", name=path.name)
    lines = _decoded(source, path).splitlines()
    if path.suffix.lower() in {".md", ".markdown"}:
        lines = [_ESCAPED.sub(r"\1", _MARKDOWN.sub("", line)) for line in lines]
    paragraphs = tuple(ReportParagraph(line) for line in lines)
    return ReportText(path.name, paragraphs, findings=tuple(odd_characters(path.name, lines)))


def _decoded(source: bytes, path: Path) -> str:
    """Read text in the encodings that Chinese offices use."""
    if source.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = [] if b"\0" in source else ["utf-8-sig", "gb18030"]
    for encoding in encodings:
        try:
            return source.decode(encoding)
        except UnicodeError:
            continue
    raise FileError("live.file.not_text", name=path.name)
