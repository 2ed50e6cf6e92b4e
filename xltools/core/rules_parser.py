"""Read a pack's rules: those that its columns make, and those of ``rules.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import import_module

from xltools.core.checks import CHECKS
from xltools.core.checks.check import Check
from xltools.core.findings import Finding, Severity
from xltools.core.matrix_parser import ColumnEntry
from xltools.core.messages import placeholders
from xltools.core.pack import Rule
from xltools.core.pack_entry import Entry
from xltools.core.pack_files import SHEETS
from xltools.core.pack_scope import Scope

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
_EXPLAIN = ("none", "allowed", "required")
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
    identity = entry.text("id")
    if identity and not _ID.fullmatch(identity):
        entry.fault("id", "pack.bad_id", value=identity)
    if identity and identity in ids:
        entry.fault("id", "pack.repeated", value=identity)
    ids.add(identity)
    severity = _SEVERITIES[entry.one_of("severity", tuple(_SEVERITIES), "error")]
    explain = entry.one_of("explain", _EXPLAIN, "none")
    if explain != "none" and severity is Severity.ERROR:
        entry.fault("explain", "pack.explain_error")
    label, wording = entry.label("label"), entry.label("message")
    kind = entry.text("kind")
    if kind not in CHECKS:
        if kind:
            entry.unknown_name("kind", kind, "kind", CHECKS)
        return None
    found = check_class(kind)
    if found.on_sheet or "sheet" in entry:
        entry.sheet = entry.known_sheet("sheet")
    check = found.from_entry(entry)
    for language, text in wording.items():
        for name in sorted(placeholders(text) - {*found.params}):
            entry.unknown_name(f"message.{language}", name, "placeholder", found.params)
    entry.close()
    return Rule(identity, entry.sheet.name if entry.sheet else None, check, severity, explain, wording, label)
