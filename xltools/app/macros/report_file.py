"""Where the Word report of an open workbook is, and where a new one may stand."""

from __future__ import annotations

from pathlib import Path

from xltools.app.macros.desk import Desk
from xltools.core.file_names import file_name
from xltools.errors import FileError


def report_folder(desk: Desk) -> Path:
    """Give the workbook's folder; for one that is on no disk, that of the user's documents."""
    if desk.book.folder is not None:
        return desk.book.folder
    documents = Path.home() / "Documents"
    return documents if documents.is_dir() else Path.home()


def report_name(desk: Desk) -> str:
    """Give the name of the workbook's report, without its ending."""
    return file_name(Path(desk.book.name).stem)


def newest_report(desk: Desk) -> Path:
    """Give the Word report of the workbook that was changed last: its name begins with the workbook's.

    Raises:
        FileError: There is none.
    """
    folder, name = report_folder(desk), report_name(desk)
    found = [path for path in folder.iterdir() if path.suffix.lower() == ".docx" and path.name.startswith(name)]
    if not found:
        raise FileError("macro.word.none", name=f"{name}.docx", folder=str(folder))
    return max(found, key=lambda path: path.stat().st_mtime)


def free_name(target: Path) -> Path:
    """Give a name that no file has: the one wanted, else with a number behind it."""
    found, count = target, 1
    while found.exists():
        count += 1
        found = target.with_stem(f"{target.stem} ({count})")
    return found
