"""Which written reason settles which finding."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.dataset import Explanation
from xltools.core.findings import Finding, Location
from xltools.core.frozen import replace


def explained(finding: Finding, explanations: Sequence[Explanation]) -> Finding:
    """Attach the reasons that the workbook gives for a finding, where its rule takes one."""
    if finding.explain == "none":
        return finding
    reasons = [e.reason for e in explanations if e.reason.strip() and _speaks_of(e, finding.rule_id, finding.location)]
    return replace(finding, explanation="；".join(dict.fromkeys(reasons))) if reasons else finding


def _speaks_of(explanation: Explanation, rule_id: str | None, place: Location) -> bool:
    address = explanation.address.replace("$", "").strip().upper()
    return (
        explanation.rule_id.strip() == rule_id
        and explanation.sheet.strip() in {"", place.sheet}
        and address in {"", place.address}
    )
