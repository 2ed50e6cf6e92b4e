"""Text rules made from a few settings, and what they find in a few lines."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.core.check_text import run_text_rules
from xltools.core.findings import Finding
from xltools.core.pack import TextRule
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.text_rules_parser import read_text_rules
from xltools.core.pack_scope import Scope
from xltools.core.text_checks.text_check import TextEvidence
from xltools.core.validate import Validation


def read_text_rule(data: Mapping[str, object], names: Scope, faults: list[Finding] | None = None) -> TextRule:
    """Read a rule as a pack's file has it; a fault fails the test unless a list for faults is given."""
    kept: list[Finding] = [] if faults is None else faults
    (rule,) = read_text_rules(Entry({"rule": [data]}, "text_rules.toml", "", names, kept))
    assert faults is not None or not kept, kept
    return rule


def judge_text(rule: TextRule, evidence: TextEvidence) -> Validation:
    """Run one rule."""
    return run_text_rules((rule,), evidence)
