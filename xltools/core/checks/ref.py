"""A value stands in a column of a register."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, alike, declared, named, shown
from xltools.core.checks.conditions import TEXTS, meets
from xltools.core.dataset import UNREADABLE, Value
from xltools.core.filters import Filter
from xltools.core.findings import Param, Repair
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.nearest import nearest, same_but_for_spelling
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank


@frozen
class RefCheck:
    """Demands that every value of a column stands in another column.

    ::

        kind = "ref"
        column = "site"
        to = "sites.name"

    passes a site of the register and fails one that is not in it.  Blanks are left out, and so is
    a text that the column's own choice list does not hold.

    Attributes:
        column: The column judged.
        register: The sheet and column in which the value must stand.
        texts: True where texts are looked up, not numbers or dates.
        listed: The entries of the column's own choice list, if it has one.
    """

    kind: ClassVar[str] = "ref"
    params: ClassVar[tuple[str, ...]] = ("value", "register")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    column: str
    register: tuple[str, str]
    texts: bool
    listed: frozenset[str] | None = None
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The column judged."""
        return (self.column,)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``to`` and ``where``; both columns are of one type."""
        name = entry.column("column")
        (column,) = declared(entry, (name,))
        listed = entry.scope.choices.get(column.choices) if column.choices else None
        names = None if listed is None else frozenset(choice.name for choice in listed)
        return cls(
            name, entry.sheet_column("to", types=alike(column.type)), column.type in TEXTS, names, entry.filters()
        )

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the values that the register does not hold, if it could be read."""
        register = evidence.values_of(*self.register)
        if isinstance(register, Unjudged):
            yield register
            return
        strange = {value for value in set(evidence.values(self.column)) - set(register) if self._is_judged(value)}
        if not strange:
            return
        if UNREADABLE in register:
            yield Unjudged("check.register_unread", {"sheet": evidence.title_of(self.register[0])})
            return
        known = tuple(dict.fromkeys(value for value in register if isinstance(value, str)))
        for index, value in evidence.cells(self.column):
            if value in strange:
                yield self._violation(evidence, index, value, known)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Say that the cell holds something that is nowhere in the register."""
        cell = references.cell(column)
        register = references.column(*self.register)
        same = f"EXACT({register},{cell})" if self.texts else f"({register}={cell})"
        return meets(self.where, references, f'IF({cell}="",FALSE,SUMPRODUCT({same}*1)=0)')

    def _is_judged(self, value: Value) -> bool:
        if isinstance(value, Blank):
            return False
        return self.listed is None or value in self.listed

    def _violation(self, evidence: Evidence, index: int, value: Value, known: tuple[str, ...]) -> Violation:
        place = evidence.location(index, self.column)
        params: dict[str, Param] = {"value": shown(value), "register": evidence.title_of(self.register[0])}
        certain = same_but_for_spelling(named(value), known) if isinstance(value, str) else None
        suggestion = certain or (nearest(value, known) if isinstance(value, str) else None)
        if suggestion is None:
            return Violation(place, "check.ref.unknown", params)
        repair = None if certain is None else Repair(certain)
        return Violation(place, "check.ref.misspelt", {**params, "suggestion": suggestion}, repair)
