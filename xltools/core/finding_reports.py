"""What a check found, as lines for people and as JSON for programs.

The JSON is SARIF 2.1.0 (OASIS), which editors and build servers read; what it has no field for, a
cell's value and its repair among it, stands under ``properties``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal

from xltools.core.checks.check import Unjudged
from xltools.core.findings import Finding, Location, Param, Repair, Severity
from xltools.core.messages import Catalog, visible
from xltools.core.validate import Validation

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"

_RULES_NAMED = 5  # in one line

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def as_text(validation: Validation, name: str, catalog: Catalog) -> Iterator[str]:
    """Say what was found, a line a finding, the verdict last; each line with its end.

    Args:
        validation: From ``validate``.
        name: Of the file.
        catalog: The reader's language.
    """
    for finding in validation.findings:
        yield f"{catalog.line(finding)}\n"
    for line in unjudged_lines(validation.unjudged, catalog):
        yield f"{line}\n"
    yield f"{summary(validation, name, catalog)}\n"


def unjudged_lines(unjudged: Mapping[str, tuple[Unjudged, ...]], catalog: Catalog) -> Iterator[str]:
    """Say which rules were not fully judged, a line a reason: one missing sheet leaves many for the same."""
    for reason, rules in by_reason(unjudged, catalog).items():
        key = "message.unjudged" if len(rules) <= _RULES_NAMED else "message.many_unjudged"
        yield catalog.say(key, {"rule": rules[:_RULES_NAMED], "count": len(rules), "reason": reason})


def by_reason(unjudged: Mapping[str, tuple[Unjudged, ...]], catalog: Catalog) -> dict[str, tuple[str, ...]]:
    """Give the rules that were not fully judged by what is said of them, in the order of the pack."""
    found: dict[str, tuple[str, ...]] = {}
    for rule, reasons in unjudged.items():
        for reason in _reasons(reasons, catalog):
            found[reason] = (*found.get(reason, ()), rule)
    return found


def summary(validation: Validation, name: str, catalog: Catalog) -> str:
    """Say the verdict, and how many findings there are of each severity."""
    counts = dict.fromkeys(sorted(Severity, reverse=True), 0)
    for finding in validation.findings:
        counts[finding.severity] += 1
    said = tuple(
        catalog.say(f"message.count.{severity.name.lower()}", {"count": count})
        for severity, count in counts.items()
        if count
    )
    verdict = catalog.say(f"message.verdict.{validation.verdict.value}", {"name": visible(name)})
    return catalog.say("message.summary", {"verdict": verdict, "counts": said}) if said else verdict


def as_json(validation: Validation, name: str, catalog: Catalog) -> Iterator[str]:
    """Give what was found as SARIF, piece by piece, with the sentences in the catalogue's language.

    Args:
        validation: From ``validate``.
        name: Of the file.
        catalog: The reader's language.
    """
    from urllib.parse import quote

    uri = quote(name, errors="surrogatepass")
    rules = dict.fromkeys(_rule(finding) for finding in validation.findings)
    about: dict[str, Json] = {
        "tool": {"driver": {"name": "xltools", "rules": [{"id": rule} for rule in rules]}},
        "artifacts": [{"location": {"uri": uri}}],
        "columnKind": "unicodeCodePoints",
        "properties": {
            "verdict": validation.verdict.value,
            "language": catalog.language,
            "unjudged": list(_unjudged(validation.unjudged, catalog)),
        },
    }
    yield f'{{"$schema": {_written(_SCHEMA)}, "version": "2.1.0", "runs": [{_written(about)[:-1]}, "results": ['
    separator = "\n"
    for finding in validation.findings:
        yield separator + _written(_result(finding, uri, catalog))
        separator = ",\n"
    yield "]}]}\n"


def _written(value: Json) -> str:
    """Write a value as JSON; half a character, which no file can hold, becomes ``?``."""
    import json

    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _rule(finding: Finding) -> str:
    """Name the rule of a finding; the shape of a workbook has none but the message itself."""
    return finding.rule_id or finding.key


def _result(finding: Finding, uri: str, catalog: Catalog) -> Json:
    place = finding.location
    properties: dict[str, Json] = {"key": finding.key, "sheet": place.sheet, "address": place.address}
    if place.in_report:
        properties |= {"address": "", "paragraph": place.row, "character": place.column}
    properties["value"] = _plain(finding.params.get("value"))
    if finding.repair is not None:
        properties["repair"] = _plain_repair(finding.repair)
    result: dict[str, Json] = {
        "ruleId": _rule(finding),
        "level": finding.severity.name.lower(),
        "message": {"text": catalog.render(finding)},
        "locations": [_location(place, uri)],
        "properties": properties,
    }
    if finding.explanation is not None:
        result["suppressions"] = [{"kind": "external", "justification": finding.explanation}]
    return result


def _location(place: Location, uri: str) -> Json:
    physical: dict[str, Json] = {"artifactLocation": {"uri": uri, "index": 0}}
    if place.in_report:
        region: dict[str, Json] = {"startLine": place.row, "startColumn": place.column or 1}
        return {"physicalLocation": {**physical, "region": region}}
    if not place.sheet:
        return {"physicalLocation": physical}
    kind = "sheet" if not place.address else "cell" if place.row and place.column else "row" if place.row else "column"
    name = f"{place.sheet}!{place.address}" if place.address else place.sheet
    logical: Json = [{"name": place.address or place.sheet, "fullyQualifiedName": name, "kind": kind}]
    return {"physicalLocation": physical, "logicalLocations": logical}


def _plain_repair(repair: Repair) -> Json:
    return _plain(repair.value)


def _plain(value: Param) -> Json:
    """Give a value to JSON: exact numbers and dates as text, since JSON has neither."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return list(value) if isinstance(value, tuple) else value


def _unjudged(unjudged: Mapping[str, tuple[Unjudged, ...]], catalog: Catalog) -> Iterator[Json]:
    for rule, reasons in unjudged.items():
        for reason in _reasons(reasons, catalog):
            yield {"ruleId": rule, "message": reason}


def _reasons(reasons: tuple[Unjudged, ...], catalog: Catalog) -> Iterator[str]:
    yield from dict.fromkeys(catalog.say(reason.key, reason.params) for reason in reasons)
