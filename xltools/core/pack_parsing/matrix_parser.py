"""Read what ``sheets.toml`` says of matrices: fixed rows, captions over rows and columns, totals."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Column, ColumnType, Group, Label, MatrixRow, Sheet, SheetKind

MOST_ROWS = 10_000

_NAME = re.compile(r"[a-z][a-z0-9_]*")
_MOST_GROUPS = 500
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


@frozen
class ColumnEntry:
    """A column or a matrix's row with its entry in the file, so that its constraints can become rules.

    Attributes:
        sheet: The sheet's name.
        column: The column's or row's name.
        settings: By the rule kind that each makes; an empty mapping for a kind without settings.
        path: The key path of the column in the file.
    """

    sheet: str
    column: str
    settings: Mapping[str, Mapping[str, object]]
    path: str


def read_rows(entry: Entry, kind: SheetKind) -> tuple[MatrixRow, ...]:
    """Read the fixed rows of a matrix; other kinds have none."""
    fields = entry.tables("row", required=kind is SheetKind.MATRIX)
    if kind is not SheetKind.MATRIX and fields:
        entry.fault("row", "pack.matrix_only")
    if len(fields) > MOST_ROWS:
        entry.fault("row", "pack.too_many", maximum=MOST_ROWS)
    rows = [(field, _row(field)) for field in fields[:MOST_ROWS]]
    check_repeated(((field, row.name, row.label) for field, row in rows), entry.scope.languages[0])
    return tuple(row for _, row in rows)


def read_groups(entry: Entry, kind: SheetKind) -> tuple[Group, ...]:
    """Read the captions of a matrix; one may be within another that stands before it."""
    fields = entry.tables("group")
    if kind is not SheetKind.MATRIX and fields:
        entry.fault("group", "pack.matrix_only")
    if len(fields) > _MOST_GROUPS:
        entry.fault("group", "pack.too_many", maximum=_MOST_GROUPS)
    groups: dict[str, Group] = {}
    for field in fields[:_MOST_GROUPS]:
        group = Group(read_name(field), field.label("label", required=True), field.text("within", "") or None)
        field.close()
        if group.within is not None and group.within not in groups:
            field.unknown_name("within", group.within, "group", groups)
            group = Group(group.name, group.label)
        if group.name in groups:
            field.fault("name", "pack.repeated", value=group.name)
        groups[group.name] = group
    return tuple(groups.values())


def check_matrix(entry: Entry, sheet: Sheet) -> None:
    """Refuse captions that nothing declares, and captions and totals of sheets that are no matrix."""
    known = [group.name for group in sheet.groups]
    kinds: tuple[tuple[str, Sequence[Column | MatrixRow]], ...] = (("column", sheet.columns), ("row", sheet.rows))
    for kind, parts in kinds:
        for number, part in enumerate(parts, 1):
            if sheet.kind is not SheetKind.MATRIX and (part.group or part.total_of):
                key = "group" if part.group else "total_of"
                entry.fault(f"{kind}[{number}].{key}", "pack.matrix_only")
            elif part.group is not None and part.group not in known:
                entry.unknown_name(f"{kind}[{number}].group", part.group, "group", known)


def row_totals(entry: Entry, sheet: Sheet) -> Iterable[ColumnEntry]:
    """Give the rules that rows make by being totals of others, in every number column."""
    numbers = [column.name for column in sheet.columns if column.type in _NUMBERS]
    for number, row in enumerate(sheet.rows, 1):
        if row.total_of and numbers:
            settings = {"along": "rows", "parts": list(row.total_of), "totals": [row.name], "columns": numbers}
            yield ColumnEntry(sheet.name, row.name, {"sum_equals": settings}, f"{entry.path}.row[{number}]")


def read_earlier(entry: Entry, kind: SheetKind, key: str) -> str | None:
    """Read the matrix whose earlier values a matrix holds, if any."""
    return entry.text(key, "") or None if kind is SheetKind.MATRIX else None


def check_earlier(entry: Entry, sheet: Sheet, sheets: Mapping[str, Sheet]) -> None:
    """Refuse a sheet for earlier values of what is no other matrix, or that shares no cell with it."""
    if sheet.last_year_of is not None and sheet.previous_of is not None:
        entry.fault("previous_of", "pack.one_or_other", other="last_year_of")
    for key, name in (("last_year_of", sheet.last_year_of), ("previous_of", sheet.previous_of)):
        if name is not None:
            _check_shared(entry, key, name, sheet, sheets)


def _check_shared(entry: Entry, key: str, earlier: str, sheet: Sheet, sheets: Mapping[str, Sheet]) -> None:
    matrices = [name for name, other in sheets.items() if other.kind is SheetKind.MATRIX and name != sheet.name]
    if earlier not in matrices:
        entry.unknown_name(key, earlier, "sheet", matrices)
        return
    other = sheets[earlier]
    names = (
        ("row", [row.name for row in sheet.rows], [row.name for row in other.rows]),
        ("column", [column.name for column in sheet.columns], [column.name for column in other.columns]),
    )
    for part, mine, theirs in names:
        for number, name in enumerate(mine, 1):
            if name not in theirs:
                entry.unknown_name(f"{part}[{number}].name", name, part, theirs)


def read_name(entry: Entry, key: str = "name") -> str:
    """Read a name of a sheet, column, row or caption: small ASCII letters, digits and ``_``."""
    name = entry.text(key)
    if name and not _NAME.fullmatch(name):
        entry.fault(key, "pack.bad_name", value=name)
    return name


def check_repeated(named: Iterable[tuple[Entry, str, Label]], language: str) -> None:
    """Refuse names and labels that two parts of a sheet have."""
    names: set[str] = set()
    labels: set[str] = set()
    for entry, name, label in named:
        text = " ".join(label.get(language, "").split())
        if name and name in names:
            entry.fault("name", "pack.repeated", value=name)
        if text and text in labels:
            entry.fault("label", "pack.repeated", value=text)
        names.add(name)
        labels.add(text)


def _row(entry: Entry) -> MatrixRow:
    row = MatrixRow(
        read_name(entry),
        entry.label("label", required=True),
        entry.text("group", "") or None,
        entry.strings("total_of", required=False),
    )
    entry.close()
    return row
