"""Copy a zip file, some of its members with other content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from io import BufferedReader

from xltools.adapters.xlsx_guard import Limits
from xltools.adapters.zip_members import inflate, read_directory


def copied_with(file: BufferedReader, changed: Mapping[str, bytes], limits: Limits) -> bytes:
    """Copy a zip file member by member, the changed ones with their new content, new ones at the end.

    Args:
        file: The open file, which the guard let through.
        changed: Content by member name, matched as the guard matches it.
        limits: How much may be read.
    """
    new = {_key(name): (name, content) for name, content in changed.items()}
    written: set[str] = set()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for member in read_directory(file, limits.members):
            key = _key(member.name)
            if key not in new:
                _add(copy, member.name, b"".join(inflate(file, member, limits.unpacked)))
            elif key not in written:
                _add(copy, member.name, new[key][1])
            written.add(key)
        for key, (name, content) in new.items():
            if key not in written:
                _add(copy, name, content)
    return out.getvalue()


def _add(copy: zipfile.ZipFile, name: str, content: bytes) -> None:
    copy.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)


def _key(name: str) -> str:
    """Give a part's name as the reader matches it."""
    return name.replace("\\", "/").lstrip("/").lower()
