"""A report as it reads, a paragraph at a time: what the text checks look at.

A report may be written in Traditional characters and typed with full-width digits; the checks know
one form.  Every paragraph therefore has a second reading of the same length, so that a place found
in one is a place in the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from xltools.core.document import Document
from xltools.core.frozen import frozen

_WIDE_DIGITS = {code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)} | {ord("％"): ord("%")}
_SENTENCE = re.compile("[^。！？]{1,400}[。！？]?")
"""A longer sentence is judged in pieces: the patterns of the checks take time by the square of its length."""

_END = re.compile("[。！？]")

_AROUND = 18

Simplify = Callable[[str], str]
"""Gives a text in Simplified characters, as long as it was."""


def as_it_is(text: str) -> str:
    """Give a text that is in Simplified characters already."""
    return text


@frozen
class Sentence:
    """A sentence, its full stop with it.

    Attributes:
        paragraph: The paragraph that it stands in.
        start: Where it begins in the paragraph, from 0.
        plain: In the reading that the checks know.
    """

    paragraph: CheckedParagraph
    start: int
    plain: str


@frozen
class CheckedParagraph:
    """One paragraph.

    Attributes:
        number: From 1, empty paragraphs counted.
        text: As written.
        plain: The same in Simplified characters and narrow digits; as long as ``text``.
    """

    number: int
    text: str
    plain: str

    def sentences(self) -> Iterator[Sentence]:
        """Give its sentences in order."""
        for found in _SENTENCE.finditer(self.plain):
            yield Sentence(self, found.start(), found[0])

    def around(self, start: int, end: int) -> str:
        """Give what stands around a part of the paragraph within its sentence, as written, … where it is cut."""
        before = self.text[max(start - _AROUND, 0) : start]
        after = self.text[end : end + _AROUND]
        begun = [found.end() for found in _END.finditer(before)]
        ended = _END.search(after)
        cut = not begun and start > _AROUND, ended is None and end + _AROUND < len(self.text)
        words = before[begun[-1] if begun else 0 :] + self.text[start:end] + after[: ended.start() if ended else None]
        return f"{'…' if cut[0] else ''}{words.strip()}{'…' if cut[1] else ''}"


@frozen
class CheckedText:
    """The text of a report.

    Attributes:
        name: Of its file, with its ending.
        paragraphs: In order.
    """

    name: str
    paragraphs: tuple[CheckedParagraph, ...]


def checked_text(name: str, paragraphs: Iterable[str], simplify: Simplify = as_it_is) -> CheckedText:
    """Take the paragraphs of a file.

    Args:
        name: Of the file.
        paragraphs: Their texts, in order; lines of a plain text.
        simplify: What makes Simplified characters of Traditional ones.
    """
    return CheckedText(
        name,
        tuple(
            CheckedParagraph(number, text, simplify(text).translate(_WIDE_DIGITS))
            for number, text in enumerate(paragraphs, 1)
        ),
    )


def text_of(document: Document, name: str, simplify: Simplify = as_it_is) -> CheckedText:
    """Take the paragraphs of a composed report, which is to have a name."""
    return checked_text(name, (passage.text for passage in document.passages), simplify)
