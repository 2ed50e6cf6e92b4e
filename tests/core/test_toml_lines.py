from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from xltools.core.pack_parsing.toml_lines import key_lines, line_of

TEXT = '''\
# sheets
id = "a"
label.zh-Hans = "[[sheet]]"
label.en = "x" # = y
[period]
year = "p.y"

[[sheet]]
name = "s"
hint = """
[[sheet]]
name = 1 \\"""
"""
[[sheet.column]]
choices = [
  "a]", # ]
  'b',
]
[[sheet.column]]
where = { a = "}", b = 2 }
[[sheet]]
[[sheet.column]]
"a b".'c.d' = 3
[sheet.sub]
y = 1
'''


def test_every_key_and_table_has_the_line_on_which_it_begins() -> None:
    assert key_lines(TEXT) == {
        "id": 2,
        "label.zh-Hans": 3,
        "label": 3,
        "label.en": 4,
        "period": 5,
        "period.year": 6,
        "sheet[1]": 8,
        "sheet[1].name": 9,
        "sheet[1].hint": 10,
        "sheet[1].column[1]": 14,
        "sheet[1].column[1].choices": 15,
        "sheet[1].column[2]": 19,
        "sheet[1].column[2].where": 20,
        "sheet[2]": 21,
        "sheet[2].column[1]": 22,
        "sheet[2].column[1].a b.c.d": 23,
        "sheet[2].column[1].a b.c": 23,
        "sheet[2].column[1].a b": 23,
        "sheet[2].sub": 24,
        "sheet[2].sub.y": 25,
    }


def test_what_has_no_line_of_its_own_has_that_of_what_is_around_it() -> None:
    lines = key_lines(TEXT)

    assert line_of("sheet[1].column[2].where.b", lines) == 20
    assert line_of("sheet[1].column[2].label", lines) == 19
    assert line_of("sheet[1].column", lines) == 14
    assert line_of("rule[1].id", lines) is None


KEYS = st.sampled_from(["a", "b-c", '"d e"', "'f'", "a.b", "g . h"])
VALUES = st.sampled_from(
    ['"x"', "'''y\n[z]\n'''", '"""\n[[a]]\nb = \\"""\n"""', "1", "[\n1, # ]\n'[', 2]", "{ k = '}' }", "2019-05-01"]
)
STATEMENTS = st.one_of(
    st.tuples(KEYS, VALUES).map(" = ".join),
    KEYS.map("[{}]".format),
    KEYS.map("[[{}]]".format),
    st.sampled_from(["", "# [x]", "   # y = '''"]),
)


@given(st.lists(STATEMENTS, max_size=8))
@settings(max_examples=300)
def test_every_key_that_toml_reads_has_a_line_that_names_it(statements: list[str]) -> None:
    text = "\n".join(statements)
    try:
        data = tomllib.loads(text)
    except ValueError:
        return
    lines = key_lines(text)
    for path, last in _paths(data):
        found = line_of(path, lines)
        if path in lines:
            assert found is not None
            assert last in text.split("\n")[found - 1]
        else:
            assert ".k" in path  # inside an inline table, which has the line of its key


def _paths(data: Mapping[str, object], prefix: str = "") -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        path = f"{prefix}{key}"
        if isinstance(value, list) and value and isinstance(value[0], dict):
            for number, item in enumerate(value, 1):
                yield f"{path}[{number}]", key
                yield from _paths(item, f"{path}[{number}].")
        else:
            yield path, key
            if isinstance(value, dict):
                yield from _paths(value, f"{path}.")


@given(st.text(max_size=200) | st.text("[]{}='\"\\\n#.,ab1 ", max_size=200))
@settings(max_examples=300)
def test_any_text_can_be_looked_through(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())
