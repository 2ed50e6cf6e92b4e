"""Read a pack's rules: those that its columns make, and those of ``rules.toml``."""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module

from xltools.core.checks import CHECKS
from xltools.core.checks.check import Check
from xltools.core.findings import Finding, Severity
from xltools.core.pack import Rule
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.matrix_parser import ColumnEntry
from xltools.core.pack_parsing.pack_files import SHEETS
from xltools.core.pack_parsing.rule_heading import judge_wording, read_heading
from xltools.core.pack_scope import Scope

_MOST = 2000


def column_rules(columns: Iterable[ColumnEntry], scope: Scope, faults: list[Finding]) -> list[Rule]:
    """Make the rules of the columns' own constraints, named ``<sheet>.<column>.<kind>``."""
    rules = []
    for column in columns:
        sheet = scope.sheets[column.sheet]
        for kind, settings in column.settings.items():
            data = {"columns": [column.column], **settings}
            entry = Entry(data, SHEETS, column.path, scope, faults, sheet)
            check = check_class(kind).from_entry(entry)
            rules.append(Rule(f"{column.sheet}.{column.column}.{kind}", column.sheet, check, Severity.ERROR))
    return rules


def read_rules(root: Entry) -> list[Rule]:
    """Read ``rules.toml``; faults are recorded in the entries."""
    entries = root.tables("rule")
    root.close()
    if len(entries) > _MOST:
        root.fault("rule", "pack.too_many", maximum=_MOST)
    ids: set[str] = set()
    return [rule for entry in entries[:_MOST] if (rule := _rule(entry, ids)) is not None]


def check_class(kind: str) -> type[Check]:
    """Load the class of a rule kind."""
    module, _, name = CHECKS[kind].partition(":")
    found: type[Check] = getattr(import_module(module), name)
    return found


def _rule(entry: Entry, ids: set[str]) -> Rule | None:
    """Read one rule; nothing where its kind is unknown, since then no other key can be judged."""
    heading = read_heading(entry, ids)
    kind = entry.text("kind")
    if kind not in CHECKS:
        if kind:
            entry.unknown_name("kind", kind, "kind", CHECKS)
        return None
    found = check_class(kind)
    if found.on_sheet or "sheet" in entry:
        entry.sheet = entry.known_sheet("sheet")
    check = found.from_entry(entry)
    judge_wording(entry, heading.wording, found.params)
    entry.close()
    sheet = entry.sheet.name if entry.sheet else None
    return Rule(heading.id, sheet, check, heading.severity, heading.explain, heading.wording, heading.label)
