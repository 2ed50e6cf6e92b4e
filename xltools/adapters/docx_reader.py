"""Read a Word report: its text, its figures, and where in the file they stand.

The file is opened for reading only, and nothing that it points to is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from io import BufferedReader, BytesIO
from pathlib import Path
from typing import cast

from xltools.adapters.docx_baseline import read_baseline
from xltools.adapters.docx_guard import document_part, in_words_of_reports, open_report
from xltools.adapters.docx_marks import NAMESPACE, TAG, figure_of_bookmark
from xltools.adapters.docx_scan import Control, Piece, Scanned, ScannedPart, scan_part
from xltools.adapters.docx_unread import unread_numbers
from xltools.adapters.xlsx_guard import MIB, Limits, Package
from xltools.adapters.xlsx_workbook import read_relationships
from xltools.adapters.xlsx_xml import XmlError, feed, new_parser
from xltools.adapters.xml_edit import as_utf8, tag_at
from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import field, frozen
from xltools.core.live.baseline import Baseline
from xltools.core.live.report_text import Link, Mark, ReportParagraph, ReportText, odd_characters
from xltools.errors import FileError

_DEFAULT_LIMITS = Limits()
_LARGEST = 256 * MIB
_NAME = re.compile(r"(?P<indicator>[A-Za-z0-9_.]+)_(?P<form>value|percent|yu|wan|yoy|points)_(?P<number>[0-9]{1,6})")
_STEP = re.compile(r"/(?:[A-Za-z0-9_]+:)?figures(?:\[1\])?/(?:[A-Za-z0-9_]+:)?([A-Za-z0-9_.]+)(?:\[1\])?")
_FETCHING = re.compile(r"\s*(DDE|DDEAUTO|INCLUDE|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|DATABASE)\b", re.IGNORECASE)
_RANK = (Link.CONTROL, Link.BINDING, Link.BOOKMARK)


@frozen
class Value:
    """A value that controls show: its text, and where that stands in the part's bytes."""

    text: str
    first: int
    last: int


@frozen
class Stored:
    """The parts of a report that keep its figures.

    Attributes:
        values_part: The part that the controls are bound to; empty where there is none.
        values_content: Its bytes.
        values: By the figure's name.
        baseline_part: The part with the baseline; empty where there is none.
        baseline: What it says.
    """

    values_part: str = ""
    values_content: bytes = b""
    values: Mapping[str, Value] = field(default_factory=dict)
    baseline_part: str = ""
    baseline: Baseline | None = None


@frozen
class WordReport:
    """A Word report as it was found.

    Attributes:
        text: What it says.
        part: The name of the part that holds the text.
        content: The bytes of that part, in UTF-8.
        pieces: For each paragraph, the places of its text.
        stored: The parts that keep its figures.
    """

    text: ReportText
    part: str
    content: bytes
    pieces: tuple[Sequence[Piece], ...]
    stored: Stored


def report_bytes(path: Path) -> bytes:
    """Give a report's file as it is.

    Raises:
        FileError: It cannot be opened, or is larger than any report.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise FileError("live.file.too_large", name=path.name)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise FileError("file.not_found", name=path.name) from error
    except IsADirectoryError as error:
        raise FileError("live.file.is_folder", name=path.name) from error
    except PermissionError as error:
        # Windows says so of a folder too, and of a file that another program has open.
        raise FileError("live.file.is_folder" if path.is_dir() else "file.locked", name=path.name) from error
    except (OSError, ValueError) as error:
        raise FileError("file.unreadable", name=path.name, reason=str(error)) from error


def read_word_bytes(source: bytes, path: Path, limits: Limits = _DEFAULT_LIMITS) -> WordReport:
    """Read a Word report from its file's bytes.

    Args:
        source: The bytes.
        path: What to call it.
        limits: How large it may be.

    Raises:
        FileError: It is no Word document, or broken or too large.
    """
    try:
        return _read(open_report(cast(BufferedReader, BytesIO(source)), path, limits), path)
    except FileError as error:
        raise in_words_of_reports(error) from error


def _read(package: Package, path: Path) -> WordReport:
    part = document_part(package)
    try:
        content = as_utf8(package.read(part))
        scanned = scan_part(content)
    except (XmlError, UnicodeError, LookupError) as fault:
        raise package.error("live.file.damaged", part=part) from fault
    stored = _stored(package)
    paragraphs = tuple(ReportParagraph(found.text, _marks(found, stored)) for found in scanned.paragraphs)
    findings = (
        *_package_findings(package, part, path.name),
        *_part_findings(scanned, path.name),
        *unread_numbers(package, part, path.name),
        *odd_characters(path.name, [paragraph.text for paragraph in paragraphs]),
    )
    values = {name: value.text for name, value in stored.values.items()}
    text = ReportText(path.name, paragraphs, stored.baseline, values, findings)
    return WordReport(text, part, content, tuple(found.pieces for found in scanned.paragraphs), stored)


def _marks(paragraph: Scanned, stored: Stored) -> tuple[Mark, ...]:
    """Give the figures of a paragraph, each once, by the surest sign of it."""
    found = [mark for control in paragraph.controls if (mark := _of_control(control, stored)) is not None]
    for bookmark in paragraph.bookmarks:
        parts = _parts(figure_of_bookmark(bookmark.name))
        if parts is not None:
            found.append(Mark(*parts, bookmark.start, bookmark.end, Link.BOOKMARK))
    kept: list[Mark] = []
    for mark in sorted(found, key=lambda mark: _RANK.index(mark.link)):
        if not any(_overlap(mark, other) for other in kept):
            kept.append(mark)
    return tuple(sorted(kept, key=lambda mark: mark.start))


def _overlap(one: Mark, other: Mark) -> bool:
    """Say whether two marks share a place; an emptied one shares that of another only if it is the same."""
    same = (one.start, one.end) == (other.start, other.end)
    return same or (one.start < other.end and other.start < one.end)


def _of_control(control: Control, stored: Stored) -> Mark | None:
    step = _STEP.fullmatch(control.path) if NAMESPACE in control.mappings else None
    name = step[1] if step else ""
    parts = _parts(name)
    value = stored.values.get(name)
    bound = None if value is None else value.text
    if control.tag.startswith(TAG):
        indicator, _, form = control.tag.removeprefix(TAG).partition(":")
        own = (indicator, form or "value")
        number = parts[2] if parts is not None and parts[:2] == own else 0
        return Mark(*own, number, control.start, control.end, Link.CONTROL, bound if number else None, control.tracked)
    if parts is None:
        return None
    return Mark(*parts, control.start, control.end, Link.BINDING, bound, control.tracked)


def _parts(name: str) -> tuple[str, str, int] | None:
    found = _NAME.fullmatch(name)
    return None if found is None else (found["indicator"], found["form"], int(found["number"]))


def _stored(package: Package) -> Stored:
    """Find the parts that keep the figures, by what they hold."""
    values_part, values_content, values = "", b"", {}
    baseline_part, baseline = "", None
    for name in package.names():
        if not name.startswith("customxml/item") or not name.endswith(".xml") or "props" in name:
            continue
        try:
            content = as_utf8(package.read(name))
        except (UnicodeError, LookupError):
            continue
        if not values_part and NAMESPACE.encode() in content:
            values_part, values_content, values = name, content, _values(content)
        found = read_baseline([content])
        if found is not None and baseline is None:
            baseline_part, baseline = name, found
    return Stored(values_part, values_content, values, baseline_part, baseline)


def _values(content: bytes) -> dict[str, Value]:
    """Read the values that controls show, with their places."""
    parser = new_parser()
    found: dict[str, Value] = {}
    depth = 0
    opened: tuple[str, int] = ("", 0)
    texts: list[str] = []

    def start(name: str, _attributes: Mapping[str, str]) -> None:
        nonlocal depth, opened
        depth += 1
        namespace, _, local = name.rpartition(" ")
        if depth == 2 and namespace.startswith(NAMESPACE):
            tag = tag_at(content, parser.CurrentByteIndex)
            opened = ("" if tag.closed else local, tag.end)
            texts.clear()

    def end(_: str) -> None:
        nonlocal depth, opened
        depth -= 1
        if depth == 1 and opened[0]:
            found[opened[0]] = Value("".join(texts), opened[1], parser.CurrentByteIndex)
            opened = ("", 0)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = texts.append
    try:
        feed(parser, [content])
    except XmlError:
        return {}
    return found


def _package_findings(package: Package, part: str, name: str) -> Iterator[Finding]:
    for oddity in package.oddities():
        yield Finding(Severity.ERROR, Location(name), oddity.key, dict(oddity.params))
    folder = part.rpartition("/")[0]
    for relationship in read_relationships(package, f"{folder}/settings.xml".lstrip("/")).values():
        if relationship.kind == "attachedTemplate" and relationship.outside:
            params = {"value": relationship.target}
            yield Finding(Severity.WARNING, Location(name), "live.odd.outside_template", params)


def _part_findings(scanned: ScannedPart, name: str) -> Iterator[Finding]:
    for instruction in scanned.instructions:
        if _FETCHING.match(instruction):
            yield Finding(Severity.WARNING, Location(name), "live.odd.field", {"value": instruction})
    if scanned.foreign:
        yield Finding(Severity.WARNING, Location(name), "live.odd.foreign_contents", {})
