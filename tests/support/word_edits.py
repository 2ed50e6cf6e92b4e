"""What people do to a Word report, done to its file: each edit takes the body's XML and changes it."""

from __future__ import annotations

import contextlib
import copy
import io
import re
import zipfile
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from lxml import etree

from tests.support.annual_report import PACK, annual_pack, report, sample, with_rows
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.docx_reader import WordReport, read_word_bytes
from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.xlsx_writer import write_workbook
from xltools.app.workbooks import Workbook, read_workbook
from xltools.core.contents import Contents
from xltools.core.document import Document
from xltools.core.frozen import replace
from xltools.core.plan import plan_workbook
from xltools.core.planning.plan_words import Words

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DOCUMENT = "word/document.xml"
VALUES = "customXml/item1.xml"
_STORED = "stored"

Edit = Callable[[etree._Element], None]


@cache
def sample_document() -> Document:
    """Compose the report of the sample."""
    return report(sample())


@cache
def sample_report() -> bytes:
    """Write the report of the sample."""
    return written(sample_document())


def written(document: Document) -> bytes:
    """Write a report as Word."""
    return word_bytes(document, ReportStyle(PackFolder(PACK)))


def moved_on() -> Contents:
    """Give the sample with ten study sessions in place of nine."""
    contents = sample()
    study = [row for row in contents.ledgers["study"] if row["category"] == "中心组学习"]
    return with_rows(contents, study=[*contents.ledgers["study"], {**study[0], "evidence": "L1-099"}])


def read(source: bytes) -> WordReport:
    """Read a report."""
    return read_word_bytes(source, Path("报告.docx"))


def edited(source: bytes, *edits: Edit) -> bytes:
    """Change the body of a report."""
    parts = members(source)
    root = etree.fromstring(parts[DOCUMENT])
    for edit in edits:
        edit(root)
    name, _, text = root.attrib.pop(_STORED, "").partition("=")
    if name:
        old = re.compile(f"<{name}>[^<]*<".encode())
        parts[VALUES] = old.sub(f"<{name}>{text}<".encode(), parts[VALUES])
    return repacked({**parts, DOCUMENT: etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)})


def members(source: bytes) -> dict[str, bytes]:
    """Give the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(source)) as package:
        return {name: package.read(name) for name in package.namelist()}


def repacked(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a package."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def control(root: etree._Element, indicator: str) -> etree._Element:
    """Find the first content control of an indicator."""
    return next(
        found
        for found in root.iter(f"{W}sdt")
        if found.find(f"{W}sdtPr/{W}tag").get(f"{W}val").split(":")[1] == indicator
    )


def paragraph_of(root: etree._Element, indicator: str) -> etree._Element:
    """Find the paragraph that an indicator stands in."""
    return next(control(root, indicator).iterancestors(f"{W}p"))


def run(text: str, *, bold: bool = False, tag: str = "t") -> etree._Element:
    """Make a run."""
    made = etree.Element(f"{W}r")
    if bold:
        etree.SubElement(etree.SubElement(made, f"{W}rPr"), f"{W}b")
    held = etree.SubElement(made, f"{W}{tag}")
    held.set(_SPACE, "preserve")
    held.text = text
    return made


def retyped(indicator: str, text: str) -> Edit:
    """Type another number into the control; LibreOffice leaves the stored value as it was."""

    def edit(root: etree._Element) -> None:
        next(control(root, indicator).iter(f"{W}t")).text = text

    return edit


def half_bold(indicator: str) -> Edit:
    """Make the first digit bold: the figure is then in two runs."""

    def edit(root: etree._Element) -> None:
        content = control(root, indicator).find(f"{W}sdtContent")
        text = content.findtext(f".//{W}t")
        for old in list(content):
            content.remove(old)
        content.extend([run(text[:1], bold=True), run(text[1:])])

    return edit


def one_run_a_digit(root: etree._Element) -> None:
    """Put every character of every control into a run of its own, as spelling checks do."""
    for content in root.iter(f"{W}sdtContent"):
        text = content.findtext(f".//{W}t")
        for old in list(content):
            content.remove(old)
        content.extend(run(character) for character in text)


def moved(indicator: str, behind: str) -> Edit:
    """Move the paragraph of one indicator behind that of another."""

    def edit(root: etree._Element) -> None:
        paragraph_of(root, behind).addnext(paragraph_of(root, indicator))

    return edit


def deleted(indicator: str) -> Edit:
    """Delete the paragraph that an indicator stands in."""

    def edit(root: etree._Element) -> None:
        found = paragraph_of(root, indicator)
        found.getparent().remove(found)

    return edit


def copied(indicator: str) -> Edit:
    """Copy the paragraph that an indicator stands in; Word gives the copy no bookmarks."""

    def edit(root: etree._Element) -> None:
        found = paragraph_of(root, indicator)
        again = copy.deepcopy(found)
        for mark in [*again.iter(f"{W}bookmarkStart"), *again.iter(f"{W}bookmarkEnd")]:
            mark.getparent().remove(mark)
        found.addnext(again)

    return edit


def without_control(indicator: str) -> Edit:
    """Remove the control and leave its content, as Word's own command does."""

    def edit(root: etree._Element) -> None:
        found = control(root, indicator)
        for child in found.find(f"{W}sdtContent"):
            found.addprevious(child)
        found.getparent().remove(found)

    return edit


def without_marks(indicator: str) -> Edit:
    """Remove control and bookmark: the number is plain text."""

    def edit(root: etree._Element) -> None:
        found = control(root, indicator)
        start, end = found.getprevious(), found.getnext()
        without_control(indicator)(root)
        for mark in (start, end):
            mark.getparent().remove(mark)

    return edit


def without_any_marks(root: etree._Element) -> None:
    """Remove every control and bookmark."""
    for found in list(root.iter(f"{W}sdt")):
        for child in found.find(f"{W}sdtContent"):
            found.addprevious(child)
        found.getparent().remove(found)
    for mark in [*root.iter(f"{W}bookmarkStart"), *root.iter(f"{W}bookmarkEnd")]:
        mark.getparent().remove(mark)


def said_otherwise(old: str, new: str) -> Edit:
    """Put other words in place of some that stand in one run."""

    def edit(root: etree._Element) -> None:
        held = next(text for text in root.iter(f"{W}t") if old in (text.text or ""))
        held.text = held.text.replace(old, new, 1)

    return edit


def typed_after(indicator: str, text: str) -> Edit:
    """Type words at the end of the paragraph of an indicator."""

    def edit(root: etree._Element) -> None:
        paragraph_of(root, indicator).append(run(text))

    return edit


def change_tracked(indicator: str, text: str) -> Edit:
    """Change a figure while changes are tracked."""

    def edit(root: etree._Element) -> None:
        content = control(root, indicator).find(f"{W}sdtContent")
        old = content.findtext(f".//{W}t")
        for child in list(content):
            content.remove(child)
        for kind, tag, words in (("del", "delText", old), ("ins", "t", text)):
            change = etree.SubElement(content, f"{W}{kind}")
            change.set(f"{W}id", "900" if kind == "del" else "901")
            change.set(f"{W}author", "甲")
            change.append(run(words, tag=tag))

    return edit


def move_tracked(indicator: str, behind: str) -> Edit:
    """Move a paragraph while changes are tracked: it stands in both places."""

    def edit(root: etree._Element) -> None:
        found = paragraph_of(root, indicator)
        again = copy.deepcopy(found)
        paragraph_of(root, behind).addnext(again)
        for paragraph, kind in ((found, "moveFrom"), (again, "moveTo")):
            change = etree.Element(f"{W}{kind}")
            change.set(f"{W}id", "902" if kind == "moveFrom" else "903")
            change.set(f"{W}author", "甲")
            for child in [child for child in paragraph if child.tag != f"{W}pPr"]:
                change.append(child)
            paragraph.append(change)

    return edit


def insertion_tracked(indicator: str, text: str) -> Edit:
    """Type words at the end of a paragraph while changes are tracked."""

    def edit(root: etree._Element) -> None:
        change = etree.SubElement(paragraph_of(root, indicator), f"{W}ins")
        change.set(f"{W}id", "904")
        change.set(f"{W}author", "甲")
        change.append(run(text))

    return edit


def commented(indicator: str) -> Edit:
    """Put a comment on a figure."""

    def edit(root: etree._Element) -> None:
        found = control(root, indicator)
        for tag, place in (("commentRangeStart", found.addprevious), ("commentRangeEnd", found.addnext)):
            mark = etree.Element(f"{W}{tag}")
            mark.set(f"{W}id", "0")
            place(mark)
        noted = etree.Element(f"{W}r")
        etree.SubElement(noted, f"{W}commentReference").set(f"{W}id", "0")
        paragraph_of(root, indicator).append(noted)

    return edit


def emptied(indicator: str) -> Edit:
    """Delete the digits and leave the control."""

    def edit(root: etree._Element) -> None:
        content = control(root, indicator).find(f"{W}sdtContent")
        for child in list(content):
            content.remove(child)

    return edit


def texts(source: bytes) -> list[str]:
    """Give the paragraphs of a report as they read."""
    return [paragraph.text for paragraph in read(source).text.paragraphs]


def with_origin(document: Document, unit: str) -> Document:
    """Give a report as that of another unit."""
    return replace(document, origin=replace(document.origin, unit=unit))


def stored(indicator: str, text: str) -> Edit:
    """Say that Word stored the number that was typed; ``edited`` puts it into the part with the values."""

    def edit(root: etree._Element) -> None:
        binding = control(root, indicator).find(f"{W}sdtPr/{W}dataBinding")
        root.set(_STORED, f"{binding.get(f'{W}xpath').split(':')[-1].removesuffix('[1]')}={text}")

    return edit


def edited_where_possible(source: bytes, edits: Sequence[Edit]) -> bytes:
    """Change the body of a report by those edits whose place an earlier one has left there."""
    for edit in edits:
        with contextlib.suppress(StopIteration, AttributeError):
            source = edited(source, edit)
    return source


def more_installed() -> Contents:
    """Give the sample with one installation more."""
    contents = sample()
    first, *others = contents.ledgers["branches"]
    return with_rows(contents, branches=[{**first, "installed": int(str(first["installed"])) + 1}, *others])


def workbook_of(contents: Contents, path: Path) -> Workbook:
    """Write the workbook of some entries of the 2019 report, and read it."""
    pack = annual_pack()
    catalog = load_catalog(pack.language)
    words = Words(pack.language, catalog.say, catalog.phrase)
    write_workbook(plan_workbook(pack, 2019, "竹峰街道", words, contents), path)
    return read_workbook(path)
