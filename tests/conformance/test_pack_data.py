"""A pack written as data and made again is the same pack, with every rule kind and aggregation there is."""

from __future__ import annotations

import marshal

from tests.conformance import test_aggregations, test_checks
from tests.support.annual_report import annual_pack
from tests.support.rules import pack, read_rule
from tests.support.study_pack import study_pack
from xltools.core.pack import Indicator, Pack
from xltools.core.pack_parsing.pack_data import pack_as_data, pack_of_data


def again(written: Pack) -> Pack:
    return pack_of_data(marshal.loads(marshal.dumps(pack_as_data(written))))  # noqa: S302 what was just written


def assert_made_again(written: Pack) -> None:
    made = again(written)

    assert made == written
    assert pack_as_data(made) == pack_as_data(written)  # as exact: to Decimal, 1 and 1.0 are equal


def test_a_whole_pack_is_made_again_with_its_order_and_its_exact_numbers() -> None:
    for written in (annual_pack(), study_pack()):
        assert_made_again(written)


def test_a_rule_of_every_kind_is_made_again() -> None:
    for case in test_checks.all_cases():
        settings = case.data["rule"]
        assert isinstance(settings, dict)
        written = pack((read_rule({"id": "R", "kind": case.kind, **settings}, case.scope),), case.scope)

        assert_made_again(written)


def test_an_indicator_of_every_aggregation_is_made_again() -> None:
    for case in test_aggregations.all_cases():
        indicator = Indicator("F01", {}, test_aggregations.declared(case), "次")
        written = pack((), case.scope, {"F01": indicator})

        assert_made_again(written)


def test_values_that_are_equal_are_made_once() -> None:
    made = again(annual_pack())
    declared = [column for sheet in made.sheets.values() for column in sheet.columns]
    judged = [column for rule in made.rules for column in getattr(rule.check, "declared", ())]

    assert judged
    for column in judged:
        assert all(one is column for one in declared if one == column)
