"""Write a refreshed Word report: new digits in the bytes of the old file, and nothing else.

Digits take the places of the old ones run by run, so that what was half bold stays half bold.  Text
and stored values are written together, since Word shows the stored ones when it opens the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import cast
from xml.sax.saxutils import escape

from xltools.adapters.docx_baseline import baseline_part
from xltools.adapters.docx_reader import WordReport, read_word_bytes
from xltools.adapters.docx_scan import Piece
from xltools.adapters.xlsx_guard import Limits
from xltools.adapters.xml_edit import Edits
from xltools.adapters.zip_copy import copied_with
from xltools.adapters.zip_members import ZipError
from xltools.core.refresh import Edit, Refreshed
from xltools.errors import FileError

_LIMITS = Limits()


def refreshed_bytes(source: bytes, report: WordReport, refreshed: Refreshed) -> bytes:
    """Give the refreshed file.

    Args:
        source: The report's file.
        report: As it was read from these bytes.
        refreshed: What is to change.

    Raises:
        FileError: A part that is only copied is damaged, or what came of it does not read as it should.
    """
    changed = {report.part: _with_edits(report, refreshed.edits)}
    stored = report.stored
    if stored.values_part:
        changed[stored.values_part] = _with_values(report, refreshed.values)
    if stored.baseline_part:
        changed[stored.baseline_part] = baseline_part(refreshed.baseline)
    try:
        new = copied_with(cast(BufferedReader, BytesIO(source)), changed, _LIMITS)
    except ZipError as fault:  # in a part that reading the report did not need
        too_large = fault.reason == "too_large"
        key = "live.file.too_large" if too_large else "live.file.damaged"
        raise FileError(key, name=report.text.name, part=fault.member) from fault
    _prove(new, report, refreshed)
    return new


def _with_edits(report: WordReport, edits: Sequence[Edit]) -> bytes:
    texts: dict[Piece, str] = {}
    for edit in sorted(edits, key=lambda edit: (edit.paragraph, -edit.start)):  # from the end, so that places hold
        for piece, start, end, new in _parted(report.pieces[edit.paragraph], edit):
            text = texts.get(piece, piece.text)
            texts[piece] = text[:start] + new + text[end:]
    written = Edits(report.content)
    for piece, text in texts.items():
        written.replace(piece.first, piece.last, escape(text).replace("\r", "&#13;").encode())
    return written.apply()


def _parted(pieces: Sequence[Piece], edit: Edit) -> Iterator[tuple[Piece, int, int, str]]:
    """Part new digits among the pieces that hold the old ones: each as many as it held, the last one the rest."""
    inside = [piece for piece in pieces if piece.start < edit.end and piece.start + len(piece.text) > edit.start]
    left = edit.text
    for piece in inside:
        start = max(edit.start - piece.start, 0)
        end = min(edit.end - piece.start, len(piece.text))
        new = left if piece is inside[-1] else left[: end - start]
        left = left[len(new) :]
        yield piece, start, end, new


def _with_values(report: WordReport, values: Mapping[str, str]) -> bytes:
    stored = report.stored
    written = Edits(stored.values_content)
    for name, text in values.items():
        value = stored.values.get(name)
        if value is not None and value.text != text:
            written.replace(value.first, value.last, escape(text).encode())
    return written.apply()


def _prove(new: bytes, report: WordReport, refreshed: Refreshed) -> None:
    """Read what was made, and see that it differs in the digits alone."""
    expected = [paragraph.text for paragraph in report.text.paragraphs]
    for edit in sorted(refreshed.edits, key=lambda edit: (edit.paragraph, -edit.start)):
        text = expected[edit.paragraph]
        expected[edit.paragraph] = text[: edit.start] + edit.text + text[edit.end :]
    read = read_word_bytes(new, Path(report.text.name))
    if [paragraph.text for paragraph in read.text.paragraphs] != expected:
        raise FileError("file.write.not_as_planned", name=report.text.name)
