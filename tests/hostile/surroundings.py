"""Sound workbooks in odd places, under odd names, or with others at work on them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from .case import BOOK, Case, Maker, content, refuse, same, sample_bytes


def _named(name: str) -> Case:
    shown = name if len(name) < 60 else f"{name[:20]}… of {len(name.encode())} bytes"
    return same(f"the name {shown!r}", content(sample_bytes, name))


def _beside(name: str, data: bytes) -> Maker:
    """Make a sound workbook with another file beside it."""

    def maker(folder: Path) -> Path:
        (folder / name).write_bytes(data)
        return content(sample_bytes)(folder)

    return maker


def _linked(folder: Path) -> Path:
    target = content(sample_bytes, "there.xlsx")(folder)
    path = folder / BOOK
    path.symlink_to(target)
    return path


def _dangling(folder: Path) -> Path:
    path = folder / BOOK
    path.symlink_to(folder / "nowhere.xlsx")
    return path


def _looped(folder: Path) -> Path:
    path = folder / BOOK
    path.symlink_to(path)
    return path


def _pipe(folder: Path) -> Path:
    if not hasattr(os, "mkfifo"):
        pytest.skip("no named pipes here")
    path = folder / BOOK
    os.mkfifo(path)
    return path


def _rights(rights: int) -> Maker:
    """Make a sound workbook that may only be read, in a folder that may only be read."""

    def maker(folder: Path) -> Path:
        place = folder / "只读"
        place.mkdir()
        path = content(sample_bytes)(place)
        path.chmod(rights)
        place.chmod(0o500)
        return path

    return maker


def _missing(name: str) -> Callable[[Path], Path]:
    return lambda folder: folder / name


def _names() -> Iterator[Case]:
    for name in (
        "-rf.xlsx", "--help.xlsx", "a b  c.xlsx", "年度报告（终稿）（2）.XLSX", "报告.XlSx", "报告.xlsm", "报告",
        "报告.xlsx.xlsx", "报告.bak",
        ".xlsx", "#1 & 50%.xlsx", "{name}.xlsx", "%s%n.xlsx", "\U0001f4d6.xlsx", "e\u0301.xlsx", "\u202eslx.xlsx",
        "a'b`c$(x).xlsx",
        "断\n行.xlsx", "字" * 78 + ".xlsx", "x" * 235 + ".xlsx",
    ):  # fmt: skip
        yield _named(name)


CASES = (
    *_names(),
    same("an owner file beside it", _beside(f"~${BOOK}", b"\x06Wang".ljust(165, b" "))),
    same("a lock file of LibreOffice beside it", _beside(f".~lock.{BOOK}#", b",x,y,01.01.2019 00:00,file:///tmp;")),
    refuse("an owner file itself", content(lambda: b"\x06Wang".ljust(165, b"\0"), f"~${BOOK}"), "file.not_a_workbook"),
    same("a link to it", _linked),
    refuse("a link to nothing", _dangling, "file.not_found"),
    refuse("a link to itself", _looped, "file.unreadable"),
    refuse("a pipe", _pipe, "file.not_a_workbook"),
    same("a file and folder that may only be read", _rights(0o400)),
    refuse("a name of 300 bytes", _missing("字" * 100 + ".xlsx"), "file.unreadable"),
    refuse("a name with a zero character", _missing("a\0b.xlsx"), "file.unreadable"),
    refuse("a name with a line break that is not there", _missing("断\n行.xlsx"), "file.not_found"),
    refuse("a file as a folder", lambda folder: content(sample_bytes)(folder) / "x.xlsx", "file.unreadable"),
)
