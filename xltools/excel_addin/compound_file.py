"""Compound files ([MS-CFB], version 3): a small file system within a file, in which VBA projects are kept.

The file is written in one go: header, allocation table, directory, small streams together, then each
large stream.  Nothing of it depends on the clock or the machine.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_SECTOR = 512
_MINI = 64
_MINI_LIMIT = 4096  # streams below are kept in mini sectors
_FREE, _END, _TABLE, _NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
_STORAGE, _STREAM, _ROOT = 1, 2, 5
_RED, _BLACK = 0, 1
_MOST_TABLES = 109  # what the header itself lists: files up to 6.8 MiB
_ENTRY = struct.Struct("<64sHBBIII16sI8s8sIQ")

Storage = Mapping[str, "bytes | Storage"]
"""Streams and storages by name."""


@dataclass(slots=True)
class _Entry:
    """An entry of the directory; its links are numbers of other entries."""

    name: str
    kind: int
    content: bytes = b""
    left: int = _NONE
    right: int = _NONE
    child: int = _NONE
    colour: int = _BLACK
    start: int = _END
    size: int = 0


@dataclass(slots=True)
class _Sectors:
    """Sectors of one size and the table that chains them."""

    size: int
    content: bytearray = field(default_factory=bytearray)
    table: list[int] = field(default_factory=list)

    def add(self, content: bytes) -> int:
        """Append a chain of sectors, and give the number of its first."""
        if not content:
            return _END
        first = len(self.table)
        count = -(-len(content) // self.size)
        self.content += content.ljust(count * self.size, b"\0")
        self.table += [*range(first + 1, first + count), _END]
        return first


def write_compound_file(content: Storage) -> bytes:
    """Give the bytes of a compound file.

    Args:
        content: What it holds.

    Raises:
        ValueError: Where a name is longer than 31 characters, or the file would pass 6.8 MiB.
    """
    entries = [_Entry("Root Entry", _ROOT)]
    _add_children(entries, 0, content)
    minis, sectors = _Sectors(_MINI), _Sectors(_SECTOR)
    for entry in entries:
        if entry.kind == _STREAM:
            entry.size = len(entry.content)
            entry.start = (minis if entry.size < _MINI_LIMIT else sectors).add(entry.content)
    entries[0].size = len(minis.content)
    entries[0].start = sectors.add(bytes(minis.content))
    mini_table = sectors.add(_table(minis.table))
    mini_tables = -(-len(minis.table) * 4 // _SECTOR)
    directory = sectors.add(b"".join(map(_packed, _filled_up(entries))))
    tables = _add_tables(sectors)
    header = _header(tables, directory, mini_table, mini_tables)
    return header + bytes(sectors.content)


def _add_children(entries: list[_Entry], parent: int, storage: Storage) -> None:
    """Append a storage's entries and, under each, its own."""
    first = len(entries)
    names = sorted(storage, key=_order)
    for name in names:
        value = storage[name]
        if len(name) > 31:
            raise ValueError(name)
        entries.append(_Entry(name, _STREAM, value) if isinstance(value, bytes) else _Entry(name, _STORAGE))
    if names:
        root = _tree(entries, range(first, first + len(names)), len(names).bit_length())
        entries[root].colour = _BLACK  # also where it is the only one
        entries[parent].child = root
    for number, name in enumerate(names, first):
        value = storage[name]
        if not isinstance(value, bytes):
            _add_children(entries, number, value)


def _order(name: str) -> tuple[int, str]:
    """Compare names as the directory does: by length, then in capitals ([MS-CFB] 2.6.4)."""
    return len(name.encode("utf-16-le")), name.upper()


def _tree(entries: Sequence[_Entry], numbers: Sequence[int], levels: int) -> int:
    """Link sorted entries into a red-black tree, and give its root.

    The middle entry is the root, and so on below, so that every level but the last is full.  With the
    entries of the last level red and all others black, every path has the same number of black ones,
    and no red one has a red child.

    Args:
        entries: The directory.
        numbers: The entries to link, sorted.
        levels: The levels left, this one included.
    """
    if not numbers:
        return _NONE
    middle = len(numbers) // 2
    entry = entries[numbers[middle]]
    entry.left = _tree(entries, numbers[:middle], levels - 1)
    entry.right = _tree(entries, numbers[middle + 1 :], levels - 1)
    entry.colour = _RED if levels == 1 else _BLACK
    return numbers[middle]


def _filled_up(entries: list[_Entry]) -> Iterable[_Entry]:
    """Fill the directory's last sector with unused entries."""
    return [*entries, *[_Entry("", 0, start=0)] * (-len(entries) % (_SECTOR // _ENTRY.size))]


def _packed(entry: _Entry) -> bytes:
    name = entry.name.encode("utf-16-le")
    return _ENTRY.pack(
        name.ljust(64, b"\0"),
        len(name) + 2 if name else 0,
        entry.kind,
        entry.colour if entry.kind else _RED,
        entry.left,
        entry.right,
        entry.child,
        bytes(16),
        0,
        bytes(8),
        bytes(8),
        0 if entry.kind == _STORAGE else entry.start,
        entry.size,
    )


def _add_tables(sectors: _Sectors) -> list[int]:
    """Append the allocation table, which has an entry for each of its own sectors too."""
    count = 0
    while count * (_SECTOR // 4) < len(sectors.table) + count:
        count += 1
    if count > _MOST_TABLES:
        raise ValueError(count)
    first = len(sectors.table)
    sectors.table += [_TABLE] * count
    sectors.content += _table(sectors.table)
    return list(range(first, first + count))


def _table(numbers: Sequence[int]) -> bytes:
    padded = [*numbers, *[_FREE] * (-len(numbers) % (_SECTOR // 4))]
    return struct.pack(f"<{len(padded)}I", *padded)


def _header(tables: Sequence[int], directory: int, mini_table: int, mini_tables: int) -> bytes:
    return struct.pack(
        "<8s16s5H6s9I",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        bytes(16),
        0x3E,  # minor version
        3,  # major version
        0xFFFE,  # little-endian
        9,  # sectors of 2 ** 9 bytes
        6,  # mini sectors of 2 ** 6
        bytes(6),
        0,  # directory sectors: not counted in version 3
        len(tables),
        directory,
        0,  # transactions: none
        _MINI_LIMIT,
        mini_table,
        mini_tables,
        _END,  # no table sectors beyond those listed here
        0,
    ) + struct.pack(f"<{_MOST_TABLES}I", *tables, *[_FREE] * (_MOST_TABLES - len(tables)))
