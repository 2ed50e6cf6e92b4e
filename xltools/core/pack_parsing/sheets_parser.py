"""Read ``sheets.toml``: the sheets of a pack and their columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from xltools.core.frozen import frozen, replace
from xltools.core.own_labels import TABS
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.matrix_parser import (
    MOST_ROWS,
    ColumnEntry,
    check_earlier,
    check_matrix,
    check_repeated,
    read_earlier,
    read_groups,
    read_name,
    read_rows,
    row_totals,
)
from xltools.core.pack_scope import Scope
from xltools.core.sheets import Blank, Choice, Column, ColumnType, Default, Label, Sheet, SheetKind

_NO_TAB = re.compile(r"[\[\]:*?/\\]")
_LONGEST_TAB = 31
_OWN_TABS = frozenset(tab for words in TABS.values() for tab in words)
_MOST_SHEETS = 200
_MOST_COLUMNS = 500
_MISSING = {"not_applicable": Blank.NOT_APPLICABLE, "unknown": Blank.UNKNOWN}
_NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)


@frozen
class SheetsRead:
    """What ``sheets.toml`` declares."""

    sheets: Mapping[str, Sheet]
    columns: tuple[ColumnEntry, ...]


def read_sheets(root: Entry) -> SheetsRead:
    """Read every sheet; faults are recorded in the entries.

    Args:
        root: The whole file; its scope knows the languages and the choice lists.
    """
    entries = root.tables("sheet", required=True)
    root.close()
    if len(entries) > _MOST_SHEETS:
        root.fault("sheet", "pack.too_many", maximum=_MOST_SHEETS)
    sheets: dict[str, Sheet] = {}
    tabs: set[tuple[str, str]] = set()
    columns: list[ColumnEntry] = []
    for entry in entries[:_MOST_SHEETS]:
        sheet, found = _sheet(entry)
        _check_tab(entry, sheet.label, tabs)
        if sheet.name in sheets:
            entry.fault("name", "pack.repeated", value=sheet.name)
        elif sheet.name:
            sheets[sheet.name] = sheet
            columns.extend(found)
    for entry in entries[:_MOST_SHEETS]:
        named = sheets.get(str(entry.raw("name")))
        if named is not None:
            check_earlier(entry, named, sheets)
    return SheetsRead(sheets, tuple(columns))


def _sheet(entry: Entry) -> tuple[Sheet, list[ColumnEntry]]:
    name = read_name(entry)
    kind = SheetKind(entry.one_of("kind", [kind.value for kind in SheetKind]))
    sheet = Sheet(
        name,
        kind,
        entry.label("label", required=True),
        (),
        entry.label("hint"),
        read_rows(entry, kind),
        entry.integer("prepared_rows", 0, most=MOST_ROWS),
        entry.flag("carry_over"),
        entry.flag("sensitive"),
        read_groups(entry, kind),
        read_earlier(entry, kind, "last_year_of"),
        read_earlier(entry, kind, "previous_of"),
    )
    if kind is not SheetKind.LEDGER:
        for key in ("prepared_rows", "carry_over"):
            if key in entry:
                entry.fault(key, "pack.ledger_only")
    fields = entry.tables("column", required=True)
    entry.close()
    if len(fields) > _MOST_COLUMNS:
        entry.fault("column", "pack.too_many", maximum=_MOST_COLUMNS)
    columns: list[Column] = []
    found: list[ColumnEntry] = []
    for field in fields[:_MOST_COLUMNS]:
        column, settings = _column(field)
        columns.append(column)
        found.append(ColumnEntry(name, column.name, settings, field.path))
    sheet = replace(sheet, columns=tuple(columns))
    _check_columns(fields, sheet)
    check_matrix(entry, sheet)
    return sheet, [*(one for one in found if one.column), *row_totals(entry, sheet)]


def _column(entry: Entry) -> tuple[Column, dict[str, Mapping[str, object]]]:
    kind = ColumnType(entry.one_of("type", [kind.value for kind in ColumnType]))
    column = Column(
        read_name(entry),
        entry.label("label", required=True),
        kind,
        entry.label("hint"),
        entry.choice_list("choices") if kind is ColumnType.SELECT_ONE else None,
        entry.text("choice_filter", "") or None if kind is ColumnType.SELECT_ONE else None,
        _missing(entry),
        entry.integer("width", most=255) if "width" in entry else None,
        entry.flag("multiline"),
        _default(entry),
        entry.text("group", "") or None,
        entry.strings("total_of", required=False),
    )
    settings = _settings(entry, kind)
    entry.close()
    if column.default is not None:
        _check_default(entry, column, column.default)
    return column, settings


def _settings(entry: Entry, kind: ColumnType) -> dict[str, Mapping[str, object]]:
    """Collect the constraints of a column, by the rule kind that each makes."""
    settings: dict[str, Mapping[str, object]] = {"type": {}}
    if kind is ColumnType.SELECT_ONE:
        settings["choice"] = {}
    settings |= {key: {} for key in ("required", "unique") if entry.flag(key)}
    bounds = {key: entry.raw(key) for key in ("minimum", "maximum") if key in entry}
    if bounds and _can_be_bounds(entry, kind, bounds):
        settings["range"] = bounds
    if "pattern" in entry:
        pattern = entry.raw("pattern")
        if kind is ColumnType.TEXT:
            settings["pattern"] = {"pattern": pattern}
        else:
            entry.fault("pattern", "pack.not_for_type", type=kind.value)
    if "total_of" in entry:
        settings["sum_equals"] = {"parts": entry.raw("total_of"), "totals": [entry.raw("name")]}
    return settings


def _can_be_bounds(entry: Entry, kind: ColumnType, bounds: Iterable[str]) -> bool:
    """Read the bounds as the column's type has them; say whether both are such."""
    if kind is not ColumnType.DATE and kind not in _NUMBERS:
        entry.fault(next(iter(bounds)), "pack.not_for_type", type=kind.value)
        return False
    read = entry.day if kind is ColumnType.DATE else entry.number
    return None not in [read(key) for key in bounds]


def _missing(entry: Entry) -> frozenset[Blank]:
    words = entry.strings("missing", required=False)
    for word in words:
        if word not in _MISSING:
            entry.unknown_name("missing", word, "blank", _MISSING)
    return frozenset(_MISSING[word] for word in words if word in _MISSING)


def _default(entry: Entry) -> Default | None:
    """Read ``default = "是"`` or ``default = { value = "是", until = 2023, otherwise = "否" }``."""
    if "default" not in entry:
        return None
    value = entry.raw("default")
    if not isinstance(value, Mapping):
        return Default(_written(value))
    inner = entry.table("default")
    value, otherwise = inner.raw("value"), inner.raw("otherwise", "")
    until = inner.integer("until", most=9999)
    inner.close()
    if value is None:
        inner.fault("value", "pack.missing_key")
    return Default(_written(value), until, _written(otherwise))


def _written(value: object) -> str:
    return value if isinstance(value, str) else format(value, "f") if isinstance(value, Decimal) else str(value)


def _check_default(entry: Entry, column: Column, default: Default) -> None:
    """Refuse a default that the column itself would not take."""
    for value in filter(None, (default.value, default.otherwise)):
        if not _fits(entry.scope, column, value):
            entry.fault("default", "pack.default_type", value=value, type=column.type.value)


def _fits(scope: Scope, column: Column, value: str) -> bool:
    if column.type is ColumnType.SELECT_ONE:
        return value in {choice.name for choice in scope.choices.get(column.choices or "", ())}
    try:
        if column.type in _NUMBERS:
            number = Decimal(value)
            return number.is_finite() and (column.type is ColumnType.DECIMAL or number == int(number))
        if column.type is ColumnType.DATE:
            date.fromisoformat(value)
    except (InvalidOperation, ValueError):
        return False
    return True


def _check_tab(entry: Entry, label: Label, tabs: set[tuple[str, str]]) -> None:
    """Refuse a label that a spreadsheet does not take as a tab, or that two sheets have."""
    for language, tab in label.items():
        key = f"label.{language}"
        if len(tab) > _LONGEST_TAB:
            entry.fault(key, "pack.tab_long", value=tab, maximum=_LONGEST_TAB)
        if _NO_TAB.search(tab) or "\n" in tab or tab[:1] in {"'", " "} or tab[-1:] in {"'", " "}:
            entry.fault(key, "pack.tab_signs", value=tab)
        if tab.casefold() == "history":
            entry.fault(key, "pack.tab_reserved", value=tab)
        if tab in _OWN_TABS:
            entry.fault(key, "pack.tab_own", value=tab)
        same = (language, tab.casefold())
        if tab and same in tabs:
            entry.fault(key, "pack.repeated", value=tab)
        tabs.add(same)


def _check_columns(fields: tuple[Entry, ...], sheet: Sheet) -> None:
    """Refuse columns that cannot be told apart, and filters that filter nothing."""
    named = [(field, column.name, column.label) for field, column in zip(fields, sheet.columns, strict=False)]
    check_repeated(named, fields[0].scope.languages[0] if fields else "")
    declared = {column.name: column for column in sheet.columns}
    for field, column in zip(fields, sheet.columns, strict=False):
        if column.choice_filter is None:
            continue
        if column.choice_filter not in declared or column.choice_filter == column.name:
            others = [name for name in declared if name != column.name]
            field.unknown_name("choice_filter", column.choice_filter, "column", others)
        elif not any(choice.filter for choice in _choices(field, column)):
            field.fault("choice_filter", "pack.filter_unused", value=str(column.choices))


def _choices(entry: Entry, column: Column) -> tuple[Choice, ...]:
    return entry.scope.choices.get(column.choices or "", ())
