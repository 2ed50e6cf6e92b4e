"""The reasons that clerks have written for what a check found."""

from __future__ import annotations

from xltools.core.dataset import Explanation
from xltools.core.findings import Finding, Param, Severity
from xltools.core.own_labels import EXPLANATIONS
from xltools.core.pack import Pack
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.parsing.shown_indicators import headers_of
from xltools.core.spelling import plain


def read_explanations(sheet: SheetAt, pack: Pack) -> tuple[list[Explanation], list[Finding]]:
    """Read the explanations sheet.

    Args:
        sheet: Its cells.
        pack: Whose rules may be named.

    Returns:
        The reasons, and what keeps some of them from being used.
    """
    columns = headers_of(sheet, EXPLANATIONS)
    missing = tuple(labels[0] for key, labels in EXPLANATIONS.items() if key not in columns)
    if missing:
        params: dict[str, Param] = {"value": "", "columns": missing}
        return [], [sheet.find(Severity.WARNING, "structure.explanations_unreadable", params)]
    reasons: list[Explanation] = []
    findings: list[Finding] = []
    written = sheet.grid.columns.get(columns["reason"])
    for row in () if written is None else written.rows:
        said = {key: sheet.held(row, columns[key])[1].strip() for key in EXPLANATIONS}
        if row <= columns[""] or not said["reason"]:
            continue
        rule = _named(said["rule"], pack)
        if rule is not None:
            reasons.append(Explanation(rule, said["sheet"], said["address"], said["reason"]))
        else:
            value = said["rule"] or said["reason"]
            key = "structure.explanation_unknown_rule" if said["rule"] else "structure.explanation_without_rule"
            findings.append(sheet.find(Severity.WARNING, key, {"value": value}, row, columns["rule"]))
    return reasons, findings


def _named(written: str, pack: Pack) -> str | None:
    """Give the id of the rule that is meant, also where it is written in full-width or with spaces."""
    loosely = None
    for rule in pack.all_rules():
        if rule.id == written:
            return rule.id
        if loosely is None and plain(rule.id) == plain(written):
            loosely = rule.id
    return loosely
