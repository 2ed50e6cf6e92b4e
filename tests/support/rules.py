"""Rules and packs made from the text of a ``rules.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from decimal import Decimal
from importlib import import_module

from xltools.core.checks import CHECKS
from xltools.core.checks.check import Check
from xltools.core.findings import Finding, Severity
from xltools.core.pack import Indicator, Pack, Rule
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.sheets import Choice, Sheet

COMMON = {"id", "kind", "sheet", "severity", "explain"}


def check_class(kind: str) -> type[Check]:
    """Load a rule kind."""
    module, _, name = CHECKS[kind].partition(":")
    found: type[Check] = getattr(import_module(module), name)
    return found


def scope(
    sheets: tuple[Sheet, ...], lists: Mapping[str, tuple[Choice, ...]] | None = None, indicators: tuple[str, ...] = ()
) -> Scope:
    """Give the names that rules may use."""
    return Scope({sheet.name: sheet for sheet in sheets}, lists or {}, indicators)


def read_rule(data: Mapping[str, object], names: Scope, faults: list[Finding] | None = None) -> Rule:
    """Read a rule as a pack's file has it; a fault fails the test unless a list for faults is given."""
    kept: list[Finding] = [] if faults is None else faults
    owner = names.sheets.get(str(data.get("sheet")))
    settings = {key: value for key, value in data.items() if key not in COMMON}
    entry = Entry(settings, "rules.toml", "rule[1]", names, kept, owner)
    check = check_class(str(data["kind"])).from_entry(entry)
    entry.close()
    assert faults is not None or not kept, kept
    severity = Severity[str(data.get("severity", "error")).upper()]
    identity = str(data.get("id", data["kind"]))
    return Rule(identity, owner.name if owner else None, check, severity, str(data.get("explain", "none")))


def rules(source: str, names: Scope) -> tuple[Rule, ...]:
    """Read the rules of a ``rules.toml``."""
    entries = tomllib.loads(source, parse_float=Decimal)["rule"]
    return tuple(read_rule(entry, names) for entry in entries)


def pack(judged: tuple[Rule, ...], names: Scope, indicators: Mapping[str, Indicator] | None = None) -> Pack:
    """Make a pack of some rules."""
    return Pack("test", "1", ("1",), ("zh-Hans",), {}, "", "", names.sheets, names.choices, judged, indicators or {})
