"""The three-way merge: last written, in the document now, in the workbook now."""

from __future__ import annotations

import pytest

from tests.support.reports import report
from xltools.core.compare import compare
from xltools.core.document import Document
from xltools.core.live.baseline import baseline_of
from xltools.core.live.report_text import Link, Mark, ReportParagraph, ReportText
from xltools.core.refresh import Edit, Fate, Reason, Refreshed, Take, refresh

TEMPLATE = "开展学习{{ F01 }}次，很好。"
TEXT = "开展学习{}次，很好。"


def written(value: str, template: str = TEMPLATE) -> Document:
    return report(template, {"F01": value})


def merged(last: str, here: str, now: str, take: Take | None = None, **settings: object) -> Refreshed:
    """Merge one figure that stands in a control."""
    marked = {"bound": here, **settings}
    mark = Mark("F01", "value", 1, 4, 4 + len(here), Link.CONTROL, **marked)  # type: ignore[arg-type]
    baseline = baseline_of(written(last))
    text = ReportText("报告.docx", (ReportParagraph(TEXT.format(here), (mark,)),), baseline, {"F01_value_1": here})
    document = written(now)
    return refresh(text, baseline, document, compare(text, document), take)


@pytest.mark.parametrize(
    ("last", "here", "now", "fates", "digits", "known"),
    [
        ("9", "9", "9", [], None, "9"),
        ("9", "9", "10", [(Fate.UPDATED, None)], "10", "10"),
        ("9", "12", "9", [(Fate.KEPT, None)], None, "9"),
        ("9", "10", "10", [], None, "10"),
        ("9", "12", "10", [(Fate.CONFLICT, Reason.BOTH_MOVED)], None, "9"),
        ("9", "9.0", "10", [(Fate.UPDATED, None)], "10", "10"),
    ],
)
def test_whoever_has_moved_wins_and_where_both_have_a_person_decides(
    last: str, here: str, now: str, fates: list[tuple[Fate, Reason | None]], digits: str | None, known: str
) -> None:
    done = merged(last, here, now)

    assert [(change.fate, change.reason) for change in done.changes] == fates
    assert done.edits == (() if digits is None else (Edit(0, 4, 4 + len(here), digits),))
    assert [figure.text for figure in done.baseline.figures] == [known]
    assert done.values == {"F01_value_1": digits or here}


def test_a_decision_for_the_report_stays_decided() -> None:
    done = merged("9", "12", "10", Take.MINE)

    assert [change.fate for change in done.changes] == [Fate.KEPT]
    assert done.edits == ()
    assert done.baseline.figures[0].text == "10"


def test_a_decision_for_the_workbook_writes_its_number() -> None:
    done = merged("9", "12", "10", Take.WORKBOOK)

    assert [change.fate for change in done.changes] == [Fate.UPDATED]
    assert done.edits == (Edit(0, 4, 6, "10"),)


def test_only_conflicts_are_decided_by_it() -> None:
    assert [change.fate for change in merged("9", "12", "9", Take.WORKBOOK).changes] == [Fate.KEPT]


def test_a_hand_edit_found_only_in_the_text_is_stored_too() -> None:
    done = merged("9", "12", "9", bound="9")

    assert [change.fate for change in done.changes] == [Fate.KEPT]
    assert (done.edits, done.values) == ((), {"F01_value_1": "12"})


def test_a_hand_edit_found_only_in_the_stored_value_is_put_into_the_text() -> None:
    done = merged("9", "9", "9", bound="12")

    assert (done.edits, done.values) == ((Edit(0, 4, 5, "12"),), {"F01_value_1": "12"})


@pytest.mark.parametrize(("take", "digits"), [(None, None), (Take.MINE, None), (Take.WORKBOOK, "10")])
def test_two_different_edits_are_for_a_person(take: Take | None, digits: str | None) -> None:
    done = merged("9", "12", "10", take, bound="13")

    assert [edit.text for edit in done.edits] == ([digits] if digits else [])
    assert done.values == ({} if take is None else {"F01_value_1": digits or "12"})


def test_a_tracked_change_is_not_written_over() -> None:
    done = merged("9", "12", "10", Take.WORKBOOK, tracked=True)

    assert [(change.fate, change.reason) for change in done.changes] == [(Fate.CONFLICT, Reason.TRACKED)]
    assert done.edits == ()


def test_a_figure_that_was_emptied_is_left_so() -> None:
    done = merged("9", "", "10", Take.WORKBOOK)

    assert [(change.fate, change.reason) for change in done.changes] == [(Fate.CONFLICT, Reason.EMPTIED)]
    assert (done.edits, done.values) == ((), {})


def two_forms(template: str, before: tuple[str, str], now: tuple[str, str], text: str, place: int) -> Refreshed:
    """Merge the one figure of a template that says more than its digits."""
    old, new = report(template, {"F01": before}), report(template, {"F01": now})
    figure = baseline_of(old).figures[0]
    mark = Mark("F01", figure.form, 1, place, place + len(figure.text), Link.CONTROL, figure.text)
    found = ReportText("报告.docx", (ReportParagraph(text, (mark,)),), baseline_of(old))
    return refresh(found, baseline_of(old), new, compare(found, new))


@pytest.mark.parametrize(
    ("template", "before", "now", "text", "place", "reason"),
    [
        ("{{ F01 | yoy }}。", ("10", "8"), ("12", "8"), "同比增长25%。", 4, None),
        ("{{ F01 | yoy }}。", ("10", "8"), ("4", "8"), "同比增长25%。", 4, Reason.WORDING),
        ("{{ F01 | yoy }}。", ("10", "8"), ("4", "8"), "同比下降25%。", 4, None),
        ("{{ F01 | yoy }}。", ("10", "8"), ("8", "8"), "同比增长25%。", 4, Reason.UNPRINTED),
        ("共{{ F01 | yu }}次。", ("63", "1"), ("75", "1"), "共60余次。", 1, None),
        ("共{{ F01 | yu }}次。", ("63", "1"), ("70", "1"), "共60余次。", 1, Reason.WORDING),
        ("共{{ F01 | yu }}次。", ("63", "1"), ("75", "1"), "共60次。", 1, Reason.WORDING),
        ("共{{ F01 | yu }}次。", ("63", "1"), ("75", "1"), "全年60余场。", 2, None),
        ("余额{{ F01 }}元。", ("5", "1"), ("-7", "1"), "余额5元。", 2, Reason.WORDING),
    ],
)
def test_new_digits_are_not_put_between_words_that_would_make_them_untrue(
    template: str, before: tuple[str, str], now: tuple[str, str], text: str, place: int, reason: Reason | None
) -> None:
    done = two_forms(template, before, now, text, place)

    figure = baseline_of(report(template, {"F01": now})).figures
    if reason is None:
        assert [edit.text for edit in done.edits] == ([figure[0].text] if figure[0].text not in text else [])
    else:
        assert [(change.fate, change.reason) for change in done.changes] == [(Fate.CONFLICT, reason)]
        assert done.edits == ()


def test_copies_are_refreshed_together() -> None:
    marks = tuple(Mark("F01", "value", 1, 4, 5, Link.CONTROL, "9") for _ in range(2))
    baseline = baseline_of(written("9"))
    paragraphs = tuple(ReportParagraph(TEXT.format("9"), (mark,)) for mark in marks)
    text = ReportText("报告.docx", paragraphs, baseline)

    done = refresh(text, baseline, written("10"), compare(text, written("10")))

    assert done.edits == (Edit(0, 4, 5, "10"), Edit(1, 4, 5, "10"))


def test_copies_that_differ_are_left_to_a_person() -> None:
    marks = [Mark("F01", "value", 1, 4, 4 + len(text), Link.CONTROL, "9") for text in ("9", "12")]
    baseline = baseline_of(written("9"))
    paragraphs = tuple(
        ReportParagraph(TEXT.format(digits), (mark,)) for digits, mark in zip(("9", "12"), marks, strict=True)
    )
    text = ReportText("报告.docx", paragraphs, baseline)

    done = refresh(text, baseline, written("10"), compare(text, written("10")))

    assert [change.reason for change in done.changes] == [Reason.COPIES_DIFFER]
    assert (done.edits, done.values) == ((), {})


def unmarked(text: str, now: str = "10") -> Refreshed:
    baseline = baseline_of(written("9"))
    found = ReportText("报告.docx", (ReportParagraph(text),), baseline)
    return refresh(found, baseline, written(now), compare(found, written(now)))


def test_a_figure_without_marks_is_rewritten_only_where_it_is_surely_that_one() -> None:
    assert unmarked("开展学习9次，很好。").edits == (Edit(0, 4, 5, "10"),)
    assert unmarked("我们组织职工学习共计9次，很好。").edits == ()
    assert unmarked("走访9户，很好。").edits == ()


def test_a_figure_without_marks_that_was_edited_is_never_rewritten() -> None:
    assert unmarked("开展学习12次，很好。").edits == ()


def test_words_that_the_document_has_taken_over_are_known_as_written() -> None:
    template = "{% if value.F01 > 9 %}学习了{{ F01 }}次。{% else %}只学习{{ F01 }}次。{% endif %}"
    baseline = baseline_of(written("9", template))
    mark = Mark("F01", "value", 1, 3, 5, Link.CONTROL, "12")
    text = ReportText("报告.docx", (ReportParagraph("学习了12次。", (mark,)),), baseline)
    now = written("12", template)

    done = refresh(text, baseline, now, compare(text, now))

    assert (done.changes, done.edits) == ((), ())
    assert done.baseline.figures[0].wording == baseline_of(now).figures[0].wording
    assert set(baseline_of(now).wordings) <= set(done.baseline.wordings)
