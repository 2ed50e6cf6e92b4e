"""Data as TOML in one form, with the comments that stood in the file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.findings import Finding
from xltools.core.pack_books.toml_comments import read_comments
from xltools.core.pack_books.toml_writer import write_toml, written_value
from xltools.core.pack_parsing.toml_text import read_toml

WRITTEN = """\
# About the file.

id = "a"
label.zh-Hans = "甲"
# beside a key
label.en = "A"

[constants]
# why
five = 5.0

# about the rule
[[rule]]
pattern = '\\d+'
where = { kind = "讲座", people = { minimum = 1 } }
day = 2019-05-01

[[rule.part]]
rows = \"""
| a | "b" |
| c | \\\\| |
\"""
"""


def test_a_written_file_read_with_its_comments_is_written_the_same() -> None:
    data = read_toml(WRITTEN, "a.toml", [])

    assert write_toml(data, {"label"}, read_comments(WRITTEN)) == WRITTEN


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (True, "true"),
        (5, "5"),
        (Decimal("5.0"), "5.0"),
        (Decimal("1E+3"), "1000.0"),
        (date(2019, 5, 1), "2019-05-01"),
        ('a"b', '"a\\"b"'),
        ("it's \\d", '"it\'s \\\\d"'),
        ("\u200b", '"\\u200B"'),
        ([], "[]"),
        ({}, "{}"),
    ],
)
def test_values_are_written_on_one_line(value: object, written: str) -> None:
    assert written_value(value) == written


@given(st.dictionaries(st.text(min_size=1, max_size=5), st.text() | st.integers() | st.lists(st.text()), max_size=4))
def test_whatever_is_written_is_read_as_it_was(data: dict[str, object]) -> None:
    faults: list[Finding] = []

    read = read_toml(write_toml(data), "a.toml", faults)

    assert (read, faults) == (data, [])
