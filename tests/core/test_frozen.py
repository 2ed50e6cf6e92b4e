"""A class of frozen values is what ``dataclasses`` would make of it."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from dataclasses import field as stdlib_field
from dataclasses import replace as stdlib_replace
from typing import Any, ClassVar

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.frozen import as_dict, field, frozen, replace


@frozen
class Range:
    """A value with every sort of field."""

    kind: ClassVar[str] = "range"
    sheet: str
    first: int = 1
    notes: Mapping[str, int] = field(default_factory=dict)
    label: str = field(default_factory=str, compare=False)

    def __post_init__(self) -> None:
        if self.first < 0:
            raise ValueError(self.first)

    def shifted(self, by: int) -> Range:
        """Give the range further down."""
        return replace(self, first=self.first + by)


@frozen
class Nothing:
    """A value without fields."""


@dataclass(frozen=True, slots=True)
class Like:
    """The same fields, made into a class by the standard library."""

    sheet: str
    first: int = 1
    notes: Mapping[str, int] = stdlib_field(default_factory=dict)
    label: str = stdlib_field(default="", compare=False)


FIELDS = st.fixed_dictionaries(
    {"sheet": st.text(max_size=2)},
    optional={"first": st.integers(0, 2), "notes": st.just({"a": 1}), "label": st.text(max_size=1)},
)


@given(FIELDS, FIELDS)
def test_values_are_shown_and_compared_as_those_of_the_standard_library(one: Any, other: Any) -> None:
    ours, theirs = (Range(**one), Range(**other)), (Like(**one), Like(**other))

    assert repr(ours[0]) == repr(theirs[0]).replace("Like(", "Range(")
    assert (ours[0] == ours[1]) == (theirs[0] == theirs[1])
    assert Range(*as_dict(ours[0]).values()) == ours[0]
    assert as_dict(replace(ours[0], first=7)) == as_dict(stdlib_replace(theirs[0], first=7))


@given(FIELDS, FIELDS)
def test_equal_values_are_one_member_of_a_set(one: Any, other: Any) -> None:
    ours = [Range(**{**fields, "notes": ()}) for fields in (one, other)]

    assert (len(set(ours)) == 1) == (ours[0] == ours[1])


def test_two_classes_with_equal_fields_make_different_values() -> None:
    like: object = Like("L1")

    assert Range("L1") != like
    assert Nothing() == Nothing()
    assert repr(Nothing()) == "Nothing()"
    assert hash(Nothing()) == hash(Nothing())


def test_a_default_is_made_anew_for_each_value() -> None:
    assert Range("L1").notes is not Range("L1").notes


@pytest.mark.parametrize("change", [lambda value: setattr(value, "first", 2), lambda value: delattr(value, "first")])
def test_a_value_cannot_be_changed(change: Any) -> None:
    value = Range("L1")

    with pytest.raises(AttributeError, match=r"Range\.first cannot be changed"):
        change(value)
    assert value == Range("L1")
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize(
    ("values", "named", "wrong"),
    [
        ((), {}, r"missing \['sheet'\], unknown or given twice \[\]"),
        (("L1",), {"frist": 2}, r"missing \[\], unknown or given twice \['frist'\]"),
        (("L1", 1), {"first": 2}, r"missing \[\], unknown or given twice \['first'\]"),
        (("L1", 1, {}, "", 5), {}, r"missing \[\], unknown or given twice \[5\]"),
    ],
)
def test_wrong_arguments_are_named(values: tuple[Any, ...], named: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TypeError, match=wrong):
        Range(*values, **named)


def test_a_class_may_refuse_a_value() -> None:
    with pytest.raises(ValueError, match="-1"):
        Range("L1").shifted(-2)


def test_a_value_is_matched_by_position() -> None:
    match Range("L1", 3):
        case Range(sheet, first):
            assert (sheet, first) == ("L1", 3)


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_a_value_can_be_copied(again: Any) -> None:
    assert again(Range("L1", 3, {"a": 1}, "甲")) == Range("L1", 3, {"a": 1})


def test_a_class_keeps_what_it_says_itself() -> None:
    @frozen
    class Shown:
        name: str

        def __repr__(self) -> str:
            return self.name

    assert repr(Shown("甲")) == "甲"
    assert Shown.__doc__ is None
    assert (Range.__name__, Range.__module__, Range.kind) == ("Range", __name__, "range")
