"""A text is one of its column's choice list."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, declared
from xltools.core.dataset import Value
from xltools.core.filters import Filter
from xltools.core.findings import Param, Repair
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.nearest import nearest, same_but_for_spelling
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_SHOWN = 8  # entries of a list that a message still names


@frozen
class Offer:
    """What may stand in a column: the list's entries with the filter's value of each.

    Attributes:
        entries: Every entry, with the values of the filter under which it is offered; None: always.
        filter: The column whose value narrows the list, or None.
        filters: The values that the filter's column may hold.
    """

    entries: Mapping[str, frozenset[str] | None]
    filter: str | None = None
    filters: frozenset[str] = frozenset()

    def under(self, value: str) -> tuple[str, ...]:
        """Give the entries offered under a value of the filter."""
        return tuple(name for name, filters in self.entries.items() if filters is None or value in filters)


@frozen
class ChoiceCheck:
    """Demands a text of the column's list, and one offered under the filter's value in its row.

    ::

        kind = "choice"
        columns = ["kind"]

    passes ``专题培训`` where the list has it and fails ``专题`` and `` 专题培训``.  Blanks are
    left out; so is the filter where its own cell is blank or not of its list.
    """

    kind: ClassVar[str] = "choice"
    params: ClassVar[tuple[str, ...]] = ("value", "column")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = False
    each_column: ClassVar[bool] = True
    judges_unreadable: ClassVar[bool] = False

    columns: tuple[str, ...]
    offers: Mapping[str, Offer]
    where: Filter = NO_FILTER

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``columns`` and ``where``; the lists are those that the columns declare."""
        columns = entry.columns("columns", types=(ColumnType.SELECT_ONE,))
        return cls(columns, {name: _offer(entry, name) for name in columns}, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the texts that the list does not hold, or not under the filter's value."""
        for column in evidence.columns:
            offer = self.offers[column]
            strange = {v for v in set(evidence.values(column)) if isinstance(v, str) and v not in offer.entries}
            filters = evidence.sheet.columns.get(offer.filter) if offer.filter else None
            misplaced = set() if filters is None else _misplaced(offer, filters, evidence.cells(column))
            if not strange and not misplaced:
                continue
            for index, value in evidence.cells(column):
                if value in strange:
                    yield self._strange(evidence, index, column, str(value))
                elif filters is not None and (filters[index], value) in misplaced:
                    yield self._misplaced(evidence, index, column, str(value))

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: the dropdown itself refuses what is not in its list."""
        del column, references
        return None

    def _strange(self, evidence: Evidence, index: int, column: str, value: str) -> Violation:
        known = self.offers[column].entries
        params: dict[str, Param] = {"value": value, "column": evidence.header(column)}
        place = evidence.location(index, column)
        certain = same_but_for_spelling(value, known)
        suggestion = certain or nearest(value, known)
        if suggestion is None:
            return Violation(place, "check.choice.unknown", params)
        repair = Repair(certain) if certain is not None else None
        return Violation(place, "check.choice.misspelt", {**params, "suggestion": suggestion}, repair)

    def _misplaced(self, evidence: Evidence, index: int, column: str, value: str) -> Violation:
        offer = self.offers[column]
        assert offer.filter is not None
        under = str(evidence.sheet.columns[offer.filter][index])
        offered = offer.under(under)
        params: dict[str, Param] = {
            "value": value,
            "column": evidence.header(column),
            "filter": evidence.header(offer.filter),
            "under": under,
            "offered": offered[:_SHOWN],
        }
        key = "not_under_many" if len(offered) > _SHOWN else "not_under" if offered else "not_under_none"
        return Violation(evidence.location(index, column), f"check.choice.{key}", params)


def _offer(entry: Entry, name: str) -> Offer:
    """Join the entries of a column's list that have the same text."""
    (column,) = declared(entry, (name,))
    entries: dict[str, frozenset[str] | None] = {}
    for choice in entry.scope.choices.get(column.choices or "", ()):
        before = entries.get(choice.name, frozenset())
        always = choice.filter is None or before is None
        entries[choice.name] = None if always else (before or frozenset()) | {str(choice.filter)}
    (filtering,) = declared(entry, (column.choice_filter or "",))
    filters = frozenset(choice.name for choice in entry.scope.choices.get(filtering.choices or "", ()))
    return Offer(entries, column.choice_filter, filters)


def _misplaced(offer: Offer, filters: Sequence[Value], cells: Iterator[tuple[int, Value]]) -> set[tuple[Value, Value]]:
    """Give the pairs of filter and text that do not go together, of those whose filter is of its list."""
    wrong: set[tuple[Value, Value]] = set()
    for under, value in {(filters[index], value) for index, value in cells}:
        if under in offer.filters and isinstance(value, str):
            offered = offer.entries.get(value, None)
            if offered is not None and under not in offered:
                wrong.add((under, value))
    return wrong
