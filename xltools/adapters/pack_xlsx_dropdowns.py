"""The dropdowns of a pack's spreadsheet: the words that a key takes, and the names that there are."""

from __future__ import annotations

from collections.abc import Mapping

from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from xltools.core.pack_books.pack_case_sheet import CASE_KEYS
from xltools.core.pack_books.pack_headers import CHOICES_SHEET, FIRST_ENTRY, KEY, LISTS, PARENT
from xltools.core.pack_books.pack_sheet_cells import PackSheet
from xltools.core.pack_parsing.pack_child_language import OVERRIDE, REMOVE
from xltools.core.pack_parsing.pack_fields import Field, Shape

MORE_ROWS = 300
"""How many rows below the last entry have their dropdowns and prompts."""

Names = Mapping[str, tuple[str, ...]]
"""The names of a pack by what they name: ``sheet``, ``indicator``, ``choice_list``."""

Dropdown = dict[str, object]
"""A data validation as XlsxWriter takes it."""

_LONGEST_INLINE = 250
_YES_NO = ("yes", "no")
_DECLARED = {"sheet": ("sheets", "name"), "indicator": ("indicators", "id"), "column": ("columns", "name")}
_COLUMN_KEYS = {"column", "in_period", "date"}
"""The keys that name a column."""
_WORDS: Mapping[str, tuple[str, ...]] = {OVERRIDE: (REMOVE,), KEY: CASE_KEYS}
"""The words under headers that are no keys of an entry."""
_MADE_LIST = "indicators"
"""The choice list that every pack has without declaring it."""


class Dropdowns:
    """Gives the dropdown of each column; the longer lists stand on a hidden sheet.

    Args:
        sheets: The spreadsheet's, by name.
        names: Those of a pack with a base, since its sheets have only its own; None for any other.
    """

    def __init__(self, sheets: Mapping[str, PackSheet], names: Names | None) -> None:
        self._sheets = sheets
        self._names = names
        self._lists: list[tuple[str, ...]] = []

    def of(self, field: Field | None, header: str) -> Dropdown:
        """Give the dropdown under a header; what stands there is not restricted to names that there are yet."""
        named = "sheet" if header == PARENT else field.names if field is not None else ""
        if header in _COLUMN_KEYS and self._names is None:
            named = "column"
        if named:
            return {"validate": "list", "source": self._source(named), "show_error": False}
        words = _WORDS.get(header, ())
        if field is not None:
            words = _YES_NO if field.shape is Shape.FLAG else field.words
        return {"validate": "list", "source": self._listed(words)} if words else {"validate": "any"}

    def write_lists(self, worksheet: Worksheet) -> None:
        """Write the longer lists, one a column."""
        for column, words in enumerate(self._lists):
            for row, word in enumerate(words):
                worksheet.write_string(row, column, word)

    def _source(self, named: str) -> list[str] | str:
        """Offer the names that there are: where a pack has no base, those still to be written too."""
        if self._names is not None:
            return self._listed(tuple(dict.fromkeys(self._names[named])) or ("",))
        if named in _DECLARED:
            sheet, header = _DECLARED[named]
            column = xl_col_to_name(self._sheets[sheet].headers.index(header), True)
            last = FIRST_ENTRY + len(self._sheets[sheet].rows) + MORE_ROWS
            return f"={sheet}!{column}${FIRST_ENTRY}:{column}${last}"
        lists = dict.fromkeys(str(row[0]) for row in self._sheets[CHOICES_SHEET].rows)
        return self._listed((*lists, _MADE_LIST))

    def _listed(self, words: tuple[str, ...]) -> list[str] | str:
        """Give a short list as it is; a longer one stands on a hidden sheet."""
        if len(",".join(words)) <= _LONGEST_INLINE and not any("," in word for word in words):
            return list(words)
        if words not in self._lists:
            self._lists.append(words)
        column = xl_col_to_name(self._lists.index(words), True)
        return f"={LISTS}!{column}$1:{column}${len(words)}"
