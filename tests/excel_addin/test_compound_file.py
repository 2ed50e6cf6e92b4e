"""Compound files, read back by olefile and by a walk over the directory's tree."""

from __future__ import annotations

import io
import struct
from collections.abc import Mapping

import olefile
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xltools.excel_addin.compound_file import Storage, write_compound_file

NAMES = st.text(st.sampled_from("abcdefgHIJKL_019"), min_size=1, max_size=31)
CONTENTS = st.sampled_from([0, 1, 63, 64, 65, 511, 512, 4095, 4096, 4097, 9000]).map(
    lambda size: bytes([size % 251]) * size
)


def streams(file: bytes) -> Mapping[tuple[str, ...], bytes]:
    """Read a file with olefile, to which every flaw is an error."""
    with olefile.OleFileIO(io.BytesIO(file), raise_defects=olefile.DEFECT_POTENTIAL) as opened:
        assert opened.parsing_issues == []
        return {tuple(path): opened.openstream(path).read() for path in opened.listdir()}


def unique(names: list[str]) -> bool:
    return len({name.upper() for name in names}) == len(names)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(NAMES, CONTENTS, max_size=40).filter(lambda found: unique(list(found))))
def test_streams_of_every_size_are_read_back_equal(content: dict[str, bytes]) -> None:
    file = write_compound_file(
        {"inner": dict(content), **{name + "x": text for name, text in content.items() if len(name) < 31}}
    )

    found = streams(file)

    assert {path[1]: text for path, text in found.items() if path[0] == "inner"} == content
    assert len(file) % 512 == 0


def test_a_large_stream_needs_several_table_sectors() -> None:
    content = {"large": bytes(300_000), "small": b"x"}

    assert streams(write_compound_file(content)) == {("large",): bytes(300_000), ("small",): b"x"}


def test_what_the_header_cannot_list_is_refused() -> None:
    with pytest.raises(ValueError, match="110"):
        write_compound_file({"huge": bytes(7_100_000)})


def test_a_name_longer_than_the_directory_holds_is_refused() -> None:
    with pytest.raises(ValueError, match="n" * 32):
        write_compound_file({"n" * 32: b""})


@pytest.mark.parametrize("count", range(1, 40))
def test_the_directory_is_a_red_black_search_tree(count: int) -> None:
    content: Storage = {f"{'m' * (number % 7)}{number:X}": b"" for number in range(count)}
    entries = directory(write_compound_file(content))
    root = entries[0].child

    assert entries[root].colour == BLACK
    assert len(in_order(entries, root)) == count
    keys = [(len(name), name.upper()) for name in in_order(entries, root)]
    assert keys == sorted(keys)
    assert black_height(entries, root) >= 1


RED, BLACK = 0, 1
NONE = 0xFFFFFFFF


class Entry:
    def __init__(self, packed: bytes) -> None:
        length = struct.unpack_from("<H", packed, 64)[0]
        self.name = packed[: max(length - 2, 0)].decode("utf-16-le")
        self.kind, self.colour = packed[66], packed[67]
        self.left, self.right, self.child = struct.unpack_from("<III", packed, 68)


def directory(file: bytes) -> list[Entry]:
    """Read the directory; the files of these tests keep it in sectors that follow one another."""
    start = struct.unpack_from("<I", file, 48)[0]
    return [Entry(file[place : place + 128]) for place in range(512 * (start + 1), len(file) - 512, 128)]


def in_order(entries: list[Entry], number: int) -> list[str]:
    if number == NONE:
        return []
    entry = entries[number]
    return [*in_order(entries, entry.left), entry.name, *in_order(entries, entry.right)]


def black_height(entries: list[Entry], number: int) -> int:
    """Count the black entries on the way down, which must be as many on every way, with no red one under a red one."""
    if number == NONE:
        return 1
    entry = entries[number]
    children = [child for child in (entry.left, entry.right) if child != NONE]
    assert entry.colour == BLACK or all(entries[child].colour == BLACK for child in children)
    left, right = black_height(entries, entry.left), black_height(entries, entry.right)
    assert left == right
    return left + (entry.colour == BLACK)
