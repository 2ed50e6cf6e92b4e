"""Quotation marks within quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.quotes import within


@pytest.mark.parametrize(
    ("before", "text", "written"),
    [
        ("“", "“学习强国”下载人数", "‘学习强国’下载人数"),
        ("工作表“", "“学习‘强国’”", "‘学习“强国”’"),
        ("「", "「學習強國」下載人數", "『學習強國』下載人數"),
        ("「", "「學習『強國』」", "『學習「強國」』"),
        ("There is no “", "the unit’s “App”", "the unit’s ‘App’"),
        ("“", "「学习强国」", "「学习强国」"),
        ("「", "“學習強國”", "“學習強國”"),
        ("", "“学习强国”", "“学习强国”"),
        ("“指标”表中的 ", "“学习强国”", "“学习强国”"),
        ("「甲」第「乙」：", "「學習強國」", "「學習強國」"),
        ("“", "学习强国", "学习强国"),
    ],
)
def test_marks_within_marks_are_the_inner_ones(before: str, text: str, written: str) -> None:
    assert within(before, text) == written


@given(st.sampled_from(["“", "「", ""]), *[st.text("“”‘’「」『』学习a ", max_size=8)] * 2)
def test_two_texts_that_differ_never_look_alike(before: str, one: str, other: str) -> None:
    assert (within(before, one) == within(before, other)) == (one == other)
