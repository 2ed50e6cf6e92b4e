"""Sixteen kinds of edit that people make to the 2019 report: each is told for what it is, and kept by a refresh."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support import word_edits as by_hand
from tests.support.annual_report import report
from tests.support.word_edits import (
    DOCUMENT,
    Edit,
    edited,
    members,
    moved_on,
    read,
    repacked,
    sample_document,
    sample_report,
)
from xltools.adapters.docx_edit import refreshed_bytes
from xltools.core.compare import compare
from xltools.core.document import Document
from xltools.core.live.judgements import Comparison, Status
from xltools.core.live.report_text import Link
from xltools.core.refresh import Refreshed, refresh
from xltools.errors import FileError

STALE = ("stale", "F01", "9")
UPDATED = ("updated", "F01", "10")


@dataclass(frozen=True)
class Kind:
    """An edit, what the check says of it, and what a refresh does once the workbook says 10 for 9 sessions."""

    edits: tuple[Edit, ...]
    said: tuple[tuple[str, str, str | None], ...] = ()
    said_later: tuple[tuple[str, str, str | None], ...] = (STALE,)
    done: tuple[tuple[str, str, str | None], ...] = (UPDATED,)
    link: Link = Link.CONTROL


KINDS = {
    "nothing": Kind(()),
    "moved sentence": Kind((by_hand.moved("F01", "F09"),)),
    "split runs": Kind((by_hand.one_run_a_digit,)),
    "half bold": Kind((by_hand.half_bold("F04"), by_hand.half_bold("F01"))),
    "reworded around": Kind((by_hand.said_otherwise("开展党工委理论学习中心组学习", "党工委中心组全年集体学习"),)),
    "deleted sentence": Kind(
        (by_hand.deleted("F30"),),
        (("missing", "F30", None),),
        (STALE, ("missing", "F30", None)),
        (UPDATED, ("gone", "F30", None)),
    ),
    "figure copied": Kind(
        (by_hand.copied("F30"),), (("duplicated", "F30", "3"),), (STALE, ("duplicated", "F30", "3")), (UPDATED,)
    ),
    "hand-typed value": Kind(
        (by_hand.retyped("F04", "250"), by_hand.stored("F04", "250")),
        (("edited", "F04", "250"),),
        (STALE, ("edited", "F04", "250")),
        (UPDATED, ("kept", "F04", "250")),
    ),
    "hand-typed value that is not stored": Kind(
        (by_hand.retyped("F04", "250"),),
        (("apart", "F04", "250"),),
        (STALE, ("apart", "F04", "250")),
        (UPDATED, ("kept", "F04", "250")),
    ),
    "both moved": Kind(
        (by_hand.retyped("F01", "12"),),
        (("apart", "F01", "12"),),
        (("apart", "F01", "12"),),
        (("conflict", "F01", "12"),),
    ),
    "tracked change of a figure": Kind(
        (by_hand.change_tracked("F04", "250"),),
        (("apart", "F04", "250"),),
        (STALE, ("apart", "F04", "250")),
        (UPDATED, ("kept", "F04", "250")),
    ),
    "tracked insertion": Kind(
        (by_hand.insertion_tracked("F09", "另开展义诊12次。"),),
        (("unsourced", "", "12"),),
        (STALE, ("unsourced", "", "12")),
    ),
    "control removed": Kind((by_hand.without_control("F01"),), link=Link.BOOKMARK),
    "control and bookmark removed": Kind((by_hand.without_marks("F01"),), link=Link.ANCHORS),
    "all controls and bookmarks removed": Kind((by_hand.without_any_marks,), link=Link.ANCHORS),
    "new number typed": Kind(
        (by_hand.typed_after("F09", "另开展义诊12次。"),),
        (("unsourced", "", "12"),),
        (STALE, ("unsourced", "", "12")),
    ),
    "sentence moved with tracking": Kind((by_hand.move_tracked("F01", "F09"),)),
    "comment added": Kind((by_hand.commented("F01"),)),
    "figure emptied": Kind(
        (by_hand.emptied("F04"),),
        (("emptied", "F04", ""),),
        (STALE, ("emptied", "F04", "")),
        (UPDATED, ("conflict", "F04", "")),
    ),
}


@cache
def now() -> Document:
    return report(moved_on())


def compared(source: bytes, document: Document) -> Comparison:
    return compare(read(source).text, document)


def said(comparison: Comparison) -> list[tuple[str, str, str | None]]:
    return [
        (judgement.status.value, judgement.indicator, judgement.found)
        for judgement in comparison.judgements
        if judgement.status is not Status.RIGHT
    ]


def refreshed(source: bytes, document: Document) -> tuple[bytes, Refreshed]:
    found = read(source)
    assert found.text.baseline is not None
    done = refresh(found.text, found.text.baseline, document, compare(found.text, document))
    return refreshed_bytes(source, found, done), done


@pytest.mark.parametrize("name", KINDS)
def test_each_kind_of_edit_is_told_for_what_it_is(name: str) -> None:
    kind = KINDS[name]
    source = edited(sample_report(), *kind.edits)

    assert said(compared(source, sample_document())) == list(kind.said)
    assert sorted(said(compared(source, now()))) == sorted(kind.said_later)
    first = next(judgement for judgement in compared(source, now()).judgements if judgement.indicator == "F01")
    assert first.link is kind.link


@pytest.mark.parametrize("name", KINDS)
def test_a_refresh_keeps_each_kind_of_edit_and_brings_the_figures_up_to_date(name: str) -> None:
    kind = KINDS[name]
    source = edited(sample_report(), *kind.edits)

    new, done = refreshed(source, now())

    assert sorted((c.fate.value, c.judgement.indicator, c.text) for c in done.changes) == sorted(kind.done)
    expected = [text.replace("学习9次", "学习10次") for text in by_hand.texts(source)]
    assert by_hand.texts(new) == (expected if UPDATED in kind.done else by_hand.texts(source))
    again, second = refreshed(new, now())
    assert (members(again), second.edits) == (members(new), ())


def test_nothing_but_the_digits_of_a_figure_changes_in_the_file() -> None:
    source = edited(sample_report(), by_hand.commented("F01"))

    new, _ = refreshed(source, now())

    before, after = members(source), members(new)
    changed = {name for name in before if before[name] != after[name]}
    assert before.keys() == after.keys()
    assert changed == {DOCUMENT, "customXml/item1.xml", "customXml/item2.xml"}
    assert after[DOCUMENT] == before[DOCUMENT].replace(b">9</w:t>", b">10</w:t>", 1)
    assert after["customXml/item1.xml"] == before["customXml/item1.xml"].replace(b">9</F01", b">10</F01")


def test_what_was_half_bold_stays_half_bold() -> None:
    source = edited(sample_report(), by_hand.half_bold("F04"))
    found = read(source)
    assert found.text.baseline is not None
    document = report(by_hand.more_installed())

    new, _ = refreshed(source, document)

    assert b'<w:b/></w:rPr><w:t xml:space="preserve">2</w:t></w:r><w:r><w:t xml:space="preserve">49</w:t>' in (
        members(new)[DOCUMENT].replace(b"<w:b></w:b>", b"<w:b/>")
    )


def test_stored_values_are_written_with_the_text() -> None:
    new, _ = refreshed(edited(sample_report(), by_hand.retyped("F04", "250")), now())

    found = read(new)
    assert (found.text.values["F01_value_1"], found.text.values["F04_value_4"]) == ("10", "250")


def test_a_refreshed_report_is_right() -> None:
    new, _ = refreshed(sample_report(), now())

    assert said(compared(new, now())) == []


def test_a_damaged_part_that_is_only_copied_stops_the_refresh_in_one_line() -> None:
    source = bytearray(repacked({**members(sample_report()), "word/media/a.bin": bytes(range(256)) * 20}))
    at = source.index(b"word/media/a.bin") + len("word/media/a.bin") + 30
    source[at] ^= 0xFF

    with pytest.raises(FileError) as raised:
        refreshed(bytes(source), now())

    assert raised.value.key == "live.file.damaged"


EDITS: Sequence[Edit] = (
    by_hand.moved("F01", "F25"),
    by_hand.moved("F09", "F07"),
    by_hand.one_run_a_digit,
    by_hand.half_bold("F01"),
    by_hand.deleted("F27"),
    by_hand.copied("F30"),
    by_hand.copied("F22"),
    by_hand.change_tracked("F09", "211"),
    by_hand.without_control("F22"),
    by_hand.without_marks("F10"),
    by_hand.without_any_marks,
    by_hand.typed_after("F12", "另开展义诊12次。"),
    by_hand.insertion_tracked("F12", "另慰问9人。"),
    by_hand.move_tracked("F19", "F12"),
    by_hand.commented("F20"),
    by_hand.said_otherwise("得到了群众好评", "得到了9个村群众好评"),
    by_hand.said_otherwise("登记在册志愿者", "全街道现有志愿者"),
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(EDITS), max_size=4, unique=True),
    st.lists(
        st.tuples(st.sampled_from(["F01", "F05", "F17"]), st.sampled_from(["9", "10", "67.57%", "8"])), max_size=2
    ),
)
def test_refreshing_twice_changes_nothing_more_and_text_outside_figures_is_the_same(
    edits: list[Edit], typed: list[tuple[str, str]]
) -> None:
    source = by_hand.edited_where_possible(sample_report(), [*edits, *(by_hand.retyped(*one) for one in typed)])

    new, done = refreshed(source, now())

    assert outside(new) == outside(source)
    again, second = refreshed(new, now())
    assert members(again) == members(new)
    assert second.edits == ()
    assert {(c.fate, c.reason) for c in second.changes} <= {(c.fate, c.reason) for c in done.changes}


def outside(source: bytes) -> list[str]:
    """Give the paragraphs with every figure that was found cut out."""
    found = read(source)
    places: dict[int, list[tuple[int, int]]] = {}
    for judgement in compare(found.text, now()).judgements:
        if judgement.paragraph is not None and judgement.indicator:
            places.setdefault(judgement.paragraph - 1, []).append((judgement.start, judgement.end))
    texts = []
    for index, paragraph in enumerate(found.text.paragraphs):
        text = paragraph.text
        for start, end in sorted(places.get(index, ()), reverse=True):
            text = f"{text[:start]}#{text[end:]}"
        texts.append(text)
    return texts
