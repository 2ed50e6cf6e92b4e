"""Parse a part's XML, refusing what has no place in a workbook.

A document type declaration is the door to entity bombs and to files and addresses outside; no
spreadsheet program writes one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pyexpat import ExpatError, ParserCreate, XMLParserType

MAIN = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""The namespaces of workbooks: transitional, which nearly all files have, and strict."""

RELATIONSHIPS = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
"""The namespaces of the attribute that names a relationship."""

MOST_ELEMENTS = 1_000_000
"""The most elements kept of one part; more than any real part has, less than memory holds."""


_LONGEST_TAG = 16 << 20
"""The most bytes of a tag or a comment: the parser begins with one anew at every piece of it that comes."""


class XmlError(Exception):
    """A part's XML cannot be read: malformed, with a document type declaration, or with too much in it."""


class Element:
    """An element that was asked for, with everything in it.

    Args:
        name: As asked for; of an element inside it, the name without its namespace.
        attributes: By name, those with a namespace as ``namespace local``.
    """

    __slots__ = ("_children", "_texts", "attributes", "name")

    def __init__(self, name: str, attributes: Mapping[str, str]) -> None:
        self.name = name
        self.attributes = attributes
        self._children: list[Element] | None = None  # most elements have neither these
        self._texts: list[str] | None = None  # nor those, and there may be a million of them

    @property
    def children(self) -> Sequence[Element]:
        """The elements in it."""
        return self._children or ()

    @property
    def text(self) -> str:
        """The element's own text."""
        return "".join(self._texts or ())

    def add(self, child: Element) -> None:
        """Put an element into it."""
        if self._children is None:
            self._children = []
        self._children.append(child)

    def add_text(self, text: str) -> None:
        """Put a piece of text into it."""
        if self._texts is None:
            self._texts = []
        self._texts.append(text)

    def get(self, attribute: str, default: str = "") -> str:
        """Give an attribute that has no namespace."""
        return self.attributes.get(attribute, default)

    def flag(self, attribute: str) -> bool:
        """Say whether an attribute is set to true."""
        return is_true(self.attributes.get(attribute))

    def child(self, name: str) -> str:
        """Give the text of the first element of that name in this one, or of the first element in that."""
        for child in self.children:
            if child.name == name:
                return child.children[0].text if child.children else child.text
        return ""

    def relationship(self) -> str:
        """Give the id of the relationship that the element points by."""
        return next((found for ns in RELATIONSHIPS if (found := self.attributes.get(f"{ns} id"))), "")


class Collector:
    """Keeps the elements that were asked for, as the parser comes by them.

    Args:
        wanted: Short names by full names (``namespace local``).
    """

    def __init__(self, wanted: Mapping[str, str]) -> None:
        self._wanted = wanted
        self._open: list[Element] = []
        self._count = 0
        self.found: list[Element] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if self._open:
            element = Element(name.rpartition(" ")[2], attributes)
            self._open[-1].add(element)
        elif name in self._wanted:
            element = Element(self._wanted[name], attributes)
            self.found.append(element)
        else:
            return
        self._count += 1
        if self._count > MOST_ELEMENTS:
            raise XmlError
        self._open.append(element)

    def end(self, _: str) -> None:
        """Take the end of an element."""
        if self._open:
            self._open.pop()

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._open:
            self._open[-1].add_text(text)


def named(namespaces: Iterable[str], *names: str) -> dict[str, str]:
    """Give the short names of elements by their full names, for a ``Collector``."""
    return {f"{namespace} {name}": name for namespace in namespaces for name in names}


def collect(pieces: Iterable[bytes], wanted: Mapping[str, str]) -> list[Element]:
    """Give the elements of a part that are wanted, in their order.  Raises: XmlError."""
    collector = Collector(wanted)
    parser = new_parser()
    parser.StartElementHandler = collector.start
    parser.EndElementHandler = collector.end
    parser.CharacterDataHandler = collector.text
    feed(parser, pieces)
    return collector.found


def new_parser() -> XMLParserType:
    """Make a parser that refuses document type declarations and joins texts."""
    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def feed(parser: XMLParserType, pieces: Iterable[bytes]) -> None:
    """Give a parser all pieces of a part.  Raises: XmlError."""
    fed = 0
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            fed += len(piece)
            if fed - parser.CurrentByteIndex > _LONGEST_TAG:
                raise XmlError
        parser.Parse(b"", True)
    except (ExpatError, ValueError, LookupError) as error:
        raise XmlError(str(error)) from error


def is_true(value: str | None) -> bool:
    """Read an attribute that is true or false."""
    return value in {"1", "true", "on"}


def _refuse_doctype(*_: object) -> None:
    raise XmlError
