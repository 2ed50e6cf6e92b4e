"""Indicators are computed from exact values, rounded once, and compared with target, last year and workbook."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.drawing import dataset, table
from tests.support.packs import PLAIN_HEADER, parsed
from xltools.core.dataset import UNREADABLE, Dataset, ShownIndicator, Value
from xltools.core.findings import Finding, Location, Severity
from xltools.core.frozen import replace
from xltools.core.indicators import compute, disagreements
from xltools.core.outcomes import Outcome, Phrase
from xltools.core.pack import Pack
from xltools.core.sheets import Blank
from xltools.core.validate import validate

HEADER = f"""\
{PLAIN_HEADER}
[targets]
sheet = "aims"
key = "indicator"
value = "aim"
[last_year]
sheet = "before"
key = "indicator"
value = "value"
"""
SHEETS = """\
[[sheet.column]]
name = "counted"
label = "是否统计"
type = "select_one"
choices = "yes_no"
missing = ["unknown"]
[[sheet]]
name = "study"
kind = "ledger"
label = "学习台账"
[[sheet.column]]
name = "kind"
label = "类别"
type = "text"
[[sheet.column]]
name = "people"
label = "人数"
type = "decimal"
missing = ["unknown"]
[[sheet]]
name = "aims"
kind = "ledger"
label = "目标"
[[sheet.column]]
name = "indicator"
label = "指标"
type = "select_one"
choices = "indicators"
[[sheet.column]]
name = "aim"
label = "目标值"
type = "decimal"
[[sheet]]
name = "before"
kind = "ledger"
label = "上年"
[[sheet.column]]
name = "indicator"
label = "指标"
type = "select_one"
choices = "indicators"
[[sheet.column]]
name = "value"
label = "数值"
type = "decimal"
"""
CHOICES = "list_name,name,filter,label::zh-Hans\nyes_no,是,,是\nyes_no,否,,否\n"
INDICATORS = """\
[[indicator]]
id = "share"
label = "占比"
unit = "%"
decimals = 1
aggregate = "share"
numerator = "third"
denominator = "people"
[[indicator]]
id = "third"
label = "三分之一"
decimals = 0
aggregate = "expr"
expression = "people / 3"
[[indicator]]
id = "people"
label = "人数"
decimals = 2
aggregate = "sum"
sheet = "study"
column = "people"
[[indicator]]
id = "most"
label = "最多"
decimals = 2
aggregate = "max"
sheet = "study"
column = "people"
[[indicator]]
id = "asked"
label = "按参数统计"
when = "parameters.counted == '是'"
aggregate = "count"
sheet = "study"
[[indicator]]
id = "twice"
label = "两倍"
aggregate = "expr"
expression = "asked * 2"
"""
PACK = parsed(SHEETS, indicators=INDICATORS, choices=CHOICES, header=HEADER)
YES = "| year | unit | counted |\n| 2019 | 街道 | 是 |"
STUDY = "| kind | people |\n| a | 4 |\n| b | 6.005 |"


def workbook(pack: Pack = PACK, **drawn: str) -> Dataset:
    drawings = {"parameters": YES, "study": STUDY, **drawn}
    return dataset(*(table(pack.sheets[name], text) for name, text in drawings.items()))


def outcomes(**drawn: str) -> Mapping[str, Outcome]:
    return compute(workbook(PACK, **drawn), PACK)


def test_a_value_is_rounded_once_at_the_end() -> None:
    found = outcomes()

    assert (found["people"].exact, found["people"].value) == (Decimal("10.005"), Decimal("10.01"))
    assert (found["third"].exact, found["third"].value) == (Decimal("3.335"), Decimal(3))
    assert found["share"].value == Decimal("33.3")


def test_what_an_indicator_is_computed_from_may_stand_after_it_in_the_pack() -> None:
    assert list(outcomes()) == ["people", "third", "share", "most", "asked", "twice"]


def test_the_rows_behind_a_quotient_are_those_of_its_parts_once() -> None:
    found = outcomes()["share"]

    assert [(behind.title, list(behind.rows), behind.columns) for behind in found.rows] == [("study", [2, 3], ("B",))]


def test_an_unreadable_cell_leaves_no_value_in_all_that_is_computed_from_it_and_the_first_is_named() -> None:
    found = outcomes(study="| kind | people |\n| a | # |")
    unreadable = Phrase("indicator.unreadable", {"sheet": "study", "cells": ("B2",), "count": 1})

    assert found["people"].reason == unreadable
    for name in ("third", "share"):
        assert found[name].value is None
        assert found[name].reason == Phrase("indicator.part_missing", {"indicator": "people", "reason": (unreadable,)})


def test_an_indicator_whose_condition_does_not_hold_is_not_part_of_the_report() -> None:
    found = outcomes(parameters="| year | unit | counted |\n| 2019 | 街道 | 否 |")

    assert (found["asked"].active, found["asked"].value, found["asked"].exact) == (False, None, None)
    assert found["twice"].reason == Phrase(
        "indicator.part_missing", {"indicator": "asked", "reason": (Phrase("indicator.inactive"),)}
    )


@pytest.mark.parametrize("answer", ["", "不详", "#"])
def test_an_indicator_whose_condition_is_open_has_no_value_and_the_field_is_named(answer: str) -> None:
    found = outcomes(parameters=f"| year | unit | counted |\n| 2019 | 街道 | {answer} |")["asked"]
    field = Phrase("indicator.field", {"sheet": "parameters", "field": "是否统计", "cell": "C2"})

    assert (found.active, found.value) == (True, None)
    assert found.reason == Phrase("indicator.when_unknown", {"fields": (field,)})


def test_a_field_that_the_workbook_lacks_is_named_as_the_pack_does() -> None:
    found = compute(dataset(table(PACK.sheets["study"], STUDY)), PACK)["asked"]

    field = Phrase("indicator.field_absent", {"field": "parameters.counted"})
    assert found.reason == Phrase("indicator.when_unknown", {"fields": (field,)})


def test_target_and_last_year_stand_beside_the_id_and_the_first_of_two_counts() -> None:
    found = outcomes(
        aims="| indicator | aim |\n| PEOPLE | 9 |\n| people | |\n| people | 8 |\n| people | 7 |",
        before="| indicator | value |\n| people | 12 |\n| third | 0 |\n| most | # |",
    )

    assert (found["people"].target, found["people"].completion) == (Decimal(8), Decimal("125.13"))
    assert (found["people"].last_year, found["people"].change) == (Decimal(12), Decimal("-16.58"))
    assert (found["third"].last_year, found["third"].change) == (Decimal(0), None)
    assert (found["most"].last_year, found["most"].target) == (None, None)


def test_a_target_of_0_has_no_completion() -> None:
    found = outcomes(aims="| indicator | aim |\n| people | 0 |")["people"]

    assert (found.target, found.completion) == (Decimal(0), None)


def shown(pack: Pack, book: Dataset, **values: Value) -> list[tuple[str, object]]:
    places = {name: Location("指标", row, 3) for row, name in enumerate(pack.indicators, 4)}
    book = replace(book, shown={name: ShownIndicator(places[name], value) for name, value in values.items()})
    found = disagreements(book, compute(book, pack), pack)
    assert all(finding.location in places.values() for finding in found)
    return [(finding.key.removeprefix("indicator.workbook_"), finding.params["value"]) for finding in found]


@pytest.mark.parametrize(
    ("value", "wrong"),
    [
        (Decimal("10.01"), []),
        (Decimal("10.009999999999999"), []),  # as a file may spell the same double
        (Decimal("10.012"), [("differs", Decimal("10.012"))]),  # it would show as 10.01
        (Decimal(9), [("differs", Decimal(9))]),
        (Blank.EMPTY, [("shows_none", None)]),
        (UNREADABLE, [("shows_none", None)]),
        ("十", [("shows_none", "十")]),
    ],
)
def test_what_the_workbook_shows_must_be_the_value(value: Value, wrong: list[tuple[str, object]]) -> None:
    assert shown(PACK, workbook(), people=value) == wrong


def test_a_workbook_that_was_never_computed_is_told_so_once() -> None:
    places = {name: Location("指标", row, 3, order=9) for row, name in enumerate(PACK.indicators, 4)}
    empty = {name: ShownIndicator(place, UNREADABLE) for name, place in places.items()}
    book = replace(workbook(), shown=empty)
    computed = compute(book, PACK)

    (found,) = disagreements(book, computed, PACK)

    valued = sum(outcome.value is not None for outcome in computed.values())
    assert (found.key, found.location) == ("indicator.workbook_not_computed", Location("指标", order=9))
    assert found.params == {"count": valued}
    assert valued > 1


def test_what_has_no_value_must_show_none_unless_cells_that_are_named_already_are_the_reason() -> None:
    nobody = workbook(study="| kind | people |")
    unreadable = workbook(study="| kind | people |\n| a | # |\n| b | 3 |")
    inactive = workbook(parameters="| year | unit | counted |\n| 2019 | 街道 | 否 |")

    assert shown(PACK, nobody, most=Blank.EMPTY, people=Decimal(0)) == []
    assert shown(PACK, nobody, most=Decimal(3)) == [("shows_value", Decimal(3))]
    assert shown(PACK, unreadable, most=Decimal(3), people=Decimal(3), third=Decimal(1)) == []
    assert shown(PACK, inactive, asked=Decimal(2)) == [("shows_inactive", Decimal(2))]
    assert shown(PACK, inactive, asked=Blank.EMPTY, twice=Decimal(4)) == [("shows_value", Decimal(4))]


def test_where_records_below_their_table_make_the_difference_the_error_is_there_once() -> None:
    book = workbook(study="| kind | people |\n| a | 4 |\n| b | 6 |")
    last = book.tables["study"].location(1, None)
    below = Finding(Severity.WARNING, last, "structure.outside_table", {"value": "A1:B2", "count": 1, "rows": ("3:3",)})
    place = Location("指标", 4, 3)
    shown = {"people": ShownIndicator(place, Decimal(4)), "most": ShownIndicator(place, Decimal(4))}
    book = replace(book, shown=shown, findings=(below,))
    same = replace(book, shown={"people": ShownIndicator(place, compute(book, PACK)["people"].value or Decimal(0))})

    assert disagreements(book, compute(book, PACK), PACK) == (replace(below, severity=Severity.ERROR),)
    assert validate(book, PACK).findings == (replace(below, severity=Severity.ERROR),)
    assert disagreements(same, compute(same, PACK), PACK) == ()


CELLS = st.lists(
    st.tuples(st.sampled_from("ab "), st.decimals(-99, 99, places=2) | st.just("")), min_size=1, max_size=9
)


@given(CELLS, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_changes_no_value(rows: list[tuple[str, object]], chance: object) -> None:
    mixed = list(rows)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    first, second = (
        outcomes(study="\n".join(["| kind | people |", *(f"| {kind} | {people} |" for kind, people in drawn)]))
        for drawn in (rows, mixed)
    )

    assert [one.value for one in first.values()] == [one.value for one in second.values()]


BY_KIND = parsed(
    SHEETS,
    choices=CHOICES,
    header=HEADER,
    indicators="".join(
        f'[[indicator]]\nid = "{name}"\nlabel = "{name}"\ndecimals = 2\naggregate = "{how}"\nsheet = "study"\n{more}\n'
        for name, how, more in (
            ("all", "sum", 'column = "people"'),
            ("a", "sum", 'column = "people"\nwhere = { kind = "a" }'),
            ("b", "sum", 'column = "people"\nwhere = { kind = "b" }'),
            ("none", "sum", 'column = "people"\nwhere = { kind = { filled = false } }'),
            ("few", "count", "where = { people = { maximum = 5 } }"),
            ("many", "count", "where = { people = { minimum = 6 } }"),
            ("blank", "count", "where = { people = { filled = false } }"),
        )
    ),
)


@given(st.lists(st.tuples(st.sampled_from("ab "), st.integers(0, 9) | st.just("")), max_size=9))
def test_the_parts_add_up_to_the_whole(rows: list[tuple[str, object]]) -> None:
    drawn = [f"| {kind} | {people} |" for kind, people in rows if (kind, people) != (" ", "")]
    book = workbook(BY_KIND, study="\n".join(["| kind | people |", *drawn]))

    found = {name: outcome.value or Decimal(0) for name, outcome in compute(book, BY_KIND).items()}

    assert found["all"] == found["a"] + found["b"] + found["none"]
    assert found["few"] + found["many"] + found["blank"] == len(drawn)
