"""A sheet's lock, taken off for a while and put back as it was.

LibreOffice's own way of protecting a sheet forgets what the lock allows (sorting, inserting rows).
Undoing the unprotecting does not: so the step is undone, with nothing recorded between.
"""

from __future__ import annotations

from typing import Any

from xltools.errors import FileError


class Locks:
    """The locks of one workbook that are off for now.

    Args:
        document: The workbook, of LibreOffice.
    """

    def __init__(self, document: Any) -> None:
        self._document = document
        self._off: list[Any] = []
        self._waiting: list[str] = []

    def take_off(self, sheet: Any, password: str = "") -> None:
        """Unprotect a sheet; nothing where it is not protected.

        Raises:
            FileError: The lock has another password.
        """
        if not sheet.isProtected():
            return
        steps = self._document.UndoManager
        if self._off:
            steps.unlock()
        sheet.unprotect(password)
        if not sheet.isProtected():
            self._off.append(sheet)
        if self._off:
            steps.lock()
        if sheet.isProtected():
            raise FileError("libreoffice.locked", sheet=str(sheet.Name))

    def put_back(self, sheet: Any) -> None:
        """Protect a sheet as it was; one whose lock was not taken off here is left alone.

        The last lock that was taken off is the first to come back; another waits for its turn.
        """
        if all(off.Name != sheet.Name for off in self._off):
            return
        self._waiting.append(sheet.Name)
        steps = self._document.UndoManager
        while self._off and self._off[-1].Name in self._waiting:
            steps.unlock()
            steps.undo()
            self._waiting.remove(self._off.pop().Name)
            if self._off:
                steps.lock()

    def off(self, sheet: Any, password: str = "") -> Unlocked:
        """Give a block in which a sheet's lock is off.

        Raises:
            FileError: The lock has another password.
        """
        return Unlocked(self, sheet, password)

    def waits(self, sheet: Any) -> bool:
        """Say whether a sheet's lock will come back when another's has."""
        return sheet.Name in self._waiting


class Unlocked:
    """A block in which a sheet's lock is off.

    Not a generator: an exception of UNO cannot be handed through one.

    Args:
        locks: The workbook's locks.
        sheet: The sheet, of LibreOffice.
        password: Of the lock.
    """

    def __init__(self, locks: Locks, sheet: Any, password: str) -> None:
        self._locks = locks
        self._sheet = sheet
        self._password = password

    def __enter__(self) -> None:
        self._locks.take_off(self._sheet, self._password)

    def __exit__(self, *_raised: object) -> None:
        self._locks.put_back(self._sheet)
