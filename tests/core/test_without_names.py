"""What a pack leaves out of its base's, as one list of names and back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from xltools.core.pack_parsing.pack_language import RULE_ENTRIES, TEXT_RULE_ENTRIES
from xltools.core.pack_parsing.without_names import SETTING_SIGNS, entry_signs, leave_out, names_left_out

NAMES = st.lists(st.sampled_from(["en", "a", "甲::乙", "x.y"]), min_size=1, unique=True)


def test_names_are_those_of_headers_and_of_settings() -> None:
    rule = {"id": "R1", "without": ["maximum"], "label": {"en": "x", "without": ["zh-Hant"]}}
    header = {"label": {"without": "en"}, "constants": {"a": 1, "without": ["b"]}, "without": ["targets"]}

    assert names_left_out(rule, entry_signs(RULE_ENTRIES)) == (
        {"id": "R1", "label": {"en": "x"}},
        ["maximum", "label::zh-Hant"],
    )
    assert names_left_out(header, SETTING_SIGNS) == ({"constants": {"a": 1}}, ["targets", "label::en", "constants.b"])


def test_a_table_that_leaves_nothing_out_is_told_from_one_that_says_so() -> None:
    signs = entry_signs(RULE_ENTRIES)

    assert names_left_out({"id": "R1"}, signs) == ({"id": "R1"}, None)
    assert names_left_out({"id": "R1", "without": []}, signs) == ({"id": "R1"}, [])


def test_a_name_in_what_is_no_table_is_the_entry_s_own_and_so_a_fault_there() -> None:
    entry: dict[str, object] = {"id": "R1", "label": "甲"}

    leave_out(entry, ["label::en", "hint::en", "message::"], entry_signs(RULE_ENTRIES))

    assert entry == {"id": "R1", "label": "甲", "without": ["label::en", "hint::en", "message::"]}


@given(
    own=st.none() | st.lists(st.sampled_from(["severity", "label", "totals"]), unique=True),
    inner=st.dictionaries(st.sampled_from(["label", "message", "totals"]), NAMES),
    said=st.dictionaries(st.sampled_from(["label", "message", "totals"]), st.just("甲")),
)
def test_what_is_put_back_is_what_was_there(
    own: list[str] | None, inner: dict[str, list[str]], said: dict[str, str]
) -> None:
    entry: dict[str, object] = {"id": "T1", **({} if own is None else {"without": own})}
    for key in {**inner, **said}:
        entry[key] = {
            **({"zh-Hans": said[key]} if key in said else {}),
            **({"without": inner[key]} if key in inner else {}),
        }
    rest, names = names_left_out(entry, entry_signs(TEXT_RULE_ENTRIES))
    back = dict(rest)
    if names is not None:
        leave_out(back, names, entry_signs(TEXT_RULE_ENTRIES))

    assert back == {key: value for key, value in entry.items() if (key, value) != ("without", []) or not inner}
