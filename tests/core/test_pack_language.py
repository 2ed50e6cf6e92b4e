"""The keys of a pack as data are those that the parsers read: none more, none less."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import combinations

import pytest

from tests.support.catalogs import CATALOGS
from xltools.core.aggregations import AGGREGATIONS
from xltools.core.checks import CHECKS
from xltools.core.messages import LANGUAGES
from xltools.core.pack_books.pack_headers import TEXT_SHEETS, entry_headers
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.header_parser import read_constants, read_header
from xltools.core.pack_parsing.indicators_parser import read_indicators
from xltools.core.pack_parsing.pack_child_language import CHILD_FIELDS
from xltools.core.pack_parsing.pack_fields import EntryLanguage
from xltools.core.pack_parsing.pack_language import (
    COLUMN_ENTRIES,
    CONSTANTS,
    ENTRIES,
    GROUP_ENTRIES,
    HEADER_FIELDS,
    INDICATOR_ENTRIES,
    ROW_ENTRIES,
    RULE_ENTRIES,
    SHEET_ENTRIES,
    TABLE_ENTRIES,
    TEXT_RULE_ENTRIES,
)
from xltools.core.pack_parsing.rules_parser import read_rules
from xltools.core.pack_parsing.sheets_parser import read_sheets
from xltools.core.pack_parsing.tables_parser import read_tables
from xltools.core.pack_parsing.text_rules_parser import read_text_rules
from xltools.core.pack_scope import Scope
from xltools.core.sheets import Column, ColumnType, MatrixRow, Sheet, SheetKind
from xltools.core.text_checks import TEXT_CHECKS

SHEET = Sheet(
    "grid",
    SheetKind.MATRIX,
    {"zh-Hans": "表"},
    (Column("x", {"zh-Hans": "x"}, ColumnType.INTEGER),),
    rows=(MatrixRow("a", {"zh-Hans": "一"}),),
)
SCOPE = Scope({"grid": SHEET}, {"offered": ()}, ("N1",))


Seen = Mapping[str, set[str]]


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """Give the keys that are read from now on, by key path without numbers."""
    keys: defaultdict[str, set[str]] = defaultdict(set)
    original = Entry._value

    def value(entry: Entry, key: str, default: object) -> object:
        keys[re.sub("[0-9]", "", entry.path)].add(key)
        return original(entry, key, default)

    monkeypatch.setattr(Entry, "_value", value)
    return keys


def read(parser: Callable[[Entry], object], data: Mapping[str, object]) -> None:
    """Read a file, whatever is wrong with it."""
    parser(Entry(data, "file.toml", "", SCOPE, []))


def variants(keys: Iterable[str], fixed: Mapping[str, object]) -> Iterator[dict[str, object]]:
    """Give entries with no more than two of the keys, each with a value that leads a parser on."""
    values = {"along": "rows", "minimum": 1, "maximum": 1, "default": {"value": "x"}, "each": "year"}
    named = sorted(keys)
    for some in [(), *((key,) for key in named), *combinations(named, 2)]:
        yield {**fixed, **{key: values.get(key, "x") for key in some}}


def keys_of(entries: EntryLanguage, kind: str = "") -> set[str]:
    """Give the keys that the language has for a kind."""
    return {field.key for field in entries.fields_of(kind)}


@pytest.mark.parametrize("kind", CHECKS)
def test_a_rule_has_the_keys_that_its_kind_reads(kind: str, seen: Seen) -> None:
    for sheet in ({"sheet": "grid"}, {}) if "sheet" in keys_of(RULE_ENTRIES, kind) else ({},):
        for entry in variants(
            keys_of(RULE_ENTRIES, kind) - {"id", "kind", "sheet"}, {"id": "R", "kind": kind, **sheet}
        ):
            read(read_rules, {"rule": [entry]})

    assert seen["rule[]"] == keys_of(RULE_ENTRIES, kind)


@pytest.mark.parametrize("kind", TEXT_CHECKS)
def test_a_text_rule_has_the_keys_that_its_kind_reads(kind: str, seen: Seen) -> None:
    for entry in variants(keys_of(TEXT_RULE_ENTRIES, kind) - {"kind"}, {"kind": kind}):
        read(read_text_rules, {"rule": [entry]})

    assert seen["rule[]"] == keys_of(TEXT_RULE_ENTRIES, kind)


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_an_indicator_has_the_keys_that_its_aggregate_reads(name: str, seen: Seen) -> None:
    for entry in variants(keys_of(INDICATOR_ENTRIES, name) - {"aggregate"}, {"aggregate": name}):
        read(read_indicators, {"indicator": [entry]})

    assert seen["indicator[]"] == keys_of(INDICATOR_ENTRIES, name)


@pytest.mark.parametrize("kind", SheetKind)
def test_a_sheet_has_the_keys_that_are_read(kind: SheetKind, seen: Seen) -> None:
    parts = {"column": [{"name": "a"}], "row": [{"name": "b"}], "group": [{"name": "c"}]}
    for entry in variants({"label", "hint"}, {"name": "s", "kind": kind.value, **parts}):
        read(read_sheets, {"sheet": [entry]})

    own = seen["sheet[]"] - {"column", "row", "group"}
    ledger_only = set() if kind is SheetKind.LEDGER else {"prepared_rows", "carry_over"}
    assert own - ledger_only == keys_of(SHEET_ENTRIES, kind)
    assert seen["sheet[].row[]"] == keys_of(ROW_ENTRIES)
    assert seen["sheet[].group[]"] == keys_of(GROUP_ENTRIES)


@pytest.mark.parametrize("kind", ColumnType)
def test_a_column_has_the_keys_that_its_type_reads(kind: ColumnType, seen: Seen) -> None:
    fixed = {"name": "a", "type": kind.value}
    for column in variants(keys_of(COLUMN_ENTRIES, kind) - {*fixed}, fixed):
        read(read_sheets, {"sheet": [{"name": "s", "kind": "ledger", "column": [column]}]})

    assert seen["sheet[].column[]"] == keys_of(COLUMN_ENTRIES, kind)
    assert seen["sheet[].column[].default"] == {"value", "until", "otherwise"}


def test_a_table_has_the_keys_that_are_read(seen: Seen) -> None:
    for entry in variants(keys_of(TABLE_ENTRIES), {}):
        read(read_tables, {"table": [entry]})

    assert seen["table[]"] == keys_of(TABLE_ENTRIES)


def test_the_settings_are_the_keys_that_are_read(seen: Seen) -> None:
    tables = {name: {"x": "y"} for name in ("period", "unit", "targets", "last_year")}
    tables["period"] |= {"month": "a.b", "quarter": "a.b"}
    read(lambda root: (read_constants(root), read_header(root, "x")), tables)

    keys = seen[""] - {*tables, CONSTANTS}
    keys |= {f"{table}.{key}" for table in tables for key in seen[table] if key != "x"}
    assert keys == {field.key for field in HEADER_FIELDS}


def test_the_keys_of_every_kind_are_among_those_that_are_written() -> None:
    for entries in ENTRIES:
        for kind in entries.kinds:
            special = set().union(*entries.kinds.values())
            assert entries.kinds[kind] <= special <= {field.key for field in entries.fields}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_key_is_explained_in_words_that_a_prompt_can_hold(language: str) -> None:
    said = CATALOGS[language].sentence
    keys = [f"settings.{field.key.replace('.', '_')}" for field in HEADER_FIELDS]
    keys += [
        f"{entries.name}.{header.text.replace('::', '_')}"
        for entries in ENTRIES
        for header in entry_headers(entries, [])
    ]
    keys += [f"child.{field.key}" for field in CHILD_FIELDS]
    keys += [f"{sheet}.line" for sheet in TEXT_SHEETS] + ["settings.constants", "settings.note_file"]
    keys += ["settings.without", "choices.override"]

    assert [key for key in keys if not 0 < len(said(f"pack_xlsx.{key}")) <= 255] == []
