"""Change an XML part at byte positions and leave every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pyexpat import XMLParserType

from xltools.adapters.xlsx_xml import MAIN, feed, new_parser
from xltools.core.frozen import frozen

_START_TAG = re.compile(rb"""<(?:[^>"']|"[^"]*"|'[^']*')*>""")
_DECLARED = re.compile(rb"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_ENCODING = re.compile(r"""(^<\?xml[^>]*?\sencoding\s*=\s*["'])[A-Za-z0-9._-]+""")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")


@frozen
class StartTag:
    """A start tag where it stands in a part.

    Attributes:
        start: Where its ``<`` is.
        end: The position after its ``>``.
        text: Its bytes.
    """

    start: int
    end: int
    text: bytes

    @property
    def closed(self) -> bool:
        """True for ``<row/>``, which has no end tag."""
        return self.text.endswith(b"/>")

    @property
    def prefix(self) -> bytes:
        """The namespace prefix with its colon, or nothing."""
        name = re.split(rb"[\s/>]", self.text[1:], maxsplit=1)[0]
        return name[: name.index(b":") + 1] if b":" in name else b""

    def with_attributes(self, values: Mapping[str, str | int]) -> bytes:
        """Give the tag with attributes set, those it has in their place and the others at its end."""
        text = self.text
        for name, value in values.items():
            written = f'{name}="{value}"'.encode()
            pattern = re.compile(rb"(?<=\s)" + name.encode() + rb"""\s*=\s*(?:"[^"]*"|'[^']*')""")
            text, found = pattern.subn(lambda _, new=written: new, text, count=1)  # type: ignore[misc]
            if not found:
                at = len(text) - (2 if self.closed else 1)
                text = text[:at].rstrip() + b" " + written + text[at:]
        return text

    def opened(self) -> bytes:
        """Give the tag as one that has content."""
        return self.text[:-2].rstrip() + b">" if self.closed else self.text

    def end_tag(self) -> bytes:
        """Give the end tag that belongs to it."""
        return b"</" + re.split(rb"[\s/>]", self.text[1:], maxsplit=1)[0] + b">"


@dataclass(slots=True)
class Edits:
    """Replacements in a part's bytes, made all at once."""

    content: bytes
    _made: list[tuple[int, int, int, bytes]] = field(default_factory=list)

    def replace(self, start: int, end: int, new: bytes) -> None:
        """Put bytes in the place of others; with ``start == end`` they are inserted, in the order of the calls."""
        self._made.append((start, end, len(self._made), new))

    def apply(self) -> bytes:
        """Give the part as edited."""
        pieces: list[bytes] = []
        at = 0
        for start, end, _, new in sorted(self._made):
            pieces += (self.content[at:start], new)
            at = max(at, end)
        pieces.append(self.content[at:])
        return b"".join(pieces)


def tag_at(content: bytes, position: int) -> StartTag:
    """Give the start tag at a position that the parser gave."""
    found = _START_TAG.match(content, position)
    assert found is not None
    return StartTag(position, found.end(), found.group())


def scan(
    content: bytes,
    start: Callable[[str, Mapping[str, str], int], None],
    end: Callable[[str, int], None] | None = None,
) -> None:
    """Tell of every element of the main namespaces, with the position of its tags in the bytes.

    Args:
        content: The part, in UTF-8.
        start: Called with the name, the attributes, and where the start tag begins.
        end: Called with the name and where the end tag begins.

    Raises:
        XmlError: The part is malformed.
    """
    parser: XMLParserType = new_parser()

    def started(name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace in MAIN:
            start(local, attributes, parser.CurrentByteIndex)

    def ended(name: str) -> None:
        namespace, _, local = name.rpartition(" ")
        if namespace in MAIN and end is not None:
            end(local, parser.CurrentByteIndex)

    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    feed(parser, [content])


def as_utf8(content: bytes) -> bytes:
    """Give a part in UTF-8, as nearly every part is; another encoding is written anew."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        text = content.decode("utf-16")
    else:
        declared = _DECLARED.match(content.removeprefix(b"\xef\xbb\xbf"))
        name = declared.group(1).decode().lower() if declared else "utf-8"
        if name in {"utf-8", "utf8", "us-ascii", "ascii"}:
            return content
        text = content.decode(name)
    return _ENCODING.sub(r"\g<1>UTF-8", text).encode("utf-8")


def escaped(text: str) -> bytes:
    """Write a cell's text as XML; what XML cannot hold is written ``_x001F_``, as Excel does."""
    text = _FORBIDDEN.sub(lambda found: f"_x{ord(found.group()[0]):04X}_", text)
    for sign, written in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"), ("\r", "&#13;")):
        text = text.replace(sign, written)
    return text.encode("utf-8")
