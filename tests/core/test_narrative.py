"""What the sentences of a pack come out as."""

from __future__ import annotations

import pytest

from tests.support.reports import report
from xltools.core.document import Figure, Gap, Role, Text
from xltools.core.narrative import GapsError


def test_a_line_is_a_paragraph_and_its_first_characters_say_its_role() -> None:
    document = report(
        """
        > number: 竹街办〔2019〕3号
        # {{ year }}年度报告

        > to: {{ form.parameters.superior }}：
        现报告如下：
        ## 情况
        ### 学习
        - 学习。开展{{ F01 }}次。
        > from: {{ unit }}
        > date: {{ form.parameters.issued }}
        """,
        {"F01": "9"},
    )

    assert [(p.role, p.text) for p in document.paragraphs] == [
        (Role.NUMBER, "竹街办〔2019〕3号"),
        (Role.TITLE, "2019年度报告"),
        (Role.RECIPIENT, "市委："),
        (Role.BODY, "现报告如下："),
        (Role.LEVEL_1, "一、情况"),
        (Role.LEVEL_2, "（一）学习"),
        (Role.ITEM, "1.学习。开展9次。"),
        (Role.SIGNATURE, "竹峰街道"),
        (Role.DATE, "2019年12月5日"),
    ]


def test_a_figure_keeps_its_indicator_and_holds_digits_only() -> None:
    document = report(
        "学习{{ F01 | yu }}次，占{{ F02 | percent }}，投入{{ F03 | wan }}。",
        {"F01": "63", "F02": "67.57", "F03": "1234567"},
    )

    assert document.paragraphs[0].runs == (
        Text("学习"),
        Figure("F01", "60", "yu"),
        Text("余次，占"),
        Figure("F02", "67.57%", "percent"),
        Text("，投入"),
        Figure("F03", "123.46", "wan"),
        Text("万元。"),
    )


def test_items_run_on_across_level_2_and_restart_at_level_1() -> None:
    document = report("## 甲\n### 子\n- a\n- b\n### 丑\n- c\n## 乙\n- d\n##### e\n正文\n- f\n##### g\n正文")

    assert " ".join(document.text.split()) == (
        "一、甲 （一）子 1.a 2.b （二）丑 3.c 二、乙 1.d （1）e 正文 2.f （1）g 正文"
    )


def test_a_heading_with_nothing_under_it_is_dropped_and_the_numbers_close_up() -> None:
    document = report(
        "## 空\n### 也空\n## 甲\n### 子\n- a\n### 无\n{% if value.F01 %}\n- b\n{% endif %}\n### 丑\n- c\n> from: x",
        {"F01": "0"},
    )

    assert document.text.split() == ["一、甲", "（一）子", "1.a", "（二）丑", "2.c", "x"]


def test_a_declared_count_is_that_of_the_clauses_that_follow() -> None:
    template = (
        "做到以下{{ count() }}个方面：{% for plan in rows.plans %}{{ clause() }}{{ plan.headline }}。{% endfor %}"
    )
    three = "| headline | text |\n| 甲 | - |\n| 乙 | - |\n| 丙 | - |"

    assert report(template, plans=three).text == "做到以下三个方面：一是甲。二是乙。三是丙。\n"
    assert report(template, plans=three + "\n| 丁 | - |").text == "做到以下四个方面：一是甲。二是乙。三是丙。四是丁。\n"


def test_yu_never_follows_a_total() -> None:
    assert report("共计{{ F01 | yu }}次，{{ F01 | yu }}次", {"F01": "63"}).text == "共计63次，60余次\n"


@pytest.mark.parametrize(
    ("now", "then", "words"),
    [
        ("9", "8", "同比增长12.5%"),
        ("97", "100", "同比下降3%"),
        ("9", "9", "与上年持平"),
        ("100001", "100000", "与上年基本持平"),
        ("9", "0", ""),
    ],
)
def test_a_change_against_last_year_in_words(now: str, then: str, words: str) -> None:
    assert report("次{{ F01 | yoy }}。", {"F01": (now, then)}).text == f"次{words}。\n"


def test_no_change_is_told_without_a_base() -> None:
    template = "9次{% if F01 | yoy %}，{{ F01 | yoy }}{% endif %}。"

    assert report(template, {"F01": "9"}).text == "9次。\n"
    assert report("{{ F01 | points }}", {"F01": ("67.5", "66.3")}).text == "上升1.2个百分点\n"


def test_every_missing_figure_and_field_is_named_at_once() -> None:
    with pytest.raises(GapsError) as caught:
        report("开展{{ F01 }}次，{{ F02 | percent }}，向{{ form.parameters.superior }}汇报，{{ F03 }}，{{ F03 }}",
               {"F01": None, "F02": "-", "F03": None, "F04": None},
               parameters="| superior |\n|  |")  # fmt: skip

    assert [(f.key, f.params["id"]) for f in caught.value.findings] == [
        ("report.missing.figure", "F01"),
        ("report.missing.inactive", "F02"),
        ("report.missing.cell", "parameters.superior"),
        ("report.missing.figure", "F03"),
    ]


def test_a_draft_shows_the_gaps() -> None:
    document = report("开展{{ F01 }}次。", {"F01": None}, draft=True)

    assert document.draft
    assert document.paragraphs[0].runs == (Text("开展"), Gap("F01", "【缺：指标F01】"), Text("次。"))


def test_an_empty_field_of_head_or_foot_drops_its_line() -> None:
    empty = "| superior | issued |\n|  |  |"

    assert report("> to: {{ form.parameters.superior }}\n正文", parameters=empty).text == "正文\n"


def test_a_text_put_in_quotes_keeps_its_own_as_the_inner_ones() -> None:
    rows = "| kind | topic |\n| 甲 | “学习强国”推广 |"

    assert report("{{ rows.study | distinct('topic') | quoted | list }}", study=rows).text == "“‘学习强国’推广”\n"


def test_distinct_texts_are_listed_by_frequency_or_appearance() -> None:
    rows = "| kind | topic |\n| 甲 | 扫雪 |\n| 乙 | 植树 |\n| 甲 | 植树 |\n|  | 走访 |"

    assert report("{{ rows.study | distinct('topic', by='count', top=2) | list }}", study=rows).text == "植树、扫雪\n"
    assert report("{{ rows.study | distinct('topic') | list }}", study=rows).text == "扫雪、植树、走访\n"
    assert report("{{ rows.study | distinct('topic', top=2) | quoted | list }}", study=rows).text == "“扫雪”“植树”\n"
    assert report("{{ rows.study | where(kind='甲') | distinct('topic') | list }}", study=rows).text == "扫雪、植树\n"


def test_clauses_are_gathered_in_a_list_and_joined_with_their_figures() -> None:
    template = (
        "{% set parts = [] %}{% if value.F01 != 0 %}{% set parts = parts + ['召开会议' ~ F01 ~ '次'] %}{% endif %}"
        "{% if value.F02 != 0 %}{% set parts = parts + ['通报' ~ F02 ~ '次'] %}{% endif %}{{ parts | join('，') }}。"
    )

    document = report(template, {"F01": "1", "F02": "2"})

    assert document.text == "召开会议1次，通报2次。\n"
    assert [run.indicator for run in document.paragraphs[0].runs if isinstance(run, Figure)] == ["F01", "F02"]
    assert report(template, {"F01": "0", "F02": "2"}).text == "通报2次。\n"
