"""Two values of a row stand in a relation."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, alike, declared, shown
from xltools.core.checks.conditions import TEXTS, filled, meets
from xltools.core.dataset import Value
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences, literal
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Column, ColumnType

Comparable = Decimal | date | str

_OPERATORS: dict[str, Callable[[Any, Any], bool]] = {  # both sides are of one type, seen to when the pack is read
    "<": operator.lt,
    "<=": operator.le,
    "=": operator.eq,
    "!=": operator.ne,
    ">=": operator.ge,
    ">": operator.gt,
}
_KEYS = {"<": "less", "<=": "at_most", "=": "equal", "!=": "different", ">=": "at_least", ">": "more"}
_DATE_KEYS = {**_KEYS, "<": "earlier", "<=": "not_later", ">=": "not_earlier", ">": "later"}
_FAMILIES: dict[ColumnType, type[Decimal | date | str]] = {
    ColumnType.INTEGER: Decimal,
    ColumnType.DECIMAL: Decimal,
    ColumnType.DATE: date,
    ColumnType.TEXT: str,
    ColumnType.SELECT_ONE: str,
}


@frozen
class CompareCheck:
    """Demands that a column's value is less than, equal to … another column's, or a constant.

    ::

        kind = "compare"
        left = "selected"
        operator = "<="
        right = "nominated"

    passes 3 of 3 and fails 4 of 3.  Rows in which either is blank are left out.  Texts may only
    be ``=`` or ``!=``.

    Attributes:
        declared: The one or two columns.
    """

    kind: ClassVar[str] = "compare"
    params: ClassVar[tuple[str, ...]] = ("value", "left", "other", "right", "there")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    left: str
    operator: str
    declared: tuple[Column, ...]
    right: str | None = None
    value: Comparable | None = None
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The one or two columns compared."""
        return (self.left,) if self.right is None else (self.left, self.right)

    @property
    def _constant(self) -> Comparable:
        return "" if self.value is None else self.value

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``left``, ``operator``, ``right`` or ``value``, and ``where``; both sides are of one type."""
        left = entry.column("left")
        (column,) = declared(entry, (left,))
        relation = entry.one_of("operator", ("=", "!=") if column.type in TEXTS else tuple(_OPERATORS))
        right, value = None, None
        if "value" in entry:
            value = _constant(entry, column)
            if "right" in entry:
                entry.fault("right", "pack.one_or_other", other="value")
                entry.raw("right")
        else:
            right = entry.column("right", types=alike(column.type))
        columns = declared(entry, (left,) if right is None else (left, right))
        return cls(left, relation, columns, right, value, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the rows in which the relation does not hold."""
        holds, family = _OPERATORS[self.operator], _FAMILIES[self.declared[0].type]
        lefts = evidence.cells(self.left)
        rights = evidence.values(self.right) if self.right else [self._constant] * len(evidence.rows)
        for (index, left), right in zip(lefts, rights, strict=True):
            if isinstance(left, family) and isinstance(right, family) and not holds(left, right):
                yield self._violation(evidence, index, left, right)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say at the left cell that both hold something and that the relation does not hold."""
        if column != self.left:
            return None
        cells = [references.cell(name) for name in self.columns]
        left, right = cells[0], cells[1] if self.right else literal(self._constant)
        values = ",".join(filled(cell, column) for cell, column in zip(cells, self.declared, strict=True))
        sign = "<>" if self.operator == "!=" else self.operator
        holds = f"{left}{sign}{right}"
        if self.declared[0].type in TEXTS:
            holds = f"EXACT({left},{right})" if sign == "=" else f"NOT(EXACT({left},{right}))"
        return meets(self.where, references, f"AND({values},NOT({holds}))")

    def _violation(self, evidence: Evidence, index: int, left: Value, right: Value) -> Violation:
        params: dict[str, Param] = {
            "value": shown(left),
            "left": evidence.header(self.left),
            "other": shown(right),
            "right": evidence.header(self.right) if self.right else "",
            "there": evidence.location(index, self.right).address if self.right else "",
        }
        key = (_DATE_KEYS if isinstance(left, date) else _KEYS)[self.operator]
        if self.right is None:
            key += "_constant"
        return Violation(evidence.location(index, self.left), f"check.compare.{key}", params)


def _constant(entry: Entry, column: Column) -> Comparable | None:
    """Read ``value``, which is of the type of the column on the left, and in its list if it has one."""
    if column.type is ColumnType.DATE:
        return entry.day("value")
    if column.type not in TEXTS:
        return entry.number("value")
    value = entry.text("value")
    listed = [choice.name for choice in entry.scope.choices.get(column.choices or "", ())]
    if column.choices and value not in listed:
        entry.unknown_name("value", value, "choice", listed)
    return value
