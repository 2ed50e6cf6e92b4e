"""What every rule kind is: settings, the columns it reads, and what it finds wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import ClassVar, Protocol, Self

from xltools.core.dataset import Dataset, Table, Value
from xltools.core.filters import Filter
from xltools.core.findings import Location, Param, Repair, Severity
from xltools.core.formulas import RowReferences
from xltools.core.frozen import field, frozen
from xltools.core.outcomes import Outcome
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, Column, ColumnType, Label, say

NO_FILTER = Filter()


@frozen
class Violation:
    """What a check says of one place; whose rule it was and how grave is added by ``validate``.

    Attributes:
        location: Where.
        key: The message.
        params: Its values, ``value`` among them.
        repair: What would mend it, where certain.
        severity: How grave, where the check knows better than the rule.
    """

    location: Location
    key: str
    params: Mapping[str, Param] = field(default_factory=dict)
    repair: Repair | None = None
    severity: Severity | None = None


@frozen
class Unjudged:
    """What a check could not judge, and why; a rule with one of these is not passed."""

    key: str
    params: Mapping[str, Param] = field(default_factory=dict)


@frozen
class Evidence:
    """What a check may look at.

    Attributes:
        dataset: All tables.
        outcomes: The computed indicators by id.
        table: The rule's own sheet; None for a rule on the whole workbook.
        rows: Indexes of the table's records that meet the rule's conditions and in which the
            columns to judge could all be read; ascending.
        columns: The columns to judge: the check's, or one of them where each is judged by itself.
        language: The language of the workbook's headers.
        sheets: What each sheet is called.
        indicators: What each indicator is called.
    """

    dataset: Dataset
    outcomes: Mapping[str, Outcome]
    table: Table | None
    rows: Sequence[int]
    columns: tuple[str, ...] = ()
    language: str = "zh-Hans"
    sheets: Mapping[str, Label] = field(default_factory=dict)
    indicators: Mapping[str, Label] = field(default_factory=dict)

    def about(self, table: Table, rows: Sequence[int], columns: tuple[str, ...]) -> Evidence:
        """Give the same evidence about some columns in some rows of a sheet."""
        return Evidence(self.dataset, self.outcomes, table, rows, columns, self.language, self.sheets, self.indicators)

    @property
    def sheet(self) -> Table:
        """The rule's own sheet, where the kind has one."""
        assert self.table is not None
        return self.table

    def cells(self, column: str) -> Iterator[tuple[int, Value]]:
        """Give the index and value of each row to judge."""
        return zip(self.rows, self.values(column), strict=True)

    def values(self, column: str) -> Sequence[Value]:
        """Give the values of a column in the rows to judge."""
        values = self.sheet.columns[column]
        return values if len(self.rows) == len(values) else [values[index] for index in self.rows]

    def complete(self, columns: Sequence[str]) -> tuple[Sequence[int], Sequence[tuple[Value, ...]]]:
        """Give the rows to judge without a blank among some columns, and their values."""
        values = [self.values(name) for name in columns]
        rows = list(zip(*values, strict=True))
        blank = {
            place
            for column in filter(has_blanks, values)
            for place, value in enumerate(column)
            if value.__class__ is Blank
        }
        if not blank:
            return self.rows, rows
        places = [place for place in range(len(rows)) if place not in blank]
        return [self.rows[place] for place in places], [rows[place] for place in places]

    def location(self, index: int | None, column: str | None) -> Location:
        """Give the place of a cell, a row, a column or the sheet."""
        return self.sheet.location(index, column)

    def header(self, column: str) -> str:
        """Name a column of the rule's sheet as the workbook does."""
        return say(self.sheet.sheet.column(column).label, self.language)

    def row_label(self, index: int) -> str:
        """Name a fixed row of the rule's matrix as the workbook does."""
        fixed = next(row for row in self.sheet.sheet.rows if row.name == self.sheet.keys[index])
        return say(fixed.label, self.language)

    def values_of(self, sheet: str, column: str) -> Sequence[Value] | Unjudged:
        """Give a column of any sheet, or say what the workbook lacks."""
        table = self.dataset.tables.get(sheet)
        if table is None:
            return Unjudged("check.no_sheet", {"sheet": self.title_of(sheet)})
        if column not in table.columns:
            header = say(table.sheet.column(column).label, self.language)
            return Unjudged("check.no_column", {"sheet": table.title, "columns": (header,)})
        return table.columns[column]

    def title_of(self, sheet: str) -> str:
        """Name a sheet as the workbook does, or as it should."""
        table = self.dataset.tables.get(sheet)
        return table.title if table else say(self.sheets.get(sheet, {}), self.language) or sheet

    def name_of(self, indicator: str) -> str:
        """Name an indicator as the pack does."""
        return say(self.indicators.get(indicator, {}), self.language) or indicator


class Check(Protocol):
    """A rule kind: a record whose fields are its settings.

    Attributes:
        kind: The word in ``rules.toml``.
        params: The values that every finding of the kind has, which a pack's own wording may name.
        on_sheet: True where the rule belongs to a sheet and ``sheet = …`` is required; else the
            rule may have one, and the check itself refuses it where it has no use for it.
        whole_table: True where one unreadable row makes the whole rule unjudged.
        each_column: True where each of the columns is judged by itself, so that a cell that could
            not be read in one hides nothing in another.
        judges_unreadable: True where a cell that could not be read is judged like any other.
    """

    kind: ClassVar[str]
    params: ClassVar[tuple[str, ...]]
    on_sheet: ClassVar[bool]
    whole_table: ClassVar[bool]
    each_column: ClassVar[bool]
    judges_unreadable: ClassVar[bool]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the rule's sheet that the check judges."""

    @property
    def where(self) -> Filter:
        """The conditions that a row must meet to be judged; ``validate`` sees to them."""

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read the settings from the pack's entry; faults are recorded in the entry."""

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Say what is wrong, in the order of the rows."""

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give an Excel formula (without ``=``) that is TRUE where this row's cell is wrong.

        One formula serves the conditional format and the data validation of a new workbook.

        Args:
            column: One of ``columns``.
            references: How to name the row's cells and whole columns.

        Returns:
            The formula, or None where the check cannot be said of one row.
        """


def declared(entry: Entry, names: Sequence[str]) -> tuple[Column, ...]:
    """Give the declarations of columns of the entry's sheet; for an unknown one, a fault already, a text stands in."""
    known = {column.name: column for column in entry.sheet.columns} if entry.sheet else {}
    return tuple(known.get(name) or Column(name, {}, ColumnType.TEXT) for name in names)


def has_blanks(values: Sequence[Value]) -> bool:
    """Say whether any of some values is a blank; of a long column this is known much sooner than which."""
    return Blank in set(map(type, values))


_ALIKE = (
    (ColumnType.TEXT, ColumnType.SELECT_ONE),
    (ColumnType.INTEGER, ColumnType.DECIMAL),
    (ColumnType.DATE,),
)


def alike(kind: ColumnType) -> tuple[ColumnType, ...]:
    """Give the types whose values can be compared with those of a type."""
    return next(kinds for kinds in _ALIKE if kind in kinds)


def shown(value: Value) -> Param:
    """Give a value to a message; a blank is nothing."""
    return value if isinstance(value, Decimal | str | date) else None


def named(value: object) -> str:
    """Give a value as one of a list of names in a message."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return str(value) if isinstance(value, str | date) else ""
