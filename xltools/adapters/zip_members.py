"""Read the members of a zip file that nobody vouches for.

The sizes a zip states are claims: what counts is what inflates.  Every member is inflated against a
ceiling, and its checksum is verified to the last byte before the member is believed.  ``zipfile`` is
left out because it costs a fifth of a small check's start-up and keeps neither a ceiling nor doubled
members.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BufferedReader
from struct import Struct

from xltools.core.frozen import frozen

_END = Struct("<4s4H2LH")  # end of central directory
_END_64 = Struct("<4sQ2H2L4Q")
_LOCATOR_64 = Struct("<4sLQL")
_ENTRY = Struct("<4s6H3L5H2L")  # one member in the central directory
_LOCAL = Struct("<4s5H3L2H")  # one member's own header

_LONGEST_COMMENT = 65_535
_LONGEST_DIRECTORY = 64 << 20
_ENCRYPTED = 0x1
_UTF_8 = 0x800
_STORED, _DEFLATED = 0, 8
_PIECE = 1 << 20


class ZipError(Exception):
    """The zip file, or one of its members, cannot be read.

    Args:
        reason: ``damaged``, ``encrypted``, ``method``, ``too_large`` or ``too_many``.
        member: The member's name, or empty for the whole file.
    """

    def __init__(self, reason: str, member: str = "") -> None:
        super().__init__(reason, member)
        self.reason = reason
        self.member = member


@frozen
class Member:
    """One member as the directory states it; sizes are claims.

    Its name is decoded, and cut at a zero character; ``spelled`` is the name in the file's bytes.
    """

    name: str
    spelled: bytes
    offset: int
    compressed: int
    size: int
    checksum: int
    method: int
    flags: int


def read_directory(file: BufferedReader, limit: int) -> list[Member]:
    """List the members of a zip file, also of one with other bytes before or after it.

    Args:
        file: Opened for reading, seekable.
        limit: The most members accepted.

    Raises:
        ZipError: There is no readable directory, or it has more members than the limit.
    """
    size = file.seek(0, 2)
    start = max(0, size - _LONGEST_COMMENT - _END.size)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"PK\5\6")
    while at >= 0:
        if at + _END.size <= len(tail):
            members = _directory_at(file, start + at, tail[at : at + _END.size], limit)
            if members is not None:
                return members
        at = tail.rfind(b"PK\5\6", 0, at)
    raise ZipError("damaged")


def _directory_at(file: BufferedReader, end: int, record: bytes, limit: int) -> list[Member] | None:
    """Read the directory that an end record points to, or None where it points to none."""
    _, disk, _, _, count, length, offset, _ = _END.unpack(record)
    if 0xFFFF in (disk, count) or 0xFFFFFFFF in (length, offset):
        end, count, length, offset = _end_64(file, end) or (end, count, length, offset)
    start = end - length
    prefix = start - offset  # bytes put before the zip file
    if start < 0 or prefix < 0:
        return None
    if count > limit or length > _LONGEST_DIRECTORY:
        raise ZipError("too_many")
    file.seek(start)
    directory = file.read(length)
    if count and not directory.startswith(b"PK\1\2"):
        return None
    return list(_members(directory, count, prefix))


def _end_64(file: BufferedReader, end: int) -> tuple[int, int, int, int] | None:
    """Read the end record of a large zip: where it stands, its count, the directory's length and offset."""
    if end < _LOCATOR_64.size + _END_64.size:
        return None
    at = end - _LOCATOR_64.size - _END_64.size
    file.seek(at)
    record = file.read(_END_64.size)
    if not record.startswith(b"PK\6\6"):
        return None
    *_, count, length, offset = _END_64.unpack(record)
    return at, count, length, offset


def _members(directory: bytes, count: int, prefix: int) -> Iterator[Member]:
    at = 0
    for _ in range(count):
        if at + _ENTRY.size > len(directory):
            raise ZipError("damaged")
        entry = _ENTRY.unpack_from(directory, at)
        signature, _, _, flags, method, _, _, checksum, compressed, size = entry[:10]
        name_length, extra_length, comment_length, *_, offset = entry[10:]
        if signature != b"PK\1\2":
            raise ZipError("damaged")
        at += _ENTRY.size
        spelled = directory[at : at + name_length]
        name = spelled.decode("utf-8" if flags & _UTF_8 else "cp437", "replace")
        extra = directory[at + name_length : at + name_length + extra_length]
        if 0xFFFFFFFF in (size, compressed, offset):
            size, compressed, offset = _sizes_64(extra, size, compressed, offset)
        at += name_length + extra_length + comment_length
        yield Member(name.partition("\0")[0], spelled, offset + prefix, compressed, size, checksum, method, flags)
    if directory.startswith(b"PK\1\2", at):
        raise ZipError("damaged")  # there are more members than the end record counts


def _sizes_64(extra: bytes, *sizes: int) -> tuple[int, int, int]:
    """Take the sizes that did not fit in four bytes from the extra field made for them."""
    wide: list[int] = []
    at = 0
    while at + 4 <= len(extra):
        kind, length = int.from_bytes(extra[at : at + 2], "little"), int.from_bytes(extra[at + 2 : at + 4], "little")
        if kind == 1:
            data = extra[at + 4 : at + 4 + length]
            wide = [int.from_bytes(data[i : i + 8], "little") for i in range(0, len(data) - 7, 8)]
        at += 4 + length
    if len(wide) < sizes.count(0xFFFFFFFF):
        raise ZipError("damaged")
    size, compressed, offset = (wide.pop(0) if value == 0xFFFFFFFF else value for value in sizes)
    return size, compressed, offset


def inflate(file: BufferedReader, member: Member, ceiling: int) -> Iterator[bytes]:
    """Give a member's bytes piece by piece.  The last piece comes only if the checksum is right.

    Args:
        file: The file the member was listed from.
        member: Which.
        ceiling: The most bytes it may have, whatever the directory says.

    Raises:
        ZipError: The member is encrypted, packed by a method unknown here, damaged, or too large.
    """
    if member.flags & _ENCRYPTED:
        raise ZipError("encrypted", member.name)
    if member.method not in {_STORED, _DEFLATED}:
        raise ZipError("method", member.name)
    file.seek(member.offset)
    header = file.read(_LOCAL.size)
    if len(header) < _LOCAL.size or not header.startswith(b"PK\3\4"):
        raise ZipError("damaged", member.name)
    *_, name_length, extra_length = _LOCAL.unpack(header)
    if file.read(name_length) != member.spelled:
        raise ZipError("damaged", member.name)  # programs that read from the front would see another part
    file.seek(extra_length, 1)
    pieces = _stored(file, member) if member.method == _STORED else _deflated(file, member)
    checksum = done = 0
    held = b""
    for piece in pieces:
        done += len(piece)
        if done > ceiling:
            raise ZipError("too_large", member.name)
        checksum = zlib.crc32(piece, checksum)
        yield held
        held = piece
    if checksum != member.checksum:
        raise ZipError("damaged", member.name)
    yield held


def _stored(file: BufferedReader, member: Member) -> Iterator[bytes]:
    left = member.compressed
    while left > 0:
        piece = file.read(min(left, _PIECE))
        if not piece:
            raise ZipError("damaged", member.name)
        left -= len(piece)
        yield piece


def _deflated(file: BufferedReader, member: Member) -> Iterator[bytes]:
    inflater = zlib.decompressobj(-zlib.MAX_WBITS)
    try:
        for packed in _stored(file, member):
            waiting = packed
            while waiting and not inflater.eof:
                yield inflater.decompress(waiting, _PIECE)
                waiting = inflater.unconsumed_tail
        while not inflater.eof:
            piece = inflater.decompress(inflater.unconsumed_tail, _PIECE)
            if not piece:
                raise ZipError("damaged", member.name)
            yield piece
    except zlib.error as error:
        raise ZipError("damaged", member.name) from error
