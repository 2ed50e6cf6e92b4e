"""What is said of the numbers of a report, mere text against what the workbook would write."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.support.reports import report
from xltools.core.compare import compare
from xltools.core.document import Document
from xltools.core.live.baseline import baseline_of
from xltools.core.live.judgements import Comparison, Status, comparison_findings
from xltools.core.live.report_text import Link, Mark, ReportParagraph, ReportText

TEMPLATE = """
# {{ year }}年度报告

- 开展集体学习{{ F01 }}次，参加{{ F02 }}人次，占总数{{ F03 | percent }}。
- 举办宣讲{{ F04 | yu }}次。
要做好以下{{ count() }}个方面：{{ clause() }}学习。{{ clause() }}宣讲。
"""
FIGURES = {"F01": "9", "F02": "248", "F03": "67.57", "F04": "63"}


def document(**figures: str) -> Document:
    return report(TEMPLATE, {**FIGURES, **figures})


def judged(lines: Sequence[str], now: Document | None = None, **settings: object) -> Comparison:
    text = ReportText("报告.txt", tuple(ReportParagraph(line) for line in lines), **settings)  # type: ignore[arg-type]
    return compare(text, now or document())


def said(comparison: Comparison) -> list[tuple[str, str | None, str | None, str]]:
    return [
        (judgement.status.value, judgement.found, judgement.workbook, judgement.indicator)
        for judgement in comparison.judgements
        if judgement.status is not Status.RIGHT
    ]


def lines() -> list[str]:
    return document().text.splitlines()


def test_the_report_as_composed_is_right_to_the_last_number() -> None:
    comparison = judged(lines())

    assert said(comparison) == []
    assert [judgement.indicator for judgement in comparison.judgements] == ["F01", "F02", "F03", "F04"]
    assert {judgement.link for judgement in comparison.judgements} == {Link.ANCHORS}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("248", "284", ("differs", "284", "248", "F02")),
        ("67.57%", "65.57%", ("differs", "65.57%", "67.57%", "F03")),
        ("60余次", "80余次", ("differs", "80", "60", "F04")),
        ("2019年度", "2018年度", ("differs", "2018", "2019", "")),
        ("三个方面", "三个方面", None),
        ("两个方面", "三个方面", ("differs", "三", "两", "")),
        ("二个方面", "三个方面", ("differs", "三", "二", "")),
    ],
)
def test_one_altered_number_is_found_and_nothing_else_is_reported(
    old: str, new: str, expected: tuple[str, str | None, str | None, str] | None
) -> None:
    text = [line.replace(old, new) for line in lines()]

    found = said(judged(text))

    assert found == ([expected] if text != lines() and expected else [])


def test_a_number_written_in_chinese_is_the_same_number() -> None:
    assert said(judged([line.replace("学习9次", "学习九次") for line in lines()])) == []


def test_half_width_punctuation_and_other_quotation_marks_make_no_difference() -> None:
    assert said(judged([line.replace("，", ",").replace("。", ".") for line in lines()])) == []


def test_a_reworded_sentence_keeps_its_figures() -> None:
    text = [line.replace("开展集体学习9次，参加248人次", "全年集体学习共9次，累计参加248人次") for line in lines()]

    comparison = judged(text)

    assert said(comparison) == []
    assert [judgement.indicator for judgement in comparison.judgements] == ["F01", "F02", "F03", "F04"]
    assert min(judgement.certainty for judgement in comparison.judgements[:2]) < 1


def test_a_number_of_no_indicator_is_unsourced() -> None:
    assert said(judged([*lines(), "另外慰问困难群众12户。"])) == [("unsourced", "12", None, "")]


def test_a_date_an_ordinal_and_a_name_with_a_number_want_no_source() -> None:
    assert said(judged([*lines(), "2020年3月召开第3次会议，宣传“315”和《2035规划》。"])) == []


def test_a_deleted_sentence_is_missing() -> None:
    text = [line for line in lines() if "宣讲6" not in line]

    assert said(judged(text)) == [("missing", None, "60", "F04")]


def test_a_sentence_said_twice_is_named() -> None:
    text = [*lines(), lines()[2]]

    assert said(judged(text)) == [("duplicated", "60", "60", "F04")]


def test_moved_sentences_are_right() -> None:
    assert said(judged(list(reversed(lines())))) == []


def test_an_edited_number_and_a_stale_one_are_told_apart_by_what_was_written() -> None:
    baseline = baseline_of(document())
    text = [line.replace("学习9次", "学习12次") for line in lines()]

    assert said(judged(text, document(F02="250"), baseline=baseline)) == [
        ("edited", "12", "9", "F01"),
        ("stale", "248", "250", "F02"),
    ]
    assert said(judged(text, document(F01="10"), baseline=baseline)) == [("conflict", "12", "10", "F01")]


def test_a_mark_says_what_its_number_is_whatever_stands_around() -> None:
    mark = Mark("F02", "value", 2, 2, 5, Link.CONTROL, "248")
    text = ReportText("报告.docx", (ReportParagraph("总计248人。", (mark,)),), baseline_of(document()), {})

    found = compare(text, document())

    assert [(j.status, j.indicator, j.link) for j in found.judgements if j.paragraph] == [
        (Status.RIGHT, "F02", Link.CONTROL)
    ]


def test_a_text_and_a_stored_value_that_differ_are_named() -> None:
    mark = Mark("F02", "value", 2, 2, 5, Link.CONTROL, "284")
    text = ReportText("报告.docx", (ReportParagraph("总计248人。", (mark,)),), baseline_of(document()), {})

    assert [j.status for j in compare(text, document()).judgements if j.paragraph] == [Status.APART]


def test_a_figure_that_the_workbook_no_longer_writes_is_named_with_its_sentence() -> None:
    template = "{% if value.F01 != 0 %}开展学习{{ F01 }}次。{% else %}未开展学习。{% endif %}"
    before = report(template, {"F01": "9"})
    mark = Mark("F01", "value", 1, 4, 5, Link.CONTROL, "9")
    text = ReportText(
        "报告.docx", (ReportParagraph("开展学习9次。", (mark,)),), baseline_of(before), {"F01_value_1": "9"}
    )

    found = compare(text, report(template, {"F01": "0"}))

    assert [judgement.status for judgement in found.judgements] == [Status.UNPRINTED]
    assert [(r.paragraph, r.sentence, r.workbook) for r in found.reworded] == [(1, "开展学习9次。", "未开展学习。")]


@pytest.mark.parametrize(
    ("now", "workbook"),
    [(("8", "9"), "同比下降11.11%。"), (("9", "9"), "与上年持平。"), (("12", "9"), "同比增长33.33%。")],
)
def test_words_that_depend_on_a_figure_are_reported_when_they_no_longer_fit(
    now: tuple[str, str], workbook: str
) -> None:
    before = report("{{ F01 | yoy }}。", {"F01": ("10", "9")})
    text = ReportText("报告.docx", (ReportParagraph("同比增长11.11%。"),), baseline_of(before))

    found = compare(text, report("{{ F01 | yoy }}。", {"F01": now}))

    grows = workbook.startswith("同比增长")
    assert [r.workbook for r in found.reworded] == ([] if grows else [workbook])


def test_without_a_baseline_nothing_is_said_of_words() -> None:
    assert judged(["开展学习9次。"]).reworded == ()


def test_findings_are_errors_only_where_the_number_is_surely_that_figure() -> None:
    text = [line.replace("248", "284") for line in lines()]

    findings = comparison_findings(judged([*text, "另慰问12户。"]), "报告.txt")

    assert [(f.key, f.severity.name, f.location.row) for f in findings] == [
        ("live.number.differs", "ERROR", 2),
        ("live.number.unsourced", "ERROR", 5),
    ]


def test_many_paragraphs_with_numbers_are_judged_in_bounded_time() -> None:
    text = [*lines(), *(f"第{number}组走访{number}户，收集意见{number + 1}条。" for number in range(3000))]

    assert len(judged(text).of(Status.UNSOURCED)) == 6000
