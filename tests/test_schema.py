"""The JSON Schemas for editors: made from the language, true of every pack, and against every slip."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support import district_pack
from tests.support.annual_report import ROOT
from tests.support.catalogs import CATALOGS
from tests.support.generated_children import child_texts
from tests.support.generated_packs import pack_texts
from xltools.core.about_packs.pack_schema import schemas
from xltools.core.pack_parsing.pack_fields import EntryLanguage
from xltools.core.pack_parsing.pack_language import ENTRIES

FOLDER = ROOT / "docs" / "schema"
FILES = sorted((ROOT / "workbook_templates").glob("*/*.toml"))
CASES = sorted((ROOT / "workbook_templates").glob("*/tests/*.toml"))
GUIDE = (ROOT / "docs" / "pack-guide.md").read_text("utf-8")
REFERENCE = (ROOT / "docs" / "pack-reference.md").read_text("utf-8")


CHILD = {
    Path(file).stem: text for file, text in district_pack.TEXTS.items() if file.endswith(".toml") and "/" not in file
}
"""A pack with a base: its files by their names without the ending."""


@cache
def validator(name: str) -> jsonschema.Draft7Validator:
    """Give the schema of a file."""
    schema = json.loads((FOLDER / name).read_text("utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def as_json(text: str) -> object:
    """Give a TOML text as a schema sees it: dates are texts."""
    return json.loads(json.dumps(tomllib.loads(text), default=str))


def wrong(name: str, data: object) -> list[str]:
    """Give what a schema finds wrong."""
    return [f"{error.json_path}: {error.message[:120]}" for error in validator(name).iter_errors(data)]


def tables(data: object) -> Iterator[dict[str, object]]:
    """Give every table in which a key may be misspelt: not those whose keys are the pack's own."""
    if isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key not in {"where", "constants", "values", "totals", "font"} | LABELS:
                yield from tables(value)
    elif isinstance(data, list):
        for item in data:
            yield from tables(item)


LABELS = {"label", "hint", "definition", "message"}


def test_the_schemas_are_those_that_the_script_writes() -> None:
    written = {path.name: json.loads(path.read_text("utf-8")) for path in FOLDER.glob("*.json")}

    assert written == schemas(CATALOGS["zh-Hans"].sentence)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_every_pack_of_the_tool_is_valid(path: Path) -> None:
    assert wrong(f"{path.stem}.json", as_json(path.read_text("utf-8"))) == []


def test_every_case_of_the_packs_is_valid() -> None:
    assert [wrong("tests.json", as_json(path.read_text("utf-8"))) for path in CASES] == [[]] * len(CASES)


def test_every_example_of_the_guide_is_valid() -> None:
    found = re.findall(r"^```toml\n# (?:tests/)?(\w+)\.toml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)
    names = {path.stem for path in FOLDER.glob("*.json")}

    assert len(found) >= 5
    assert [wrong(f"{name if name in names else 'tests'}.json", as_json(text)) for name, text in found] == [[]] * len(
        found
    )


@pytest.mark.parametrize("path", [*FILES, *CASES[:1]], ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_misspelt_key_is_found_in_every_table(path: Path) -> None:
    name = "tests.json" if path.parent.name == "tests" else f"{path.stem}.json"
    data = as_json(path.read_text("utf-8"))
    check = validator(name)
    distinct = {tuple(sorted(found)): number for number, found in enumerate(tables(data))}

    for number in distinct.values():
        spoilt = copy.deepcopy(data)
        list(tables(spoilt))[number]["lable"] = "甲"
        assert list(check.iter_errors(spoilt)), number


@pytest.mark.parametrize("entries", [e for e in ENTRIES if len(e.path) == 1 and e.kinds], ids=lambda e: e.name)
def test_a_key_of_another_kind_is_found(entries: EntryLanguage) -> None:
    special = frozenset().union(*entries.kinds.values())
    for kind in next(field.words for field in entries.fields if field.key == entries.kind):
        for key in sorted(special - {field.key for field in entries.fields_of(kind)}):
            entry = {entries.kind: str(kind), key: "x"}
            errors = validator(entries.file.replace(".toml", ".json")).iter_errors({entries.path[0]: [entry]})
            assert any(key in error.message for error in errors), (kind, key)


def child_schema(stem: str) -> str:
    """Give the schema of a file of a pack with a base; ``pack.toml`` says itself that it has one."""
    return "pack.json" if stem == "pack" else f"{stem}.child.json"


def test_every_file_of_a_pack_with_a_base_is_valid() -> None:
    examples = re.findall(r"^```toml\n# our_month/(\w+)\.toml\n(.*?)^```$", GUIDE, re.MULTILINE | re.DOTALL)

    assert len(examples) == 3
    for stem, text in [*examples, *CHILD.items()]:
        assert wrong(child_schema(stem), as_json(text)) == [], stem


@settings(max_examples=50, deadline=None)
@given(data=st.data())
def test_any_pack_with_a_base_is_valid(data: st.DataObject) -> None:
    texts: Mapping[str, str] = data.draw(child_texts(data.draw(pack_texts())))

    for file, text in texts.items():
        if file.endswith(".toml"):
            assert wrong(child_schema(Path(file).stem), as_json(text)) == [], text


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_pack_with_a_base_may_say_all_that_one_without_may(path: Path) -> None:
    assert wrong(child_schema(path.stem), as_json(path.read_text("utf-8"))) == []


@pytest.mark.parametrize("stem", CHILD)
def test_a_misspelt_key_is_found_in_every_table_of_a_pack_with_a_base(stem: str) -> None:
    data = as_json(CHILD[stem])
    for number, _ in enumerate(tables(data)):
        spoilt = copy.deepcopy(data)
        list(tables(spoilt))[number]["lable"] = "甲"
        assert wrong(child_schema(stem), spoilt), number


@pytest.mark.parametrize("stem", [stem for stem in CHILD if stem not in {"pack", "text_rules", "tables"}])
def test_the_words_and_gaps_of_a_pack_with_a_base_are_wrong_in_one_without(stem: str) -> None:
    assert wrong(f"{stem}.json", as_json(CHILD[stem]))


@pytest.mark.parametrize(
    ("stem", "text"),
    [
        ("rules", '[[rule]]\nid = "R1"\noverride = "remvoe"'),
        ("rules", '[[rule]]\nid = "R1"\noverride = "remove"\nseverity = "note"'),
        ("rules", '[[rule]]\nid = "R1"\noverride = "replace"\nseverity = "note"'),
        ("rules", '[[rule]]\nid = "R1"\nwithout = ["severty"]'),
        ("rules", '[[rule]]\nid = "R1"\nkind = "range"\nby = "x"'),
        ("rules", '[[rule]]\nseverity = "note"'),
        ("rules", 'without = ["rules"]'),
        ("indicators", '[[indicator]]\nid = "F1"\nlabel.without = 5'),
        ("sheets", '[[sheet]]\nname = "a"\n[[sheet.row]]\nname = "b"\nafter = 1'),
        ("layout", "[lines]\npitch = 28"),
        ("layout", '[lines]\nsource = "x"\nwithout = ["ptich"]'),
        ("pack", 'id = "a"\nversion = "1.0"\nbase = "b"'),
        ("pack", 'id = "a"\nversion = "1.0"\nbase = "b"\nbase_version = "1.0"\nwithout = ["target"]'),
        ("pack", 'id = "a"\nversion = "1.0"\nlabel = "x"\nlanguages = ["zh-Hans"]\nunit.name = "a.b"\nperiod = {}'),
    ],
)
def test_a_slip_in_the_words_of_a_pack_with_a_base_is_found(stem: str, text: str) -> None:
    assert wrong(child_schema(stem), as_json(text))


@pytest.mark.parametrize("words", ['without = ["targets"]', 'period.without = ["month"]', 'label.without = ["en"]'])
def test_what_is_left_out_is_for_packs_with_a_base_alone(words: str) -> None:
    header = 'id = "a"\nversion = "1.0"\nlanguages = ["zh-Hans"]\n'
    header += 'label.zh-Hans = "x"\nperiod.year = "a.b"\nunit.name = "a.c"\n'
    based = 'base = "b"\nbase_version = "1.0"\n'

    assert wrong("pack.json", as_json(header)) == wrong("pack.json", as_json(f"{header}{based}{words}")) == []
    assert wrong("pack.json", as_json(header + words))


def test_a_case_says_of_which_month_or_quarter_it_is() -> None:
    assert wrong("tests.json", as_json('name = "x"\nyear = 2024\nmonth = 5')) == []


def test_the_reference_names_every_key() -> None:
    keys = {field.key for entries in ENTRIES for field in entries.fields}

    assert sorted(key for key in keys if not re.search(rf"\b{key}\b", REFERENCE)) == []
