"""Which files of a watched folder are ready to be read.

A program that saves a workbook writes it in pieces, so a file is ready when it has stayed the same
from one look to the next.  Here are only the looks and what follows from them; who looks, and when,
is not known here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from xltools.core.frozen import frozen

Stamp = tuple[int, int]
"""When a file was last changed, in nanoseconds, and its size."""


@frozen
class Seen:
    """What a look at a folder has shown.

    Attributes:
        ready: Files that are new or changed and have settled, by name.
        gone: Files that were ready once and are no more.
    """

    ready: tuple[str, ...]
    gone: tuple[str, ...]


class Settling:
    """The files of one folder, from look to look."""

    def __init__(self) -> None:
        self._before: Mapping[str, Stamp] = {}
        self._known: dict[str, Stamp] = {}

    def look(self, files: Mapping[str, Stamp]) -> Seen:
        """Take in what the folder holds now.

        Args:
            files: The stamp of every file, by name.

        Returns:
            Each settled state of a file once, and each file that is gone once.
        """
        ready = tuple(
            name
            for name, stamp in sorted(files.items())
            if self._before.get(name) == stamp and self._known.get(name) != stamp
        )
        gone = tuple(sorted(self._known.keys() - files.keys()))
        self._known.update({name: files[name] for name in ready})
        for name in gone:
            del self._known[name]
        self._before = dict(files)
        return Seen(ready, gone)

    def again(self, names: Iterable[str]) -> None:
        """Let files be ready once more at the next look, since they could not be read at this one."""
        for name in names:
            self._known.pop(name, None)


OWNER_FILES = ("~$", ".")
"""How the files begin that Excel and LibreOffice put beside an open workbook, and hidden files."""

_ENDINGS = (".xlsx", ".xlsm")


def is_workbook(name: str) -> bool:
    """Say whether a file's name is that of a workbook to be checked."""
    return name.lower().endswith(_ENDINGS) and not name.startswith(OWNER_FILES)
