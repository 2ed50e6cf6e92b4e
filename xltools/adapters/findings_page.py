"""What a check found, as one HTML page that needs nothing beside it: for the screen, and for print.

Every text is escaped by the template, and the page's own policy forbids scripts, pictures and fonts
from elsewhere, should anything come through all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib.resources import files
from itertools import groupby
from urllib.parse import quote

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from xltools.core.finding_reports import by_reason
from xltools.core.findings import Finding, Severity
from xltools.core.frozen import frozen
from xltools.core.messages import Catalog, visible
from xltools.core.numerals import plain, shortest
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.planning.plan_words import Words
from xltools.core.sheets import say
from xltools.core.validate import Validation

SIGN = '<meta name="generator" content="xltools findings">'
"""By this line the tool knows its own pages, and writes over no others."""

_SEVERITIES = tuple(sorted(Severity, reverse=True))


@frozen
class CheckedWorkbook:
    """A workbook of a watched folder.

    Attributes:
        name: Of its file.
        page: The file name of its page; empty where it has none.
        validation: What was found; None where it could not be checked.
        trouble: Why it could not be checked.
        checked: When, as it is to be shown.
    """

    name: str
    page: str
    validation: Validation | None
    trouble: str
    checked: str


def findings_page(
    validation: Validation,
    outcomes: Mapping[str, Outcome],
    pack: Pack,
    name: str,
    catalog: Catalog,
    *,
    checked: str = "",
    index: str = "",
    seconds: int = 0,
) -> str:
    """Give the page of one workbook.

    Args:
        validation: From ``validate``.
        outcomes: From ``compute``.
        pack: The pack.
        name: The workbook's file name.
        catalog: The reader's language.
        checked: When it was checked, as it is to be shown.
        index: The file name of the page that lists all workbooks; empty where there is none.
        seconds: After how many seconds a browser loads the page anew; 0 for never.
    """
    return _template("findings.html.j2").render(
        sign=Markup(SIGN),  # noqa: S704 - ours
        say=_sayer(catalog),
        language=catalog.language,
        name=visible(name),
        verdict=validation.verdict.value,
        counts=_counts(validation),
        sheets=_sheets(validation.findings, catalog),
        unjudged=_unjudged(validation, catalog),
        unjudged_rules=len(validation.unjudged),
        indicators=[_indicator(outcome, pack, catalog) for outcome in outcomes.values()],
        compared=(pack.targets is not None, pack.last_year is not None),
        checked=checked,
        index=quote(index),
        seconds=seconds,
    )


def index_page(workbooks: Sequence[CheckedWorkbook], folder: str, catalog: Catalog, *, seconds: int = 0) -> str:
    """Give the page that lists the workbooks of a folder.

    Args:
        workbooks: In the order of their names.
        folder: The folder's name.
        catalog: The reader's language.
        seconds: As in ``findings_page``.
    """
    listed = [
        {
            "name": visible(one.name),
            "page": quote(one.page),
            "verdict": "trouble" if one.validation is None else one.validation.verdict.value,
            "counts": {} if one.validation is None else _counts(one.validation),
            "trouble": one.trouble,
            "checked": one.checked,
        }
        for one in workbooks
    ]
    return _template("findings_index.html.j2").render(
        sign=Markup(SIGN),  # noqa: S704 - ours
        say=_sayer(catalog),
        language=catalog.language,
        folder=visible(folder),
        workbooks=listed,
        severities=[severity.name.lower() for severity in _SEVERITIES],
        seconds=seconds,
    )


def _template(name: str) -> Template:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    folder = files("xltools.adapters").joinpath("templates")
    style = folder.joinpath("findings.css").read_text(encoding="utf-8")
    environment.globals["style"] = Markup(style)  # noqa: S704 - our own file
    return environment.from_string(folder.joinpath(name).read_text(encoding="utf-8"))


def _sayer(catalog: Catalog) -> Callable[..., str]:
    def said(key: str, **params: str | int) -> str:
        return catalog.say(f"findings_page.{key}", params)

    return said


def _counts(validation: Validation) -> dict[str, int]:
    """Count the findings of each severity, the gravest first."""
    found = [finding.severity for finding in validation.findings]
    return {severity.name.lower(): found.count(severity) for severity in _SEVERITIES}


def _sheets(findings: Sequence[Finding], catalog: Catalog) -> list[dict[str, object]]:
    """Give the findings by sheet, in the order of the tabs; those of the whole workbook come first."""
    by_sheet = sorted(findings, key=lambda finding: (bool(finding.location.sheet), finding.order))
    return [
        {"title": visible(title), "findings": [_finding(finding, catalog) for finding in found]}
        for title, found in groupby(by_sheet, key=lambda finding: finding.location.sheet)
    ]


def _finding(finding: Finding, catalog: Catalog) -> dict[str, str]:
    wrong, mend = catalog.wrong_and_mend(finding)
    value = finding.params.get("value")
    of_a_cell = finding.location.row is not None and finding.location.column is not None
    return {
        "severity": finding.severity.name.lower(),
        "address": finding.location.address,
        "value": visible(Words.value(value)) if of_a_cell and value is not None else "",
        "wrong": wrong,
        "mend": mend,
        "rule": finding.rule_id or "",
    }


def _unjudged(validation: Validation, catalog: Catalog) -> list[tuple[tuple[str, ...], str]]:
    return [(rules, reason) for reason, rules in by_reason(validation.unjudged, catalog).items()]


def _indicator(outcome: Outcome, pack: Pack, catalog: Catalog) -> dict[str, str]:
    indicator = pack.indicators[outcome.id]
    language = catalog.language if catalog.language in pack.languages else pack.language
    return {
        "id": outcome.id,
        "label": say(indicator.label, language),
        "value": "" if outcome.value is None else plain(outcome.value),
        "unit": indicator.unit,
        "reason": "" if outcome.reason is None else catalog.phrase(outcome.reason),
        **{
            name: "" if number is None else shortest(number)
            for name, number in (
                ("target", outcome.target),
                ("completion", outcome.completion),
                ("last_year", outcome.last_year),
                ("change", outcome.change),
            )
        },
    }
