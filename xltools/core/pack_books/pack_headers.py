"""How a pack is laid out in a spreadsheet: its sheets, their headers, and the key behind each header.

The conventions are XLSForm's: an entry a row, a key a column, ``label::zh-Hans`` for a language.
"""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.frozen import frozen
from xltools.core.narration.narrative_check import NARRATIVE
from xltools.core.narration.narrative_parts import NARRATIVE_PARTS
from xltools.core.pack_parsing.layout_parser import LAYOUT
from xltools.core.pack_parsing.pack_child_language import OVERRIDE, WITHOUT
from xltools.core.pack_parsing.pack_fields import EntryLanguage, Field, Shape
from xltools.core.pack_parsing.pack_files import CHOICES, DECLARATIONS, HEADER
from xltools.core.pack_parsing.pack_language import COLUMN_ENTRIES, ENTRIES

SETTINGS, CHOICES_SHEET, TESTS, STYLES = "settings", "choices", "tests", "files"
PARTS_SHEET = "narrative_parts"
TEXT_SHEETS = {"narrative": NARRATIVE, PARTS_SHEET: NARRATIVE_PARTS, "layout": LAYOUT}
"""The sheets that hold a file line by line; that of the parts is there for a pack with a base."""

HELP, LISTS = "help", "lists"
"""The sheets that say how to fill in the others; nothing is read from them."""

ORDER = (
    HELP,
    SETTINGS,
    *(entries.name for entries in ENTRIES if entries.file == COLUMN_ENTRIES.file),
    CHOICES_SHEET,
    *(entries.name for entries in ENTRIES if entries.file != COLUMN_ENTRIES.file),
    *TEXT_SHEETS,
    TESTS,
    STYLES,
    LISTS,
)
"""The sheets in the order of their tabs."""

SHEET_OF_FILE = {
    **{entries.file: entries.name for entries in reversed(ENTRIES)},
    HEADER: SETTINGS,
    CHOICES: CHOICES_SHEET,
    **{file: sheet for sheet, file in TEXT_SHEETS.items()},
}
"""Where to look for what is said of a file as a whole."""

PARENT, NOTE = "sheet", "note"
KEY, NAME, VALUE = "key", "name", "value"
FILE, LINE = "file", "line"
FILE_NOTE = "note::"
"""Before a file's name: its comment, among the settings."""

FILE_WITHOUT = f"{WITHOUT}::"
"""Before a file's name: what the whole file leaves out of its base's, such as every ``rule``."""

EXPLAINED = "#"
"""With which the row under the headers begins: it says what each is for, and is not read."""

FIRST_ENTRY = 3
"""The row of the first entry: headers and their explanation stand above it."""

DEFAULT_PARTS = ("until", "otherwise")
FIXED_CHOICE_HEADERS = ("list_name", "name", "filter")
COMMENTED = tuple(file for file in DECLARATIONS if file.endswith(".toml"))
"""The files whose comments are kept."""


@frozen
class Header:
    """A column of a sheet of entries.

    Attributes:
        text: What stands in row 1.
        field: The key; None for the sheet that an entry belongs to, and for the note.
        part: The language of a label, the part of a default; empty for the key itself.
    """

    text: str
    field: Field | None = None
    part: str = ""


def nested(entries: EntryLanguage) -> bool:
    """Say whether the entries belong to those of another list, by the name in their first column."""
    return len(entries.path) > 1


def entry_headers(entries: EntryLanguage, languages: Sequence[str], words: Sequence[Field] = ()) -> tuple[Header, ...]:
    """Give every header that a sheet of entries may have, in order.

    Args:
        entries: What the sheet holds.
        languages: Those of the pack.
        words: Of a pack with a base, the keys that say what becomes of the base's entry.
    """
    name, *others = entries.fields
    own = [header for field in (name, *words, *others) for header in field_headers(field, languages)]
    return (*([Header(PARENT)] if nested(entries) else []), *own, Header(NOTE))


def field_headers(field: Field, languages: Sequence[str]) -> tuple[Header, ...]:
    """Give the headers under which a key is written: one, or one a language or part."""
    parts: Sequence[str] = ()
    if field.shape is Shape.LABEL:
        parts = languages
    elif field.shape is Shape.DEFAULT:
        parts = DEFAULT_PARTS
    return (Header(field.key, field), *(Header(f"{field.key}::{part}", field, part) for part in parts))


def choice_headers(languages: Sequence[str], words: Sequence[Field] = ()) -> tuple[str, ...]:
    """Give the headers of the sheet of choices, which are those of the file.

    Args:
        languages: Those of the pack.
        words: As for ``entry_headers``; of them, lines of choices have one.
    """
    override = [field.key for field in words if field.key == OVERRIDE]
    return (*FIXED_CHOICE_HEADERS, *override, *(f"label::{language}" for language in languages))
