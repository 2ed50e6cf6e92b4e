"""Every kind of text rule is shown by cases: what passes, what fails, and what cannot be judged.

``text_checks/<kind>.toml``:

    rules = ["R3"]                                # ids of the workbook's rules
    indicators = { F06 = "党员总数 人" }            # label, unit, and ``sensitive``
    [[case]]
    name = "a sentence"
    expect = "passing"                            # or failing, unjudged
    rule = { patterns = ["…"] }
    text = '''a paragraph a line'''
    values = { F06 = 367 }                        # of the indicators
    broken = { R3 = 2 }                           # what the workbook's rules found
    open = ["R3"]                                 # what they could not judge
    finding = [{ at = [1, 5], key = "text_check.….…", value = … }]   # paragraph and character
    reason = ["text_check.….…"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest

from tests.conformance.test_checks import comparable
from tests.support.catalogs import CATALOGS, said
from tests.support.text_rules import judge_text, read_text_rule
from xltools.core.checked_text import checked_text
from xltools.core.findings import Finding, Location, Severity
from xltools.core.messages import LANGUAGES, placeholders
from xltools.core.outcomes import Outcome
from xltools.core.pack import PeriodPart
from xltools.core.pack_parsing.text_rules_parser import text_check_class
from xltools.core.pack_scope import Scope
from xltools.core.periods import numbered_period
from xltools.core.sheets import Period
from xltools.core.text_checks import TEXT_CHECKS
from xltools.core.text_checks.text_check import IndicatorFacts, TextEvidence
from xltools.core.validate import Validation

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "text_checks"


@dataclass(frozen=True)
class Case:
    """One case of a file, with what the file declares."""

    kind: str
    data: Mapping[str, object]
    declared: Mapping[str, object]

    def __str__(self) -> str:
        return f"{self.kind}: {self.data['name']}"


def cases_of(kind: str) -> list[Case]:
    source = tomllib.loads((FOLDER / f"{kind}.toml").read_text("utf-8"), parse_float=Decimal)
    return [Case(kind, case, source) for case in source["case"]]


def all_cases() -> list[Case]:
    return [case for kind in TEXT_CHECKS if (FOLDER / f"{kind}.toml").exists() for case in cases_of(kind)]


def table(case: Case, key: str) -> Mapping[str, object]:
    found = case.data.get(key, case.declared.get(key, {}))
    assert isinstance(found, Mapping)
    return found


def names(case: Case, key: str) -> tuple[str, ...]:
    found = case.data.get(key, case.declared.get(key, []))
    assert isinstance(found, list)
    return tuple(map(str, found))


def judge(case: Case) -> Validation:
    indicators = {name: facts(str(said)) for name, said in table(case, "indicators").items()}
    scope = Scope(indicators=tuple(indicators), rules=names(case, "rules"))
    values = table(case, "values")
    finding = Finding(Severity.WARNING, Location("L"), "text_check.forbidden.words")
    year = case.data.get("year", 2019)
    assert isinstance(year, int)
    evidence = TextEvidence(
        checked_text("report.txt", str(case.data["text"]).strip("\n").split("\n")),
        _period(case, year) if year else None,
        {name: Outcome(name, Decimal(str(values[name])) if name in values else None) for name in indicators},
        indicators,
        {rule: (finding,) * int(str(count)) for rule, count in table(case, "broken").items()},
        frozenset(names(case, "open")),
    )
    return judge_text(read_text_rule({"id": "T", "kind": case.kind, **table(case, "rule")}, scope), evidence)


def _period(case: Case, year: int) -> Period:
    """Give the year, or the month of it that the case names."""
    month = case.data.get("month")
    assert month is None or isinstance(month, int)
    part = None if month is None else PeriodPart("month", "parameters.month")
    period = numbered_period(year, month, part)
    assert period is not None
    return period


def facts(written: str) -> IndicatorFacts:
    label, unit, *sensitive = written.split()
    return IndicatorFacts(label, unit, bool(sensitive))


def seen(finding: Finding, wanted: Mapping[str, object]) -> dict[str, object]:
    """Give as much of a finding as the case speaks of."""
    whole: dict[str, object] = {**finding.params, "key": finding.key}
    whole["at"] = (finding.location.row, finding.location.column)
    return {name: whole.get(name, "absent") for name in wanted}


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_case_comes_out_as_written(case: Case) -> None:
    result = judge(case)

    wanted = case.data.get("finding", [])
    assert isinstance(wanted, list)
    expected = [{name: comparable(value) for name, value in one.items()} for one in wanted]
    unexpected: dict[str, object] = {"at": None, "key": None, "value": None}
    padded: list[Mapping[str, object]] = [*expected, *(unexpected for _ in result.findings[len(expected) :])]
    assert [seen(f, w) for f, w in zip(result.findings, padded, strict=False)] == expected
    assert [reason.key for reasons in result.unjudged.values() for reason in reasons] == case.data.get("reason", [])


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_case_is_of_the_sort_that_it_says(case: Case) -> None:
    sort = "failing" if "finding" in case.data else "unjudged" if "reason" in case.data else "passing"

    assert case.data["expect"] == sort


@pytest.mark.parametrize("kind", TEXT_CHECKS)
def test_every_kind_has_cases_that_pass_and_fail_and_those_that_cannot_be_judged_where_it_has_such(kind: str) -> None:
    sorts = {"passing", "failing"} | ({"unjudged"} if text_check_class(kind).may_be_unjudged else set())

    assert {case.data["expect"] for case in cases_of(kind)} == sorts


@pytest.mark.parametrize("kind", TEXT_CHECKS)
def test_every_kind_is_the_one_that_it_is_called(kind: str) -> None:
    assert text_check_class(kind).kind == kind
    assert TEXT_CHECKS[kind].startswith(f"xltools.core.text_checks.{kind}:")


@pytest.mark.parametrize("kind", TEXT_CHECKS)
def test_every_kind_has_a_row_in_the_pack_reference_with_the_values_of_its_findings(kind: str) -> None:
    section = (ROOT / "docs" / "pack-reference.md").read_text("utf-8").partition("## text_rules.toml")[2]

    (row,) = (line for line in section.splitlines() if line.startswith(f"| `{kind}` |"))
    assert row.endswith("| " + " ".join(f"`{name}`" for name in text_check_class(kind).params) + " |")


@pytest.mark.parametrize("kind", TEXT_CHECKS)
def test_every_finding_can_be_said_and_has_the_values_that_a_packs_own_wording_may_name(kind: str) -> None:
    for case in cases_of(kind):
        for finding in judge(case).findings:
            assert all(said(finding).values())
            assert finding.key.startswith(f"text_check.{kind}.")
            assert set(text_check_class(kind).params) <= set(finding.params)


def test_every_reason_for_not_judging_can_be_said() -> None:
    for case in all_cases():
        for reasons in judge(case).unjudged.values():
            assert all(catalog.say(reason.key, reason.params) for catalog in CATALOGS.values() for reason in reasons)


def test_every_message_is_shown_by_a_case() -> None:
    shown = {finding.key for case in all_cases() for finding in judge(case).findings}
    shown |= {r.key for case in all_cases() for reasons in judge(case).unjudged.values() for r in reasons}

    for language in LANGUAGES:
        source = tomllib.loads((ROOT / "xltools" / "locales" / language / "text_check.toml").read_text("utf-8"))
        written = {f"text_check.{kind}.{key}": text for kind, texts in source.items() for key, text in texts.items()}
        assert set(written) == shown
        assert all(placeholders(text) for text in written.values() if "{" in text)


def test_every_case_file_is_of_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(TEXT_CHECKS)
