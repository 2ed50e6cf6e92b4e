"""The annual work report: its sample, character for character, and its own cases."""

from __future__ import annotations

import re
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.annual_report import (
    PACK,
    SAMPLE,
    annual_pack,
    dataset,
    judged,
    sample,
    template,
)
from xltools.adapters.traditional import to_traditional
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.document import Document
from xltools.core.findings import Severity
from xltools.core.indicators import compute
from xltools.core.narrative import compose
from xltools.core.pack_cases import run_case
from xltools.core.parse import parse
from xltools.core.validate import Verdict

GOLDEN = Path(__file__).parent / "golden"

FIGURES = """
F01 9    F02 2    F03 4    F04 248  F05 67.57  F06 367  F07 5    F08 63   F09 210  F10 54
F11 2    F12 1    F13 1    F14 1    F15 6      F16 6    F17 70   F18 2    F19 8    F20 5
F20_on_time 5     F20_rate 100      F21 48     F22 127  F23 1    F24 1    F25 9    F25_selected 5
F26 2    F27 4    F28 6    F28_unapproved 0    F29_venues 5      F29 5    F30 3    F31 2
F32 5    F32_found 7       F32_settled 7
"""


def report_of_the_file() -> Document:
    read = parse(read_grid(SAMPLE), annual_pack())
    return compose(template(), annual_pack(), read, compute(read, annual_pack()))


@pytest.mark.parametrize("case", sorted(path.name for path in (PACK / "tests").iterdir()))
def test_what_the_pack_says_of_itself_holds(case: str) -> None:
    differences = run_case((PACK / "tests" / case).read_text("utf-8"), case, annual_pack())

    assert [(found.location.row, found.key, dict(found.params)) for found in differences] == []


def test_every_rule_has_a_case_in_which_it_finds_something() -> None:
    cases = [tomllib.loads(path.read_text("utf-8")) for path in (PACK / "tests").iterdir()]

    found = {finding["rule"] for case in cases for finding in case.get("finding", ())}

    own = {rule.id for rule in annual_pack().rules if "." not in rule.id}
    assert own - found == set()


def test_every_indicator_has_a_case_that_says_its_value() -> None:
    cases = [tomllib.loads(path.read_text("utf-8")) for path in (PACK / "tests").iterdir()]

    said = {name for case in cases for name in case.get("values", ())}

    assert set(annual_pack().indicators) - said == set()


def test_the_sample_workbook_is_what_its_script_makes() -> None:
    read = parse(read_grid(SAMPLE), annual_pack())

    made = dataset(sample())

    assert {n: (list(t.rows), {c: list(v) for c, v in t.columns.items()}) for n, t in read.tables.items()} == {
        n: (list(t.rows), {c: list(v) for c, v in t.columns.items()}) for n, t in made.tables.items()
    }
    assert [finding.key for finding in read.findings] == []


def test_the_text_of_the_sample_is_the_expected_text() -> None:
    assert report_of_the_file().text == (GOLDEN / "annual_work_report_2019.hans.txt").read_text("utf-8")


def test_the_traditional_text_of_the_sample_is_the_expected_text() -> None:
    written = to_traditional(report_of_the_file())

    assert written.text == (GOLDEN / "annual_work_report_2019.hant.txt").read_text("utf-8")


def test_the_figures_of_the_sample_are_those_of_the_published_report() -> None:
    outcomes = compute(dataset(sample()), annual_pack())

    words = FIGURES.split()
    expected = dict(zip(words[::2], map(Decimal, words[1::2]), strict=True))
    assert {name: outcome.value for name, outcome in outcomes.items()} == expected


def test_the_sample_gives_one_warning_that_may_be_explained_and_passes() -> None:
    result = judged(sample())

    assert [(f.rule_id, f.severity, f.explain, f.params["counts"]) for f in result.findings] == [
        ("R12", Severity.WARNING, "allowed", ("1",))
    ]
    assert result.verdict is Verdict.PASSED


def test_no_sheet_has_a_column_for_a_person_or_a_belief() -> None:
    words = re.compile("姓名|身份证|手机|电话|信教|信仰|教徒|处分|谈话")

    headers = [column.label["zh-Hans"] for sheet in annual_pack().sheets.values() for column in sheet.columns]

    assert [header for header in headers if words.search(header)] == []


def test_every_ledger_of_events_has_an_evidence_number() -> None:
    plain = {"key_points", "problems", "plans", "last_year"}

    ledgers = [name for name in sample().ledgers if name not in plain]

    assert [name for name in ledgers if annual_pack().sheets[name].columns[-1].name != "evidence"] == []


def test_the_page_on_the_pack_names_every_standard_and_fact() -> None:
    page = (PACK.parents[1] / "docs" / "annual-work-report.md").read_text("utf-8")

    named = set(re.findall(r"[A-Z][0-9]+(?:[-_][a-z0-9_]+)*", page)) | {"R4-2", "R4-3", "R4-4"}

    standards = {rule.id for rule in annual_pack().rules if re.match(r"[RF][0-9]", rule.id)}
    assert {*standards, *annual_pack().indicators} - named == set()
