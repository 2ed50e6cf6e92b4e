"""Read the text of a WordprocessingML part, and where in its bytes each piece of it stands.

Tracked insertions are read and tracked deletions are not: the text is what accepting all changes
would give.  Of a shape that is stored twice for old programs one copy is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from xltools.adapters.xlsx_xml import feed, new_parser
from xltools.adapters.xml_edit import tag_at
from xltools.core.frozen import frozen

WORD = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
"""The namespaces of Word documents: transitional and strict."""

_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_SIGNS: Mapping[str, str] = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffc"}
_GONE = frozenset({"del", "moveFrom"})
_CAME = frozenset({"ins", "moveTo"})
_MOST_INSTRUCTIONS = 1000


@frozen
class Piece:
    """The text of one ``w:t``.

    Attributes:
        start: Where it starts in its paragraph's text.
        text: Itself.
        first: Where it starts in the bytes of the part.
        last: Where it ends there.
    """

    start: int
    text: str
    first: int
    last: int


@dataclass(slots=True)
class Control:
    """A content control within one paragraph.

    Attributes:
        tag: Its tag.
        path: The path of its data binding.
        mappings: The prefixes of that path.
        start: Where it starts in the paragraph's text.
        end: Where it ends.
        tracked: True where a change is tracked inside it.
        paragraph: The paragraph that its content began in; None until there is some.
        placeholder: True where it is empty and Word shows a prompt in it.
    """

    tag: str = ""
    path: str = ""
    mappings: str = ""
    start: int = 0
    end: int = 0
    tracked: bool = False
    paragraph: Scanned | None = None
    placeholder: bool = False


@frozen
class Bookmark:
    """A bookmark within one paragraph."""

    name: str
    start: int
    end: int


@dataclass(slots=True)
class Scanned:
    """A paragraph: its pieces, controls and bookmarks, in order."""

    pieces: list[Piece] = field(default_factory=list)
    controls: list[Control] = field(default_factory=list)
    bookmarks: list[Bookmark] = field(default_factory=list)
    _texts: list[str] = field(default_factory=list)
    length: int = 0

    @property
    def text(self) -> str:
        """The whole paragraph as it reads."""
        return "".join(self._texts)

    def add(self, text: str) -> None:
        """Put text at its end."""
        self._texts.append(text)
        self.length += len(text)


@dataclass(slots=True)
class ScannedPart:
    """A part: its paragraphs in order, the instructions of its fields, and what it brings along.

    Attributes:
        paragraphs: In the order in which they begin.
        instructions: What its fields do, such as ``PAGE``.
        foreign: The names of elements that bring contents of other programs or files.
    """

    paragraphs: list[Scanned] = field(default_factory=list)
    instructions: list[str] = field(default_factory=list)
    foreign: set[str] = field(default_factory=set)


def scan_part(content: bytes) -> ScannedPart:
    """Read a part in UTF-8.  Raises: XmlError, where it is malformed."""
    scanner = _Scanner(content)
    parser = new_parser()
    parser.StartElementHandler = lambda name, attributes: scanner.start(name, attributes, parser.CurrentByteIndex)
    parser.EndElementHandler = lambda name: scanner.end(name, parser.CurrentByteIndex)
    parser.CharacterDataHandler = scanner.characters
    feed(parser, [content])
    return scanner.part


class _Scanner:
    def __init__(self, content: bytes) -> None:
        self.part = ScannedPart()
        self._content = content
        self._open: list[Scanned] = []  # a text box has paragraphs within a paragraph
        self._controls: list[Control] = []
        self._bookmarks: dict[str, tuple[str, Scanned, int]] = {}
        self._gone = self._unread = 0
        self._text: list[str] | None = None
        self._instruction: list[str] | None = None
        self._from = 0

    def start(self, name: str, attributes: Mapping[str, str], place: int) -> None:
        namespace, _, local = name.rpartition(" ")
        if name == _FALLBACK:
            self._unread += 1
        if namespace not in WORD:
            return
        if local == "p":
            self._open.append(Scanned())
            self.part.paragraphs.append(self._open[-1])
        elif local == "t" and self._open:
            tag = tag_at(self._content, place)
            if not tag.closed:
                self._text, self._from = [], tag.end
        elif local in _SIGNS:
            self._sign(_SIGNS[local])
        elif local in _GONE or local in _CAME:
            self._gone += local in _GONE
            for control in self._controls:
                control.tracked = control.tracked or control.paragraph is not None
        else:
            self._other(local, _Attributes(namespace, attributes))

    def end(self, name: str, place: int) -> None:
        namespace, _, local = name.rpartition(" ")
        if name == _FALLBACK:
            self._unread -= 1
        if namespace not in WORD:
            return
        if local == "p" and self._open:
            self._open.pop()
        elif local == "t" and self._text is not None:
            self._end_text(place)
        elif local in _GONE:
            self._gone -= 1
        elif local == "sdt" and self._controls:
            self._end_control(self._controls.pop())
        elif local == "instrText" and self._instruction is not None:
            self._instruct("".join(self._instruction))
            self._instruction = None

    def characters(self, text: str) -> None:
        if self._text is not None:
            self._text.append(text)
        elif self._instruction is not None:
            self._instruction.append(text)

    def _other(self, local: str, attributes: _Attributes) -> None:
        if local == "sdt":
            self._controls.append(Control())
        elif local == "sdtContent" and self._controls and self._open:
            control = self._controls[-1]
            control.paragraph, control.start = self._open[-1], self._open[-1].length
            self._unread += control.placeholder
        elif local in {"tag", "dataBinding", "showingPlcHdr"} and self._controls:
            self._describe(self._controls[-1], local, attributes)
        elif local == "bookmarkStart" and self._open and not self._hidden:
            paragraph = self._open[-1]
            self._bookmarks[attributes["id"]] = (attributes["name"], paragraph, paragraph.length)
        elif local == "bookmarkEnd":
            self._end_bookmark(attributes["id"])
        elif local == "instrText":
            self._instruction = []
        elif local == "fldSimple":
            self._instruct(attributes["instr"])
        elif local in {"altChunk", "object"}:
            self.part.foreign.add(local)

    @property
    def _hidden(self) -> bool:
        return self._gone > 0 or self._unread > 0

    def _sign(self, sign: str) -> None:
        if self._open and not self._hidden and self._text is None:
            self._open[-1].add(sign)

    def _end_text(self, place: int) -> None:
        text = "".join(self._text or ())
        self._text = None
        if self._hidden or not text:
            return
        paragraph = self._open[-1]
        paragraph.pieces.append(Piece(paragraph.length, text, self._from, place))
        paragraph.add(text)

    def _describe(self, control: Control, local: str, attributes: _Attributes) -> None:
        if local == "tag":
            control.tag = attributes["val"]
        elif local == "dataBinding":
            control.path, control.mappings = attributes["xpath"], attributes["prefixMappings"]
        else:
            control.placeholder = attributes["val"] not in {"0", "false", "off"}

    def _end_control(self, control: Control) -> None:
        paragraph = control.paragraph
        self._unread -= control.placeholder and paragraph is not None
        if paragraph is None or not self._open or paragraph is not self._open[-1] or self._hidden:
            return
        control.end = paragraph.length
        paragraph.controls.append(control)

    def _end_bookmark(self, identity: str) -> None:
        name, paragraph, start = self._bookmarks.pop(identity, ("", None, 0))
        if paragraph is not None and self._open and paragraph is self._open[-1]:
            paragraph.bookmarks.append(Bookmark(name, start, paragraph.length))

    def _instruct(self, instruction: str) -> None:
        if len(self.part.instructions) < _MOST_INSTRUCTIONS:
            self.part.instructions.append(instruction.strip())


class _Attributes:
    """The attributes of an element by their local names; an absent one is empty."""

    __slots__ = ("_attributes", "_namespace")

    def __init__(self, namespace: str, attributes: Mapping[str, str]) -> None:
        self._namespace = namespace
        self._attributes = attributes

    def __getitem__(self, name: str) -> str:
        return self._attributes.get(f"{self._namespace} {name}", "")
