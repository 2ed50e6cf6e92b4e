"""What stops a report, said to someone who clicks: the catalogue's own sentences speak of the command line."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.app.macros.desk import Desk
from xltools.core.findings import Finding
from xltools.errors import ReportRefusedError

_SHOWN = 8
_REASONS = {
    "report.check_failed": "macro.refused.check_failed",
    "report.check_unjudged": "macro.refused.check_unjudged",
    "report.gaps": "macro.refused.gaps",
}


def reason(error: ReportRefusedError, desk: Desk) -> str:
    """Say why there is no report."""
    return desk.catalog.say(_REASONS.get(error.key, error.key), error.params)


def listed(findings: Sequence[Finding], desk: Desk) -> str:
    """Say the first of some findings, a line each, and how many more there are."""
    lines = [desk.catalog.line(finding) for finding in findings[:_SHOWN]]
    if len(findings) > _SHOWN:
        lines.append(desk.catalog.say("macro.more", {"count": len(findings) - _SHOWN}))
    return "\n".join(lines)
