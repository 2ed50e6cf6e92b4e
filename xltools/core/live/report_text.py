"""The text of a report as it was found in a file, with what still tells which numbers are figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum

from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import field, frozen
from xltools.core.live.baseline import Baseline

_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_HIDDEN_IN_NUMBER = re.compile(f"[0-9０-９][{_UNSEEN}]+|[{_UNSEEN}]+[0-9０-９]")
_FULL_WIDTH = re.compile("[０-９]+")


class Link(StrEnum):
    """What a figure was found by, the surest first."""

    CONTROL = "control"
    """The tag of its content control."""
    BINDING = "binding"
    """What the control shows; the tag is gone."""
    BOOKMARK = "bookmark"
    """The bookmark around it; the control is gone."""
    ANCHORS = "anchors"
    """The words around it; nothing else is left, or never was."""


@frozen
class Mark:
    """A place in a paragraph that says which figure it is.

    Attributes:
        indicator: The id.
        form: As in ``Figure``.
        number: The figure's in the report as it was written; 0 where that is lost.
        start: Where it starts in the paragraph's text.
        end: Where it ends.
        link: What says so.
        bound: The value that Word would show, from the part that the control is bound to; None
            where there is no control or it is bound to nothing.
        tracked: True where a change is tracked inside it.
    """

    indicator: str
    form: str
    number: int
    start: int
    end: int
    link: Link
    bound: str | None = None
    tracked: bool = False


@frozen
class ReportParagraph:
    """A paragraph as it reads: tracked insertions are in it, tracked deletions are not.

    Attributes:
        text: The text.
        marks: In order of their places; they do not overlap.
    """

    text: str
    marks: tuple[Mark, ...] = ()


@frozen
class ReportText:
    """A report as it was found.

    Attributes:
        name: The file's.
        paragraphs: In order.
        baseline: What the program last wrote; None where it wrote nothing, or that is lost.
        values: The values that the controls show, by the figure's name in the file.
        findings: What may mislead about the file.
    """

    name: str
    paragraphs: tuple[ReportParagraph, ...]
    baseline: Baseline | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()


def odd_characters(name: str, texts: Sequence[str]) -> Iterator[Finding]:
    """Name what makes a number read otherwise than it is stored: unseen characters and full-width digits.

    Args:
        name: The file's.
        texts: Its paragraphs.
    """
    for number, text in enumerate(texts, 1):
        hidden = _HIDDEN_IN_NUMBER.search(text)
        if hidden:
            shown = text[max(0, hidden.start() - 8) : hidden.end() + 8]
            yield Finding(Severity.WARNING, Location(name, number), "live.odd.hidden_character", {"value": shown})
        wide = _FULL_WIDTH.search(text)
        if wide:
            yield Finding(Severity.WARNING, Location(name, number), "live.odd.full_width", {"value": wide.group()})
