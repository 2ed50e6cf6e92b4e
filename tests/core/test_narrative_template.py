"""A template from another office can neither reach out, nor run on, nor print what it was not given."""

from __future__ import annotations

import time

import pytest

from tests.support.reports import report
from xltools.core.narrative import NarrativeFaultError

ESCAPES = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ form.__class__ }}",
    "{{ rows.study.__class__ }}",
    "{{ unit.upper() }}",
    "{{ unit.format(1) }}",
    "{{ year.__add__(1) }}",
    "{{ form.parameters.items() }}",
    "{{ form.parameters.pop('superior') }}",
    "{{ F01.outcome }}",
    "{{ F01.indicator.id }}",
    "{{ self }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__ }}",
    "{{ joiner() }}",
    "{{ namespace() }}",
    "{{ lipsum() }}",
    "{{ range(10) }}",
    "{{ dict(a=1) }}",
    "{{ count.__globals__ }}",
    "{{ clause(1).x }}",
    "{{ loop.previtem }}",
    "{{ unit['__class__'] }}",
    "{{ unit | attr('__class__') }}",
    "{{ unit | map('upper') | list }}",
    "{{ unit | safe }}",
    "{{ unit | format('x') }}",
    "{% include 'x' %}",
    "{% import 'x' as x %}",
    "{% from 'x' import y %}",
    "{% extends 'x' %}",
    "{% macro m() %}x{% endmacro %}",
    "{% call x() %}y{% endcall %}",
    "{% filter upper %}x{% endfilter %}",
    "{% block b %}x{% endblock %}",
    "{% with a = 1 %}x{% endwith %}",
    "{% autoescape true %}x{% endautoescape %}",
    "{% do x %}",
    "{% for a in rows.study recursive %}{% endfor %}",
    "{% set a, b = 1, 2 %}",
    "{% set ns.a = 1 %}",
    "{{ {'a': 1} }}",
    "{{ 2 ** 3 }}",
    "{{ 7 // 2 }}",
    "{{ unit[0] }}",
    "{{ unit[1:2] }}",
]

COSTLY = [
    "{{ 10 ** 10 ** 8 }}",
    "{{ 'A' * 1000000000 }}",
    "{{ [1] * 1000000000 }}",
    "{{ 9e999999999 * 9e999999999 }}",
    "{{ " + "9" * 5000 + " }}",
    "{{ " + "(" * 5000 + "1" + ")" * 5000 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
    "{{ " + "1" + "+1" * 20000 + " }}",
    "{% if true %}" * 5000 + "{% endif %}" * 5000,
    "{% for a in rows.study %}" * 12 + "x" + "{% endfor %}" * 12,
    "{% for a in rows.study %}" * 30 + "x" + "{% endfor %}" * 30,
    "{% set x = [unit] %}" + "{% set x = x + x %}" * 60 + "{{ x | join }}",
    "{% set x = unit %}" + "{% set x = x ~ x %}" * 60 + "{{ x }}",
    "{% set x %}" + "字" * 1000 + "{% endset %}" + "{% set x %}{{ x }}{{ x }}{% endset %}" * 40 + "{{ x }}",
    "x" * 200_001,
    "{{ 1 / 0 }}",
    "{{ 1 % 0 }}",
]

BOUNDS = {"too_much", "too_deep", "too_long", "too_large", "no_result", "not_allowed", "not_a_number"}
TEN = "| kind |\n" + "| 甲 |\n" * 10


@pytest.mark.parametrize("template", ESCAPES)
def test_what_is_not_of_the_language_is_refused(template: str) -> None:
    with pytest.raises(NarrativeFaultError):
        report(template, {"F01": "9"}, study=TEN)


@pytest.mark.parametrize("template", COSTLY, ids=lambda template: str(template)[:40])
def test_what_would_take_too_much_ends_soon(template: str) -> None:
    begun = time.process_time()

    with pytest.raises(NarrativeFaultError) as caught:
        report(template, study=TEN)

    assert {finding.key.rpartition(".")[2] for finding in caught.value.findings} <= BOUNDS
    assert time.process_time() - begun < 10


def test_a_wrong_value_is_named_with_the_line_that_used_it() -> None:
    with pytest.raises(NarrativeFaultError) as caught:
        report("正文\n{% set x = 'a' %}{% if year %}{% set x = rows.plans %}{% endif %}\n{{ x }}")

    (finding,) = caught.value.findings
    assert (finding.key, finding.location.row) == ("report.template.not_printable", 3)


@pytest.mark.parametrize(
    ("hole", "key"),
    [
        ("{{", "syntax"),
        ("{% if %}", "syntax"),
        ("{{ F01 | }}", "syntax"),
        ("{% endfor %}", "syntax"),
        ("{# ", "syntax"),
        ("{% if F01 %}甲", "unclosed"),
        ("{{ F01 }", "braces"),
        ("{{ F01 次 }}", "braces"),
        ("｛｛ F01 ｝｝", "full_width"),
        ("乙{％ if F01 ％}", "full_width"),
        ("{{ F01 ｝｝", "syntax"),
    ],
)
def test_broken_syntax_is_one_fault_with_its_line(hole: str, key: str) -> None:
    with pytest.raises(NarrativeFaultError) as caught:
        report("正文\n" + hole, {"F01": "1"})

    assert [(f.key, f.location.row) for f in caught.value.findings] == [(f"report.template.{key}", 2)]


def test_braces_that_no_one_takes_for_code_are_text() -> None:
    report("正文｛甲｝，完成率90％｛乙｝\n")
