"""A folder of workbooks: what lies in it, and the pages that are written beside them.

It is looked at anew every time.  File systems could tell of changes, but not the network drives on
which offices keep their workbooks.
"""

from __future__ import annotations

import contextlib
from pathlib import Path

from xltools.adapters.findings_page import SIGN
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.settling import Stamp, is_workbook
from xltools.errors import FileError

_ENDING = ".findings.html"
INDEX = f"index{_ENDING}"
_HEAD = 512  # bytes within which a page of ours says that it is one


def workbooks_in(folder: Path) -> dict[str, Stamp]:
    """Give the workbooks of a folder by name, each with its stamp.

    Raises:
        FileError: The folder cannot be read.
    """
    found = {}
    try:
        for path in folder.iterdir():
            if is_workbook(path.name):
                with contextlib.suppress(FileNotFoundError):  # it may be gone by now
                    state = path.stat()
                    found[path.name] = (state.st_mtime_ns, state.st_size)
    except OSError as error:
        key = "no_folder" if folder.is_dir() else "is_file" if folder.exists() else "not_found"
        raise FileError(f"watch.{key}", name=str(folder), reason=error.strerror or str(error)) from error
    return found


def page_beside(workbook: Path) -> Path:
    """Give the page of a workbook: its whole name is kept, so that no two workbooks share one."""
    return workbook.with_name(f"{workbook.name}{_ENDING}")


def write_page(target: Path, page: str) -> None:
    """Write a page, in place of an earlier one.

    Raises:
        FileError: There is a file of that name that the tool has not written, or it cannot be written.
    """
    if target.exists() and not _is_ours(target):
        raise FileError("watch.not_ours", name=str(target))
    write_bytes_whole(target, page.encode("utf-8", "backslashreplace"), overwrite=True)


def remove_page(target: Path) -> None:
    """Take away the page of a workbook that is gone; what the tool has not written stays."""
    with contextlib.suppress(OSError):
        if _is_ours(target):
            target.unlink()


def _is_ours(path: Path) -> bool:
    with path.open("rb") as file:
        return SIGN.encode() in file.read(_HEAD)
