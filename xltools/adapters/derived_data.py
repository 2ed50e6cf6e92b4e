"""What takes long to make of a text, kept in the user's cache folder for the next command.

A kept file holds the texts that it was made from and is used only where these are the very texts at
hand, made by this very program; nothing turns on dates or on a hash.  It is data and no code
(``marshal``, never ``pickle``), and it is read only where nobody but the user could have written it.
Whatever is wrong with it, it is made again; a folder that cannot be written costs only time.
Why so: ``docs/decisions/0009-start-up-time.md``.
"""

from __future__ import annotations

import marshal
import os
import stat
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

VARIABLE = "XLTOOLS_CACHE"
"""``off``, or the folder to use."""

_OFF = "off"
_LARGEST = 32 << 20
_CHECK_BYTES = 4
_WRITTEN_BY_OTHERS = stat.S_IWGRP | stat.S_IWOTH
_PROGRAM = Path(__file__).resolve().parents[1]


def derived(name: str, texts: Mapping[str, str], make: Callable[[], Any]) -> Any:
    """Give what is made of some texts, from the cache where that has it.

    Args:
        name: Of the kept file; letters, digits, ``-`` and ``_``.
        texts: By name; all that the result turns on but the program itself.
        make: Makes it, of nothing but dicts, lists, tuples, texts, numbers, truths and None.
    """
    folder = _folder()
    if folder is None:
        return make()
    mark = list(_mark())
    kept = _read(folder / f"{name}.cache")
    match kept:
        case [found_mark, found_texts, data] if found_mark == mark and found_texts == texts:
            return data
    data = make()
    with suppress(OSError):
        _write(folder, f"{name}.cache", marshal.dumps([mark, dict(texts), data]))
    return data


def _folder() -> Path | None:
    """Give the cache folder; None where nothing is to be kept."""
    asked = os.environ.get(VARIABLE, "")
    if asked:
        return None if asked == _OFF else Path(asked)
    if sys.platform == "win32":
        root = Path(os.environ.get("LOCALAPPDATA", ""))
    elif sys.platform == "darwin":
        root = Path(os.environ.get("HOME", ""), "Library/Caches")
    else:
        root = Path(os.environ.get("XDG_CACHE_HOME") or Path(os.environ.get("HOME", ""), ".cache"))
    return root / "xltools" if root.is_absolute() else None


@cache
def _mark() -> tuple[str, ...]:
    """Give what tells this program from another one, or from itself before it was changed."""
    return (sys.version, *_program_files())


def _program_files() -> Iterator[str]:
    """Give what changes when the program does: the time and size of each file that makes a pack."""
    for part in ("core", "core/pack_parsing", "core/checks", "core/aggregations", "core/text_checks"):
        with suppress(OSError), os.scandir(_PROGRAM / part) as entries:
            yield from sorted(
                f"{entry.name} {entry.stat().st_mtime_ns} {entry.stat().st_size}"
                for entry in entries
                if entry.name.endswith(".py")
            )


def _read(path: Path) -> object:
    """Read a kept file; None where there is none, it is broken, or another user could have written it."""
    try:
        if not _is_own(os.lstat(path.parent), stat.S_ISDIR):
            return None
        with path.open("rb") as file:
            if not _is_own(os.fstat(file.fileno()), stat.S_ISREG):
                return None
            written = file.read(_LARGEST)
    except OSError:
        return None
    check, data = written[:_CHECK_BYTES], written[_CHECK_BYTES:]
    if check != _check(data):
        return None
    try:
        kept: object = marshal.loads(data)  # noqa: S302 # data that this user's own command has written
    except (EOFError, ValueError, TypeError):
        return None
    return kept


def _write(folder: Path, name: str, data: bytes) -> None:
    """Write a file whole or not at all.  Raises: OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not _is_own(os.lstat(folder), stat.S_ISDIR):
        return
    partial = folder / f"{name}.{os.getpid()}"
    try:
        partial.touch(mode=0o600, exist_ok=False)
        partial.write_bytes(_check(data) + data)
        partial.replace(folder / name)
    finally:
        partial.unlink(missing_ok=True)


def _is_own(status: os.stat_result, kind: Callable[[int], bool]) -> bool:
    """Say whether a file or folder is what it should be and only this user can write it.

    Windows has no such marks; there a user's folder is closed to others by its access list.
    """
    if not kind(status.st_mode):
        return False
    return sys.platform == "win32" or (status.st_uid == os.getuid() and not status.st_mode & _WRITTEN_BY_OTHERS)


def _check(data: bytes) -> bytes:
    return crc32(data).to_bytes(_CHECK_BYTES, "little")
