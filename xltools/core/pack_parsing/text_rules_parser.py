"""Read a pack's rules on the text of its report: ``text_rules.toml``."""

from __future__ import annotations

from importlib import import_module

from xltools.core.pack import TextRule
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.rule_heading import judge_wording, read_heading
from xltools.core.text_checks import TEXT_CHECKS
from xltools.core.text_checks.text_check import TextCheck

_MOST = 500


def read_text_rules(root: Entry) -> list[TextRule]:
    """Read the file; faults are recorded in the entries.

    Args:
        root: The whole file; its scope knows the ids of the rules on sheets, which no other rule may have.
    """
    entries = root.tables("rule")
    root.close()
    if len(entries) > _MOST:
        root.fault("rule", "pack.too_many", maximum=_MOST)
    ids = set(root.scope.rules)
    return [rule for entry in entries[:_MOST] if (rule := _rule(entry, ids)) is not None]


def text_check_class(kind: str) -> type[TextCheck]:
    """Load the class of a kind of text rule."""
    module, _, name = TEXT_CHECKS[kind].partition(":")
    found: type[TextCheck] = getattr(import_module(module), name)
    return found


def _rule(entry: Entry, ids: set[str]) -> TextRule | None:
    """Read one rule; nothing where its kind is unknown, since then no other key can be judged."""
    heading = read_heading(entry, ids)
    kind = entry.text("kind")
    if kind not in TEXT_CHECKS:
        if kind:
            entry.unknown_name("kind", kind, "kind", TEXT_CHECKS)
        return None
    found = text_check_class(kind)
    check = found.from_entry(entry)
    judge_wording(entry, heading.wording, found.params)
    entry.close()
    return TextRule(heading.id, check, heading.severity, heading.explain, heading.wording, heading.label)
