"""What a written Word file says of its page, its paragraphs and their type, styles resolved."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """A paragraph of a Word file.

    Attributes:
        style: The id of its style.
        text: What it says.
        settings: ``element.attribute`` to value, the style's and its own, such as ``spacing.line``.
    """

    style: str
    text: str
    settings: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class WordFile:
    """A Word file, opened."""

    parts: Mapping[str, ET.Element]

    @property
    def paragraphs(self) -> tuple[WordParagraph, ...]:
        """The paragraphs of the text, those in tables among them, in order."""
        return tuple(map(self._paragraph, self.parts["word/document.xml"].iter(f"{W}p")))

    def edge(self, name: str) -> WordParagraph:
        """The one paragraph of a head or foot, such as ``footer1``; a field is shown as ``{PAGE}``."""
        (found,) = self.parts[f"word/{name}.xml"].findall(f"{W}p")
        return self._paragraph(found)

    @property
    def sections(self) -> tuple[Mapping[str, str], ...]:
        """The settings of each section, such as ``pgSz.w``."""
        return tuple(dict(_settings(found)) for found in self.parts["word/document.xml"].iter(f"{W}sectPr"))

    @property
    def text(self) -> str:
        """The text outside tables, one paragraph a line."""
        body = self.parts["word/document.xml"].find(f"{W}body")
        assert body is not None
        return "".join(_text(found) + "\n" for found in body.findall(f"{W}p"))

    def style(self, identity: str) -> dict[str, str]:
        """Give the settings of a style, those it is based on among them."""
        styles = self.parts["word/styles.xml"]
        (found,) = (one for one in styles.findall(f"{W}style") if one.get(f"{W}styleId") == identity)
        based = found.find(f"{W}basedOn")
        if based is not None:
            settings = self.style(based.get(f"{W}val", ""))
        else:
            settings = {}
            for defaults in styles.findall(f"{W}docDefaults/*/*"):
                settings |= dict(_settings(defaults))
        for part in ("pPr", "rPr"):
            settings |= dict(_settings(found.find(f"{W}{part}")))
        return settings

    def _paragraph(self, element: ET.Element) -> WordParagraph:
        properties = element.find(f"{W}pPr")
        named = element.find(f"{W}pPr/{W}pStyle")
        style = "Normal" if named is None else named.get(f"{W}val", "")
        return WordParagraph(style, _text(element), {**self.style(style), **dict(_settings(properties))})


def opened(package: bytes) -> WordFile:
    """Open a Word file."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        return WordFile({name: ET.fromstring(read.read(name)) for name in read.namelist()})  # noqa: S314 - our own file


def _text(paragraph: ET.Element) -> str:
    """Give what a reader sees; the result of a field is left out, its name stands for it."""
    words, in_result = "", False
    for element in paragraph.iter():
        if element.tag == f"{W}fldChar":
            in_result = element.get(f"{W}fldCharType") == "separate"
        elif element.tag == f"{W}instrText":
            words += "{" + (element.text or "").strip() + "}"
        elif element.tag == f"{W}t" and not in_result:
            words += element.text or ""
    return words


def _settings(parent: ET.Element | None) -> Iterator[tuple[str, str]]:
    """Give the attributes of the elements in a parent; an element without any is on."""
    for element in () if parent is None else parent:
        name = element.tag.removeprefix(W)
        if not element.attrib:
            yield name, "on"
        for key, value in element.attrib.items():
            yield f"{name}.{key.rpartition('}')[2]}", value
