"""What a blank workbook is made of, as data: no library that writes one is in sight.

Rows and columns count from 1, as in ``grid``.  Formulas have no ``=``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from enum import StrEnum

from xltools.core.findings import Severity, letters
from xltools.core.frozen import field, frozen

PlannedValue = Decimal | int | str | date | None
"""What a cell holds: a number, a text, a date, or nothing."""


class Look(StrEnum):
    """What a cell is to the eye; the writer knows the fonts and colours."""

    TITLE = "title"
    HINT = "hint"
    HEADER = "header"
    HEADER_REQUIRED = "header_required"
    LABEL = "label"
    LABEL_REQUIRED = "label_required"
    NOTE = "note"
    ENTRY_TEXT = "entry_text"
    ENTRY_LONG = "entry_long"
    ENTRY_INTEGER = "entry_integer"
    ENTRY_DECIMAL = "entry_decimal"
    ENTRY_DATE = "entry_date"
    ENTRY_CHOICE = "entry_choice"
    FIELD_TEXT = "field_text"
    FIELD_LONG = "field_long"
    FIELD_INTEGER = "field_integer"
    FIELD_DECIMAL = "field_decimal"
    FIELD_DATE = "field_date"
    FIELD_CHOICE = "field_choice"
    COMPUTED = "computed"
    COMPARED = "compared"
    COMPUTED_TEXT = "computed_text"
    COVER_TITLE = "cover_title"
    COVER_LABEL = "cover_label"
    COVER_VALUE = "cover_value"
    SECTION = "section"
    STEP = "step"
    LINK = "link"
    LISTED = "listed"


@frozen
class Area:
    """A rectangle of cells."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def address(self) -> str:
        """The area as Excel writes it: ``C7:C60``, or ``C7`` for one cell."""
        first = f"{letters(self.first_column)}{self.first_row}"
        last = f"{letters(self.last_column)}{self.last_row}"
        return first if first == last else f"{first}:{last}"

    @property
    def absolute(self) -> str:
        """The area with dollar signs: ``$C$7:$C$60``."""
        first = f"${letters(self.first_column)}${self.first_row}"
        last = f"${letters(self.last_column)}${self.last_row}"
        return first if first == last else f"{first}:{last}"

    def on(self, title: str) -> str:
        """Give the absolute area with the title of its sheet."""
        return f"{sheet_prefix(title)}{self.absolute}"


def sheet_prefix(title: str) -> str:
    """Write a sheet's title as a formula names it, always quoted: ``'培训表'!``."""
    return "'" + title.replace("'", "''") + "'!"


@frozen
class PlannedCell:
    """One cell.

    Attributes:
        row: From 1.
        column: From 1.
        value: What it holds; beside a formula, the value that the formula gives (the cached value).
        look: How it appears.
        formula: Without ``=``.
        array: True for an array formula, in which ``IF`` runs over a whole column.
        places: Decimal places shown; None leaves them to the look.
        link: Where a click leads in the workbook, such as ``'指标'!A1``.
    """

    row: int
    column: int
    value: PlannedValue
    look: Look
    formula: str | None = None
    array: bool = False
    places: int | None = None
    link: str | None = None


@frozen
class EntryBlock:
    """Entry cells one under another in one column, unlocked, the first of them perhaps filled.

    Attributes:
        area: One column wide.
        look: How they appear.
        values: From the top; the cells after them are blank.
    """

    area: Area
    look: Look
    values: Sequence[PlannedValue] = ()


@frozen
class TablePlan:
    """An Excel table: its name, its area with the header row, and its headers as the cells have them."""

    name: str
    area: Area
    headers: tuple[str, ...]


class ValidationKind(StrEnum):
    """How entries are restricted; ANY only shows a prompt."""

    ANY = "any"
    LIST = "list"
    WHOLE = "whole"
    DECIMAL = "decimal"
    DATE = "date"
    CUSTOM = "custom"


@frozen
class ValidationPlan:
    """What may be entered in an area, the prompt shown there, and what a refused entry is told.

    Attributes:
        area: The cells.
        kind: How entries are restricted.
        formula: The list's source, the smallest value, or the formula that must be TRUE.
        maximum: The largest value; for WHOLE, DECIMAL and DATE.
        title: Of prompt and refusal; at most 32 characters.
        prompt: Shown when the cell is entered; at most 255 characters.
        refusal: Shown when an entry is refused; at most 255 characters.
    """

    area: Area
    kind: ValidationKind
    formula: str = ""
    maximum: str = ""
    title: str = ""
    prompt: str = ""
    refusal: str = ""


@frozen
class Highlight:
    """A conditional format: cells of the area for which the formula is TRUE are coloured by severity."""

    area: Area
    formula: str
    severity: Severity


@frozen
class ChartPlan:
    """A bar chart of cells on its own sheet.

    Attributes:
        title: Above it.
        row: Of its left upper corner.
        column: Of the same.
        width: In pixels.
        height: In pixels.
        labels: What the bars are of.
        values: How long they are.
    """

    title: str
    row: int
    column: int
    width: int
    height: int
    labels: Area
    values: Area


@frozen
class PagePlan:
    """How a sheet prints on A4: one page wide, the header rows on every page.

    Attributes:
        landscape: True for a wide sheet.
        repeat_rows: The first and last row repeated at the top, or None.
        footer: In Excel's codes: ``&P`` the page, ``&N`` the pages.
        one_page: True where the whole sheet goes on one page.
        break_before: The row that begins a new page, or None.
    """

    landscape: bool
    repeat_rows: tuple[int, int] | None
    footer: str
    one_page: bool = False
    break_before: int | None = None


@frozen
class SheetPlan:
    """One sheet.

    Attributes:
        title: The tab.
        cells: Single cells.
        blocks: Columns of entry cells.
        widths: Column widths in characters, from the first column.
        heights: Row heights in points, where they differ from the default.
        merged: Areas that are one cell.
        tables: Excel tables.
        validations: At most one a cell.
        highlights: The gravest first.
        charts: Below or beside the cells.
        frozen: The first cell that scrolls, or None.
        page: Print set-up.
        rows_grow: True where a clerk may insert and delete rows in the locked sheet.
        hidden: True for a sheet that clerks need not see.
    """

    title: str
    cells: tuple[PlannedCell, ...]
    page: PagePlan
    blocks: tuple[EntryBlock, ...] = ()
    widths: tuple[float, ...] = ()
    heights: Mapping[int, float] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    tables: tuple[TablePlan, ...] = ()
    validations: tuple[ValidationPlan, ...] = ()
    highlights: tuple[Highlight, ...] = ()
    charts: tuple[ChartPlan, ...] = ()
    frozen: tuple[int, int] | None = None
    rows_grow: bool = False
    hidden: bool = False


@frozen
class WorkbookPlan:
    """A whole workbook.

    Attributes:
        title: Of the document.
        sheets: In the order of the tabs.
        names: Defined names and what each refers to, without ``=``.
        properties: Custom document properties.
    """

    title: str
    sheets: tuple[SheetPlan, ...]
    names: Mapping[str, str]
    properties: Mapping[str, str]
