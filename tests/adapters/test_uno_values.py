"""What becomes of a value that is written to a cell, before LibreOffice sees it."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.adapters.uno_values import Entry, Kind, entry, moment, serial, typed

BASE = dt.datetime.fromisoformat("1899-12-30")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        (".5", Entry(0.5)),
        ("5.", Entry(5.0)),
        ("+3", Entry(3.0)),
        (" 12 ", Entry(12.0)),
        ("1e3", Entry(1000.0)),
        ("1e999", Entry("1e999", Kind.TEXT)),
        ("E-001", Entry("E-001", Kind.TEXT)),
        ("1E", Entry("1E", Kind.TEXT)),
        ("%", Entry("%", Kind.TEXT)),
        ("1,2345", Entry("1,2345", Kind.TEXT)),
        ("=A1", Entry("=A1", Kind.TEXT, formula=True)),
        ("'=A1", Entry("=A1", Kind.TEXT)),
        ("2019-02-30", Entry("2019-02-30", Kind.TEXT)),
    ],
)
def test_what_is_a_number_is_read_as_one_and_nothing_else(text: str, made: Entry) -> None:
    assert typed(text, BASE) == made


@given(st.text(st.sampled_from("0123456789.,+-eE%'=/年月日: aN\u0664\uff12"), max_size=12))
def test_any_text_becomes_a_finite_number_or_stays_a_text(text: str) -> None:
    made = typed(text, BASE)

    assert isinstance(made.value, str) or math.isfinite(made.value)
    assert made.formula == (text.startswith("=") and len(text) > 1)
    assert entry(text, BASE, as_text=True) == Entry(text, Kind.TEXT)


@given(st.datetimes(max_value=dt.datetime.fromisoformat("9999-12-31 23:00")))
def test_a_moment_is_its_number_and_back_to_the_millisecond(at: dt.datetime) -> None:
    assert abs(moment(serial(at, BASE), BASE) - at) <= dt.timedelta(milliseconds=1)


@pytest.mark.parametrize("value", [b"x", [1], object()])
def test_what_no_cell_can_hold_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        entry(value, BASE)


def test_a_number_that_is_none_is_refused_before_libreoffice_sees_it() -> None:
    with pytest.raises(ValueError, match="nan"):
        entry(math.nan, BASE)
