"""Cut a long part into blocks that are plain enough to be read without the XML parser.

Rows and shared texts come in their hundreds of thousands, written by a few programs in the same few
ways.  A block holds whole ones of them and nothing else; whatever stands before and after them is
kept for the XML parser.  Where anything is out of the ordinary, ``IrregularXmlError`` says so, and
the part is given to the parser as a whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

TEXT = r"([^<\x00-\x08\x0b-\x1f]*+)"
"""A text between two tags, as a pattern; ``plain`` reads what it finds.

Patterns here are possessive (``*+``, ``?+``): none ever goes back over what it has matched, so that no
file can make one of them slow.
"""

_LONGEST = 16 << 20

_DECLARATION = (
    rb'(?:\xef\xbb\xbf)?(?:<\?xml version="1\.0"(?: encoding="(?:UTF|utf)-8")?(?: standalone="(?:yes|no)")? ?\?>\s*)?'
)
_ENTITY = re.compile(r"&[^;]*;?")
_ENTITIES = {"&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"', "&apos;": "'", "&#10;": "\n", "&#xA;": "\n"}


class IrregularXmlError(Exception):
    """A part is not written plainly enough for the fast road; nothing is said about whether it is right."""


class Blocks:
    """The blocks of a part, to be gone through once.

    Args:
        pieces: The part, piece by piece.
        head: A pattern for what stands before the first unit.
        unit_end: The tag that ends a unit, such as ``</row>``.
        end: The tag that ends them all, such as ``</sheetData>``.

    Attributes:
        around: After the last block: the part without its units.
    """

    def __init__(self, pieces: Iterable[bytes], head: bytes, unit_end: bytes, end: bytes) -> None:
        self._left = iter(pieces)
        self._head = re.compile(_DECLARATION + head)
        self._unit_end = unit_end
        self._end = end
        self.around: list[bytes] = []

    def __iter__(self) -> Iterator[str]:
        """Give the blocks as text.  Raises: IrregularXmlError."""
        head, held = self._split_head()
        for piece in chain([b""], self._left):
            held += piece
            cut = held.rfind(self._unit_end) + len(self._unit_end)
            if cut >= len(self._unit_end):
                yield _decoded(held[:cut])
                held = held[cut:]
            if held.startswith(self._end):
                self.around = [head, held, *self._left]
                return
            if len(held) > _LONGEST:
                break
        raise IrregularXmlError

    def _split_head(self) -> tuple[bytes, bytes]:
        start = b""
        for piece in self._left:
            start += piece
            if (head := self._head.match(start)) is not None:
                return start[: head.end()], start[head.end() :]
            if len(start) > _LONGEST:
                break
        raise IrregularXmlError


def _decoded(block: bytes) -> str:
    try:
        text = block.decode("utf-8")
    except UnicodeDecodeError as error:
        raise IrregularXmlError from error
    if "\ufffe" in text or "\uffff" in text:
        raise IrregularXmlError  # XML forbids these two, and a pattern does not see them
    return text


def plain(spelled: str) -> str:
    """Read a text between two tags, where it holds nothing but characters and the five named entities.

    Raises:
        IrregularXmlError: It holds something else.
    """
    if "]]>" in spelled:
        raise IrregularXmlError
    return _ENTITY.sub(_named_character, spelled) if "&" in spelled else spelled


def _named_character(matched: re.Match[str]) -> str:
    character = _ENTITIES.get(matched[0])
    if character is None:
        raise IrregularXmlError
    return character
