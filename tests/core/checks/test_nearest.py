from __future__ import annotations

import pytest

from xltools.core.nearest import nearest, same_but_for_spelling

KINDS = ("中心组学习", "班子研讨", "APP推广", "app 培训")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" 中心组学习", "中心组学习"),
        ("中心组\u3000学习\n", "中心组学习"),
        ("中心组\u200b学习", "中心组学习"),
        ("ａｐｐ推广", "APP推广"),
        ("App培训", "app 培训"),
        ("中心组学", None),
        ("中心组学习会", None),
        ("", None),
    ],
)
def test_only_spaces_width_and_case_are_taken_for_certain(text: str, expected: str | None) -> None:
    assert same_but_for_spelling(text, KINDS) == expected


def test_what_may_be_either_of_two_is_not_certain() -> None:
    assert same_but_for_spelling("app", ("APP", "App")) is None


def test_the_nearest_is_a_question_only() -> None:
    assert nearest("中心组学", KINDS) == "中心组学习"
    assert nearest("植树造林", KINDS) is None
