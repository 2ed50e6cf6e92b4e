"""A PDF as it lies on the table: where its lines stand, and where there is ink (by poppler's programs)."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

_HTML = "{http://www.w3.org/1999/xhtml}"
_POINTS_IN_MILLIMETRE = 72 / 25.4
_SECONDS = 60
_DOTS_PER_INCH = 254  # ten dots a millimetre
_DARK = 128


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text, its edges in millimetres from the paper's upper left corner."""

    text: str
    left: float
    right: float
    middle: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page.

    Attributes:
        width: In millimetres.
        height: In millimetres.
        lines: From top to bottom.
    """

    width: float
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Ink:
    """The edges of what is printed in a part of a page, in millimetres."""

    left: float
    top: float
    right: float
    bottom: float


def pages(path: Path) -> tuple[PdfPage, ...]:
    """Give the pages of a PDF with their lines."""
    done = subprocess.run(["pdftotext", "-bbox", str(path), "-"], capture_output=True, timeout=_SECONDS, check=True)
    root = ET.fromstring(done.stdout)  # noqa: S314 - what poppler says of our own file
    return tuple(
        PdfPage(
            float(page.get("width", "0")) / _POINTS_IN_MILLIMETRE,
            float(page.get("height", "0")) / _POINTS_IN_MILLIMETRE,
            tuple(_lines(page)),
        )
        for page in root.iter(f"{_HTML}page")
    )


def text(path: Path) -> str:
    """Give the text of a PDF without spaces, line breaks and page numbers."""
    return "".join(
        re.sub(r"\s", "", line.text)
        for page in pages(path)
        for line in page.lines
        if not re.fullmatch(r"—\s?\d+\s?—", line.text)
    )


def ink(path: Path, page: int, top: float, bottom: float) -> Ink:
    """Find what is printed between two heights of a page, to a tenth of a millimetre."""
    width, dots = _picture(path, page, _DOTS_PER_INCH)
    dark = [
        (column, row)
        for row in range(round(top * 10), round(bottom * 10))
        for column, dot in enumerate(dots[row * width : (row + 1) * width])
        if dot < _DARK
    ]
    columns, lines = [dot[0] for dot in dark], [dot[1] for dot in dark]
    return Ink(min(columns) / 10, min(lines) / 10, (max(columns) + 1) / 10, (max(lines) + 1) / 10)


def share_of_grey(path: Path, page: int) -> float:
    """Give how much of a page is light grey, as the mark across a draft is: from 0 to 1."""
    _, dots = _picture(path, page, 40)
    return sum(200 <= dot <= 240 for dot in dots) / len(dots)


def _picture(path: Path, page: int, resolution: int) -> tuple[int, bytes]:
    """Give the width of a page in dots, and its dots, row by row, from 0 for black to 255."""
    command = ["pdftoppm", "-gray", "-r", str(resolution), "-f", str(page), "-l", str(page), str(path)]
    image = subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True).stdout
    head = re.match(rb"P5\s+(\d+)\s+(\d+)\s+255\s", image)
    assert head is not None
    return int(head[1]), image[head.end() :]


def _lines(page: ET.Element) -> Iterator[Line]:
    words = sorted(
        (
            (float(word.get("yMin", "0")) + float(word.get("yMax", "0"))) / 2,
            float(word.get("xMin", "0")),
            float(word.get("xMax", "0")),
            word.text or "",
        )
        for word in page.iter(f"{_HTML}word")
    )
    row: list[tuple[float, float, float, str]] = []
    for word in words:
        if row and word[0] - row[-1][0] > 5:
            yield _line(row)
            row = []
        row.append(word)
    if row:
        yield _line(row)


def _line(words: list[tuple[float, float, float, str]]) -> Line:
    ordered = sorted(words, key=lambda word: word[1])
    middle = sum(word[0] for word in ordered) / len(ordered)
    return Line(
        " ".join(word[3] for word in ordered),
        ordered[0][1] / _POINTS_IN_MILLIMETRE,
        max(word[2] for word in ordered) / _POINTS_IN_MILLIMETRE,
        middle / _POINTS_IN_MILLIMETRE,
    )
