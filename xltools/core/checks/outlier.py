"""A number is far from the others of its kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Self

from xltools.core.checks.check import NO_FILTER, Evidence, Unjudged, Violation
from xltools.core.checks.groups import grouped
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.formulas import RowReferences
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import ColumnType

_FEWEST = 8
_CONSISTENT = Decimal("0.6745")  # makes the median deviation of a normal sample its standard deviation


@frozen
class OutlierCheck:
    """Points at numbers whose modified z-score is above a factor.

    ::

        kind = "outlier"
        column = "people"
        by = ["kind"]
        severity = "warning"

    The score is ``0.6745 · |x − median| / MAD`` (Iglewicz and Hoaglin, *How to Detect and Handle
    Outliers*, 1993).  Passes a group of fewer than eight numbers, and one in which more than half
    are the same, since both say nothing about what is usual.

    Attributes:
        by: Numbers are compared with those of the same group.
        factor: The score from which on a number is too far.
    """

    kind: ClassVar[str] = "outlier"
    params: ClassVar[tuple[str, ...]] = ("value", "median", "column")
    on_sheet: ClassVar[bool] = True
    whole_table: ClassVar[bool] = True
    each_column: ClassVar[bool] = False
    judges_unreadable: ClassVar[bool] = False

    column: str
    by: tuple[str, ...] = ()
    factor: Decimal = Decimal("3.5")
    where: Filter = NO_FILTER

    @property
    def columns(self) -> tuple[str, ...]:
        """The column judged, and those that make the groups."""
        return (self.column, *self.by)

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``column``, ``by``, ``factor`` and ``where``."""
        factor = entry.number("factor", Decimal("3.5")) or Decimal(0)
        if factor <= 0:
            entry.fault("factor", "pack.not_positive", value=factor)
        column = entry.column("column", types=(ColumnType.INTEGER, ColumnType.DECIMAL))
        return cls(column, entry.columns("by", required=False), factor, entry.filters())

    def violations(self, evidence: Evidence) -> Iterator[Violation | Unjudged]:
        """Name the numbers that are far from the median of their group."""
        values = evidence.sheet.columns[self.column]
        for indexes in grouped(evidence, self.by).values():
            members = [(index, value) for index in indexes if isinstance(value := values[index], Decimal)]
            if len(members) >= _FEWEST:
                yield from self._far(evidence, members)

    def wrong_when(self, column: str, references: RowReferences) -> str | None:
        """Give nothing: what is usual is said of all rows together."""
        del column, references
        return None

    def _far(self, evidence: Evidence, members: Sequence[tuple[int, Decimal]]) -> Iterator[Violation]:
        times = Counter(value for _, value in members)
        median = _median(times)
        deviations = {value: abs(value - median) for value in times}
        spread = _median(_together((deviations[value], often) for value, often in times.items()))
        if not spread:
            return
        far = {value for value, deviation in deviations.items() if _CONSISTENT * deviation > self.factor * spread}
        for index, value in members:
            if value in far:
                params: dict[str, Param] = {"value": value, "median": median, "column": evidence.header(self.column)}
                yield Violation(evidence.location(index, self.column), "check.outlier.far", params)


def _together(counted: Iterable[tuple[Decimal, int]]) -> Mapping[Decimal, int]:
    """Add up how often each number occurs."""
    times: Counter[Decimal] = Counter()
    for value, often in counted:
        times[value] += often
    return times


def _median(times: Mapping[Decimal, int]) -> Decimal:
    """Give the middle of some numbers, each so many times; of an even count, the mean of the two."""
    count = sum(times.values())
    low = high = None
    passed = 0
    for value in sorted(times):
        passed += times[value]
        if low is None and passed >= (count + 1) // 2:
            low = value
        if passed >= count // 2 + 1:
            high = value
            break
    assert low is not None and high is not None  # noqa: PT018 - one thing: there are numbers
    return low if low == high else (low + high) / 2
