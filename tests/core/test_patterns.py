from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xltools.core.patterns import PatternError, compile_pattern


def test_a_pattern_matches_the_whole_text_or_is_found_in_it() -> None:
    number = compile_pattern(r"[\p{Han}]{2,10}〔[0-9]{4}〕[0-9]+号")

    assert number.matches("竹街发〔2019〕12号")
    assert not number.matches("见竹街发〔2019〕12号。")
    assert number.found_in("按照，竹街发〔2019〕12号。") == "竹街发〔2019〕12号"
    assert number.found_in("按照文件") is None


@pytest.mark.parametrize("wrong", ["(", "a(?=b)", r"(a)\1", "x" * 501, "((a{1000}){1000})", "*"])
def test_what_the_engine_does_not_take_is_refused_with_its_reason(wrong: str) -> None:
    with pytest.raises(PatternError) as caught:
        compile_pattern(wrong)

    assert str(caught.value)


@pytest.mark.parametrize("hostile", ["(a+)+$", "(a|aa)+$", "(.*)*b", "a*a*a*a*a*a*a*b", "(a|b)*a(a|b){30}c"])
def test_a_hostile_pattern_ends_in_time(hostile: str) -> None:
    started = time.process_time()

    assert not compile_pattern(hostile).matches("a" * 32_767 + "!")

    assert time.process_time() - started < 2


@given(st.text() | st.characters(categories=["Cs"]))
def test_any_text_can_be_matched(text: str) -> None:
    assert compile_pattern(r"(?s).*").matches(text)


@given(st.text(max_size=40))
def test_any_text_is_a_pattern_or_a_pattern_error(source: str) -> None:
    with contextlib.suppress(PatternError):
        compile_pattern(source).matches("x")


WITHIN_LINES = ["[a-c]{1,2}", "a.c", "a|b", "(ab)?c*", r"\d+\.\d", "^a$", ""]
OVER_LINES = ["[^a]*", r"\s*", "[[:space:]]*", "(?s)a.*", "[\t-\r]*"]


@given(st.sampled_from(WITHIN_LINES + OVER_LINES), st.lists(st.text("abc\n\t .1", max_size=4), max_size=90))
def test_many_texts_are_judged_as_each_by_itself(source: str, texts: list[str]) -> None:
    pattern = compile_pattern(source)

    assert pattern.unlike(texts) == [text for text in texts if not pattern.matches(text)]


def test_two_texts_are_not_taken_for_one_with_a_line_break() -> None:
    assert compile_pattern("a[^b]c|d").unlike(["a", "c"]) == ["a", "c"]
    assert compile_pattern("a\nc|d").unlike(["a", "c"]) == ["a", "c"]
