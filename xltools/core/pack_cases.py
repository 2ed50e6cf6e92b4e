"""A pack's own tests: small sheets, and what must be found and computed in them.

What is not drawn is blank, so that a test draws only what it is about, and only the rules that it
names are asked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import partial

from xltools.core.dataset import Dataset, Table
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen, replace
from xltools.core.indicators import compute
from xltools.core.nearest import nearest
from xltools.core.pack import Pack
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.drawn_sheets import draw_table
from xltools.core.pack_parsing.toml_lines import key_lines, line_of
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.core.pack_scope import Scope
from xltools.core.periods import YEARS, last_number, numbered_period, period_of
from xltools.core.sheets import Blank, Sheet, SheetKind
from xltools.core.validate import validate


@frozen
class Case:
    """A test of a pack.

    Attributes:
        dataset: The drawn sheets, and blank ones for the rest.
        rules: The rules that are asked.
        findings: What they must find: the rule, its cell's address, and where in the file this stands.
        unjudged: The rules that cannot be fully judged.
        values: What indicators must be; None for no value.
    """

    dataset: Dataset
    rules: frozenset[str]
    findings: tuple[tuple[str, str, str], ...]
    unjudged: frozenset[str]
    values: Mapping[str, Decimal | None]


def run_case(text: str, file: str, pack: Pack) -> tuple[Finding, ...]:
    """Run one of a pack's tests.

    Args:
        text: The test's file.
        file: Its path in the pack, for the findings.
        pack: The pack, which is sound.

    Returns:
        What is wrong with the test, or how what came out differs from what it says; nothing where
        all is as it says.
    """
    faults: list[Finding] = []
    data = read_toml(text, file, faults)
    if not faults:
        case = read_case(Entry(data, file, "", _scope(pack), faults), pack)
        if not faults:
            faults.extend(_differences(case, file, pack))
    lines = key_lines(text) if faults else {}
    return tuple(
        fault if fault.location.row else replace(fault, location=_with_line(fault.location, lines)) for fault in faults
    )


def read_case(entry: Entry, pack: Pack) -> Case:
    """Read a test; faults are recorded in the entry."""
    entry.text("name")
    year = entry.integer("year", most=YEARS.stop) if "year" in entry else None
    number = None
    if pack.part is not None and pack.part.unit in entry:
        number = entry.integer(pack.part.unit, most=last_number(pack.part))
    tables = _tables(entry, pack)
    findings = tuple(_finding(inner, pack) for inner in entry.tables("finding"))
    unjudged = _rule_ids(entry, "unjudged", pack)
    named = _rule_ids(entry, "rules", pack)
    values = _values(entry, pack)
    entry.close()
    rules = frozenset((*named, *unjudged, *(rule for rule, _, _ in findings)))
    if not rules and not values:
        entry.fault("", "pack.case.nothing")
    blank = blank_dataset(pack)
    drawn = replace(blank, tables={**blank.tables, **tables})
    return Case(_dated(drawn, pack, year, number), rules, findings, frozenset(unjudged), values)


def blank_dataset(pack: Pack) -> Dataset:
    """Make a workbook with every sheet and nothing in any."""
    tables = {name: _blank(sheet, order) for order, (name, sheet) in enumerate(pack.sheets.items())}
    return Dataset(None, "", tables)


def _scope(pack: Pack) -> Scope:
    return Scope(pack.sheets, pack.choices, tuple(pack.indicators), pack.constants, pack.languages)


def _with_line(place: Location, lines: Mapping[str, int]) -> Location:
    return replace(place, row=line_of(place.path, lines))


def _tables(entry: Entry, pack: Pack) -> dict[str, Table]:
    tables: dict[str, Table] = {}
    places = {name: order for order, name in enumerate(pack.sheets)}
    for inner in entry.tables("sheet"):
        sheet = inner.known_sheet("name")
        rows = inner.text("rows")
        inner.close()
        if sheet is not None:
            if sheet.name in tables:
                inner.fault("name", "pack.repeated", value=sheet.name)
            drawn = draw_table(sheet, rows, places[sheet.name], partial(inner.fault, "rows"))
            tables[sheet.name] = _completed(drawn)
    return tables


def _completed(table: Table) -> Table:
    """Leave no declared column and no fixed row out: what is not drawn is blank."""
    absent = [row.name for row in table.sheet.rows if row.name not in table.keys]
    rows = (*table.rows, *range(len(table.rows) + 2, len(table.rows) + 2 + len(absent)))
    columns = {
        column.name: (*table.columns.get(column.name, [Blank.EMPTY] * len(table.rows)), *([Blank.EMPTY] * len(absent)))
        for column in table.sheet.columns
    }
    return replace(table, rows=rows, columns=columns, keys=(*table.keys, *absent))


def _blank(sheet: Sheet, order: int) -> Table:
    """Make an empty sheet: a ledger without rows, a form or matrix with nothing in its cells."""
    rows = {SheetKind.LEDGER: 0, SheetKind.FORM: 1, SheetKind.MATRIX: len(sheet.rows)}[sheet.kind]
    return Table(
        sheet,
        sheet.name,
        order,
        tuple(range(2, 2 + rows)),
        {column.name: (Blank.EMPTY,) * rows for column in sheet.columns},
        keys=tuple(row.name for row in sheet.rows),
    )


def _dated(dataset: Dataset, pack: Pack, year: int | None, number: int | None) -> Dataset:
    """Set the period and the unit by the test's own year (and month), or by the forms that it draws."""
    period = period_of(dataset, pack) if year is None else numbered_period(year, number, pack.part)
    unit = dataset.field(pack.unit_field)
    return replace(dataset, period=period, unit=unit if isinstance(unit, str) else "")


def _finding(entry: Entry, pack: Pack) -> tuple[str, str, str]:
    rule = next(iter(_rule_ids(entry, "rule", pack)), "")
    cell = entry.text("cell", "")
    entry.close()
    return rule, cell, entry.path


def _rule_ids(entry: Entry, key: str, pack: Pack) -> tuple[str, ...]:
    """Read the ids of rules, or the one of a finding."""
    known = [rule.id for rule in pack.rules]
    named = entry.strings(key, required=key == "rule")
    for name in named:
        if name not in known:
            near = nearest(name, known)
            entry.fault(key, "pack.case.unknown_rule", value=name, suggestion=near)
    return named


def _values(entry: Entry, pack: Pack) -> dict[str, Decimal | None]:
    """Read ``[values]`` and ``no_value``."""
    inner = entry.table("values")
    values: dict[str, Decimal | None] = {}
    for name in inner:
        if name not in pack.indicators:
            inner.unknown_name(name, name, "indicator", pack.indicators)
        values[name] = inner.number(name, required=True)
    if "no_value" in entry:
        values |= dict.fromkeys(entry.indicators("no_value"))
    return values


def _differences(case: Case, file: str, pack: Pack) -> list[Finding]:
    """Compare what comes out with what the test says."""
    outcomes = compute(case.dataset, pack)
    asked = replace(pack, rules=tuple(rule for rule in pack.rules if rule.id in case.rules))
    validation = validate(case.dataset, asked, outcomes)
    found = Counter((f.rule_id or "", f.location.address) for f in validation.findings)
    differences = []
    for rule, cell, path in case.findings:
        if found[rule, cell]:
            found[rule, cell] -= 1
        else:
            differences.append(_difference(file, path, "missing", rule=rule, cell=cell))
    differences.extend(_difference(file, "", "extra", rule=rule, cell=cell) for rule, cell in found.elements())
    for rule in sorted(case.rules):
        if (rule in validation.unjudged) is not (rule in case.unjudged):
            key = "judged" if rule in case.unjudged else "not_judged"
            differences.append(_difference(file, "", key, rule=rule))
    for name, expected in case.values.items():
        value = outcomes[name].value
        if value != expected:
            key = "no_value" if value is None else "some_value" if expected is None else "value"
            where = f"values.{name}" if expected is not None else "no_value"
            differences.append(_difference(file, where, key, indicator=name, expected=expected, found=value))
    return differences


def _difference(file: str, path: str, key: str, **params: Param) -> Finding:
    return Finding(Severity.ERROR, Location(file, path=path), f"pack.case.{key}", params)
