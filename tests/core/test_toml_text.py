from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xltools.core.findings import Finding
from xltools.core.pack_parsing.toml_text import read_toml


def fault(text: str) -> tuple[int | None, str]:
    faults: list[Finding] = []
    assert read_toml(text, "x.toml", faults) == {}
    (found,) = faults
    return found.location.row, found.key


def test_numbers_are_kept_as_they_are_written() -> None:
    assert read_toml("a = 0.10\nb = 3", "x.toml", []) == {"a": Decimal("0.10"), "b": 3}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = 1\nb ＝ 2", (2, "pack.toml.full_width")),
        ("a = 1\nb = “x”", (2, "pack.toml.full_width")),
        ('a = "：＝"\nb = ', (2, "pack.toml.syntax")),
        ("a = 1\na = 2", (2, "pack.toml.twice")),
        ("[a]\nb = 1\n[a]\nc = 1", (3, "pack.toml.twice")),
        ("a = 1\nb = inf", (2, "pack.toml.number")),
        ("b = 1e99", (1, "pack.toml.number")),
        ("a = " + "[" * 5000, (None, "pack.toml.deep")),
        ("x = 1\n" + "a." * 5000 + "b = 1", (2, "pack.toml.deep")),
        ("[" + "a." * 5000 + "b]", (1, "pack.toml.deep")),
        ("a = 1\nb = " + "9" * 5000 + "\nc = 1", (2, "pack.toml.number")),
        ('a = "x\n', (1, "pack.toml.open_quote")),
        ("a = 1\nb = text", (2, "pack.toml.no_quotes")),
        ("a = 日期 # 何时", (1, "pack.toml.no_quotes")),
        ("a = yes", (1, "pack.toml.no_boolean")),
        ("a = False", (1, "pack.toml.no_boolean")),
        ("a = 是", (1, "pack.toml.no_boolean")),
        ("【【sheet】】", (1, "pack.toml.full_width")),
        ("[[a]]\nb = 1\n[a]\nb = 2", (3, "pack.toml.one_bracket")),
        ("[[a]]\nb = 1\n[[a]]\nb = 1\n[c]\n[c]", (6, "pack.toml.twice")),
        ("a = '''x\n\n", (3, "pack.toml.syntax")),
    ],
)
def test_what_is_not_toml_is_one_fault_with_its_line(text: str, expected: tuple[int | None, str]) -> None:
    assert fault(text) == expected


def test_a_bare_word_is_given_back_as_it_should_be_written() -> None:
    faults: list[Finding] = []
    for text in ("a = yes", "a = False", "a = text"):
        read_toml(text, "x.toml", faults)

    assert [(f.params["value"], f.params["suggestion"]) for f in faults] == [
        ("yes", "true"),
        ("False", "false"),
        ("text", "text"),
    ]


@given(st.text(max_size=200) | st.text("[]{}='\"\\\n#.,ab1 ", max_size=200))
@settings(max_examples=300)
def test_any_text_is_toml_or_one_fault_inside_it(text: str) -> None:
    faults: list[Finding] = []
    read_toml(text, "x.toml", faults)

    assert len(faults) <= 1
    assert all((fault.location.row or 1) <= text.count("\n") + 1 for fault in faults)
