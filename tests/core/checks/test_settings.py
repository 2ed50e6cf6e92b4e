"""What a rule kind refuses when the pack is read, at which key, and by which message."""

from __future__ import annotations

import tomllib
from decimal import Decimal

import pytest

from tests.support.drawing import choices, sheet
from tests.support.packs import LEDGER, faults_of, pack_files, said
from tests.support.rules import read_rule, scope
from xltools.core.findings import Finding

STUDY = sheet(
    "study",
    {
        "date": "date",
        "end": "date",
        "topic": "text",
        "kind": "select_one kinds",
        "people": "integer",
        "rate": "decimal",
    },
)
SITES = sheet("sites", {"name": "text", "number": "integer"})
OPENNESS = sheet("openness", {"natural": "integer", "note": "text"}, "matrix", ("granted", "refused", "all"))
PARAMETERS = sheet("parameters", {"year": "integer", "app": "text"}, "form")
NAMES = scope((STUDY, SITES, OPENNESS, PARAMETERS), {"kinds": choices("会议", "学习")}, ("F01", "F02"))


def faults(settings: str) -> list[tuple[str, str, object]]:
    found: list[Finding] = []
    read_rule(tomllib.loads(f"rule = {{ {settings} }}", parse_float=Decimal)["rule"], NAMES, found)
    return [(f.location.path.removeprefix("rule[1]."), f.key, f.params.get("value")) for f in found]


@pytest.mark.parametrize(
    "settings",
    [
        'kind = "type", sheet = "study", columns = "topic"',
        'kind = "required", sheet = "study", columns = ["topic", "date"], where = { kind = "会议" }',
        'kind = "range", sheet = "study", columns = ["date"], minimum = 2019-01-01, maximum = 2019-01-01',
        'kind = "range", sheet = "study", columns = ["people", "rate"], maximum = 0.5',
        'kind = "compare", sheet = "study", left = "people", operator = ">=", right = "rate"',
        'kind = "compare", sheet = "study", left = "topic", operator = "!=", right = "kind"',
        'kind = "compare", sheet = "study", left = "date", operator = "<", value = 2019-05-01',
        'kind = "ref", sheet = "study", column = "kind", to = "sites.name"',
        'kind = "ref", sheet = "study", column = "rate", to = "sites.number"',
        'kind = "sum_equals", sheet = "openness", along = "rows", parts = ["granted", "refused"], totals = ["all"]',
        'kind = "covers", sheet = "study", each = "year"',
        'kind = "covers", sheet = "study", each = "month", index = "people", by = ["kind"], of = "sites.name"',
        'kind = "at_most", sheet = "study", maximum = 3',
        'kind = "outlier", sheet = "study", column = "people"',
        'kind = "changed_over", indicator = "F01", percent = 12.5',
        'kind = "require", require = "F01 <= F02 or parameters.app == \'否\'"',
        'kind = "require", sheet = "study", require = "people > parameters.year"',
    ],
)
def test_what_the_reference_shows_is_taken(settings: str) -> None:
    assert faults(settings) == []


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ('kind = "type", sheet = "study"', ("columns", "pack.missing_key", None)),
        ('kind = "required", sheet = "study", columns = []', ("columns", "pack.empty", None)),
        ('kind = "required", sheet = "study", columns = ["topik"]', ("columns", "pack.unknown_column_near", "topik")),
        ('kind = "range", sheet = "study", columns = ["people"]', ("minimum", "pack.missing_key", None)),
        (
            'kind = "range", sheet = "study", columns = ["topic"], minimum = 1',
            ("columns", "pack.column_type", "topic"),
        ),
        (
            'kind = "range", sheet = "study", columns = ["people"], minimum = 2019-01-01',
            ("columns", "pack.column_type", "people"),
        ),
        (
            'kind = "range", sheet = "study", columns = ["people"], minimum = 2, maximum = 1',
            ("maximum", "pack.range_empty", None),
        ),
        (
            'kind = "range", sheet = "study", columns = ["date"], minimum = 2019-01-02, maximum = 2019-01-01',
            ("maximum", "pack.range_empty", None),
        ),
        (
            'kind = "range", sheet = "study", columns = ["date"], minimum = 2019-01-02, maximum = 7',
            ("maximum", "pack.not_a_date", "7"),
        ),
        (
            'kind = "range", sheet = "study", columns = ["date"], minimum = 2019-01-02T08:00:00',
            ("minimum", "pack.not_a_date", "2019-01-02 08:00:00"),
        ),
        ('kind = "choice", sheet = "study", columns = ["topic"]', ("columns", "pack.column_type", "topic")),
        ('kind = "pattern", sheet = "study", columns = ["topic"]', ("pattern", "pack.missing_key", None)),
        (
            'kind = "pattern", sheet = "study", columns = ["topic"], pattern = "(a"',
            ("pattern", "pack.bad_pattern", "(a"),
        ),
        (
            'kind = "pattern", sheet = "study", columns = ["topic"], forbids = "(?=a)"',
            ("forbids", "pack.bad_pattern", "(?=a)"),
        ),
        (
            'kind = "pattern", sheet = "study", columns = ["topic"], pattern = "a", forbids = "b"',
            ("pattern", "pack.one_or_other", None),
        ),
        (
            'kind = "pattern", sheet = "study", columns = ["date"], pattern = "a"',
            ("columns", "pack.column_type", "date"),
        ),
        ('kind = "date_in_period", sheet = "study", columns = ["rate"]', ("columns", "pack.column_type", "rate")),
        (
            'kind = "compare", sheet = "study", left = "people", operator = "<", right = "date"',
            ("right", "pack.column_type", "date"),
        ),
        (
            'kind = "compare", sheet = "study", left = "topic", operator = "<", right = "kind"',
            ("operator", "pack.not_one_of", "<"),
        ),
        (
            'kind = "compare", sheet = "study", left = "people", operator = "==", value = 3',
            ("operator", "pack.not_one_of_near", "=="),
        ),
        (
            'kind = "compare", sheet = "study", left = "people", operator = "<", value = "3"',
            ("value", "pack.not_a_number", "3"),
        ),
        (
            'kind = "compare", sheet = "study", left = "people", operator = "<", value = 3, right = "rate"',
            ("right", "pack.one_or_other", None),
        ),
        (
            'kind = "compare", sheet = "study", left = "kind", operator = "=", value = "会"',
            ("value", "pack.unknown_choice_near", "会"),
        ),
        ('kind = "ref", sheet = "study", column = "topic", to = "name"', ("to", "pack.not_a_sheet_column", "name")),
        (
            'kind = "ref", sheet = "study", column = "topic", to = "site.name"',
            ("to", "pack.unknown_sheet_near", "site"),
        ),
        (
            'kind = "ref", sheet = "study", column = "topic", to = "sites.names"',
            ("to", "pack.unknown_column_near", "names"),
        ),
        (
            'kind = "ref", sheet = "study", column = "topic", to = "sites.number"',
            ("to", "pack.column_type", "number"),
        ),
        (
            'kind = "sum_equals", sheet = "study", parts = ["topic"], totals = ["people"]',
            ("parts", "pack.column_type", "topic"),
        ),
        (
            'kind = "sum_equals", sheet = "openness", along = "rows", parts = ["grated"], totals = ["all"]',
            ("parts", "pack.unknown_row_near", "grated"),
        ),
        (
            'kind = "sum_equals", sheet = "openness", along = "rows", columns = "note", parts = "all", totals = "all"',
            ("columns", "pack.column_type", "note"),
        ),
        ('kind = "covers", sheet = "study", each = "month"', ("date", "pack.missing_key", None)),
        (
            'kind = "covers", sheet = "study", each = "week", date = "date"',
            ("each", "pack.not_one_of", "week"),
        ),
        (
            'kind = "covers", sheet = "study", each = "year", index = "people"',
            ("each", "pack.not_one_of", "year"),
        ),
        (
            'kind = "covers", sheet = "study", each = "month", date = "date", index = "people"',
            ("index", "pack.one_or_other", None),
        ),
        (
            'kind = "covers", sheet = "study", each = "month", date = "date", of = "sites.name"',
            ("of", "pack.needs_key", None),
        ),
        (
            'kind = "covers", sheet = "study", each = "month", date = "date", by = ["people"], of = "sites.name"',
            ("of", "pack.column_type", "name"),
        ),
        ('kind = "covers", sheet = "study", each = "month", date = "topic"', ("date", "pack.column_type", "topic")),
        (
            'kind = "covers", sheet = "study", each = "month", date = "date", count = "topic"',
            ("count", "pack.column_type", "topic"),
        ),
        (
            'kind = "covers", sheet = "study", each = "month", date = "date", at_least = 0',
            ("at_least", "pack.not_positive", Decimal(0)),
        ),
        ('kind = "at_most", sheet = "study"', ("maximum", "pack.missing_key", None)),
        (
            'kind = "outlier", sheet = "study", column = "people", factor = 0',
            ("factor", "pack.not_positive", Decimal(0)),
        ),
        ('kind = "changed_over", indicator = "F1", percent = 1', ("indicator", "pack.unknown_indicator_near", "F1")),
        ('kind = "changed_over", indicator = "F01"', ("percent", "pack.missing_key", None)),
        ('kind = "changed_over", indicator = "F01", percent = 0', ("percent", "pack.not_positive", Decimal(0))),
        (
            'kind = "differs_from_last_year", sheet = "study", indicator = "F01"',
            ("sheet", "pack.no_sheet_wanted", None),
        ),
        ('kind = "require", sheet = "study"', ("require", "pack.missing_key", None)),
        (
            'kind = "require", sheet = "study", require = "people + 1"',
            ("require", "pack.expression.not_a_boolean", "people + 1"),
        ),
        (
            'kind = "require", sheet = "study", require = "parameters.year > 1"',
            ("require", "pack.expression.no_column", "parameters.year > 1"),
        ),
        ('kind = "require", require = "people > 1"', ("require", "pack.expression.unknown_name", "people")),
        ('kind = "require", require = "F01 > 1", where = { kind = "会议" }', ("where", "pack.unknown_key", None)),
        ('kind = "range", sheet = "study", columns = ["people"], min = 1', ("min", "pack.unknown_key_near", None)),
    ],
)
def test_what_it_does_not_take_is_told_at_its_key(settings: str, expected: tuple[str, str, object]) -> None:
    assert faults(settings) == [expected]


def test_a_packs_own_wording_may_name_only_values_that_the_kind_gives() -> None:
    rules = """\
[[rule]]
id = "R1"
kind = "range"
sheet = "study"
columns = ["people"]
minimum = 1
message.zh-Hans = "{value} 少于 {minimun}，{there}"
"""

    assert [said(fault) for fault in faults_of(pack_files(LEDGER, rules))] == [
        "rules.toml:7 rule[1].message.zh-Hans pack.unknown_placeholder",
        "rules.toml:7 rule[1].message.zh-Hans pack.unknown_placeholder_near",
    ]
