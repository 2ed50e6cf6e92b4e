"""What moved between two workbooks of a pack: which figures, and the rows that moved them.

A row that only stands elsewhere is no change.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from enum import StrEnum

from xltools.core.checks.unique import UniqueCheck
from xltools.core.dataset import Dataset, Table, Value
from xltools.core.findings import Location, letters
from xltools.core.frozen import frozen, replace
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator, Pack
from xltools.core.sheets import Blank, SheetKind, say
from xltools.core.traces.row_matching import Row, match_rows


class Change(StrEnum):
    """What became of a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@frozen
class ChangedCell:
    """A value that is another now.

    Attributes:
        column: The column's name in the pack.
        header: As the workbook shows it.
        old: Before.
        new: Now.
    """

    column: str
    header: str
    old: Value
    new: Value


@frozen
class ChangedRow:
    """A row that was added, removed or changed.

    Attributes:
        change: Which.
        sheet: The sheet's name in the pack.
        title: The sheet's name in the workbook.
        old: Its place in the old workbook; None for an added row.
        new: Its place in the new one; None for a removed row.
        cells: What differs; of an added or removed row, all that it holds.
    """

    change: Change
    sheet: str
    title: str
    old: Location | None
    new: Location | None
    cells: tuple[ChangedCell, ...]


@frozen
class MovedFigure:
    """An indicator whose value is another now.

    Attributes:
        indicator: Its entry in the pack.
        old: Before.
        new: Now.
        rows: The rows that moved it.
    """

    indicator: Indicator
    old: Outcome
    new: Outcome
    rows: tuple[ChangedRow, ...]

    @property
    def by(self) -> Decimal | None:
        """How much it moved, or nothing where it has or had no value."""
        if self.old.value is None or self.new.value is None:
            return None
        return self.new.value - self.old.value


@frozen
class Difference:
    """What differs between two workbooks.

    Attributes:
        figures: Those that moved, in the order of the pack.
        rows: Every row that was added, removed or changed, in the order of the sheets.
        lacking: The titles of sheets that only one of the workbooks has; their rows were not compared.
    """

    figures: tuple[MovedFigure, ...]
    rows: tuple[ChangedRow, ...]
    lacking: tuple[str, ...] = ()

    @property
    def is_nothing(self) -> bool:
        """True where both hold the same."""
        return not self.figures and not self.rows and not self.lacking

    @property
    def other_rows(self) -> tuple[ChangedRow, ...]:
        """The rows that differ and moved no figure."""
        moving = {id(row) for figure in self.figures for row in figure.rows}
        return tuple(row for row in self.rows if id(row) not in moving)


def difference(
    pack: Pack,
    old: Dataset,
    new: Dataset,
    old_outcomes: Mapping[str, Outcome],
    new_outcomes: Mapping[str, Outcome],
) -> Difference:
    """Compare two workbooks of one pack.

    Args:
        pack: Their report kind.
        old: The earlier one.
        new: The later one.
        old_outcomes: Its indicators.
        new_outcomes: Likewise.
    """
    rows: list[ChangedRow] = []
    lacking = []
    for name in pack.sheets:
        before, after = old.tables.get(name), new.tables.get(name)
        if before is not None and after is not None:
            rows += _changed_rows(pack, before, after)
        elif before is not None or after is not None:
            lacking.append(say(pack.sheets[name].label, pack.language))
    moved = []
    for name, indicator in pack.indicators.items():
        figure = MovedFigure(indicator, old_outcomes[name], new_outcomes[name], ())
        if figure.old.value != figure.new.value:
            earlier, later = _Reading.of(figure.old, old), _Reading.of(figure.new, new)
            moving = tuple(row for row in rows if _moved(figure, row, earlier, later))
            moved.append(replace(figure, rows=moving))
    return Difference(tuple(moved), tuple(rows), tuple(lacking))


def _changed_rows(pack: Pack, old: Table, new: Table) -> Iterator[ChangedRow]:
    names = [column.name for column in old.sheet.columns if column.name in old.columns and column.name in new.columns]
    before, after = _records(old, names), _records(new, names)
    if old.sheet.kind is SheetKind.LEDGER:
        keys = [[names.index(name) for name in key] for key in _unique_keys(pack, old, names)]
        pairs: Mapping[int, int] = match_rows(before, after, keys)
    elif old.sheet.kind is SheetKind.MATRIX:
        pairs = {old.keys.index(key): new.keys.index(key) for key in old.keys if key in new.keys}
    else:
        pairs = {0: 0} if before and after else {}
    headers = [say(old.sheet.column(name).label, pack.language) for name in names]
    found = _Rows(old, new, names, headers)
    became = {right: left for left, right in pairs.items()}
    yield from (found.removed(place, row) for place, row in enumerate(before) if place not in pairs)
    for place, row in enumerate(after):
        if place not in became:
            yield found.added(place, row)
        elif before[became[place]] != row:
            yield from found.changed(became[place], place, before[became[place]], row)


def _records(table: Table, names: Sequence[str]) -> list[Row]:
    if not names:
        return []
    return list(zip(*(table.columns[name] for name in names), strict=True))


def _unique_keys(pack: Pack, table: Table, names: Sequence[str]) -> list[tuple[str, ...]]:
    """Give the keys that the pack wants unique in a sheet, those of one column first."""
    keys = [
        rule.check.columns
        for rule in pack.rules
        if rule.sheet == table.sheet.name and isinstance(rule.check, UniqueCheck)
    ]
    return sorted((key for key in keys if set(key) <= set(names)), key=len)


@frozen
class _Rows:
    """Makes the changed rows of one sheet."""

    before: Table
    after: Table
    names: Sequence[str]
    headers: Sequence[str]

    def added(self, place: int, row: Row) -> ChangedRow:
        cells = self._cells((Blank.EMPTY,) * len(row), row)
        return self._row(Change.ADDED, None, self.after.location(place, None), cells)

    def removed(self, place: int, row: Row) -> ChangedRow:
        cells = self._cells(row, (Blank.EMPTY,) * len(row))
        return self._row(Change.REMOVED, self.before.location(place, None), None, cells)

    def changed(self, old_place: int, place: int, old: Row, new: Row) -> Iterator[ChangedRow]:
        """Give the row with the cells that differ; of a form, each field by itself."""
        cells = self._cells(old, new)
        if not self.before.fields:
            where = self.before.location(old_place, None), self.after.location(place, None)
            yield self._row(Change.CHANGED, *where, cells)
            return
        for cell in cells:
            where = self.before.location(0, cell.column), self.after.location(0, cell.column)
            yield self._row(Change.CHANGED, *where, (cell,))

    def _cells(self, old: Sequence[Value], new: Sequence[Value]) -> tuple[ChangedCell, ...]:
        pairs = zip(self.names, self.headers, old, new, strict=True)
        return tuple(
            ChangedCell(name, header, before, after) for name, header, before, after in pairs if before != after
        )

    def _row(
        self, change: Change, old: Location | None, new: Location | None, cells: tuple[ChangedCell, ...]
    ) -> ChangedRow:
        return ChangedRow(change, self.after.sheet.name, self.after.title, old, new, cells)


@frozen
class _Reading:
    """What a figure read in one workbook: of each sheet the rows that counted, and the columns."""

    rows: Mapping[str, frozenset[int]]
    columns: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, outcome: Outcome, dataset: Dataset) -> _Reading:
        """Gather it from the rows behind a value."""
        rows: dict[str, frozenset[int]] = {}
        columns: dict[str, frozenset[str]] = {}
        for behind in outcome.rows:
            table = dataset.tables[behind.sheet]
            read = {name for name, place in table.places.items() if letters(place) in behind.columns}
            read |= {name for name, (row, _) in table.fields.items() if row in behind.rows}
            rows[behind.sheet] = rows.get(behind.sheet, frozenset()).union(behind.rows)
            columns[behind.sheet] = columns.get(behind.sheet, frozenset()).union(read)
        return cls(rows, columns)

    def counted(self, sheet: str, place: Location | None) -> bool:
        """Say whether a row counted."""
        return place is not None and place.row in self.rows.get(sheet, frozenset())


def _moved(figure: MovedFigure, row: ChangedRow, before: _Reading, after: _Reading) -> bool:
    """Say whether a row is one of those that moved a figure.

    It counted before or counts now, and what was read of it differs; or it is a field that says
    whether the figure is part of the report.
    """
    named = figure.indicator.when.names if figure.indicator.when is not None else frozenset()
    if any(f"{row.sheet}.{cell.column}" in named for cell in row.cells):
        return True
    counted, counts = before.counted(row.sheet, row.old), after.counted(row.sheet, row.new)
    if counted != counts:
        return True
    read = before.columns.get(row.sheet, frozenset()) | after.columns.get(row.sheet, frozenset())
    return counted and any(cell.column in read for cell in row.cells)
