"""What was found in a report, as lines for people and as JSON for programs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from xltools.core.findings import Finding
from xltools.core.live.judgements import Comparison, Judgement, Status
from xltools.core.messages import Catalog, Value, visible
from xltools.core.refresh import Change, Fate, Refreshed

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]


def verdict_line(comparison: Comparison, findings: Sequence[Finding], name: str, catalog: Catalog) -> str:
    """Say how many numbers were judged, and how many findings are to be mended."""
    count = sum(judgement.paragraph is not None for judgement in comparison.judgements)
    key = "live.verdict.failed" if findings else "live.verdict.passed"
    return catalog.say(key, {"name": visible(name), "count": count, "wrong": len(findings)})


def change_line(change: Change, catalog: Catalog) -> str:
    """Say on one line what became of a figure."""
    judgement = change.judgement
    values: dict[str, Value] = {
        "place": _place(judgement.paragraph, catalog),
        "around": visible(judgement.around or judgement.sentence.strip()),
        "value": visible(judgement.found or ""),
        "workbook": judgement.workbook,
        "written": judgement.written,
        "bound": visible(judgement.bound or ""),
        "text": change.text,
        "name": visible(judgement.label or judgement.indicator),
        "id": visible(judgement.indicator),
    }
    if change.reason is not None:
        values["reason"] = catalog.say(f"live.reason.{change.reason}", values)
    return catalog.say(f"live.fate.{change.fate}", values)


def summary_line(refreshed: Refreshed, name: str, catalog: Catalog) -> str:
    """Say how many figures were updated, kept, undecided and gone."""
    counts: Mapping[str, Value] = {
        fate.value: sum(change.fate is fate for change in refreshed.changes) for fate in Fate
    }
    return catalog.say("live.refresh.summary", {**counts, "name": visible(name)})


def comparison_json(
    comparison: Comparison, findings: Iterable[Finding], catalog: Catalog, *, passed: bool
) -> dict[str, Json]:
    """Give what is said of a report, with the sentences in the catalogue's language."""
    return {
        "passed": passed,
        "language": catalog.language,
        "numbers": [_judgement(judgement) for judgement in comparison.judgements],
        "reworded": [
            {"paragraph": found.paragraph, "sentence": found.sentence, "workbook": found.workbook}
            for found in comparison.reworded
        ],
        "findings": [
            {
                "key": finding.key,
                "level": finding.severity.name.lower(),
                "paragraph": finding.location.row,
                "message": catalog.render(finding),
            }
            for finding in findings
        ],
    }


def changes_json(refreshed: Refreshed, catalog: Catalog) -> list[Json]:
    """Give what became of each figure that was not simply right."""
    return [
        {
            "fate": change.fate.value,
            "reason": change.reason.value if change.reason else None,
            "text": change.text,
            "message": change_line(change, catalog),
            **_judgement(change.judgement),
        }
        for change in refreshed.changes
    ]


def as_text(value: Json) -> str:
    """Write JSON for programs, Chinese as itself."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _judgement(judgement: Judgement) -> dict[str, Json]:
    return {
        "status": judgement.status.value,
        "paragraph": judgement.paragraph,
        "sentence": judgement.sentence.strip(),
        "found": judgement.found,
        "workbook": judgement.workbook,
        "written": judgement.written,
        "bound": judgement.bound if judgement.status is Status.APART else None,
        "indicator": judgement.indicator or None,
        "form": judgement.form if judgement.indicator else None,
        "label": judgement.label or None,
        "found_by": judgement.link.value if judgement.link else None,
        "certainty": round(judgement.certainty, 2),
    }


def _place(paragraph: int | None, catalog: Catalog) -> str:
    return "" if paragraph is None else catalog.say("live.paragraph", {"paragraph": paragraph})
