"""Read the texts that a workbook's cells share."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from xltools.adapters.xlsx_blocks import TEXT, Blocks, IrregularXmlError, plain
from xltools.adapters.xlsx_xml import MAIN, XmlError, feed, new_parser

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WITHOUT = frozenset({*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF}) - {0x9, 0xA, 0xD}

_SST = frozenset(f"{namespace} sst" for namespace in MAIN)
_ITEM = frozenset(f"{namespace} si" for namespace in MAIN)
_TEXT = frozenset(f"{namespace} t" for namespace in MAIN)
_READING = frozenset(f"{namespace} rPh" for namespace in MAIN)

_START, _END, _TAGS = "<si><t>", "</t></si>", 4

_T = r'<t(?: xml:space="preserve")?>'
_LOOK = r"(?:<[a-zA-Z]+(?: [^<>/]*)?/>)*+"
_PLAIN_RUN = rf"<r>(?:<rPr>({_LOOK})</rPr>)?+{_T}{TEXT}</t></r>"
_PLAIN_RUNS = rf"(?:<r>(?:<rPr>{_LOOK}</rPr>)?+{_T}{TEXT[1:-1]}</t></r>)++"
_PLAIN_ITEM = (
    rf"(<si>(?:{_T}{TEXT}</t>|({_PLAIN_RUNS}))"
    r'(?:<phoneticPr fontId="[0-9]+"(?: type="[a-zA-Z]+")?(?: alignment="[a-zA-Z]+")? ?/>)?</si>)'
)


def read_shared_texts(part: Callable[[], Iterable[bytes]], limit: int) -> list[str]:
    """Read the shared strings part; the counts it states are not believed.

    Args:
        part: Gives the part, piece by piece.
        limit: The most texts accepted.

    Raises:
        XmlError: The part is not well-formed, or has more texts than the limit.
    """
    try:
        return _plain_texts(part(), limit)
    except IrregularXmlError:
        return _any_texts(part(), limit)


def unescape(text: str) -> str:
    """Undo the ``_xHHHH_`` spelling of characters.

    A character that XML cannot hold (a control character, half a surrogate pair) stays as it is
    spelled, so that no text breaks whoever writes it out again.
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(matched: re.Match[str]) -> str:
    code = int(matched[1], 16)
    return matched[0] if code in _WITHOUT else chr(code)


def _plain_texts(pieces: Iterable[bytes], limit: int) -> list[str]:
    """Read the part where it is written plainly.  Raises: IrregularXmlError, XmlError."""
    blocks = Blocks(pieces, rb"<sst [^<>!?]*>", b"</si>", b"</sst>")
    item, run = re.compile(_PLAIN_ITEM), re.compile(_PLAIN_RUN)
    texts: list[str] = []
    looks: set[str] = set()
    for block in blocks:
        found = _written_alike(block)
        if found is None:
            items: list[tuple[str, str, str]] = item.findall(block)
            if sum(len(whole) for whole, _, _ in items) != len(block):
                raise IrregularXmlError
            found = [text if not runs else _joined(run.findall(runs), looks) for _, text, runs in items]
        if "&" in block or "]]>" in block:
            found = [plain(text) for text in found]
        texts.extend(map(unescape, found) if "_x" in block else found)
        if len(texts) > limit:
            raise XmlError
    _verify(blocks.around, looks)
    return texts


def _written_alike(block: str) -> list[str] | None:
    """Give the texts of a block if each is ``<si><t>…</t></si>`` and all are printable, as most are; else None."""
    texts = block.removeprefix(_START).removesuffix(_END).split(_END + _START)
    alike = block.count("<") == _TAGS * len(texts) and block.startswith(_START) and block.endswith(_END)
    return texts if alike and block.isprintable() else None


def _joined(runs: list[tuple[str, str]], looks: set[str]) -> str:
    """Join the runs of a text; what they look like is kept to be verified."""
    looks.update(look for look, _ in runs)
    return "".join(text for _, text in runs)


def _verify(around: list[bytes], looks: set[str]) -> None:
    """Let the XML parser judge what was not read.  Raises: IrregularXmlError, XmlError."""
    roots: list[str] = []
    parser = new_parser()
    parser.StartElementHandler = lambda name, _: roots.append(name)
    feed(parser, around)
    if len(roots) != 1 or roots[0] not in _SST:
        raise IrregularXmlError
    feed(new_parser(), ["".join(["<x>", *looks, "</x>"]).encode()])


def _any_texts(pieces: Iterable[bytes], limit: int) -> list[str]:
    """Read the part through the XML parser.  Raises: XmlError."""
    shared = _SharedTexts(limit)
    parser = new_parser()
    parser.StartElementHandler = shared.start
    parser.EndElementHandler = shared.end
    parser.CharacterDataHandler = shared.text
    feed(parser, pieces)
    return shared.texts


class _SharedTexts:
    """Keeps the text of each item: all its runs joined, the readings above the line left out."""

    def __init__(self, limit: int) -> None:
        self.texts: list[str] = []
        self._limit = limit
        self._parts: list[str] = []
        self._in_text = False
        self._in_reading = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        """Take the start of an element."""
        if name in _TEXT:
            self._in_text = not self._in_reading
        elif name in _ITEM:
            self._parts = []
        elif name in _READING:
            self._in_reading = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        if name in _TEXT:
            self._in_text = False
        elif name in _READING:
            self._in_reading = False
        elif name in _ITEM:
            self.texts.append(unescape("".join(self._parts)))
            if len(self.texts) > self._limit:
                raise XmlError

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._in_text:
            self._parts.append(text)
