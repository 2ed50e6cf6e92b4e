"""Values of a pack in one cell: what people type, and that every value comes back."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.pack_books.cell_notation import (
    NotationError,
    conditions_cell,
    named_cell,
    read_conditions,
    read_named,
    read_scalar,
    read_text,
    read_texts,
    scalar_cell,
    text_cell,
    texts_cell,
)

SIGNS = st.text(st.sampled_from("甲ab5-. \n\"'、,，;；=≥<>()[]“”in"), max_size=8) | st.text(max_size=6)
NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,5}", fullmatch=True)
NUMBERS = st.integers(-(10**15), 10**15) | st.decimals(-1000, 1000, places=3)
ITEMS = NUMBERS | SIGNS.filter(bool)
BOUNDS = NUMBERS | NAMES
WANTED = st.one_of(
    ITEMS,
    st.fixed_dictionaries({"in": st.lists(ITEMS, min_size=1, max_size=4)}),
    st.fixed_dictionaries({"filled": st.booleans()}),
    st.fixed_dictionaries({"minimum": BOUNDS}),
    st.fixed_dictionaries({"maximum": BOUNDS}),
    st.fixed_dictionaries({"minimum": BOUNDS, "maximum": BOUNDS}),
)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("kind = 讲座; people >= 5", {"kind": "讲座", "people": {"minimum": 5}}),
        ("kind＝讲座；people≥5", {"kind": "讲座", "people": {"minimum": 5}}),
        ("kind = 讲座、展览", {"kind": {"in": ["讲座", "展览"]}}),
        ("kind in 讲座", {"kind": {"in": ["讲座"]}}),
        ('kind in "甲、乙",丙', {"kind": {"in": ["甲、乙", "丙"]}}),
        ("people >= 1\npeople <= 9.5", {"people": {"minimum": 1, "maximum": Decimal("9.5")}}),
        ("closed <= due", {"closed": {"maximum": "due"}}),
        ("filled(reply); not filled(note)", {"reply": {"filled": True}, "note": {"filled": False}}),
        ("filled（reply）；", {"reply": {"filled": True}}),
        ('batch = "3"', {"batch": "3"}),
        ("batch = 3", {"batch": 3}),
        ('said = 他说"好"了', {"said": '他说"好"了'}),
        ("in = in", {"in": "in"}),
        (" [] ", {}),
    ],
)
def test_conditions_as_people_type_them(typed: str, meant: object) -> None:
    assert read_conditions(typed) == meant


@pytest.mark.parametrize(
    ("typed", "key", "value"),
    [
        ("kind", "not_a_condition", "kind"),
        ("kind =", "not_a_condition", "kind ="),
        ("people > 5", "not_a_condition", "people > 5"),
        ("people != 5; kind = a", "not_a_condition", "people != 5"),
        ("people >= 1、2", "not_a_condition", "people >= 1、2"),
        ('kind = "讲座', "open_quotation", 'kind = "讲座'),
        ("kind = a;; b = c", "nothing_between", "kind = a;; b = c"),
        ("kind = a; kind = b", "condition_twice", "kind = b"),
        ("people >= 1; people >= 2", "condition_twice", "people >= 2"),
        ("filled(a); a = 1", "condition_twice", "a = 1"),
    ],
)
def test_what_is_no_condition_is_refused_with_the_part_that_is_wrong(typed: str, key: str, value: str) -> None:
    with pytest.raises(NotationError) as caught:
        read_conditions(typed)

    assert (caught.value.key, caught.value.value) == (f"pack_xlsx.{key}", value)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("date; kind", ["date", "kind"]),
        ("党组、支部，工会", ["党组", "支部", "工会"]),
        ("date\nkind\n", ["date", "kind"]),
        ('"a,b"; c', ["a,b", "c"]),
        ("one", ["one"]),
        ("[]", []),
        ('"[]"', ["[]"]),
    ],
)
def test_lists_as_people_type_them(typed: str, meant: list[str]) -> None:
    assert read_texts(typed) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5", 5),
        ("-0.50", Decimal("-0.50")),
        ("2019-05-01", date(2019, 5, 1)),
        ("2019-02-30", "2019-02-30"),
        ("05", "05"),
        ('"5"', "5"),
        ('""', ""),
        (" 是 ", "是"),
    ],
)
def test_numbers_dates_and_texts_are_told_apart(typed: str, meant: object) -> None:
    read = read_scalar(typed)
    assert (read, type(read)) == (meant, type(meant))


@given(SIGNS)
def test_every_text_comes_back(text: str) -> None:
    assert read_text(text_cell(text)) == text


@given(ITEMS | st.dates())
def test_every_number_date_and_text_comes_back_as_what_it_is(value: str | int | Decimal | date) -> None:
    read = read_scalar(scalar_cell(value))
    assert (read, type(read)) == (value, type(value))


@given(st.lists(SIGNS, max_size=5))
def test_every_list_comes_back(texts: list[str]) -> None:
    assert read_texts(texts_cell(texts)) == texts


@given(st.dictionaries(NAMES, WANTED, max_size=4))
def test_all_conditions_come_back_in_their_order(conditions: dict[str, object]) -> None:
    cell = conditions_cell(conditions)
    read = read_conditions(cell)

    assert (read, list(read)) == (conditions, list(conditions))


@given(st.dictionaries(SIGNS, SIGNS, max_size=4))
def test_all_names_come_back(names: dict[str, str]) -> None:
    assert read_named(named_cell(names)) == names
