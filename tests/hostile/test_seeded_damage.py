"""A damaged file is refused, or read as it was: never with another figure, never with a traceback.

The small sample of a month is damaged, so that more of the damage falls on what holds it together.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from tests.support.annual_report import ROOT
from tests.support.workbook_copy import parts_of
from xltools.adapters.pack_folder import load_pack
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.grid import Grid
from xltools.core.indicators import compute
from xltools.core.pack import Pack
from xltools.core.parse import parse
from xltools.errors import FileError

from .packing import STORED, Member, members_of, zipped

FOLDER = ROOT / "workbook_templates" / "volunteer_service"
SAMPLE = FOLDER / "sample.xlsx"
SEEDS, DAMAGES = range(4), 500  # 2,000 in all
SECONDS = 10


@cache
def monthly_pack() -> Pack:
    return load_pack(str(FOLDER))


@cache
def sample_parts() -> Mapping[str, bytes]:
    return parts_of(SAMPLE)


@cache
def sample_bytes() -> bytes:
    return SAMPLE.read_bytes()


@cache
def figures_of_the_sample() -> dict[str, str]:
    return figures(read_grid(SAMPLE))


def figures(grid: Grid) -> dict[str, str]:
    pack = monthly_pack()
    return {name: str(outcome.value) for name, outcome in compute(parse(grid, pack), pack).items()}


def flipped(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ (1 << chance.randrange(8))]) + data[at + 1 :]


def cut_off(chance: random.Random, data: bytes) -> bytes:
    return data[: chance.randrange(len(data))]


def cut_out(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + data[at + chance.randrange(1, 4096) :]


def overwritten(chance: random.Random, data: bytes) -> bytes:
    at, length = chance.randrange(len(data)), chance.randrange(1, 512)
    return data[:at] + chance.choice((bytes(length), chance.randbytes(length))) + data[at + length :]


def in_the_directory(chance: random.Random, data: bytes) -> bytes:
    at = chance.randrange(data.rfind(b"xl/worksheets/sheet1.xml") - 600, len(data))
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


@cache
def stored_sample() -> bytes:
    return zipped(members_of(sample_parts(), STORED))


def damaged(seed: int) -> Iterator[bytes]:
    """Give the sample damaged in so many ways, packed and stored; the same ones every time."""
    chance = random.Random(seed)  # noqa: S311 the same damage every time
    ways = [flipped] * 6 + [cut_off, cut_out, overwritten, in_the_directory]
    for _ in range(DAMAGES):
        source = chance.choice((sample_bytes(), sample_bytes(), stored_sample()))
        yield chance.choice(ways)(chance, source)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_damaged_sample_is_refused_or_gives_the_same_figures(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "book.xlsx"
    before = read_grid(SAMPLE)
    refused = same_cells = same_figures = 0
    for data in damaged(seed):
        path.write_bytes(data)
        started = time.process_time()
        try:
            grid = read_grid(path)
        except FileError:
            refused += 1
        else:
            if grid == before:
                same_cells += 1
            else:
                assert figures(grid) == figures_of_the_sample()
                same_figures += 1
        assert time.process_time() - started < SECONDS
    assert refused + same_cells + same_figures == DAMAGES
    assert refused > DAMAGES // 2
    assert same_cells > DAMAGES // 20


PARTS = (
    "xl/worksheets/sheet4.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels", "xl/tables/table2.xml", "docProps/custom.xml", "_rels/.rels",
)  # fmt: skip


@pytest.mark.parametrize("part", PARTS)
def test_a_part_damaged_before_it_was_packed_is_refused_or_read(part: str, tmp_path: Path) -> None:
    """The checksum is right here, so what the part says now counts; it must only do no harm."""
    chance = random.Random(part)  # noqa: S311 the same damage every time
    path = tmp_path / "book.xlsx"
    others = [Member(name, data, STORED) for name, data in sample_parts().items() if name != part]
    ways: tuple[Callable[[random.Random, bytes], bytes], ...] = (flipped, cut_off, cut_out, overwritten, swapped_tags)
    for _ in range(60):
        data = chance.choice(ways)(chance, sample_parts()[part])
        path.write_bytes(zipped([*others, Member(part, data, STORED)]))
        try:
            grid = read_grid(path)
        except FileError:
            continue
        figures(grid)


def swapped_tags(chance: random.Random, data: bytes) -> bytes:
    pieces = data.split(b"<")
    first, second = chance.randrange(len(pieces)), chance.randrange(len(pieces))
    pieces[first], pieces[second] = pieces[second], pieces[first]
    return b"<".join(pieces)
