"""The rows of one sheet that an aggregation reads: which they are, and which might have been.

A row with an unreadable cell that decides whether it counts, or how much, makes the value
uncertain: then there is no value, and the reason names the cells.  A row that some readable
condition rules out anyway does no harm.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Self

from xltools.core.aggregations.aggregation import Names
from xltools.core.dataset import UNREADABLE, Dataset, Table, Value
from xltools.core.filters import Filled, Filter, InPeriod
from xltools.core.findings import Param, Severity, letters
from xltools.core.formulas import References
from xltools.core.frozen import field, frozen
from xltools.core.outcomes import Phrase, Result, RowsBehind
from xltools.core.own_labels import words_for
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, ColumnType, Sheet, SheetKind

NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
"""The types that can be added up."""

_CELLS_NAMED = 5


@frozen
class Selected:
    """The rows found.

    Attributes:
        table: Their sheet; None where there is none to read.
        rows: Indexes of the records that count.
        reason: Why the rows are not certain, or cannot be told at all.
        columns: Names of the columns read.
    """

    table: Table | None
    rows: Sequence[int] = ()
    reason: Phrase | None = None
    columns: tuple[str, ...] = ()

    def values(self, column: str) -> list[Value]:
        """Give a column's values in these rows."""
        if self.table is None:
            return []
        cells = self.table.columns[column]
        return [cells[index] for index in self.rows]

    def numbers(self, column: str) -> list[Decimal]:
        """Give a column's numbers in these rows; blanks are left out."""
        return [value for value in self.values(column) if isinstance(value, Decimal)]

    def unknown(self, column: str) -> Phrase | None:
        """Say in which of these rows the column's value is unknown, or nothing where in none."""
        if self.table is None:
            return None
        pairs = zip(self.rows, self.values(column), strict=True)
        cells = [(index, column) for index, value in pairs if value is Blank.UNKNOWN]
        return _cells_phrase("indicator.unknown", self.table, cells) if cells else None

    def result(self, value: Decimal | None, none: Phrase | None = None, rows: Sequence[int] | None = None) -> Result:
        """Make the result: the value, unless the rows are uncertain.

        Args:
            value: Over the rows that could be read; None where they give none.
            none: Why they give none.
            rows: Those of the rows that the value came from, where not all of them.
        """
        if self.table is None:
            return Result(None, self.reason)
        behind = _numbers_of(self.table, self.rows if rows is None else rows)
        places = tuple(letters(self.table.places[name]) for name in self.columns if name in self.table.places)
        origin = (RowsBehind(self.table.sheet.name, self.table.title, behind, places),)
        if self.reason is not None:
            return Result(None, self.reason, origin, countable=value)
        return Result(value, None if value is not None else none, origin, countable=value)


@frozen
class Selection:
    """A sheet and the conditions on its rows.

    Attributes:
        sheet: The declaration.
        where: The conditions, that on the period among them.
        language: That of the workbook.
    """

    sheet: Sheet
    where: Filter = field(default_factory=Filter)
    language: str = "zh-Hans"

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``sheet``, ``where`` and ``in_period``; a wrong name stands in as a sheet without columns."""
        sheet = entry.known_sheet("sheet") or Sheet(entry.text("sheet", "?"), SheetKind.LEDGER, {}, ())
        if sheet.kind is SheetKind.FORM:
            entry.fault("sheet", "pack.sheet_kind", value=sheet.name, kind=(SheetKind.LEDGER, SheetKind.MATRIX))
        conditions = entry.filters(sheet=sheet).conditions
        if "in_period" in entry:
            conditions += (InPeriod(entry.column("in_period", sheet, types=[ColumnType.DATE]), entry.scope.covers),)
        return cls(sheet, Filter(conditions), entry.scope.languages[0])

    def select(self, dataset: Dataset, *columns: str) -> Selected:
        """Find the rows.

        Args:
            dataset: The tables.
            columns: The columns whose cells the value is made of.
        """
        table = dataset.tables.get(self.sheet.name)
        if table is None:
            return Selected(None, reason=Phrase("indicator.no_sheet", {"sheet": next(iter(self.sheet.label.values()))}))
        needed = tuple(dict.fromkeys((*self.where.columns, *columns)))
        absent = tuple(
            next(iter(self.sheet.column(name).label.values())) for name in needed if name not in table.columns
        )
        if absent:
            return Selected(None, reason=Phrase("indicator.no_column", {"sheet": table.title, "columns": absent}))
        if dataset.period is None and any(isinstance(condition, InPeriod) for condition in self.where.conditions):
            return Selected(None, reason=Phrase("indicator.no_period"))
        rows = self.where.matching(table, table.readable(needed), dataset.period)
        return Selected(table, rows, _doubt(table, list(self._doubtful(table, needed, dataset))), needed)

    def mask(self, references: References, *factors: str) -> str:
        """Give the array that is 1 in the rows that count and 0 in the others.

        A row with an error value in a cell that is asked about is not one that counts, and must not
        make the whole formula an error: another condition may rule it out.
        """
        conditions = self.where.factors(references, self.sheet.name)
        if not factors and all(isinstance(test, Filled) and not test.filled for test in self.where.conditions):
            conditions += (self._is_record(references),)
        return f"IFERROR({'*'.join((*conditions, *factors, '1'))},0)"

    def blanks(self, column: str, *wanted: Blank) -> tuple[str, ...]:
        """Give the words that stand for a blank in a column: of all blanks that it takes, or of some."""
        taken = self.sheet.column(column).missing
        return words_for(taken.intersection(wanted) if wanted else taken, self.language)

    def cells(self, references: References, column: str) -> str:
        """Name a column's cells."""
        return references.column(self.sheet.name, column)

    def phrase(self, key: str, names: Names, column: str = "", **more: Param) -> Phrase:
        """Say a definition over these rows: the sheet, the conditions, and the column where there is one."""
        header = names.header(self.sheet.name, column) if column else ""
        where = self.where.words(self.sheet, names.language)
        key = key if where else f"{key}_all"
        return Phrase(key, {"sheet": names.sheet(self.sheet.name), "where": where, "column": header, **more})

    def _is_record(self, references: References) -> str:
        """Ask whether a ledger's row holds anything, be it an error; the rows of other sheets always count."""
        columns = [self.cells(references, column.name) for column in self.sheet.columns]
        if self.sheet.kind is not SheetKind.LEDGER:
            return f"(ROW({columns[0]})>0)"
        return f"({'+'.join(f'IFERROR(LEN({cells}),1)' for cells in columns)}>0)"

    def _doubtful(self, table: Table, needed: Sequence[str], dataset: Dataset) -> Iterator[tuple[int, str]]:
        """Name the unreadable cells of rows that no readable condition rules out."""
        broken: dict[int, list[str]] = {}
        for column in needed:
            for index, slip in table.slips.get(column, {}).items():
                if slip.severity is Severity.ERROR:
                    broken.setdefault(index, []).append(column)
        tests = [(condition.columns, condition.keeps(dataset.period)) for condition in self.where.conditions]
        for index, columns in sorted(broken.items()):
            cells = (([table.columns[name][index] for name in names], test) for names, test in tests)
            if all(UNREADABLE in values or test(*values) for values, test in cells):
                yield from ((index, column) for column in columns)


def _numbers_of(table: Table, rows: Sequence[int]) -> Sequence[int]:
    """Give the row numbers of some records; of all, without making 100,000 of them again."""
    return table.rows if len(rows) == len(table.rows) else [table.rows[index] for index in rows]


def _doubt(table: Table, cells: Sequence[tuple[int, str]]) -> Phrase | None:
    key = "indicator.unreadable" if len(cells) <= _CELLS_NAMED else "indicator.many_unreadable"
    return _cells_phrase(key, table, cells) if cells else None


def _cells_phrase(key: str, table: Table, cells: Sequence[tuple[int, str]]) -> Phrase:
    addresses = tuple(table.location(index, column).address for index, column in cells[:_CELLS_NAMED])
    return Phrase(key, {"sheet": table.title, "cells": addresses, "count": len(cells)})
