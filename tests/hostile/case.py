"""What a hostile or odd workbook is, how it is made, and what must become of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cache
from pathlib import Path

from tests.support.annual_report import SAMPLE
from tests.support.workbook_copy import Edit, copy_of, parts_of

from .packing import Member, members_of, zipped

BOOK = "年度报告.xlsx"
"""What a made workbook is called, where its name is not what is odd about it."""

Maker = Callable[[Path], Path]
"""Makes a workbook in a folder and says where."""

Change = Callable[[bytes], bytes | None]
"""Changes a part; None takes it out."""


class Verdict(StrEnum):
    """What must become of a workbook.

    REFUSE: one clear line, and nothing else.
    FLAG: the keys given are found beyond what is found in the untouched workbook, and no others.
    SAME: findings and figures are those of the untouched workbook.
    """

    REFUSE = "refuse"
    FLAG = "flag"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Case:
    """A workbook with its verdict.

    Attributes:
        name: What is odd about it.
        make: How it is made.
        verdict: What must become of it.
        keys: The message it is refused with, or the messages that it gets and the untouched one does not.
        loses: The messages of the untouched workbook that it no longer gets.
        keeps_figures: True where a flagged workbook's figures are nevertheless those of the untouched one.
        heavy: True for one that is judged in a process of its own, whose memory and time are bounded.
    """

    name: str
    make: Maker
    verdict: Verdict
    keys: frozenset[str] = frozenset()
    loses: frozenset[str] = field(default=frozenset())
    keeps_figures: bool = False
    heavy: bool = False


def refuse(name: str, make: Maker, key: str, *, heavy: bool = False) -> Case:
    """Describe a workbook that is refused."""
    return Case(name, make, Verdict.REFUSE, frozenset([key]), heavy=heavy)


def flag(name: str, make: Maker, *keys: str, loses: str = "", keeps_figures: bool = False, heavy: bool = False) -> Case:
    """Describe a workbook that is read and in which exactly these things are found besides."""
    gone = frozenset(loses.split())
    return Case(name, make, Verdict.FLAG, frozenset(keys), gone, keeps_figures=keeps_figures, heavy=heavy)


def same(name: str, make: Maker, *, heavy: bool = False) -> Case:
    """Describe a workbook that is as good as the untouched one."""
    return Case(name, make, Verdict.SAME, heavy=heavy)


@cache
def sample_parts() -> Mapping[str, bytes]:
    """Give the parts of the sample."""
    return parts_of(SAMPLE)


@cache
def sample_bytes() -> bytes:
    """Give the sample."""
    return SAMPLE.read_bytes()


def content(make: Callable[[], bytes], name: str = BOOK) -> Maker:
    """Make a file of these bytes."""

    def maker(folder: Path) -> Path:
        path = folder / name
        path.write_bytes(make())
        return path

    return maker


def edited(*edits: Edit) -> Maker:
    """Make a copy of the sample with cells or sheets edited."""

    def maker(folder: Path) -> Path:
        copy = copy_of(sample_parts())
        for edit in edits:
            edit(copy)
        path = folder / BOOK
        copy.write(path)
        return path

    return maker


def changed(changes: Mapping[str, Change], added: Mapping[str, bytes] | None = None) -> Maker:
    """Make a copy of the sample with some parts changed, and some added at the end."""

    def make() -> bytes:
        parts = dict(sample_parts())
        for name, change in changes.items():
            new = change(parts[name])
            assert new != parts[name], f"{name} was not changed"
            if new is None:
                del parts[name]
            else:
                parts[name] = new
        return zipped(members_of({**parts, **(added or {})}))

    return content(make)


def with_members(*members: Member, first: bool = False) -> Maker:
    """Make a copy of the sample with members added."""

    def make() -> bytes:
        own = members_of(sample_parts())
        return zipped([*members, *own] if first else [*own, *members])

    return content(make)


def swap(old: str, new: str, count: int = -1) -> Change:
    """Change a text in a part."""
    return lambda data: data.replace(old.encode(), new.encode(), count)


def gone(_: bytes) -> None:
    """Take a part out."""


def sheet_part(title: str) -> str:
    """Name the part in which a sheet of the sample is."""
    return copy_of(sample_parts()).sheet_part(title)
