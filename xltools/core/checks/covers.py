"""Every month, quarter, half or year has its due, for each of those that owe it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation, alike, declared, named
from xltools.core.checks.groups import Group, amount, grouped, read_count
from xltools.core.dataset import UNREADABLE, Value
from xltools.core.filters import Filter
from xltools.core.findings import Location, Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.periods import MONTHS
from xltools.core.sheets import Blank, ColumnType, Period


@frozen
class CoversCheck:
    """Demands enough rows, or a large enough sum, in every part of the period.

    ::

        kind = "covers"
        by = ["site", "kind"]
        each = "month"
        index = "month"
        count = "times"
        at_least = 1
        of = "sites.name"
        where = { kind = { in = ["理论宣讲", "志愿服务"] } }

    passes a ledger in which every site of the register has both kinds in all twelve months, and
    fails once for each site and kind that lacks a month, naming the months.  A row adds to the part
    that its ``date`` falls in, or that its ``index`` numbers; one outside the period adds nothing.
    With neither, where ``each`` is what the report itself covers, every row is of the period.  The
    parts are numbered by the calendar, so the one month of a report of May is the fifth.

    The values of a ``by`` column that must be covered are, for the first, those of the register;
    else the entries of its choice list that ``where`` lets through; else those that stand in it.

    Attributes:
        each: ``month``, ``quarter``, ``half`` or ``year``.
        at_least: How much each part must have.
        by: The columns whose values owe it; none where the sheet as a whole does.
        dated: The date column, or None.
        index: The column with the part's number, or None.
        count: The number column summed; None where rows are counted.
        register: The sheet and column of those that the first ``by`` column must hold, or None.
        listed: The values to cover of each ``by`` column that has a choice list.
    """

    kind: ClassVar[str] = "covers"
    params: ClassVar[tuple[str, ...]] = ("value", "parts", "counts", "at_least", "sheet")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = True
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    each: str
    at_least: Decimal
    by: tuple[str, ...] = ()
    dated: str | None = None
    index: str | None = None
    count: str | None = None
    register: tuple[str, str] | None = None
    listed: tuple[tuple[Value, ...] | None, ...] = ()
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that say whose, when and how much."""
        return tuple(name for name in (*self.by, self.dated, self.index, self.count) if name)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``each``, ``at_least``, ``by``, ``date`` or ``index``, ``count``, ``of`` and ``where``."""
        by, where = entry.columns("by", required=False), entry.filters()
        numbered = "index" in entry
        whole = entry.peek("each") == entry.scope.covers and not numbered and "date" not in entry
        if numbered and "date" in entry:
            entry.fault("index", "pack.one_or_other", other="date")
            entry.raw("date")
        at_least = entry.number("at_least", Decimal(1)) or Decimal(0)
        if at_least <= 0:
            entry.fault("at_least", "pack.not_positive", value=at_least)
        return cls(
            _each(entry, ("month", "quarter", "half") if numbered else tuple(MONTHS)),
            at_least,
            by,
            None if numbered or whole else entry.column("date", types=(ColumnType.DATE,)),
            entry.column("index", types=(ColumnType.INTEGER,)) if numbered else None,
            read_count(entry),
            _register(entry, by),
            tuple(_listed(entry, name, where) for name in by),
            where,
        )

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name each of those that lack something, with the parts of the period that they lack."""
        period = evidence.dataset.period
        if period is None:
            yield Unjudged("check.no_period")
            return
        owing = self._owing(evidence)
        if isinstance(owing, Unjudged):
            yield owing
            return
        last = period.end - timedelta(days=1)
        parts = range(self._number(period.start), self._number(last) + 1)
        members, part_of = grouped(evidence, self.by), self._part_of(evidence, period)
        first = _first_rows(members)
        for group in owing:
            totals = self._totals(evidence, members.get(group, ()), part_of)
            lacking = {part: total for part in parts if (total := totals.get(part, Decimal(0))) < self.at_least}
            if lacking:
                yield self._violation(evidence, group, lacking, first)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: what is missing has no row."""
        del column, references
        return None

    def _owing(self, evidence: Evidence) -> Sequence[Group] | Unjudged:
        """Give every combination of values that must be covered."""
        values: list[Sequence[Value]] = []
        for place, name in enumerate(self.by):
            register = evidence.values_of(*self.register) if self.register and place == 0 else None
            if isinstance(register, Unjudged):
                return register
            if register is not None and UNREADABLE in register:
                assert self.register is not None
                return Unjudged("check.register_unread", {"sheet": evidence.title_of(self.register[0])})
            found = self.listed[place] if register is None else register
            values.append(evidence.values(name) if found is None else found)
        filled = [dict.fromkeys(value for value in column if not isinstance(value, Blank)) for column in values]
        return list(product(*filled))

    def _part_of(self, evidence: Evidence, period: Period) -> Callable[[int], int | None]:
        """Give what numbers the part of the period that a row belongs to, from 1; None for no part."""
        timed = self.dated or self.index
        if timed is None:
            return lambda _: self._number(period.start)
        values = evidence.sheet.columns[timed]
        known = {value: self._part(value, period) for value in set(values)}
        return lambda index: known[values[index]]

    def _part(self, value: Value, period: Period) -> int | None:
        if isinstance(value, date):
            return self._number(value) if value in period else None
        return int(value) if isinstance(value, Decimal) else None

    def _number(self, day: date) -> int:
        """Number the month, quarter or half of the calendar that a day is in."""
        return (day.month - 1) // MONTHS[self.each] + 1

    def _totals(
        self, evidence: Evidence, rows: Sequence[int], part_of: Callable[[int], int | None]
    ) -> Mapping[int | None, Decimal]:
        """Add up what some rows add to each part."""
        if self.count is None:
            return {part: Decimal(often) for part, often in Counter(map(part_of, rows)).items()}
        totals: dict[int | None, Decimal] = {}
        for index in rows:
            part = part_of(index)
            totals[part] = totals.get(part, Decimal(0)) + amount(evidence, self.count, index)
        return totals

    def _violation(
        self,
        evidence: Evidence,
        group: Group,
        lacking: Mapping[int, Decimal],
        first: Mapping[Value, int],
    ) -> Violation:
        params: dict[str, Param] = {
            "value": tuple(named(value) for value in group) or (evidence.sheet.title,),
            "parts": tuple(map(str, lacking)),
            "counts": tuple(map(named, lacking.values())),
            "at_least": self.at_least,
            "sheet": evidence.sheet.title,
        }
        key = self.each
        if self.each == "half":
            key = "both_halves" if len(lacking) > 1 else ("first_half", "second_half")[next(iter(lacking)) - 1]
        return Violation(self._place(evidence, group, first), f"check.covers.{key}", params)

    def _place(self, evidence: Evidence, group: Group, first: Mapping[Value, int]) -> Location:
        """Point at the first row of whoever lacks something, or its row in the register, or the sheet."""
        if not group:
            return evidence.location(None, None)
        if group[0] in first:
            return evidence.location(first[group[0]], self.by[0])
        if self.register is not None:
            table = evidence.dataset.tables[self.register[0]]
            return table.location(list(table.columns[self.register[1]]).index(group[0]), self.register[1])
        return evidence.location(None, None)


def _first_rows(members: Mapping[Group, Sequence[int]]) -> Mapping[Value, int]:
    """Say in which row the first value of each group first stands."""
    first: dict[Value, int] = {}
    for group, rows in members.items():
        if group:
            first[group[0]] = min(rows[0], first.get(group[0], rows[0]))
    return first


def _each(entry: Entry, known: tuple[str, ...]) -> str:
    """Read ``each``, which is no longer than what the report covers."""
    each = entry.one_of("each", known)
    if MONTHS[each] > MONTHS[entry.scope.covers]:
        entry.fault("each", "pack.each_too_long", value=each, covers=entry.scope.covers)
    return each


def _register(entry: Entry, by: tuple[str, ...]) -> tuple[str, str] | None:
    """Read ``of``, a column like the first of ``by``."""
    if "of" not in entry:
        return None
    if not by:
        entry.fault("of", "pack.needs_key", other="by")
    return entry.sheet_column("of", types=alike(declared(entry, by[:1])[0].type) if by else ())


def _listed(entry: Entry, name: str, where: Filter) -> tuple[Value, ...] | None:
    """Give the entries of a column's choice list that the conditions let through, if they are fixed."""
    (column,) = declared(entry, (name,))
    if column.choices is None or column.choice_filter is not None:
        return None
    entries = tuple(dict.fromkeys(choice.name for choice in entry.scope.choices.get(column.choices, ())))
    tests = [condition.keeps(None) for condition in where.conditions if condition.columns == (name,)]
    return tuple(entry for entry in entries if all(test(entry) for test in tests))
