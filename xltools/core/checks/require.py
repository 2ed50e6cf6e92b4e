"""An expression that a pack writes holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, declared, named
from xltools.core.checks.conditions import filled, meets
from xltools.core.dataset import UNREADABLE, Unreadable, Value
from xltools.core.expressions import Expression, Operand
from xltools.core.filters import Filter
from xltools.core.findings import Location, Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import field, frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, Column, SheetKind

_NO_VALUE = frozenset((Blank, Unreadable))


@frozen
class RequireCheck:
    """Demands what the other kinds cannot say.

    ::

        kind = "require"
        sheet = "visits"
        require = "satisfied <= present and present <= invited"

    is asked of every row of the sheet, over its columns and the fields of forms
    (``parameters.year``), and in a matrix also over the same row of a matrix with the same rows
    (``last_documents.valid``); without ``sheet`` it is asked once, over indicators, the pack's constants
    and the fields of forms.  Passes where it holds and fails
    where it does not.  Where a name has no value nothing is asked, unless the expression itself
    asks whether it has one: ``not filled(end) or start <= end``.

    Attributes:
        expression: What must hold.
        by_row: True where it is asked of rows.
        constants: The pack's numbers.
        declared: The columns and fields that it names.
        beside: Those of the names that are columns of other matrices with the same rows.
        row: The columns in which a ledger's row may hold something, where a blank row must be told
            from one of which the expression asks only what is filled; else empty.
    """

    kind: ClassVar[str] = "require"
    params: ClassVar[tuple[str, ...]] = ("value", "expression")
    on_sheet: ClassVar[bool] = False
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    expression: Expression
    by_row: bool
    constants: Mapping[str, Decimal] = field(default_factory=dict)
    declared: Mapping[str, Column] = field(default_factory=dict)
    row: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the expression names."""
        return tuple(filter(_is_column, self.expression.names)) if self.by_row else ()

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``require``, and ``where`` with a sheet."""
        if entry.sheet is None:
            expression = entry.expression("require", entry.scope.workbook_types(), gives="boolean")
            return cls(expression, False, entry.scope.constants)
        sisters = entry.scope.sister_types(entry.sheet)
        names = {**entry.scope.row_types(entry.sheet), **entry.scope.field_types(), **sisters}
        expression = entry.expression("require", names, gives="boolean")
        if expression.names and not any(_is_column(name) for name in expression.names):
            entry.fault("require", "pack.expression.no_column", value=expression.source)
        only_asks = not any(_is_column(name) for name in expression.needed)
        ledger = entry.sheet.kind is SheetKind.LEDGER
        row = tuple(column.name for column in entry.sheet.columns) if only_asks and ledger else ()
        columns = {name: _declared(entry, name) for name in expression.names}
        beside = tuple(name for name in expression.names if name in sisters)
        return cls(expression, True, declared=columns, row=row, beside=beside, where=entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the rows, or say of the workbook, that the expression is false."""
        yield from self._of_rows(evidence) if self.by_row else self._of_workbook(evidence)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say at the expression's first column that all its cells hold something and that it is false."""
        if not self.by_row or column != self.columns[0]:
            return None

        def cell(name: str) -> str:
            if _is_column(name):
                return references.cell(name)
            sheet, _, other = name.partition(".")
            if name not in self.beside:
                return references.field(sheet, other)
            own = references.own_column(self.columns[0])
            return f"INDEX({references.column(sheet, other)},ROW()-MIN(ROW({own}))+1)"

        wrong = f"NOT({self.expression.formula(cell)})"
        asked = [filled(cell(name), self.declared[name]) for name in self.expression.needed]
        if self.row:
            asked.append(f"COUNTA({','.join(map(references.cell, self.row))})>0")
        return meets(self.where, references, f"IF(AND({','.join(asked)}),{wrong})" if asked else wrong)

    def _of_rows(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        alone = [name for name in self.expression.names if not _is_column(name) and name not in self.beside]
        fields, sisters = self._values(evidence, alone), self._sisters(evidence)
        if isinstance(fields, Unjudged) or isinstance(sisters, Unjudged):
            yield fields if isinstance(fields, Unjudged) else sisters  # type: ignore[misc] # one of them is
            return
        count = len(evidence.rows)
        alike = {name: [value] * count for name, value in fields.items()}
        own = {name: _operands(evidence.values(name)) for name in self.columns}
        wrong = [evidence.rows[place] for place in self._false({**alike, **own, **sisters}, count)]
        for index in evidence.sheet.filled(wrong) if self.row else wrong:
            params: dict[str, Param] = {
                "value": tuple(named(evidence.sheet.columns[name][index]) or "—" for name in self.columns),
                "columns": tuple(evidence.header(name) for name in self.columns),
                "expression": self.expression.source,
            }
            yield Violation(evidence.location(index, self.columns[0]), "check.require.row", params)

    def _sisters(self, evidence: Evidence) -> dict[str, list[Operand]] | Unjudged:
        """Give, for each name in another matrix, its value in the row of each row that is judged."""
        found: dict[str, list[Operand]] = {}
        for name in self.beside:
            sheet, _, column = name.partition(".")
            values = evidence.values_of(sheet, column)
            if isinstance(values, Unjudged):
                return values
            by_row = dict(zip(evidence.dataset.tables[sheet].keys, values, strict=True))
            keys = evidence.sheet.keys
            found[name] = _operands([by_row.get(keys[index], Blank.EMPTY) for index in evidence.rows])
        return found

    def _of_workbook(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        values = self._values(evidence, self.expression.names)
        if isinstance(values, Unjudged):
            yield values
        elif self._false({name: [value] for name, value in values.items()}, 1):
            said = tuple(f"{name}={'—' if value is None else named(value)}" for name, value in values.items())
            params: dict[str, Param] = {"value": said, "expression": self.expression.source}
            yield Violation(self._place(evidence), "check.require.workbook", params)

    def _false(self, columns: Mapping[str, Sequence[Operand]], count: int) -> list[int]:
        """Give the places of those of some rows in which all that is needed has a value and the expression is false."""
        needed = [columns[name] for name in self.expression.needed]
        values = enumerate(self.expression.evaluate_rows(columns, count))
        return [at for at, value in values if value is False and all(column[at] is not None for column in needed)]

    def _values(self, evidence: Evidence, names: Sequence[str]) -> dict[str, Operand] | Unjudged:
        """Give what some names stand for in the workbook, or the reason why one cannot be known."""
        values: dict[str, Operand] = {}
        for name in names:
            value = self._value(evidence, name)
            if isinstance(value, Unjudged):
                return value
            (values[name],) = _operands([value])
        return values

    def _value(self, evidence: Evidence, name: str) -> Value | Unjudged | None:
        """Give what a name stands for in the workbook; None for an indicator that is not part of it."""
        if name in self.constants:
            return self.constants[name]
        sheet, dot, column = name.partition(".")
        if dot:
            values = evidence.values_of(sheet, column)
            if isinstance(values, Unjudged):
                return values
            if not values or values[0] is not UNREADABLE:
                return values[0] if values else None
            table = evidence.dataset.tables[sheet]
            cell = table.location(0, column).address
            return Unjudged("check.unread_cells", {"sheet": table.title, "cells": (cell,), "count": 1})
        outcome = evidence.outcomes.get(name)
        if outcome is not None and not outcome.active:
            return None
        if outcome is None or outcome.value is None:
            return Unjudged("check.no_value", {"indicator": evidence.name_of(name)})
        return outcome.value

    def _place(self, evidence: Evidence) -> Location:
        """Point at the first cell that one of the names has."""
        for name in self.expression.names:
            sheet, dot, column = name.partition(".")
            if dot:
                return evidence.dataset.tables[sheet].location(0, column)
            outcome = evidence.outcomes.get(name)
            if outcome is not None and outcome.shown is not None:
                return outcome.shown
        return Location()


def _operands(values: Iterable[Value | None]) -> list[Operand]:
    return [None if value.__class__ in _NO_VALUE else value for value in values]  # type: ignore[misc] # no blanks


def _is_column(name: str) -> bool:
    return "." not in name


def _declared(entry: Entry, name: str) -> Column:
    """Give the declaration of a column of the entry's sheet, or of a form's field."""
    sheet, dot, column = name.partition(".")
    return entry.scope.sheets[sheet].column(column) if dot else declared(entry, (name,))[0]
