"""A data dictionary as a value: chapters of words and tables, to be written as a page or a Word document."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.document import Block, Document, DocumentTable, Paragraph, Role, Text
from xltools.core.frozen import frozen
from xltools.core.narration.numbering import number_paragraphs
from xltools.core.plain_text import one_line


@frozen
class Section:
    """A part of a chapter.

    Attributes:
        title: Empty where the chapter has only one.
        lines: What is said before the table.
        table: None for words alone.
    """

    title: str
    lines: tuple[str, ...] = ()
    table: DocumentTable | None = None


@frozen
class Chapter:
    """What is said of one kind of thing."""

    title: str
    sections: tuple[Section, ...]


@frozen
class Dictionary:
    """The whole.

    Attributes:
        title: The report kind's name and what this is.
        lead: What the pack is.
        chapters: In order.
        language: Of its words.
    """

    title: str
    lead: tuple[str, ...]
    chapters: tuple[Chapter, ...]
    language: str


def as_document(dictionary: Dictionary) -> Document:
    """Give the dictionary as a document for any of the report's formats."""
    blocks = tuple(_blocks(dictionary))
    language = "zh-Hant" if dictionary.language == "zh-Hant" else "zh-Hans"
    return Document(number_paragraphs(blocks), language)


def _blocks(dictionary: Dictionary) -> Iterator[Block]:
    yield _paragraph(Role.TITLE, dictionary.title)
    yield from (_paragraph(Role.BODY, line) for line in dictionary.lead)
    for chapter in dictionary.chapters:
        wide = all(section.table is not None and section.table.landscape for section in chapter.sections)
        yield _paragraph(Role.LEVEL_1, chapter.title, landscape=wide)
        for section in chapter.sections:
            if section.title:
                yield _paragraph(Role.LEVEL_2, section.title, landscape=wide)
            yield from (_paragraph(Role.BODY, line, landscape=wide) for line in section.lines)
            if section.table is not None:
                yield section.table


def _paragraph(role: Role, text: str, *, landscape: bool = False) -> Paragraph:
    return Paragraph(role, "", (Text(one_line(text), as_typed=True),), landscape)
