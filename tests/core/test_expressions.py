from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xltools.core.expressions import Expression, ExpressionError, Operand, parse_expression

NAMES = {"a": "number", "b": "number", "kind": "text", "opened": "date", "closed": "date", "parameters.year": "number"}


def read(source: str) -> Expression:
    return parse_expression(source, NAMES)


def value(source: str, **values: Operand) -> Operand:
    return read(source).evaluate(values)


def fault(source: str) -> tuple[str, object, object]:
    with pytest.raises(ExpressionError) as caught:
        read(source)
    return (
        caught.value.key.removeprefix("pack.expression."),
        caught.value.params.get("value"),
        caught.value.params.get("suggestion"),
    )


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("1 + 2 * 3", Decimal(7)),
        ("(1 + 2) * 3", Decimal(9)),
        ("-2 - -3", Decimal(1)),
        ("0.1 + 0.2", Decimal("0.3")),
        ("7 / 2", Decimal("3.5")),
        ("1 / 3 * 3 == 1", True),
        ("0.1 + 0.2 == 0.3", True),
        ("1 < 2 < 3", True),
        ("1 < 3 < 2", False),
        ("not 1 == 2 and 3 != 4", True),
        ("'是' == \"是\"", True),
        ("'A' == 'a'", False),
        ("min(3, 1, 2) + max(3, 1, 2) + abs(-4)", Decimal(8)),
        ("round(2.5)", Decimal(3)),
        ("round(-28.25, 1)", Decimal("-28.3")),
        ("contains('微宣讲活动', '宣讲')", True),
        ("contains('a*b', '?')", False),
        ("1\n  + 1", Decimal(2)),
    ],
)
def test_an_expression_has_the_value_that_it_reads_as(source: str, expected: Operand) -> None:
    assert value(source) == expected


def test_names_stand_for_the_values_of_a_row_a_form_or_an_indicator() -> None:
    expression = read("a <= b and kind == '专题' and closed >= opened and parameters.year == 2019")

    assert expression.names == ("a", "b", "kind", "closed", "opened", "parameters.year")
    assert expression.result == "boolean"
    values: dict[str, Operand] = {"a": Decimal(1), "b": Decimal(2), "kind": "专题", "parameters.year": Decimal(2019)}
    days: dict[str, Operand] = {"opened": date(2019, 3, 1), "closed": date(2019, 3, 1)}
    assert expression.evaluate({**values, **days}) is True
    assert expression.evaluate({**values, **days, "closed": date(2019, 2, 28)}) is False


def test_what_turns_on_a_name_without_a_value_is_neither_true_nor_false() -> None:
    assert value("a <= b", a=Decimal(1)) is None
    assert value("not a <= b", a=Decimal(1)) is None
    assert value("a + b", b=Decimal(1)) is None
    assert value("max(a, b)", b=Decimal(1)) is None
    assert value("a < 1 or b < 1", b=Decimal(0)) is True
    assert value("a < 1 and b < 1", b=Decimal(9)) is False
    assert value("filled(a) and not filled(b)", a=Decimal(0)) is True
    assert value("filled(a) == filled(b)", a=Decimal(0)) is False


ROW = st.fixed_dictionaries(
    {
        "a": st.none() | st.integers(-3, 3).map(Decimal),
        "b": st.none() | st.integers(-3, 3).map(Decimal),
        "kind": st.none() | st.sampled_from(["专题", "x"]),
    }
)
OF_ROWS = [
    "a <= b",
    "a < b < 2",
    "not (a + -b) / 2 == round(b) or filled(kind)",
    "kind == '专题' and max(a, b, 1) > 1",
    "contains(kind, 'x') or a * b == 0",
    "1 < 2",
]


@given(st.sampled_from(OF_ROWS), st.lists(ROW, max_size=5))
def test_many_rows_are_computed_as_each_by_itself(source: str, rows: list[dict[str, Operand]]) -> None:
    columns = {name: [row[name] for row in rows] for name in ("a", "b", "kind")}

    assert read(source).evaluate_rows(columns, len(rows)) == [value(source, **row) for row in rows]


def test_a_chain_within_a_chain_takes_no_longer_than_it_is_long() -> None:
    source = "filled(a)"
    for _ in range(17):  # as deep as is allowed
        source = f"filled(b)==({source})==filled(b)"

    assert value(source, a=Decimal(1), b=Decimal(1)) is True


def test_a_division_by_zero_and_a_number_too_large_have_no_value() -> None:
    assert value("a / b", a=Decimal(1), b=Decimal(0)) is None
    assert value("a / b > 1", a=Decimal(0), b=Decimal(0)) is None
    assert value("*".join(["a"] * 30), a=Decimal(10**14)) is None
    assert value("round(a * a * a * a * a * a)", a=Decimal(10**14)) == Decimal(10) ** 84


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a = 1", ("sign", "=", "==")),
        ("a ＝ 1", ("sign", "＝", "==")),
        ("a ≤ b", ("sign", "≤", "<=")),
        ("a <> b", ("sign", "<>", "!=")),
        ("a =< b", ("sign", "=<", "<=")),
        ("a × b", ("sign", "×", "*")),
        ("（a）", ("sign", "（", "(")),
        ("kind == “是”", ("sign", "“", '"')),
        ("ａ > 1", ("sign", "ａ", "a")),
        ("满意人数 <= 到场人数", ("label", "满意人数", None)),
        ("a > 1 && b > 1", ("sign", "&&", "and")),
        ("a > 0x1F", ("sign", "0x1F", None)),
        ("a > 1_000", ("sign", "1_000", None)),
        ("a > 1e9", ("sign", "1e9", None)),
        ("a ** 9", ("not_allowed", "a ** 9", None)),
        ("a // 9", ("not_allowed", "a // 9", None)),
        ("a % 9", ("sign", "%", None)),
        ("kind == b'x'", ("sign", "b'", None)),
        ("kind == f'{a}'", ("sign", "f'", None)),
        ("kind == 'a' 'b'", ("unreadable", "kind == 'a' 'b'", None)),
        (r"kind == '\x41'", ("sign", r"'\x41'", None)),
        ("a if b else 1", ("not_allowed", "a if b else 1", None)),
        ("a == True", ("not_allowed", "True", None)),
        ("a is None", ("not_allowed", "a is None", None)),
        ("a == 1 # x", ("sign", "#", None)),
        ("a.b.c == 1", ("sign", "a.b.c", None)),
        ("__import__('os')", ("unknown_function", "__import__", None)),
        ("rnd(a)", ("unknown_function", "rnd", "round")),
        ("round(a, b)", ("round_places", "b", None)),
        ("round(a, 10)", ("round_places", "10", None)),
        ("abs(a, b)", ("arguments", "abs", None)),
        ("filled(a + 1)", ("filled_name", "a + 1", None)),
        ("opend > closed", ("unknown_name", "opend", "opened")),
        ("parameters.yaer > 1", ("unknown_name", "parameters.yaer", "parameters.year")),
        ("a == kind", ("not_alike", "a == kind", None)),
        ("kind < 'x'", ("no_order", "kind < 'x'", None)),
        ("a and b", ("not_a_boolean", "a", None)),
        ("kind + 1", ("not_a_number", "kind", None)),
        ("contains(a, 'x')", ("not_a_text", "a", None)),
        ("12345678901234567 > a", ("digits", "12345678901234567", None)),
        ("", ("unreadable", "", None)),
        ("a <", ("unreadable", "a <", None)),
        ("(" * 300 + "a", ("unreadable", "(" * 300 + "a", None)),
        ("-" * 400 + "a", ("too_deep", None, None)),
        ("a + " * 200 + "a", ("too_long", None, None)),
    ],
)
def test_what_the_language_has_not_is_refused_with_the_likeliest_meaning(
    source: str, expected: tuple[str, object, object]
) -> None:
    assert fault(source) == expected


def test_the_formula_says_the_same_in_the_spreadsheets_words() -> None:
    def cell(name: str) -> str:
        return name.replace(".", "_").upper()

    assert read("a <= b < 9 and kind != '是'").formula(cell) == 'AND(AND((A<=B),(B<9)),NOT(EXACT(KIND,"是")))'
    assert read("not (a + -b) / 2 == round(b) or filled(kind)").formula(cell) == (
        'OR(NOT((((A+(-B))/2)=ROUND(B,0))),AND(LEN(KIND)>0,KIND<>"不适用",KIND<>"不详"))'
    )
    assert read("a - b - (a - b) * 2 * 3").formula(cell) == "(A-B-((A-B)*2*3))"
    assert read("contains(kind, '\"')").formula(cell) == 'ISNUMBER(FIND("""",KIND))'
    assert read("parameters.year == 0.50").formula(cell) == "(PARAMETERS_YEAR=0.50)"


@given(st.text(max_size=60) | st.text("ab0123456789.+-*/<>=()'\" andortfilmx,\n\\#{}[]@:", max_size=60))
@settings(max_examples=500, deadline=None)
def test_any_text_is_an_expression_or_an_expression_error(source: str) -> None:
    try:
        expression = read(source)
    except ExpressionError:
        return
    expression.evaluate({"a": Decimal(1), "b": Decimal(0), "kind": "x"})
    expression.formula(str.upper)


LEAVES = st.sampled_from(["a", "b"]) | st.integers(0, 99).map(str) | st.decimals(0, 99, places=2).map(str)
NUMBERS = st.recursive(
    LEAVES,
    lambda inner: (
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda t: f"({t[0]} {t[1]} {t[2]})")
        | inner.map(lambda part: f"-{part}")
        | st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda t: f"{t[0]}({t[1]}, {t[2]})")
    ),
    max_leaves=8,
)


@given(NUMBERS, st.decimals(-99, 99, places=2), st.decimals(-99, 99, places=1))
@settings(max_examples=300, deadline=None)
def test_arithmetic_agrees_with_fractions(source: str, a: Decimal, b: Decimal) -> None:
    try:
        exact = eval(_fractions(source), {"F": Fraction, "min": min, "max": max, "a": Fraction(a), "b": Fraction(b)})  # noqa: S307 # a reference
    except ZeroDivisionError:
        exact = None

    found = value(source, a=a, b=b)

    if exact is None or found is None:
        assert exact is found
    else:
        assert isinstance(found, Decimal)
        assert abs(Fraction(found) - exact) <= abs(exact) / 10**20 + Fraction(1, 10**25)


def _fractions(source: str) -> str:
    return "".join(f"F('{part}')" if part[0].isdigit() else part for part in _parts(source))


def _parts(source: str) -> list[str]:
    parts: list[str] = []
    for sign in source:
        if sign in "0123456789." and parts and parts[-1][0].isdigit():
            parts[-1] += sign
        else:
            parts.append(sign)
    return parts
