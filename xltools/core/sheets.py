"""What a workbook of one report kind looks like: its sheets, columns, choices and period."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import Enum, StrEnum

from xltools.core.frozen import field, frozen

Label = Mapping[str, str]
"""A text by language, such as ``{"zh-Hans": "日期", "en": "Date"}``."""


def say(label: Label, language: str) -> str:
    """Give a label in a language, or in the first one it has."""
    return label.get(language) or next(iter(label.values()), "")


class SheetKind(StrEnum):
    """How a sheet is laid out."""

    LEDGER = "ledger"
    FORM = "form"
    MATRIX = "matrix"


class ColumnType(StrEnum):
    """What a cell of a column holds; the words are XLSForm's."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    DATE = "date"
    SELECT_ONE = "select_one"


class Blank(Enum):
    """The three ways in which a cell can have no value.  None of them is zero.

    No text: a cell in which someone wrote ``unknown`` must not equal ``UNKNOWN``.
    """

    EMPTY = "empty"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"

    __hash__ = object.__hash__  # Enum's is written in Python; columns of 100,000 cells go into sets


MISSING_WORDS: Mapping[Blank, str] = {Blank.NOT_APPLICABLE: "不适用", Blank.UNKNOWN: "不详"}
"""What a clerk writes into a cell that allows it, where there is no value to write."""


@frozen
class Default:
    """What an entry cell holds in a new workbook; after ``until`` (a year), ``otherwise``."""

    value: str
    until: int | None = None
    otherwise: str = ""


@frozen
class Column:
    """A column of a ledger or matrix, or a field of a form.

    Attributes:
        name: ASCII, unique in the sheet; used in rules, indicators and templates.
        label: The header a clerk sees.
        type: What its cells hold.
        hint: The prompt a clerk sees on entering the cell.
        choices: The choice list of a ``select_one`` column.
        choice_filter: The column of the same sheet whose value narrows the list.
        missing: Which of 不适用 and 不详 may stand in the cell.
        width: In characters; None lets the workbook decide.
        multiline: True for long text.
        default: What a new workbook holds here.
        group: The caption that it stands under (matrix).
        total_of: The columns that it is the sum of; its cells are computed and locked (matrix).
    """

    name: str
    label: Label
    type: ColumnType
    hint: Label = field(default_factory=dict)
    choices: str | None = None
    choice_filter: str | None = None
    missing: frozenset[Blank] = frozenset()
    width: int | None = None
    multiline: bool = False
    default: Default | None = None
    group: str | None = None
    total_of: tuple[str, ...] = ()


@frozen
class Group:
    """A caption that several rows or columns of a matrix share.

    Attributes:
        name: ASCII, unique in the sheet.
        label: The caption.
        within: The group that it is part of, if any.
    """

    name: str
    label: Label
    within: str | None = None


@frozen
class MatrixRow:
    """A fixed row of a matrix sheet.

    Attributes:
        name: ASCII, unique in the sheet.
        label: What stands at its head.
        group: The caption that it stands under, if any.
        total_of: The rows that it is the sum of; its cells are computed and locked.
    """

    name: str
    label: Label
    group: str | None = None
    total_of: tuple[str, ...] = ()


@frozen
class Sheet:
    """A sheet of the workbook.

    Attributes:
        name: ASCII, unique; used in rules, indicators and templates.
        kind: Ledger (a row an event), form (label and value, one record), matrix (fixed rows).
        label: The tab's name.
        hint: The line under the title.
        columns: In order.
        rows: The fixed rows of a matrix.
        groups: The captions over its rows and columns.
        prepared_rows: How many blank rows a new ledger has.
        carry_over: True for a register: its rows are taken from last year's workbook.
        sensitive: True where small counts of persons must not be printed.
        last_year_of: The matrix of last year's workbook (of the same month or quarter) whose rows and
            columns of the same names a new workbook finds here.
        previous_of: The same of the period before; of a report of a whole year, both are one.
    """

    name: str
    kind: SheetKind
    label: Label
    columns: tuple[Column, ...]
    hint: Label = field(default_factory=dict)
    rows: tuple[MatrixRow, ...] = ()
    prepared_rows: int = 0
    carry_over: bool = False
    sensitive: bool = False
    groups: tuple[Group, ...] = ()
    last_year_of: str | None = None
    previous_of: str | None = None

    def captions(self, group: str | None) -> tuple[Group, ...]:
        """Give a group and those that it is within, the outermost first; none for no group."""
        known = {found.name: found for found in self.groups}
        path: list[Group] = []
        while group is not None:
            path.insert(0, known[group])
            group = known[group].within
        return tuple(path)

    def column(self, name: str) -> Column:
        """Give a column by its name.  Raises: KeyError, where there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(name)


@frozen
class Choice:
    """One entry of a choice list: the text in the cell, and the value of the filter it belongs to."""

    name: str
    label: Label
    filter: str | None = None


@frozen
class Period:
    """The time the report covers, half-open.

    Attributes:
        start: The first day.
        end: The day after the last.
    """

    start: date
    end: date

    @classmethod
    def of_year(cls, year: int) -> Period:
        """Give the calendar year."""
        return cls(date(year, 1, 1), date(year + 1, 1, 1))

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end
