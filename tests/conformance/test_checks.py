"""Every rule kind is shown by cases: what passes, what fails, and what cannot be judged.

``checks/<kind>.toml`` declares sheets in short (see ``tests.support.drawing.sheet``) and then cases:

    [[case]]
    name = "a sentence"
    expect = "passing"                  # or failing, unjudged
    rule = { sheet = "study", columns = ["date"] }
    study = '''| date | …'''            # the sheet, drawn
    finding = [{ cell = "A3", key = "check.….…", value = … }]
    reason = ["check.unread_cells"]     # why it was not (fully) judged
    month = 5                           # in a report of May; or ``quarter = 2``
"""

from __future__ import annotations

import string
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.drawing import choices, dataset, sheet, table
from tests.support.rules import check_class, pack, read_rule
from xltools.core.checks import CHECKS
from xltools.core.findings import Finding, Location, Param
from xltools.core.frozen import replace
from xltools.core.outcomes import Outcome
from xltools.core.pack_scope import Scope
from xltools.core.periods import PARTS
from xltools.core.validate import Validation, validate

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "checks"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SORTS = {"passing", "failing", "unjudged"}
OF_ANOTHER_AREA = {"type"}  # says what the parser's slips say


@dataclass(frozen=True)
class Case:
    """One case of a file, with the names that the file declares."""

    kind: str
    data: Mapping[str, object]
    scope: Scope

    @property
    def expect(self) -> object:
        return self.data["expect"]

    def __str__(self) -> str:
        return f"{self.kind}: {self.data['name']}"


def cases_of(kind: str) -> list[Case]:
    source = tomllib.loads((FOLDER / f"{kind}.toml").read_text("utf-8"), parse_float=Decimal)
    sheets = {
        name: sheet(name, said["columns"], said.get("kind", "ledger"), tuple(said.get("rows", ())))
        for name, said in source.get("sheet", {}).items()
    }
    lists = {name: choices(*entries) for name, entries in source.get("choices", {}).items()}
    constants = {name: Decimal(value) for name, value in source.get("constants", {}).items()}
    names = Scope(sheets, lists, tuple(source.get("indicators", ())), constants)
    return [Case(kind, case, replace(names, covers=covered(case))) for case in source["case"]]


def covered(case: Mapping[str, object]) -> str:
    """Give what the report of a case covers."""
    return next((unit for unit in PARTS if unit in case), "year")


def all_cases() -> list[Case]:
    return [case for kind in CHECKS if (FOLDER / f"{kind}.toml").exists() for case in cases_of(kind)]


def judge(case: Case) -> Validation:
    data = case.data
    drawn = [
        table(declared, str(data[name]), order)
        for order, (name, declared) in enumerate(case.scope.sheets.items())
        if name in data
    ]
    settings = data["rule"]
    assert isinstance(settings, Mapping)
    judged = read_rule({"id": "R", "kind": case.kind, **settings}, case.scope)
    year = data.get("year", 2019)
    number = data.get(case.scope.covers)
    assert isinstance(year, int)
    assert number is None or isinstance(number, int)
    read = dataset(*drawn, year=year or None, covers=case.scope.covers, number=number)
    return validate(read, pack((judged,), case.scope), outcomes(data.get("outcomes", {})))


def outcomes(data: object) -> dict[str, Outcome]:
    assert isinstance(data, Mapping)
    return {
        name: Outcome(
            name,
            _number(said.get("value")),
            active=said.get("active", True),
            last_year=_number(said.get("last_year")),
            change=_number(said.get("change")),
            shown=Location("indicators", said["row"], 3, order=99) if "row" in said else None,
        )
        for name, said in data.items()
    }


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def comparable(value: object) -> Param:
    """Make a value of a case file one that a finding may hold."""
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return Decimal(value)
    assert isinstance(value, str | Decimal | date | bool | None)
    return value


def seen(finding: Finding, wanted: Mapping[str, object]) -> dict[str, object]:
    """Give as much of a finding as the case speaks of."""
    place = finding.location
    whole: dict[str, object] = {**finding.params, "key": finding.key, "sheet": place.sheet, "cell": place.address}
    whole["severity"] = finding.severity.name.lower()
    whole["repair"] = None if finding.repair is None else finding.repair.value
    return {name: whole.get(name, "absent") for name in wanted}


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_case_comes_out_as_written(case: Case) -> None:
    result = judge(case)

    wanted = case.data.get("finding", [])
    assert isinstance(wanted, list)
    expected = [{name: comparable(value) for name, value in one.items()} for one in wanted]
    unexpected: dict[str, Param] = {"cell": None, "key": None}
    padded = [*expected, *(unexpected for _ in result.findings[len(expected) :])]
    assert [seen(f, w) for f, w in zip(result.findings, padded, strict=False)] == expected
    assert [reason.key for reasons in result.unjudged.values() for reason in reasons] == case.data.get("reason", [])


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_case_is_of_the_sort_that_it_says(case: Case) -> None:
    expected = {
        "passing": ("finding" not in case.data, "reason" not in case.data),
        "failing": ("finding" in case.data, True),
        "unjudged": (True, "reason" in case.data),
    }
    assert expected[str(case.expect)] == (True, True)


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_has_cases_that_pass_fail_and_cannot_be_judged(kind: str) -> None:
    assert {case.expect for case in cases_of(kind)} == SORTS


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_is_the_one_that_it_is_called(kind: str) -> None:
    assert check_class(kind).kind == kind
    assert CHECKS[kind].startswith(f"xltools.core.checks.{kind}:")


@pytest.mark.parametrize("kind", CHECKS)
def test_every_kind_has_a_row_in_the_pack_reference_with_the_values_of_its_findings(kind: str) -> None:
    reference = (ROOT / "docs" / "pack-reference.md").read_text("utf-8")

    (row,) = (line for line in reference.splitlines() if line.startswith(f"| `{kind}` |") and line.count(" | ") > 2)
    assert row.endswith("| " + " ".join(f"`{name}`" for name in check_class(kind).params) + " |")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind for kind in CHECKS if kind not in OF_ANOTHER_AREA])
def test_every_kind_can_say_what_it_finds(kind: str, language: str) -> None:
    said = _messages(language)

    found = [finding for case in cases_of(kind) for finding in judge(case).findings]

    assert found
    for finding in found:
        assert finding.key.startswith(f"check.{kind}.")
        assert _fields(said[finding.key]) <= set(finding.params)


@pytest.mark.parametrize("kind", CHECKS)
def test_every_finding_has_the_values_that_a_packs_own_wording_may_name(kind: str) -> None:
    promised = set(check_class(kind).params)

    for case in cases_of(kind):
        for finding in judge(case).findings:
            assert promised <= set(finding.params)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_for_not_judging_can_be_said(language: str) -> None:
    said = _messages(language)

    for case in all_cases():
        for reasons in judge(case).unjudged.values():
            for reason in reasons:
                assert _fields(said[reason.key]) <= set(reason.params)


def test_every_message_is_shown_by_a_case() -> None:
    shown = {finding.key for case in all_cases() for finding in judge(case).findings}
    shown |= {r.key for case in all_cases() for reasons in judge(case).unjudged.values() for r in reasons}

    for language in LANGUAGES:
        assert set(_messages(language)) - shown == set()


def test_the_languages_say_the_same_with_the_same_values() -> None:
    first, *others = [_messages(language) for language in LANGUAGES]

    for other in others:
        assert {key: _fields(text) for key, text in other.items()} == {key: _fields(t) for key, t in first.items()}


def test_every_case_file_is_of_a_kind() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(CHECKS)


def _messages(language: str) -> dict[str, str]:
    """Give the sentences of a language by key."""
    path = ROOT / "xltools" / "locales" / language / "check.toml"
    return dict(_flat(tomllib.loads(path.read_text("utf-8")), "check"))


def _flat(messages: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for name, said in messages.items():
        if isinstance(said, Mapping):
            yield from _flat(said, f"{prefix}.{name}")
        else:
            yield f"{prefix}.{name}", str(said)


def _fields(text: str) -> set[str]:
    return {field for _, field, _, _ in string.Formatter().parse(text) if field}
