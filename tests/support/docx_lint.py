"""Faults of a .docx that make Word offer a repair or lay it out wrongly, and that schema validators pass over.

``lint`` names what it finds in plain words, with the part; a sound file gives nothing.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from itertools import zip_longest
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_DOCUMENT = "word/document.xml"
_STYLED = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
_STARTS_AND_ENDS = (("bookmarkStart", "bookmarkEnd"), ("commentRangeStart", "commentRangeEnd"))
_UNIQUE = ("bookmarkStart", "sdt")
_FONTS = ("ascii", "hAnsi", "eastAsia", "cs")
_FETCHED = re.compile(r'TargetMode="External"|attachedTemplate|altChunk|INCLUDE(?:TEXT|PICTURE)|DDE', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Package:
    parts: Mapping[str, bytes]
    roots: Mapping[str, ET.Element]

    @property
    def texts(self) -> Iterator[tuple[str, ET.Element]]:
        """The parts that hold paragraphs."""
        for name, root in self.roots.items():
            if re.fullmatch(r"word/(?:document|header\d*|footer\d*)\.xml", name):
                yield name, root


def lint(package: bytes) -> list[str]:
    """Name the faults of a Word file."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        parts = {name: read.read(name) for name in read.namelist()}
    opened = _Package(parts, {name: ET.fromstring(part) for name, part in parts.items()})  # noqa: S314 - our own file
    checks = (_relations, _content_types, _styles, _fonts, _tables, _pairs, _texts, _sections, _safety)
    return [fault for check in checks for fault in check(opened)]


def _relations(package: _Package) -> Iterator[str]:
    reached = {"[Content_Types].xml"}
    for name, root in package.roots.items():
        if not name.endswith(".rels"):
            continue
        reached.add(name)
        source = posixpath.dirname(posixpath.dirname(name))
        for relation in root:
            target = posixpath.normpath(posixpath.join("/" + source, relation.get("Target", ""))).lstrip("/")
            reached.add(target)
            if target not in package.parts:
                yield f"{name}: {target} is not there"
    yield from (f"{name}: nothing leads to it" for name in package.parts.keys() - reached)
    for name, root in package.roots.items():
        own = package.roots.get(f"{posixpath.dirname(name)}/_rels/{posixpath.basename(name)}.rels")
        known = {relation.get("Id") for relation in own} if own is not None else set()
        used = {value for element in root.iter() for key, value in element.attrib.items() if key.startswith(_R)}
        yield from (f"{name}: no relation {used_id}" for used_id in sorted(used - known))


def _content_types(package: _Package) -> Iterator[str]:
    root = package.roots["[Content_Types].xml"]
    named = {entry.get("PartName", "").lstrip("/") for entry in root if entry.get("PartName")}
    yield from (f"[Content_Types].xml: {name} is not there" for name in sorted(named - package.parts.keys()))
    for name in package.parts:
        if name.startswith("word/") and name.endswith(".xml") and name not in named:
            yield f"[Content_Types].xml: {name} has no type"


def _styles(package: _Package) -> Iterator[str]:
    styles = package.roots["word/styles.xml"].findall(f"{W}style")
    kinds = {style.get(f"{W}styleId", ""): style.get(f"{W}type", "") for style in styles}
    for name, times in Counter(style.find(f"{W}name").get(f"{W}val") for style in styles).items():  # type: ignore[union-attr]
        if times > 1:
            yield f"word/styles.xml: the name {name} twice"
    for style in styles:
        for link in ("basedOn", "next", "link"):
            found = style.find(f"{W}{link}")
            if found is not None and found.get(f"{W}val") not in kinds:
                yield f"word/styles.xml: {link} leads to no style {found.get(f'{W}val')}"
    for name, root in package.texts:
        for tag, kind in _STYLED.items():
            for used in root.iter(f"{W}{tag}"):
                if kinds.get(used.get(f"{W}val", "")) != kind:
                    yield f"{name}: no {kind} style {used.get(f'{W}val')}"


def _fonts(package: _Package) -> Iterator[str]:
    known = {font.get(f"{W}name") for font in package.roots["word/fontTable.xml"]}
    for name, root in package.roots.items():
        for fonts in root.iter(f"{W}rFonts"):
            for attribute in _FONTS:
                font = fonts.get(f"{W}{attribute}")
                if font is not None and font not in known:
                    yield f"{name}: font {font} is not in the font table"


def _tables(package: _Package) -> Iterator[str]:
    for name, root in package.texts:
        for parent in root.iter():
            children = list(parent)
            for child, following in zip_longest(children, children[1:]):
                if child.tag == f"{W}tbl" and (following is None or following.tag != f"{W}p"):
                    yield f"{name}: no paragraph after a table"
            if parent.tag == f"{W}tc" and (not children or children[-1].tag != f"{W}p"):
                yield f"{name}: a cell does not end with a paragraph"
        for table in root.iter(f"{W}tbl"):
            yield from (f"{name}: {fault}" for fault in _table(table))


def _table(table: ET.Element) -> Iterator[str]:
    grid = table.findall(f"{W}tblGrid/{W}gridCol")
    open_cells: dict[int, int] = {}  # columns in which a merged cell may go on, and how wide it is
    header_over = False
    for number, row in enumerate(table.findall(f"{W}tr"), 1):
        heads = row.find(f"{W}trPr/{W}tblHeader") is not None
        if heads and header_over:
            yield f"row {number} is a header below other rows"
        header_over = header_over or not heads
        column, going_on = 0, {}
        for cell in row.findall(f"{W}tc"):
            span = cell.find(f"{W}tcPr/{W}gridSpan")
            width = 1 if span is None else int(span.get(f"{W}val", "1"))
            merged = cell.find(f"{W}tcPr/{W}vMerge")
            if merged is not None and merged.get(f"{W}val") != "restart" and open_cells.get(column) != width:
                yield f"row {number}: a merged cell goes on from none"
            if merged is not None:
                going_on[column] = width
            column += width
        if column != len(grid):
            yield f"row {number} has {column} columns of {len(grid)}"
        open_cells = going_on


def _pairs(package: _Package) -> Iterator[str]:
    ids: Counter[str] = Counter()
    for name, root in package.texts:
        kinds = [found.get(f"{W}fldCharType") for found in root.iter(f"{W}fldChar")]
        if kinds != ["begin", "separate", "end"] * (len(kinds) // 3):
            yield f"{name}: a field without its end"
        for start, end in _STARTS_AND_ENDS:
            starts, ends = ([found.get(f"{W}id") for found in root.iter(f"{W}{tag}")] for tag in (start, end))
            if sorted(map(str, starts)) != sorted(map(str, ends)):
                yield f"{name}: {start} and {end} do not pair"
            ids.update(f"{start} {found}" for found in starts)
        ids.update(f"sdt {found.get(f'{W}val')}" for found in root.iter(f"{W}id"))
        names = Counter(found.get(f"{W}name") for found in root.iter(f"{W}bookmarkStart"))
        yield from (f"{name}: bookmark {mark} twice" for mark, times in names.items() if times > 1)
    yield from (f"{one} twice" for one, times in ids.items() if times > 1)


def _texts(package: _Package) -> Iterator[str]:
    for name, root in package.texts:
        for text in root.iter(f"{W}t"):
            words = text.text or ""
            if words != words.strip() and text.get(_SPACE) != "preserve":
                yield f"{name}: spaces of {words!r} are lost"
            if "\n" in words or "\t" in words:
                yield f"{name}: {words!r} holds a line break or tab"


def _sections(package: _Package) -> Iterator[str]:
    root = package.roots[_DOCUMENT]
    sections = list(root.iter(f"{W}sectPr"))
    if not sections or root.find(f"{W}body")[-1] is not sections[-1]:  # type: ignore[index]
        yield f"{_DOCUMENT}: the last section is not at the end"
    for number, section in enumerate(sections, 1):
        size, margins = section.find(f"{W}pgSz"), section.find(f"{W}pgMar")
        if size is None or margins is None:
            yield f"{_DOCUMENT}: section {number} has no page"
            continue
        width, height = (int(size.get(f"{W}{side}", "0")) for side in "wh")
        if (width > height) != (size.get(f"{W}orient") == "landscape"):
            yield f"{_DOCUMENT}: section {number} is turned and does not say so"
        sides = {side: int(margins.get(f"{W}{side}", "0")) for side in ("top", "bottom", "left", "right", "footer")}
        if sides["left"] + sides["right"] >= width or sides["top"] + sides["bottom"] >= height:
            yield f"{_DOCUMENT}: section {number} has no room for text"
        if sides["footer"] >= sides["bottom"]:
            yield f"{_DOCUMENT}: the foot of section {number} stands in the text"


def _safety(package: _Package) -> Iterator[str]:
    for name, part in package.parts.items():
        found = _FETCHED.search(part.decode("utf-8", "replace"))
        markup = found is not None and (name.endswith(".rels") or found[0].lower() in {"attachedtemplate", "altchunk"})
        if markup or any(_FETCHED.search(field.text or "") for field in package.roots[name].iter(f"{W}instrText")):
            yield f"{name}: something is fetched from elsewhere"
        if name.endswith((".bin", ".vml")):
            yield f"{name}: not a part of a report"
    for element in package.roots["docProps/core.xml"]:
        if element.tag.rpartition("}")[2] in {"creator", "lastModifiedBy"} and element.text:
            yield "docProps/core.xml: names a person"
