"""Slips in a narrative are found before it is run, each with its line."""

from __future__ import annotations

import pytest

from tests.support.reports import outcome, report_pack
from xltools.core.narration.narrative_check import check_narrative

PACK = report_pack({"F01": outcome("F01", "9"), "F02": outcome("F02", "2")})


def faults(template: str) -> list[tuple[int | None, str, object]]:
    """Give line, message and the name that is wrong."""
    found = check_narrative(template, PACK)
    return [
        (f.location.row, f.key.removeprefix("report.template."), f.params.get("value", f.params.get("filter")))
        for f in found
    ]


def test_a_sound_template_has_no_faults() -> None:
    template = """
    {% set p = form.parameters %}
    # {{ year }}年{{ unit }}报告
    {% set parts = [] %}
    {% if value.F01 != 0 and p.superior %}{% set parts = parts + ['会议' ~ F01 ~ '次'] %}{% endif %}
    - {{ parts | join('，') }}，{{ F02 | yu }}次{% if F02 | yoy %}，{{ F02 | yoy }}{% endif %}。
    {% for row in rows.study | where(kind='甲') if row.topic %}{{ loop.index }}{{ row.topic or '无' }}{% endfor %}
    {{ rows.study | distinct('topic', by='count', top=3) | quoted | list }}{{ (rows.plans | first).text }}
    {% set titles %}{% for plan in rows.plans %}《{{ plan.headline }}》{% endfor %}{% endset %}{{ titles }}
    {{ '两' if value.F01 == 2 else value.F01 | chinese }}{{ p.budget | wan }}{{ (year - 1949) % 5 }}{{ p.issued }}
    {{ count() }}{{ clause() }}{% if last.F01 is none and not rows.plans %}{{ rows.plans | length + 1 }}{% endif %}
    > date: {{ p.issued }}
    """

    assert faults(template) == []


@pytest.mark.parametrize(
    ("expression", "key", "name"),
    [
        ("{{ F03 }}", "unknown_name_near", "F03"),
        ("{{ xyzzy }}", "unknown_name", "xyzzy"),
        ("{{ form.parameters.superiour }}", "unknown_name_near", "superiour"),
        ("{{ form.parameter.superior }}", "unknown_name_near", "parameter"),
        ("{{ form.study.topic }}", "unknown_name", "study"),
        ("{{ value.G01 | chinese }}", "unknown_name_near", "G01"),
        ("{% for row in rows.study %}{{ row.topics }}{% endfor %}", "unknown_name_near", "topics"),
        ("{{ (rows.study | first).kin }}", "unknown_name_near", "kin"),
        ("{{ rows.study | where(kindd='a') | length }}", "unknown_name_near", "kindd"),
        ("{{ rows.study | distinct('topik') | list }}", "unknown_name_near", "topik"),
        ("{{ rows.study | distinct | list }}", "wrong_arguments", "distinct"),
        ("{{ F01 | yu(2) }}", "wrong_arguments", "yu"),
        ("{{ F01 | percnt }}", "unknown_filter_near", "percnt"),
        ("{{ F01 | urlize }}", "unknown_filter", "urlize"),
        ("{% if F01 > 3 %}{% endif %}", "figure_as_value", "F01"),
        ("{% if F01 %}{% endif %}", "figure_as_value", "F01"),
        ("{{ F01 or 'x' }}", "figure_as_value", "F01"),
        ("{{ F01 + 1 }}", "figure_as_value", "F01"),
        ("{{ value.F01 }}", "value_printed", "F01"),
        ("{{ value.F01 * 2 }}", "value_printed", "F01"),
        ("{% set x = last.F02 %}{{ x }}", "value_printed", "F02"),
        ("{{ '共' ~ value.F01 }}", "value_printed", "F01"),
        ("{{ value.F01 | yu }}", "not_a_figure", "yu"),
        ("{{ unit | wan }}", "not_a_number", "wan"),
        ("{{ unit | chinese }}", "not_a_whole_number", "chinese"),
        ("{{ unit + 1 }}", "not_a_number", "+ - * / %"),
        ("{{ rows.study }}", "not_printable", None),
        ("{{ form.parameters }}", "not_printable", None),
        ("{{ value.F01 > 3 }}", "not_printable", None),
        ("{{ rows.study | distinct('topic') }}", "not_printable", None),
        ("{{ rows.study | list }}", "not_texts", "list"),
        ("{% for x in unit %}{% endfor %}", "not_rows", "for"),
        ("{% set F01 = 3 %}", "shadowed", "F01"),
        ("{% for value in rows.study %}{% endfor %}", "shadowed", "value"),
        ("{{ value.F01 is callable }}", "unknown_test", "callable"),
        ("> too: x", "unknown_role", "too"),
        ("###### x", "unknown_role", "######"),
    ],
)
def test_a_slip_is_named_with_its_line(expression: str, key: str, name: str | None) -> None:
    assert (2, key, name) in faults(f"# 报告\n{expression}\n正文")


def test_all_slips_are_told_at_once_in_the_order_of_the_lines() -> None:
    template = "{{ F09 }}\n{% if false %}{{ unit | wan }}{% endif %}\n{{ nothing_at_all }}"

    assert [fault[:2] for fault in faults(template)] == [
        (1, "unknown_name_near"),
        (2, "not_a_number"),
        (3, "unknown_name"),
    ]


def test_a_name_that_means_two_things_is_judged_when_it_runs() -> None:
    assert faults("{% set x = 'a' %}{% if value.F01 %}{% set x = rows.plans %}{% endif %}{{ x }}") == []
