"""Pack zip files as no decent program packs them: every field of every header can be made to lie."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from struct import pack

STORED, DEFLATED = 0, 8
ENCRYPTED, UTF_8 = 0x1, 0x800


@dataclass(frozen=True, slots=True)
class Member:
    """A member of a zip file; what is None is told as it is.

    Attributes:
        name: As the directory has it.
        data: Unpacked.
        method: How it is packed; one that is neither stored nor deflated is stored under that number.
        flags: Besides the one for names in UTF-8.
        checksum: What the headers claim.
        size: What the headers claim.
        own_name: What the member's own header claims.
        mode: Unix rights and kind, such as those of a symbolic link.
        packed: As deflated already; ``data`` is then no matter.
    """

    name: str
    data: bytes
    method: int = DEFLATED
    flags: int = 0
    checksum: int | None = None
    size: int | None = None
    own_name: str | None = None
    mode: int = 0
    packed: bytes | None = None


def members_of(parts: Mapping[str, bytes], method: int = DEFLATED) -> list[Member]:
    """Give a workbook's parts as members."""
    return [Member(name, data, method) for name, data in parts.items()]


def zipped(members: Iterable[Member], *, comment: bytes = b"", count: int | None = None) -> bytes:
    """Pack members.

    Args:
        members: In their order.
        comment: At the file's end.
        count: How many members the end record claims.
    """
    body, directory = bytearray(), bytearray()
    told_count = 0
    for member in members:
        told_count += 1
        packed = member.packed or (_packed(member.data) if member.method == DEFLATED else member.data)
        checksum = zlib.crc32(member.data) if member.checksum is None else member.checksum
        size = len(member.data) if member.size is None else member.size
        name = member.name.encode("utf-8", "surrogateescape")
        own = name if member.own_name is None else member.own_name.encode()
        flags = member.flags | (UTF_8 if not name.isascii() else 0)
        told = (20, flags, member.method, 0, 0x21, checksum, len(packed), size)
        directory += b"PK\1\2" + pack("<HHHHHH3L", 0x0314, *told)
        directory += pack("<5H2L", len(name), 0, 0, 0, 0, member.mode << 16, len(body)) + name
        body += b"PK\3\4" + pack("<HHHHH3L2H", *told, len(own), 0) + own + packed
    number = min(told_count if count is None else count, 0xFFFF)
    end = pack("<4H2LH", 0, 0, number, number, len(directory), len(body), len(comment))
    return bytes(body + directory + b"PK\5\6" + end + comment)


def _packed(data: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    return packer.compress(data) + packer.flush()


def bomb(head: bytes, filling: bytes, times: int, tail: bytes) -> bytes:
    """Deflate a text with a filling that comes again and again, without ever having it in memory."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -zlib.MAX_WBITS)
    start = packer.compress(head) + packer.flush(zlib.Z_FULL_FLUSH)
    once = packer.compress(filling) + packer.flush(zlib.Z_FULL_FLUSH)
    return start + once * times + packer.compress(tail) + packer.flush()


def bomb_checksum(head: bytes, filling: bytes, times: int, tail: bytes) -> int:
    """Give the checksum of what ``bomb`` packs."""
    checksum = zlib.crc32(head)
    for _ in range(times):
        checksum = zlib.crc32(filling, checksum)
    return zlib.crc32(tail, checksum)
