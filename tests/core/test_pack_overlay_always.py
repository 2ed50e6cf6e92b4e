"""What always holds of packs laid over others, whatever they say."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.based_packs import BASE, based
from tests.support.packs import faults_of, said
from xltools.core.about_packs.pack_diff import PackSide, diff_packs
from xltools.core.frozen import replace
from xltools.core.pack_parsing.pack_files import HEADER, PackFiles
from xltools.core.pack_parsing.pack_inheritance import inherit
from xltools.core.pack_parsing.toml_lines import key_lines

RULES = ("R1", "R2", "R9")
SHEETS = ("study", "return", "parameters", "visits")
COLUMNS = ("date", "people", "cases", "year", "extra")
KEYS = st.sampled_from(
    [
        'label = "新"',
        "required = true",
        "maximum = 9",
        'without = ["hint"]',
        'without = ["label"]',
        'override = "remove"',
        'override = "replace"',
        'after = "date"',
        'before = "people"',
        'type = "text"',
        "nonsense = 1",
    ]
)


@st.composite
def sheets(draw: st.DrawFn) -> str:
    """Write a ``sheets.toml`` that changes, adds and spoils entries at random."""
    lines = []
    for name in draw(st.lists(st.sampled_from(SHEETS), max_size=3)):
        lines += ["[[sheet]]", f'name = "{name}"', *draw(st.lists(KEYS, max_size=2, unique_by=lambda key: key[:5]))]
        for column in draw(st.lists(st.sampled_from(COLUMNS), max_size=3)):
            keys = draw(st.lists(KEYS, max_size=3, unique_by=lambda key: key[:5]))
            lines += ["[[sheet.column]]", f'name = "{column}"', *keys]
    return "\n".join(lines)


@st.composite
def rules(draw: st.DrawFn) -> str:
    """Write a ``rules.toml`` likewise."""
    lines = []
    for name in draw(st.lists(st.sampled_from(RULES), max_size=3)):
        keys = ('severity = "note"', 'kind = "require"', "nonsense = 1", 'override = "remove"', "maximum = 2")
        lines += ["[[rule]]", f'id = "{name}"', *draw(st.lists(st.sampled_from(keys), max_size=3, unique=True))]
    return "\n".join(lines)


@given(sheets(), rules())
@settings(deadline=None, max_examples=40)
def test_every_fault_stands_in_a_file_of_one_of_the_two_packs_on_a_line_that_it_has(sheet: str, rule: str) -> None:
    files = based(sheets=sheet, rules=rule)
    texts = {**files.texts, **{f"tiny/{file}": text for file, text in BASE.texts.items()}}

    for fault in faults_of(files):
        place = fault.location
        assert said(fault)
        assert place.sheet in texts
        assert place.row is None or 1 <= place.row <= texts[place.sheet].count("\n") + 1


@given(sheets())
@settings(deadline=None, max_examples=40)
def test_the_base_is_never_altered_and_every_key_has_its_place(sheet: str) -> None:
    before = {file: inherit(BASE, file, []).data for file in BASE.texts}

    said_of_it = inherit(based(sheets=sheet), "sheets.toml", [])

    assert {file: inherit(BASE, file, []).data for file in BASE.texts} == before
    for path, place in said_of_it.places.items():
        assert place.path == "" or place.line is not None, path


@given(sheets(), rules())
@settings(deadline=None, max_examples=40)
def test_a_pack_laid_over_by_one_that_says_nothing_is_what_it_was(sheet: str, rule: str) -> None:
    middle = based(sheets=sheet, rules=rule)
    header = 'id = "last"\nversion = "1.0"\nbase = "ours"\nbase_version = "2.0"\n'
    last = PackFiles("last", {HEADER: header}, base=middle)

    diff = diff_packs(PackSide(middle), PackSide(last))

    assert diff.changes == ()
    assert {file: inherit(last, file, []).data for file in ("sheets.toml", "rules.toml")} == {
        file: inherit(middle, file, []).data for file in ("sheets.toml", "rules.toml")
    }


def test_the_lines_of_the_base_are_those_of_its_own_text() -> None:
    place = inherit(replace(based(), texts=based().texts), "rules.toml", []).place("rule[2].maximum")

    assert (place.file, place.path, place.line) == (
        "tiny/rules.toml",
        "rule[2].maximum",
        key_lines(BASE.texts["rules.toml"])["rule[2].maximum"],
    )
