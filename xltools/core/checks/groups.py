"""Rows put together by the values of some columns, and what each adds to its group."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.checks.check import Evidence
from xltools.core.dataset import Value
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, ColumnType

Group = tuple[Value, ...]

_ROWS = "rows"
_ONE = Decimal(1)
_NOTHING = Decimal(0)


def read_count(entry: Entry) -> str | None:
    """Read ``count``: a number column, or None for ``"rows"``, which is what it is when absent."""
    if entry.text("count", _ROWS) == _ROWS:
        return None
    return entry.column("count", types=(ColumnType.INTEGER, ColumnType.DECIMAL))


def grouped(evidence: Evidence, by: Sequence[str]) -> Mapping[Group, Sequence[int]]:
    """Give the rows of each group, ascending, the groups as they first appear.

    A row with a blank among ``by`` belongs to none.  Without ``by`` all rows that hold anything are
    one group.
    """
    if not by:
        rows = evidence.sheet.filled(evidence.rows)
        return {(): rows} if rows else {}
    members: defaultdict[Group, list[int]] = defaultdict(list)
    keys = zip(*(evidence.values(name) for name in by), strict=True)
    for index, group in zip(evidence.rows, keys, strict=True):
        members[group].append(index)
    return {group: rows for group, rows in members.items() if not any(isinstance(value, Blank) for value in group)}


def amount(evidence: Evidence, count: str | None, index: int) -> Decimal:
    """Give what a row adds: 1, or its number, or nothing where that is blank."""
    if count is None:
        return _ONE
    value = evidence.sheet.columns[count][index]
    return value if isinstance(value, Decimal) else _NOTHING
