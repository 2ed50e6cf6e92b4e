"""A short mark of a file's bytes, by which a report says from which workbook it was written."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path


def file_mark(path: Path) -> str:
    """Give sixteen hexadecimal digits; nothing where there is no such file, as in a workbook never saved."""
    try:
        with path.open("rb") as file:
            digest = sha256()
            while piece := file.read(1 << 20):
                digest.update(piece)
    except OSError:
        return ""
    return digest.hexdigest()[:16]
