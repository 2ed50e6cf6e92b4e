"""The author's tutorial, done step by step as its page says.

The page's fenced blocks are its steps, in their order:

* ``toml``, ``csv`` and ``jinja``: the first line names a file of the pack, which the rest goes on with;
* ``copy``: files of another pack that are copied;
* ``change``: ``file | text | other text``, a slip made or mended;
* ``console``: commands, each with what it must print;
* ``fill``: ``workbook | sheet | first cell | values`` from that cell to the right, saved in LibreOffice;
* ``text``: the first line names a file that must read as the rest.
"""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import openpyxl

from tests.support.annual_report import ROOT
from tests.support.libreoffice import convert

PAGE = ROOT / "docs" / "pack-tutorial.md"
PACKS = ROOT / "workbook_templates"
NAME = "volunteer_service"

_BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_NUMBER = re.compile(r"[0-9]+")

Run = Callable[[list[str]], str]
"""Runs a command of ``xltools``, and gives all that it prints."""


class Answer(NamedTuple):
    """What the page says that a command prints or a file holds, and what it does."""

    step: str
    wanted: str
    found: str


def follow(folder: Path, run: Run) -> Iterator[Answer]:
    """Do every step of the page in a folder, which is the current one; give what can be compared."""
    pack = folder / NAME
    for kind, text in _BLOCK.findall(PAGE.read_text("utf-8")):
        lines = text.splitlines()
        if kind in {"toml", "csv", "jinja"}:
            _go_on(pack / lines[0].removeprefix("# "), text.partition("\n")[2])
        elif kind == "copy":
            for line in lines:
                shutil.copy(PACKS / line, pack / Path(line).name)
        elif kind == "change":
            _change(pack, lines[0])
        elif kind == "fill":
            _fill(folder, lines)
        elif kind == "text":
            name = lines[0].removeprefix("# ")
            yield Answer(name, text.partition("\n")[2], (folder / name).read_text("utf-8"))
        elif kind == "console":
            yield from _commands(text, run)
        else:
            raise AssertionError(kind)


def _go_on(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else ""
    path.write_text(before + text, encoding="utf-8")


def _change(pack: Path, line: str) -> None:
    name, old, new = line.split(" | ")
    text = (pack / name).read_text("utf-8")
    assert text.count(old) == 1
    (pack / name).write_text(text.replace(old, new), encoding="utf-8")


def _fill(folder: Path, lines: list[str]) -> None:
    """Enter values and save in LibreOffice, which computes anew as any spreadsheet does."""
    name = lines[0].partition(" | ")[0]
    book = openpyxl.load_workbook(folder / name)
    for line in lines:
        of, title, first, *values = line.split(" | ")
        assert of == name
        cell = book[title][first]
        for offset, value in enumerate(values):
            cell.offset(0, offset).value = _typed(value)
    book.save(folder / name)
    [saved] = convert([folder / name], "xlsx", folder / "saved")
    shutil.copy(saved, folder / name)


def _typed(value: str) -> str | int | date:
    if _DAY.fullmatch(value):
        return date.fromisoformat(value)
    return int(value) if _NUMBER.fullmatch(value) else value


def _commands(text: str, run: Run) -> Iterator[Answer]:
    for step in re.split(r"^\$ ", text, flags=re.MULTILINE)[1:]:
        command, _, wanted = step.partition("\n")
        program, *arguments = shlex.split(command)
        assert program == "xltools"
        yield Answer(command, wanted, run(arguments))
