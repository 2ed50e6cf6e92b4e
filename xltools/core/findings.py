"""One thing to look at, in one place.

A finding holds values, never a sentence: ``messages.Catalog`` makes the sentence at the edge, in
the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import IntEnum

from xltools.core.frozen import field, frozen

Param = str | int | Decimal | date | bool | None | tuple[str, ...]
"""A value in a message.  Dates and numbers are written by the catalogue; a tuple is a list of names."""


class Severity(IntEnum):
    """How grave a finding is."""

    NOTE = 10
    WARNING = 20
    ERROR = 30


_REPORTS = (".docx", ".odt", ".rtf", ".txt", ".md", ".html", ".pdf")


@frozen
class Location:
    """A place in a workbook, in a pack's file, or in the text of a report.

    Attributes:
        sheet: The sheet's name as the workbook has it, or the file's name; empty for the whole.
        row: From 1; None for a whole sheet or column.  In a report, the paragraph.
        column: From 1; None for a whole sheet or row.  In a report, the character.
        path: The key path in a pack's file, such as ``sheet[3].column[2].type``.
        order: The sheet's place in the workbook, so that findings sort as a reader turns the pages.
    """

    sheet: str = ""
    row: int | None = None
    column: int | None = None
    path: str = ""
    order: int = 0

    @property
    def in_report(self) -> bool:
        """True for a paragraph of a report, which has no address."""
        return self.row is not None and not self.path and self.sheet.lower().endswith(_REPORTS)

    @property
    def address(self) -> str:
        """The cell as Excel writes it (``C7``), a row (``7:7``), a column (``C:C``), or nothing."""
        if self.row is None:
            return "" if self.column is None else f"{letters(self.column)}:{letters(self.column)}"
        return f"{self.row}:{self.row}" if self.column is None else f"{letters(self.column)}{self.row}"


@frozen
class Repair:
    """A value that would mend the cell, offered only where it is certain."""

    value: str | int | Decimal | date


@frozen
class Finding:
    """What is wrong in one place, and how gravely the pack takes it.

    Attributes:
        severity: Error, warning or note.
        location: Where.
        key: The message, such as ``range.outside``.
        params: The values that the message names; always ``value`` for a cell, as the reader sees it.
        rule_id: Whose rule; None where the shape of the workbook itself is wrong.
        repair: What would mend it, where that is certain.
        wording: The pack's own sentence by language, in place of the catalogue's.
        explain: ``none``, ``allowed`` or ``required``: whether a written reason settles a warning.
        explanation: The reason written in the workbook, if one is.
    """

    severity: Severity
    location: Location
    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    rule_id: str | None = None
    repair: Repair | None = None
    wording: Mapping[str, str] | None = None
    explain: str = "none"
    explanation: str | None = None

    @property
    def order(self) -> tuple[int, int, int, str, str]:
        """The order of the sheets: top to bottom, left to right, then by rule and message."""
        place = self.location
        return (place.order, place.row or 0, place.column or 0, self.rule_id or "", self.key)


def letters(column: int) -> str:
    """Name a column as Excel does.

    Args:
        column: From 1.

    Returns:
        ``A`` for 1, ``AA`` for 27.
    """
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
