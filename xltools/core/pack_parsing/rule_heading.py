"""What every rule of a pack says of itself, whatever it judges: id, severity, words."""

from __future__ import annotations

import re
from collections.abc import Collection

from xltools.core.findings import Severity
from xltools.core.frozen import frozen
from xltools.core.messages import placeholders
from xltools.core.pack_entry import Entry
from xltools.core.sheets import Label

_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_SEVERITIES = {"error": Severity.ERROR, "warning": Severity.WARNING, "note": Severity.NOTE}
_EXPLAIN = ("none", "allowed", "required")


@frozen
class RuleHeading:
    """The keys that rules on sheets and rules on the text have in common.

    Attributes:
        id: Unique in the pack.
        severity: How gravely a finding is taken.
        explain: ``none``, ``allowed`` or ``required``.
        label: What is demanded, in words.
        wording: The pack's own sentence for a finding.
    """

    id: str
    severity: Severity
    explain: str
    label: Label
    wording: Label


def read_heading(entry: Entry, ids: set[str]) -> RuleHeading:
    """Read the common keys of a rule.

    Args:
        entry: The rule.
        ids: The ids seen so far, to which this one is added.
    """
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
    return RuleHeading(identity, severity, explain, entry.label("label"), entry.label("message"))


def judge_wording(entry: Entry, wording: Label, params: Collection[str]) -> None:
    """Refuse a name in a rule's own sentence that its findings have no value for."""
    for language, text in wording.items():
        for name in sorted(placeholders(text) - {*params}):
            entry.unknown_name(f"message.{language}", name, "placeholder", params)
