"""Read a pack's spreadsheet back into the texts of its files.

What the cells say becomes the same TOML that a person would have written, and the parsers judge that;
``places`` moves what they find to the cells.  What no parser could see (a misspelt header, a number
where a text belongs) is found here, at its cell, and all of it at once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from xltools.core.findings import Finding
from xltools.core.frozen import frozen
from xltools.core.grid import Grid
from xltools.core.pack_books.pack_book_cases import read_cases
from xltools.core.pack_books.pack_book_entries import read_entries
from xltools.core.pack_books.pack_book_settings import read_settings
from xltools.core.pack_books.pack_book_sheets import Book
from xltools.core.pack_books.pack_book_texts import read_choices, read_text_sheets
from xltools.core.pack_books.pack_headers import COMMENTED
from xltools.core.pack_books.pack_places import Places
from xltools.core.pack_books.toml_writer import write_toml
from xltools.core.pack_parsing.header_parser import declared_languages
from xltools.core.pack_parsing.pack_child_language import BASE, CHILD_FIELDS, WITHOUT
from xltools.core.pack_parsing.pack_files import HEADER
from xltools.core.pack_parsing.pack_language import ENTRIES, LABELS


@frozen
class PackBook:
    """What a pack's spreadsheet says.

    Attributes:
        texts: The pack's files by their path in its folder.
        faults: What is wrong with cells and headers; the texts leave that out.
        places: Where in the spreadsheet each part of the texts stands.
    """

    texts: Mapping[str, str]
    faults: tuple[Finding, ...]
    places: Places


def read_pack_book(grid: Grid, inherited: Callable[[str], Sequence[str]]) -> PackBook:
    """Read a pack's spreadsheet.

    Args:
        grid: Its cells.
        inherited: Gives the languages of the pack of a name, on which this one is based; none where there
            is no such pack, which is for whoever reads the files to tell.

    Returns:
        The files it makes, with every fault that is seen in the cells alone.
    """
    book = Book(grid)
    header = read_settings(book)
    base = header.get(BASE)
    languages: Sequence[str] = declared_languages(header)
    if isinstance(base, str) and base:
        book.words = CHILD_FIELDS
        if "languages" not in header:
            languages = inherited(base) or book.named_languages()
    book.judge_tabs()
    data: dict[str, dict[str, object]] = {HEADER: header}
    data |= {file: {WITHOUT: names} for file, names in book.left_out.items()}
    for entries in ENTRIES:
        read_entries(book, entries, data.setdefault(entries.file, {}), languages)
    declared = {file: write_toml(data.get(file, {}), LABELS, book.comments[file]) for file in COMMENTED}
    texts = {file: text for file, text in declared.items() if text}
    texts |= read_choices(book, languages) | read_text_sheets(book) | read_cases(book)
    return PackBook(texts, tuple(book.faults), book.places)
