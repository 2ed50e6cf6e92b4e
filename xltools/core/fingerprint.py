"""A short mark of a pack's layout, printed on the cover.

Two workbooks with one mark have the same sheets, headers, types and fixed rows, so a reader need not
compare them; it changes whenever one of these does, even if the author forgot to raise the version.
"""

from __future__ import annotations

from hashlib import sha256

from xltools.core.pack import Pack
from xltools.core.sheets import Sheet, say


def layout_fingerprint(pack: Pack) -> str:
    """Give the mark of a pack's layout.

    Args:
        pack: Its labels in the workbook's language count; hints, rules and choices do not.

    Returns:
        Twelve hexadecimal digits in groups of four, such as ``3F2A-99C0-17DE``.
    """
    parts = [pack.id, pack.version, *pack.indicators]
    for sheet in pack.sheets.values():
        parts += _parts(sheet, pack.language)
    digest = sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest().upper()
    return "-".join(digest[start : start + 4] for start in (0, 4, 8))


def _parts(sheet: Sheet, language: str) -> list[str]:
    parts = ["\x1e", sheet.name, sheet.kind.value, say(sheet.label, language)]
    for column in sheet.columns:
        parts += [column.name, column.type.value, say(column.label, language)]
    for row in sheet.rows:
        parts += [row.name, say(row.label, language)]
    return parts
