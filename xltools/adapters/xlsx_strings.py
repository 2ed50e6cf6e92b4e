"""Read the texts of a workbook: the shared ones, and those that stand in a cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from xltools.adapters.xlsx_xml import MAIN, XmlError, feed, new_parser

_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_WITHOUT = frozenset({*range(0x20), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF}) - {0x9, 0xA, 0xD}

_ITEM = frozenset(f"{namespace} si" for namespace in MAIN)
_TEXT = frozenset(f"{namespace} t" for namespace in MAIN)
_PHONETIC = frozenset(f"{namespace} rPh" for namespace in MAIN)


def unescape(text: str) -> str:
    """Undo the ``_xHHHH_`` spelling of characters.

    A character that XML cannot hold (a control character, half a surrogate pair) stays as it is
    spelled, so that no text breaks whoever writes it out again.
    """
    return _ESCAPE.sub(_character, text) if "_x" in text else text


def _character(matched: re.Match[str]) -> str:
    code = int(matched[1], 16)
    return matched[0] if code in _WITHOUT else chr(code)


class _SharedTexts:
    """Keeps the text of each item: all its runs joined, the readings above the line left out."""

    def __init__(self, limit: int) -> None:
        self.texts: list[str] = []
        self._limit = limit
        self._parts: list[str] = []
        self._in_text = False
        self._in_reading = False

    def start(self, name: str, _: Mapping[str, str]) -> None:
        if name in _TEXT:
            self._in_text = not self._in_reading
        elif name in _ITEM:
            self._parts = []
        elif name in _PHONETIC:
            self._in_reading = True

    def end(self, name: str) -> None:
        if name in _TEXT:
            self._in_text = False
        elif name in _PHONETIC:
            self._in_reading = False
        elif name in _ITEM:
            self.texts.append(unescape("".join(self._parts)))
            if len(self.texts) > self._limit:
                raise XmlError

    def text(self, text: str) -> None:
        if self._in_text:
            self._parts.append(text)


def read_shared_texts(pieces: Iterable[bytes], limit: int) -> list[str]:
    """Read the shared strings part; the counts it states are not believed.

    Args:
        pieces: The part.
        limit: The most texts accepted.

    Raises:
        XmlError: The part is not well-formed, or has more texts than the limit.
    """
    shared = _SharedTexts(limit)
    parser = new_parser()
    parser.StartElementHandler = shared.start
    parser.EndElementHandler = shared.end
    parser.CharacterDataHandler = shared.text
    feed(parser, pieces)
    return shared.texts
