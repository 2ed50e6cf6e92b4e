"""Make the folder of a pack: whole or not at all."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from xltools.adapters.pack_folder import PackFolder
from xltools.core.pack_parsing.pack_files import HEADER
from xltools.errors import FileError

_PREFIX = ".~xltools-"


def make_pack_folder(
    target: Path,
    files: Mapping[str, str | bytes],
    judge: Callable[[PackFolder], None],
    *,
    overwrite: bool = False,
    kept: Callable[[str], bool] = lambda _: False,
) -> None:
    """Write the files of a pack into a folder beside the target, have it judged, and give it the target's name.

    Args:
        target: The folder to be.
        files: Contents by path in the folder.
        judge: Raises what it likes where the pack should not come to be.
        overwrite: True to take the place of a pack's folder that is there.
        kept: Says of a file of that folder, by its path, whether the new one has it too.

    Raises:
        FileError: Where there is such a folder already, or it cannot be written.
    """
    try:
        _refuse(target, overwrite=overwrite)
        with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=target.parent) as beside:
            folder = Path(beside) / target.name
            if target.exists():
                _keep(target, folder, kept)
            _write(folder, files)
            judge(PackFolder(folder.resolve()))
            _put_in_place(folder, target, Path(beside) / f"{target.name}.old")
    except OSError as error:
        reason = error.strerror or str(error)
        raise FileError("file.write.failed", name=str(target), folder=str(target.parent), reason=reason) from error


def _refuse(target: Path, *, overwrite: bool) -> None:
    if not target.parent.is_dir():
        raise FileError("file.write.no_folder", name=str(target), folder=str(target.parent))
    if not target.exists() or (target.is_dir() and not any(target.iterdir())):
        return
    if not overwrite:
        raise FileError("pack_xlsx.folder_exists", name=str(target))
    if not (target / HEADER).is_file():
        raise FileError("pack_xlsx.not_a_pack", name=str(target))


def _write(folder: Path, files: Mapping[str, str | bytes]) -> None:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))


def _put_in_place(folder: Path, target: Path, old: Path) -> None:
    """Give a folder the target's name; what has it is called ``old`` first, and back where that fails."""
    if target.exists():
        target.rename(old)
    try:
        folder.rename(target)
    except OSError:
        with contextlib.suppress(OSError):
            old.rename(target)
        raise


def _keep(old: Path, new: Path, kept: Callable[[str], bool]) -> None:
    """Copy those files of the old folder that the new one keeps; a link is not followed."""
    for file in sorted(old.rglob("*")):
        path = file.relative_to(old).as_posix()
        if file.is_file() and not file.is_symlink() and kept(path):
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, new / path)
