"""Rows put together by the values of some columns, and what each adds to its group."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xltools.core.checks.check import Evidence
from xltools.core.dataset import Value
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Blank, ColumnType

Group = tuple[Value, ...]

_ROWS = "rows"
_ONE = Decimal(1)


def read_count(entry: Entry) -> str | None:
    """Read ``count``: a number column, or None for ``"rows"``, which is what it is when absent."""
    if entry.text("count", _ROWS) == _ROWS:
        return None
    return entry.column("count", types=(ColumnType.INTEGER, ColumnType.DECIMAL))


def grouped(evidence: Evidence, by: tuple[str, ...]) -> Iterator[tuple[int, Group]]:
    """Give each row that holds anything with its group; a row with a blank among ``by`` has none."""
    rows = evidence.sheet.filled(evidence.rows)
    if not by:
        yield from ((index, ()) for index in rows)
        return
    columns = [evidence.sheet.columns[name] for name in by]
    for index in rows:
        group = tuple(values[index] for values in columns)
        if not any(isinstance(value, Blank) for value in group):
            yield index, group


def amount(evidence: Evidence, count: str | None, index: int) -> Decimal:
    """Give what a row adds: 1, or its number, or nothing where that is blank."""
    if count is None:
        return _ONE
    value = evidence.sheet.columns[count][index]
    return value if isinstance(value, Decimal) else Decimal(0)
