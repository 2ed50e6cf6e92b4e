"""File names that every system takes, made from what people write."""

from __future__ import annotations

import re
import unicodedata

_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]')
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})
_LONGEST = 200  # bytes; the usual limit is 255 with the ending, and a temporary name beside it


def file_name(text: str) -> str:
    """Make of a text the name of a file, without its ending.

    Args:
        text: Such as a unit's name; whatever a cell may hold.

    Returns:
        A name without separators of folders, characters that Windows forbids, or invisible ones; it
        is none of Windows' device names, begins with no dot or hyphen, and is never empty.
    """
    seen = "".join(c for c in text if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
    name = _FORBIDDEN.sub("_", seen).strip(" .")
    name = name.encode("utf-8")[:_LONGEST].decode("utf-8", "ignore").strip(" .")
    if not name or name[0] == "-" or name.partition(".")[0].strip().lower() in _DEVICES:
        name = f"_{name}"
    return name
