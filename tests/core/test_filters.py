"""Conditions keep the rows that meet all of them, and a wrong one stops the pack."""

from decimal import Decimal

import pytest

from tests.support.drawing import choices, sheet, table
from xltools.core.filter_reader import read_filter
from xltools.core.filters import Filter
from xltools.core.findings import Param
from xltools.core.sheets import Period

STUDY = sheet(
    "study",
    {
        "day": "date",
        "kind": "select_one kinds",
        "people": "integer",
        "proof": "text",
        "seats": "integer",
        "booked": "date",
    },
)
DRAWN = table(
    STUDY,
    """
    | day        | kind   | people | proof | seats | booked     |
    | 2019-01-01 | 中心组  | 9      | a1    | 9     | 2019-01-02 |
    | 2019-12-31 | 干部    | 20     |       | 19    | 2019-12-31 |
    | 2020-01-01 | 中心组  |        | 不适用 | 5     |            |
    |            | 中心组  | 不详    | A1    |       | 2019-01-02 |
    """,
)
KINDS = {"kinds": choices("中心组", "干部")}


def read(where: object) -> tuple[Filter, list[tuple[str, str]]]:
    faults: list[tuple[str, str]] = []

    def fault(key: str, message: str, **params: Param) -> None:
        del params
        faults.append((key, message))

    return read_filter(where, STUDY, "where", fault, KINDS), faults


@pytest.mark.parametrize(
    ("where", "kept"),
    [
        ({}, [0, 1, 2, 3]),
        ({"kind": "中心组"}, [0, 2, 3]),
        ({"kind": {"in": ["中心组", "干部"]}}, [0, 1, 2, 3]),
        ({"people": 9}, [0]),
        ({"people": {"minimum": 9, "maximum": Decimal("19.5")}}, [0]),
        ({"people": {"minimum": 10}}, [1]),
        ({"proof": {"filled": True}}, [0, 3]),
        ({"proof": {"filled": False}}, [1, 2]),
        ({"proof": "a1"}, [0]),
        ({"people": {"maximum": "seats"}}, [0]),
        ({"day": {"minimum": "booked"}}, [1]),
        ({"kind": "中心组", "people": {"filled": True}}, [0]),
    ],
)
def test_a_filter_keeps_the_rows_that_meet_every_condition(where: object, kept: list[int]) -> None:
    conditions, faults = read(where)

    assert list(conditions.matching(DRAWN, range(4), Period.of_year(2019))) == kept
    assert faults == []


@pytest.mark.parametrize(
    ("where", "fault"),
    [
        ("kind = 中心组", ("where", "pack.not_a_table")),
        ({"knid": "中心组"}, ("where.knid", "pack.unknown_column")),
        ({"kind": "中心祖"}, ("where.kind", "pack.unknown_choice")),
        ({"kind": 5}, ("where.kind", "pack.not_a_text")),
        ({"kind": ""}, ("where.kind", "pack.not_a_text")),
        ({"people": "9"}, ("where.people", "pack.not_a_number")),
        ({"people": True}, ("where.people", "pack.not_a_number")),
        ({"kind": {"minimum": 1}}, ("where.kind.minimum", "pack.not_a_condition")),
        ({"kind": {"minimum": "proof"}}, ("where.kind.minimum", "pack.not_a_condition")),
        ({"day": {"minimum": "people"}}, ("where.day.minimum", "pack.column_type")),
        ({"day": {"maximum": "dya"}}, ("where.day.maximum", "pack.unknown_column")),
        ({"people": {"maximum": "9"}}, ("where.people.maximum", "pack.unknown_column")),
        ({"people": {"minimum": 9, "maximum": 8}}, ("where.people", "pack.range_empty")),
        ({"people": Decimal("Infinity")}, ("where.people", "pack.number_size")),
        ({"people": Decimal("0.1234567890123456")}, ("where.people", "pack.number_size")),
        ({"people": {"over": 1}}, ("where.people", "pack.not_a_condition")),
        ({"people": {}}, ("where.people", "pack.not_a_condition")),
        ({"kind": {"in": []}}, ("where.kind.in", "pack.empty")),
        ({"kind": {"in": ["中心组"], "filled": True}}, ("where.kind", "pack.not_a_condition")),
        ({"day": "2019-01-01"}, ("where.day", "pack.not_a_condition")),
        ({"proof": "不详"}, ("where.proof", "pack.not_a_condition")),
    ],
)
def test_a_wrong_condition_is_a_fault_at_its_key(where: object, fault: tuple[str, str]) -> None:
    conditions, faults = read(where)

    assert faults == [fault]
    assert conditions == Filter()
