"""Files that are written whole or not at all: every writer writes through here.

The bytes go to a temporary file in the target's own folder, are forced to the disk, and take the
target's name in one step.  Whoever is killed half-way leaves the target as it was, and a temporary
file that the next writer in that folder clears away.
"""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from xltools.errors import FileError

_PREFIX = ".~xltools-"
_SUFFIX = ".tmp"
_STALE_SECONDS = 15 * 60  # far longer than any writer takes

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}
_FORBIDDEN = {errno.EACCES, errno.EPERM, errno.EROFS}
_TOO_LONG = {errno.ENAMETOOLONG, errno.EINVAL}


def write_whole(target: Path, write: Callable[[Path], None], *, overwrite: bool = False) -> None:
    """Write a file whole or not at all.

    Args:
        target: The file to be.
        write: Writes the content into the path it is given, and raises what it likes.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where there is such a file already, or folder or disk do not allow it; nothing
            has been written then.
    """
    with _named_errors(target):
        _refuse_target(target, overwrite=overwrite)
        _clear_stale(target.parent)
        temporary = _temporary_in(target.parent)
        try:
            write(temporary)
            _force_to_disk(temporary)
            _give_usual_rights(temporary, target)
            _take_name(temporary, target, overwrite=overwrite)
        finally:
            with contextlib.suppress(FileNotFoundError):
                temporary.unlink()
        _force_folder_to_disk(target.parent)


def _refuse_target(target: Path, *, overwrite: bool) -> None:
    """Refuse what can be refused before anything is written."""
    if "\0" in str(target):
        raise FileError("file.write.bad_name", name=str(target).replace("\0", "␀"))
    if target.is_dir():
        raise FileError("file.write.is_folder", name=str(target))
    if not overwrite and target.exists():
        raise FileError("file.write.exists", name=str(target))
    if not target.parent.is_dir():
        raise FileError("file.write.no_folder", name=str(target), folder=str(target.parent))


def require_ending(target: Path, endings: tuple[str, ...]) -> None:
    """Refuse a name by which no program would open the file: Excel goes by the ending.

    Args:
        target: The file to be.
        endings: Those allowed, lower case, such as ``(".xlsx",)``.

    Raises:
        FileError: Where it has another, or none.
    """
    if target.suffix.lower() not in endings and not target.is_dir():
        raise FileError("file.write.wrong_ending", name=str(target), allowed=endings)


def write_bytes_whole(target: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Write these bytes whole or not at all, as ``write_whole`` does."""
    write_whole(target, lambda path: _write_bytes(path, content), overwrite=overwrite)


def _write_bytes(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _temporary_in(folder: Path) -> Path:
    handle, name = tempfile.mkstemp(_SUFFIX, _PREFIX, folder)
    os.close(handle)
    return Path(name)


def _force_to_disk(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _force_folder_to_disk(folder: Path) -> None:
    """Make the new name last; Windows has no handle of a folder to do it with."""
    if os.name == "nt":
        return
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _give_usual_rights(temporary: Path, target: Path) -> None:
    """Give the file the rights of the one it replaces, or those of any new file; mkstemp gives none to others."""
    if os.name == "nt":
        return
    if target.exists():
        temporary.chmod(target.stat().st_mode & 0o777)
        return
    mask = os.umask(0)
    os.umask(mask)
    temporary.chmod(0o666 & ~mask)


def _take_name(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Give the temporary file the target's name; without ``overwrite`` never over a file that came meanwhile."""
    if overwrite:
        temporary.replace(target)
        return
    try:
        os.link(temporary, target)
    except FileExistsError:
        raise FileError("file.write.exists", name=str(target)) from None
    except OSError:  # a file system without hard links, such as FAT on a USB stick
        if target.exists():
            raise FileError("file.write.exists", name=str(target)) from None
        temporary.replace(target)


def _clear_stale(folder: Path) -> None:
    """Remove what a killed writer left; a file of another writer that is at work is younger."""
    oldest = time.time() - _STALE_SECONDS
    for path in folder.glob(f"{_PREFIX}*{_SUFFIX}"):
        with contextlib.suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()


@contextlib.contextmanager
def _named_errors(target: Path) -> Iterator[None]:
    """Say what the system refused in the words of the catalogue."""
    try:
        yield
    except OSError as error:
        key = "failed"
        if error.errno in _FULL:
            key = "disk_full"
        elif error.errno in _FORBIDDEN:
            # A folder that takes new files and not this name has it open in another program.
            key = "in_use" if target.exists() and os.access(target.parent, os.W_OK) else "forbidden"
        elif error.errno in _TOO_LONG:
            key = "bad_name"
        folder = target.parent.absolute()  # where one is told to write elsewhere, "." says nothing
        raise FileError(
            f"file.write.{key}", name=str(target), folder=str(folder), reason=error.strerror or str(error)
        ) from error
