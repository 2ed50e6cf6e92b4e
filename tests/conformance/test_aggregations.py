"""Every aggregation is shown by cases: a value, none, and one that is uncertain.

``aggregations/<name>.toml`` declares sheets in short (see ``tests.support.drawing.sheet``), the ids
of other indicators, and then cases:

    [[case]]
    name = "a sentence"
    expect = "value"                    # or none: nothing to compute; uncertain: something could not be read
    indicator = { sheet = "study" }     # the settings
    study = '''| date | …'''            # the sheet, drawn
    outcomes = { F1 = { exact = 3 } }   # other indicators
    value = 3
    rows = [2, 3]                       # the rows behind it, where they are of interest
    countable = 3                       # what the live formula shows in spite of unreadable cells
    reason = "indicator.no_rows"
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from importlib import import_module
from pathlib import Path

import pytest

from tests.support.drawing import dataset, sheet, table
from xltools.core.aggregations import AGGREGATIONS
from xltools.core.aggregations.aggregation import Aggregation, Names
from xltools.core.findings import Finding
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.periods import PARTS

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "aggregations"
LANGUAGES = ("zh-Hans", "zh-Hant", "en")
SORTS = {"value", "none", "uncertain"}


@dataclass(frozen=True)
class Case:
    """One case of a file, with the names that the file declares."""

    aggregation: str
    data: Mapping[str, object]
    scope: Scope

    def __str__(self) -> str:
        return f"{self.aggregation}: {self.data['name']}"


def cases_of(name: str) -> list[Case]:
    source = tomllib.loads((FOLDER / f"{name}.toml").read_text("utf-8"), parse_float=Decimal)
    sheets = {
        sheet_name: sheet(sheet_name, said["columns"], said.get("kind", "ledger"), tuple(said.get("rows", ())))
        for sheet_name, said in source.get("sheet", {}).items()
    }
    constants = {constant: Decimal(value) for constant, value in source.get("constants", {}).items()}
    scope = Scope(sheets, {}, tuple(source.get("indicators", ())), constants)
    return [Case(name, case, scope) for case in source["case"]]


def all_cases() -> list[Case]:
    return [case for name in AGGREGATIONS if (FOLDER / f"{name}.toml").exists() for case in cases_of(name)]


def aggregation_class(name: str) -> type[Aggregation]:
    module, _, class_name = AGGREGATIONS[name].partition(":")
    found: type[Aggregation] = getattr(import_module(module), class_name)
    return found


def declared(case: Case) -> Aggregation:
    faults: list[Finding] = []
    settings = case.data["indicator"]
    assert isinstance(settings, Mapping)
    entry = Entry(settings, "indicators.toml", "indicator[1]", case.scope, faults)
    aggregation = aggregation_class(case.aggregation).from_entry(entry)
    entry.close()
    assert faults == []
    return aggregation


def computed(case: Case) -> Result:
    data = case.data
    tables = [table(declaration, str(data[name])) for name, declaration in case.scope.sheets.items() if name in data]
    year = data.get("year", 2019)
    assert isinstance(year, int)
    others = data.get("outcomes", {})
    assert isinstance(others, Mapping)
    outcomes = {
        name: Outcome(name, None, exact=number(said.get("exact")), last_year=number(said.get("last_year")))
        for name, said in others.items()
    }
    covers = next((unit for unit in PARTS if unit in data), "year")
    part = data.get(covers)
    assert part is None or isinstance(part, int)
    return declared(case).over(dataset(*tables, year=year or None, covers=covers, number=part), outcomes)


def number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


@pytest.mark.parametrize("case", all_cases(), ids=str)
def test_a_case_comes_out_as_written(case: Case) -> None:
    result = computed(case)

    assert result.value == number(case.data.get("value"))
    assert (result.reason.key if result.reason else None) == case.data.get("reason")
    assert result.countable == number(case.data.get("countable", case.data.get("value")))
    if "rows" in case.data:
        assert [row for behind in result.rows for row in behind.rows] == case.data["rows"]


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_every_aggregation_has_cases_of_every_sort(name: str) -> None:
    assert {case.data["expect"] for case in cases_of(name)} == SORTS
    for case in cases_of(name):
        assert ("value" in case.data) is (case.data["expect"] == "value")


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_every_aggregation_is_the_one_that_it_is_called(name: str) -> None:
    assert aggregation_class(name).name == name
    assert AGGREGATIONS[name].startswith(f"xltools.core.aggregations.{name}:")
    assert f"\n| `{name}` |" in (ROOT / "docs" / "pack-reference.md").read_text("utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_definition_and_reason_can_be_said(language: str) -> None:
    said = tomllib.loads((ROOT / "xltools" / "locales" / language / "indicator.toml").read_text("utf-8"))
    for case in all_cases():
        labels = {name: {"zh-Hans": name} for name in case.scope.indicators}
        reason = computed(case).reason
        definition = declared(case).words(Names(case.scope.sheets, labels, language))
        for phrase in (definition, *inner(definition), *([reason] if reason else [])):
            sentence: object = said
            for part in phrase.key.split(".")[1:]:
                assert isinstance(sentence, Mapping)
                sentence = sentence[part]
            assert str(sentence).format(**dict.fromkeys(phrase.params, ""))


def inner(phrase: Phrase) -> list[Phrase]:
    """Give the phrases within a phrase."""
    parts = [part for value in phrase.params.values() if isinstance(value, tuple) for part in value]
    return [part for part in parts if isinstance(part, Phrase)]


def test_every_case_file_is_of_an_aggregation() -> None:
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(AGGREGATIONS)
