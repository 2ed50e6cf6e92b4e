"""Decide whether a file is a workbook that can be read safely, before anything in it is parsed.

What is refused here is refused in one ``FileError`` that says what the file is instead and what to
do.  What is let through can be read part by part, each part below a ceiling and with its checksum
verified.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from xltools.adapters.zip_members import Member, ZipError, inflate, read_directory
from xltools.core.frozen import frozen
from xltools.core.grid import Oddity
from xltools.errors import FileError

MIB = 1 << 20

_LOOK = 4096
_ZIP = b"PK"
_COMPOUND_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How the old format begins, and an encrypted workbook too, which has a stream of this name."""
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")


@frozen
class Limits:
    """How large a workbook may be.  The defaults leave twice the room that any of 8,649 public files needed.

    Attributes:
        unpacked: Bytes of all parts that are read, together.
        members: Files in the zip.
        ratio: Unpacked bytes for each packed byte, in a part larger than ``ratio_from``.
        ratio_from: Bytes from which the ratio counts.
        tags: Tags for each packed byte of a part with more than ``tags_from`` of them: cells that hold
            anything, or merely have addresses, come to 1.3 at most.
        tags_from: Tags from which that counts.
        values: Cells and shared texts, together.
    """

    unpacked: int = 256 * MIB
    members: int = 65_535
    ratio: int = 200
    ratio_from: int = 4 * MIB
    tags: int = 2
    tags_from: int = 1_500_000
    values: int = 10_000_000


class Package:
    """The parts of an open workbook, by name.

    Part names are matched as Windows would match them, since hand-made files mix their cases.

    Args:
        file: The open file.
        path: Where it is, for messages.
        limits: How much may be read.

    Raises:
        FileError: It is not a zip file that can be read.
    """

    def __init__(self, file: BufferedReader, path: Path, limits: Limits) -> None:
        self._file = file
        self._left = limits.unpacked
        self._read: dict[str, int] = {}
        self.path = path
        self.limits = limits
        try:
            members = read_directory(file, limits.members)
        except ZipError as fault:
            raise self._error(fault) from fault
        self._members: dict[str, Member] = {}
        self._doubled: set[str] = set()
        for member in members:
            self._add(member)

    def _add(self, member: Member) -> None:
        key = _key(member.name)
        earlier = self._members.get(key)
        if earlier is not None and (earlier.checksum, earlier.size) != (member.checksum, member.size):
            self._doubled.add(key)
        self._members[key] = member

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._members

    def names(self) -> tuple[str, ...]:
        """Give the names of all parts, lower-cased, directories left out."""
        return tuple(name for name in self._members if name and not name.endswith("/"))

    def oddities(self) -> Iterator[Oddity]:
        """Give what may mislead about the zip itself: parts that are there twice and differ."""
        for name in sorted(self._doubled):
            yield Oddity("file.duplicate_part", {"part": name})

    def pieces(self, name: str) -> Iterator[bytes]:
        """Give a part's bytes piece by piece.

        Raises:
            FileError: The part is missing, encrypted, damaged or too large.
        """
        member = self._members.get(_key(name))
        if member is None:
            raise self.error("file.missing_part", part=name)
        self._left += self._read.pop(name, 0)
        ceiling = min(self._left, max(self.limits.ratio_from, self.limits.ratio * member.compressed))
        tags_left = self.limits.tags_from + self.limits.tags * member.compressed
        try:
            for piece in inflate(self._file, member, ceiling):
                self._left -= len(piece)
                self._read[name] = self._read.get(name, 0) + len(piece)
                tags_left -= piece.count(b"<")
                if tags_left < 0:
                    raise self.error("file.too_large", part=name)
                yield piece
        except ZipError as fault:
            raise self._error(fault) from fault

    def read(self, name: str) -> bytes:
        """Give a whole part.  Raises: FileError, as ``pieces`` does."""
        return b"".join(self.pieces(name))

    def error(self, key: str, **params: str | int) -> FileError:
        """Make the error that says what is wrong with this file."""
        return FileError(key, name=self.path.name, **params)

    def _error(self, fault: ZipError) -> FileError:
        if fault.reason == "encrypted":
            return self.error("file.encrypted")
        if fault.reason in {"too_large", "too_many"}:
            return self.error("file.too_large", part=fault.member)
        return self.error("file.damaged", part=fault.member)


def open_package(file: BufferedReader, path: Path, limits: Limits) -> Package:
    """Open a workbook's parts, or say what the file is instead.

    Raises:
        FileError: It is no zip file, as every .xlsx and .xlsm is, or not one that can be read.
    """
    start = file.read(_LOOK)
    if start.startswith(_COMPOUND_FILE):
        encrypted = _ENCRYPTED_STREAM in start + file.read(64 * MIB)
        raise FileError("file.encrypted" if encrypted else "file.old_format", name=path.name)
    try:
        return Package(file, path, limits)
    except FileError as error:
        if error.key != "file.damaged" or start.startswith(_ZIP):
            raise
        raise FileError(_kind_of(start), name=path.name) from error


def _kind_of(start: bytes) -> str:
    """Say what a file is that is no zip file, by how it starts."""
    if not start:
        return "file.empty"
    if start.startswith((b"\xff\xfe", b"\xfe\xff")) or b"\0" not in start:
        return "file.text_file"
    return "file.not_a_workbook"


def _key(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()
