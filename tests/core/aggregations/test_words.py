"""A definition and the reason for no value are said in the reader's language, with the workbook's own words."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest

from tests.conformance.test_aggregations import aggregation_class
from tests.support.catalogs import CATALOGS
from tests.support.drawing import sheet
from xltools.core.aggregations.aggregation import Aggregation, Names
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.sheets import Sheet

LABELS = {"day": "日期", "kind": "类别", "people": "人数", "closed": "办结", "seats": "应到", "year": "年度"}


def labelled(declared: Sheet, label: str) -> Sheet:
    columns = (replace(column, label={"zh-Hans": LABELS[column.name]}) for column in declared.columns)
    return replace(declared, label={"zh-Hans": label}, columns=tuple(columns))


COLUMNS = {"day": "date", "kind": "text", "people": "integer", "closed": "date", "seats": "integer"}
STUDY = labelled(sheet("study", COLUMNS), "学习台账")
FORM = labelled(sheet("form", {"year": "integer"}, "form"), "参数")
SCOPE = Scope({"study": STUDY, "form": FORM}, {}, ("F01", "F02"), {"base": Decimal(1949)})
NAMES = Names(SCOPE.sheets, {"F01": {"zh-Hans": "次数"}, "F02": {"zh-Hans": "总数"}}, "zh-Hans")


def declared(name: str, settings: Mapping[str, object]) -> Aggregation:
    faults: list[Finding] = []
    aggregation = aggregation_class(name).from_entry(Entry(settings, "indicators.toml", "i", SCOPE, faults))
    assert faults == []
    return aggregation


@pytest.mark.parametrize(
    ("name", "settings", "said"),
    [
        ("count", {}, "“学习台账”的行数"),
        ("count", {"where": {"kind": "a"}, "in_period": "day"}, "“学习台账”中“类别”为“a”，“日期”在本年度的行数"),
        ("count", {"where": {"kind": {"in": ["a", "b"]}}}, "“学习台账”中“类别”为a、b之一的行数"),
        ("count", {"where": {"people": {"minimum": 1}}}, "“学习台账”中“人数”不小于1的行数"),
        ("count", {"where": {"people": {"maximum": "seats"}}}, "“学习台账”中“人数”不大于“应到”的行数"),
        ("count", {"where": {"closed": {"minimum": "day"}}}, "“学习台账”中“办结”不早于“日期”的行数"),
        ("count", {"where": {"kind": {"filled": False}}}, "“学习台账”中“类别”未填的行数"),
        ("sum", {"column": "people"}, "“学习台账”各行“人数”之和"),
        ("distinct", {"column": "kind"}, "“学习台账”里不同的“类别”有几个"),
        ("latest", {"column": "people", "date": "day"}, "“学习台账”里“日期”最晚一行的“人数”"),
        ("months_with", {"date": "day"}, "“学习台账”中“日期”在本年度的行分布在几个月"),
    ],
)
def test_a_definition_over_rows_is_said(name: str, settings: Mapping[str, object], said: str) -> None:
    phrase = declared(name, {"sheet": "study", **settings}).words(NAMES)

    assert CATALOGS["zh-Hans"].phrase(phrase) == said


@pytest.mark.parametrize(
    ("name", "settings", "said"),
    [
        ("share", {"numerator": "F01", "denominator": "F02"}, "次数 ÷ 总数 × 100"),
        ("change", {"indicator": "F01"}, "次数比上年增减的百分比"),
        (
            "expr",
            {"expression": "F01 / (form.year - base)"},
            "F01 / (form.year - base)（F01 为“次数”，form.year 为“参数”的“年度”，base 为 1949）",
        ),
        ("expr", {"expression": "1 + 1"}, "1 + 1"),
        ("expr", {"expression": "form.year"}, "“参数”的“年度”"),
    ],
)
def test_a_definition_over_indicators_is_said(name: str, settings: Mapping[str, object], said: str) -> None:
    assert CATALOGS["zh-Hans"].phrase(declared(name, settings).words(NAMES)) == said
