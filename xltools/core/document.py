"""A report as paragraphs, each with its role, before any file format.

A figure keeps the identity of its indicator, so that a writer can mark it and a reader can ask
where it came from.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a paragraph is in an official document (GB/T 9704-2012, section 7)."""

    NUMBER = "number"
    """发文字号"""
    TITLE = "title"
    RECIPIENT = "recipient"
    """主送机关"""
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    ITEM = "item"
    """A numbered paragraph; its number runs on across level-2 headings."""
    BODY = "body"
    SIGNATURE = "signature"
    """发文机关署名"""
    DATE = "date"
    """成文日期"""


@dataclass(frozen=True, slots=True)
class Text:
    """Words."""

    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A number printed in the report.

    Attributes:
        indicator: The id.
        text: The digits as printed: ``[0-9.%]`` only; 余 and units are words around it.
        form: Which number of the indicator it is: ``value``, ``percent``, ``yu``, ``wan``, ``yoy``
            or ``points``, as the narrative's filters are called.
    """

    indicator: str
    text: str
    form: str = "value"


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure or text that is missing; only a draft holds any.

    Attributes:
        name: The indicator's id, or the field's path.
        text: What a draft prints in its place.
    """

    name: str
    text: str


Run = Text | Figure | Gap


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph.

    Attributes:
        role: What it is.
        number: ``一、``, ``（一）``, ``1.``, ``（1）`` or nothing.
        runs: The rest of it.
    """

    role: Role
    number: str
    runs: tuple[Run, ...]

    @property
    def text(self) -> str:
        """The whole paragraph as it reads."""
        return self.number + "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Document:
    """A report.

    Attributes:
        paragraphs: In order.
        language: ``zh-Hans`` or ``zh-Hant``.
        draft: True for a draft with its gaps, to be watermarked 草稿.
    """

    paragraphs: tuple[Paragraph, ...]
    language: str = "zh-Hans"
    draft: bool = False

    @property
    def text(self) -> str:
        """One paragraph a line."""
        return "".join(paragraph.text + "\n" for paragraph in self.paragraphs)
