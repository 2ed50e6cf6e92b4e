from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.based_packs import BASE, BASE_RULES, based
from tests.support.catalogs import CATALOGS
from xltools.core.about_packs.pack_diff import Change, PackSide, diff_packs
from xltools.core.about_packs.pack_diff_reports import as_json, as_text
from xltools.core.frozen import replace
from xltools.core.messages import LANGUAGES
from xltools.core.narration.narrative_parts import read_narrative
from xltools.core.pack_parsing.pack_files import HEADER, PackFiles

HEAD = "list_name,name,override,label::zh-Hans\n"


def changes(after: PackFiles, before: PackFiles = BASE) -> list[Change]:
    return list(diff_packs(PackSide(before), PackSide(after)).changes)


def test_a_pack_does_not_differ_from_itself_nor_from_a_child_that_says_nothing() -> None:
    assert changes(BASE) == []
    assert changes(based()) == []


def test_spacing_comments_and_the_order_of_keys_are_no_difference() -> None:
    rules = BASE_RULES.replace('id = "R1"\nkind = "date_in_period"', '# 日期\nkind = "date_in_period"\n\nid = "R1"')

    assert rules != BASE_RULES
    assert changes(replace(BASE, texts={**BASE.texts, "rules.toml": rules})) == []


def test_what_is_added_removed_and_changed_is_told_entry_by_entry() -> None:
    after = based(
        header="[constants]\nleast = 3\n",
        sheets='[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "room"\noverride = "remove"\n'
        '[[sheet.column]]\nname = "people"\nlabel = "到场人数"\nmaximum = 90\nwithout = ["minimum"]\n'
        '[[sheet]]\nname = "plan"\nkind = "form"\nlabel = "计划"\n'
        '[[sheet.column]]\nname = "a"\nlabel = "甲"\ntype = "text"\n',
        rules='[[rule]]\nid = "R2"\nseverity = "note"\n',
        indicators='[[indicator]]\nid = "F02"\noverride = "remove"\n',
        choices=f"{HEAD}rooms,一楼,remove,\nrooms,二楼,,楼上\nrooms,三楼,,三楼\n",
    )

    assert changes(after) == [
        Change("added", "setting", "constants.least", after="3"),
        Change("changed", "column", "study.people", "到场人数", "label.zh-Hans", "人数", "到场人数"),
        Change("changed", "column", "study.people", "到场人数", "minimum", "1", ""),
        Change("changed", "column", "study.people", "到场人数", "maximum", "500", "90"),
        Change("removed", "column", "study.room", "地点"),
        Change("added", "sheet", "plan", "计划"),
        Change("removed", "choice", "rooms", "一楼"),
        Change("changed", "choice", "rooms", "二楼", "label.zh-Hans", "二楼", "楼上"),
        Change("added", "choice", "rooms", "三楼"),
        Change("changed", "rule", "R2", "", "severity", "warning", "note"),
        Change("removed", "indicator", "F02", "参加人次"),
    ]


def test_another_order_is_a_difference() -> None:
    moved = based(sheets='[[sheet]]\nname = "return"\nbefore = "study"\n')

    assert changes(moved) == [
        Change("order", "sheet", "", before="parameters、study、return", after="parameters、return、study")
    ]


def test_sentences_are_compared_line_by_line_with_their_part() -> None:
    before, after = (
        PackSide(BASE, read_narrative(f"# 报告\n{{# part: study #}}\n- {words}。\n{{# end #}}\n{more}", "n"))
        for words, more in (("学习", ""), ("讲座", "完。"))
    )

    assert list(diff_packs(before, after).changes) == [
        Change("changed", "sentence", "study", before="- 学习。", after="- 讲座。\n完。")
    ]


def test_other_word_styles_are_a_difference() -> None:
    assert list(diff_packs(PackSide(BASE, styles=b"a"), PackSide(BASE, styles=b"b")).changes) == [
        Change("changed", "styles", "styles.docx")
    ]


EVERY = based(
    header="[constants]\nleast = 3\n",
    sheets='[[sheet]]\nname = "return"\nbefore = "study"\nhint = "年报"\n',
    rules='[[rule]]\nid = "R1"\noverride = "remove"\n[[rule]]\nid = "R2"\nseverity = "note"\nwithout = ["explain"]\n',
    choices=f"{HEAD}rooms,三楼,,三楼\n",
)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_difference_can_be_said(language: str) -> None:
    before = PackSide(BASE, read_narrative("甲\n乙\n丙", "n"), b"a")
    after = PackSide(EVERY, read_narrative("甲一\n丙\n丁", "n"), b"b")
    for first, second in ((before, after), (after, before)):
        diff = diff_packs(first, second)

        told = as_text(diff, CATALOGS[language])

        assert told.count("\n") == 1 + len(diff.changes) + sum(
            change.before.count("\n") + change.after.count("\n") + bool(change.before) + bool(change.after)
            for change in diff.changes
            if change.kind == "sentence"
        )


def test_the_differences_are_data_for_programs() -> None:
    found = json.loads(as_json(diff_packs(PackSide(BASE), PackSide(EVERY))))

    assert (found["before"], found["after"]) == ({"id": "tiny", "version": "1.0"}, {"id": "ours", "version": "2.0"})
    assert found["changes"][0] == {
        "how": "added",
        "kind": "setting",
        "name": "constants.least",
        "label": "",
        "key": "",
        "before": "",
        "after": "3",
    }


@settings(deadline=None, max_examples=25)
@given(st.lists(st.sampled_from(["study", "return", "parameters"]), unique=True), st.sampled_from(["hint", "label"]))
def test_as_many_keys_as_were_changed_are_told_and_the_way_back_is_their_mirror(names: list[str], key: str) -> None:
    after = based(sheets="".join(f'[[sheet]]\nname = "{name}"\n{key} = "新{name}"\n' for name in names))

    there, back = changes(after), changes(BASE, after)

    assert sorted(change.name for change in there) == sorted(names)
    assert [(change.before, change.after) for change in there] == [(change.after, change.before) for change in back]


def test_a_base_and_its_version_are_no_difference() -> None:
    assert "base" not in {change.name for change in changes(based())}
    assert HEADER in based().texts
