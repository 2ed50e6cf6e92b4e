"""Packs that nobody would write: sound, and with every odd text in every place that takes one."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from xltools.core.pack_books.toml_writer import write_toml
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, INDICATORS, RULES, SHEETS, TABLES, TEXT_RULES
from xltools.core.pack_parsing.pack_language import LABELS

Data = dict[str, object]

NAME = "tiny"
QUOTE = '"'
ODD = st.text(st.sampled_from("甲乙ab05.- \u3000\"'、,，;；=#≥<>()[]“”\\\n_x0041_"), min_size=1, max_size=8)
PRINTED = st.characters(exclude_categories=("C", "Z"))
SAYINGS = (ODD | st.text(PRINTED, min_size=1, max_size=8)).map(lambda text: text if text.strip() else f"甲{text}")
TABS = st.sampled_from(["台账", "“甲；乙”", "a=b", "#1", '"x"', "1.0", "2019-05-01"])
LABEL = SAYINGS | st.fixed_dictionaries({"zh-Hans": SAYINGS}, optional={"en": SAYINGS})
HINT = st.none() | LABEL
FLAG = st.none() | st.booleans()
NUMBER = st.integers(0, 10**6) | st.decimals(0, 1000, places=2).map(lambda n: n.copy_abs())
NOTES = st.lists(st.text(st.sampled_from("甲a #\"='1；"), max_size=6).map(str.strip), min_size=1, max_size=2)
SPARE = [["spare", "甲", "", "a"], ["spare", "乙", "讲座", ""], ["spare", "乙", "5", "b"]]
"""Lines of a choice list that no column uses."""
CHOICES_OFFERED = ["讲座", "甲、乙", "5", '"引"', "a;b", "yes"]


def table(**keys: object) -> Data:
    """Give a table without the keys that are None."""
    return {key: value for key, value in keys.items() if value is not None}


@st.composite
def columns(draw: st.DrawFn) -> list[Data]:
    """Give the columns of a ledger: one of each type, each with what it may have."""
    default = st.none() | st.sampled_from(CHOICES_OFFERED)
    by_year = st.fixed_dictionaries(
        {"value": st.sampled_from(CHOICES_OFFERED), "until": st.integers(1990, 2050)},
        optional={"otherwise": st.sampled_from(CHOICES_OFFERED)},
    )
    numbers = st.none() | NUMBER
    day = st.none() | st.dates(date(1990, 1, 1), date(2050, 1, 1))
    missing = st.none() | st.lists(st.sampled_from(["not_applicable", "unknown"]), min_size=1, unique=True)
    typed: list[tuple[str, Data]] = [
        ("kind", table(type="select_one", choices="offered", default=draw(default | by_year))),
        ("note", table(type="text", pattern=draw(st.none() | st.sampled_from([r"\d+", "[甲;乙]*", '"a"', "a, b"])))),
        ("people", table(type="integer", minimum=draw(numbers), default=draw(st.none() | st.sampled_from(["5", 5])))),
        ("share", table(type="decimal", default=draw(st.none() | st.sampled_from([Decimal("5.0"), Decimal("0.25")])))),
        ("day", table(type="date", minimum=draw(day), default=draw(st.none() | st.sampled_from(["2019-05-01"])))),
    ]
    labels = draw(st.lists(LABEL, min_size=5, max_size=5, unique_by=first_words))
    return [
        table(
            name=name,
            label=label,
            hint=draw(HINT),
            required=draw(FLAG),
            multiline=draw(FLAG),
            width=draw(st.none() | st.integers(1, 255)),
            missing=draw(missing),
            **more,
        )
        for (name, more), label in zip(typed, labels, strict=True)
    ]


def first_words(label: object) -> str:
    """Give a label's words in the first language, as far as they tell it from others."""
    text = label["zh-Hans"] if isinstance(label, dict) else label
    return " ".join(str(text).split())


BOUNDS = st.fixed_dictionaries({"minimum": NUMBER}) | st.fixed_dictionaries({"maximum": NUMBER | st.just("share")})
CONDITIONS = st.fixed_dictionaries(
    {},
    optional={
        "kind": st.sampled_from(CHOICES_OFFERED)
        | st.fixed_dictionaries({"in": st.lists(st.sampled_from(CHOICES_OFFERED), min_size=1, unique=True)}),
        "note": ODD | st.fixed_dictionaries({"filled": st.booleans()}),
        "people": NUMBER | BOUNDS,
        "day": st.just({"maximum": "day"}),
    },
)


@st.composite
def rules(draw: st.DrawFn) -> list[Data]:
    """Give a rule of several kinds, with every common key."""
    kinds: list[Data] = [
        {"kind": "unique", "sheet": "book", "columns": ["kind", "note"], "where": draw(CONDITIONS)},
        {
            "kind": "compare",
            "sheet": "book",
            "left": "kind",
            "operator": "!=",
            "value": draw(st.sampled_from(CHOICES_OFFERED)),
        },
        {"kind": "compare", "sheet": "book", "left": "people", "operator": "<=", "value": draw(NUMBER)},
        {"kind": "range", "sheet": "book", "columns": ["day"], "minimum": draw(st.dates(date(1990, 1, 1)))},
        {"kind": "require", "sheet": "book", "require": "note == '是' and people <= share"},
        {"kind": "at_most", "sheet": "book", "by": ["kind"], "maximum": draw(NUMBER)},
        {"kind": "changed_over", "indicator": "N1", "percent": draw(st.integers(1, 200))},
    ]
    severity = st.sampled_from(["warning", "note"])
    return [
        table(id=f"R{n}", severity=draw(severity), explain="allowed", label=draw(HINT), message=draw(st.none()), **kind)
        for n, kind in enumerate(kinds)
    ]


@st.composite
def pack_texts(draw: st.DrawFn) -> dict[str, str]:
    """Give the files of a pack; some of the packs are not sound, so ask ``parse_pack``."""
    fields: list[Data] = [
        {"name": "year", "label": "年度", "type": "integer"},
        {"name": "unit", "label": "单位", "type": "text"},
    ]
    sheets: list[Data] = [
        {"name": "parameters", "kind": "form", "label": "参数", "column": fields},
        table(
            name="book",
            kind="ledger",
            label=draw(TABS),
            hint=draw(HINT),
            prepared_rows=draw(st.none() | st.integers(0, 99)),
            carry_over=draw(FLAG),
            column=draw(columns()),
        ),
        {
            "name": "grid",
            "kind": "matrix",
            "label": "表",
            "group": [{"name": "g", "label": draw(LABEL)}, {"name": "h", "label": "乙", "within": "g"}],
            "row": [{"name": "a", "label": "一"}, {"name": "b", "label": "二", "group": "h"}],
            "column": [
                {"name": "x", "label": "x", "type": "integer"},
                {"name": "y", "label": "y", "type": "integer", "total_of": ["x"]},
            ],
        },
    ]
    header: Data = {
        "id": NAME,
        "version": "1.0",
        "accepts": ["1.0", "0.9"],
        "languages": ["zh-Hans", "en"],
        "label": draw(LABEL),
        "period": {"year": "parameters.year"},
        "unit": {"name": "parameters.unit"},
        "constants": draw(st.dictionaries(st.from_regex("[A-M][a-z0-9_]{0,3}", fullmatch=True), NUMBER, max_size=3)),
    }
    counted: list[Data] = [
        table(
            id="N1", label=draw(LABEL), unit=draw(st.none() | ODD), aggregate="count", sheet="book",
            where=draw(CONDITIONS), definition=draw(HINT),
        ),
        {"id": "N2", "label": "和", "aggregate": "cells", "sheet": "grid", "rows": ["a", "b"], "columns": ["x"]},
    ]  # fmt: skip
    drawing = '| 甲 | 乙 |\n| {grid.a.x} | a\\|"b |\n'
    comments = {path: draw(NOTES) for path in draw(st.sets(st.sampled_from(["", "sheet[2]", "sheet[2].column[1]"])))}
    spoken: list[Data] = [
        {
            "id": "T1",
            "kind": "percent",
            "totals": draw(st.dictionaries(st.just("党员"), st.just("N1"))) | {"甲; 乙": "N2"},
        },
        table(
            id="T2",
            kind="forbidden",
            patterns=draw(st.lists(st.sampled_from(["甲", "a, b"]), min_size=1)),
            label=draw(HINT),
        ),
    ]
    rows = [
        ["list_name", "name", "filter", "label::en"],
        *(["offered", name, "", "x"] for name in CHOICES_OFFERED),
        *SPARE,
    ]
    offered = "".join(",".join(f'"{cell.replace(QUOTE, QUOTE * 2)}"' for cell in row) + "\n" for row in rows)
    return {
        HEADER: write_toml(header, LABELS),
        SHEETS: write_toml({"sheet": sheets}, LABELS, comments),
        CHOICES: offered,
        RULES: write_toml({"rule": draw(rules())}, LABELS),
        INDICATORS: write_toml({"indicator": counted}, LABELS),
        TEXT_RULES: write_toml({"rule": spoken}, LABELS),
        TABLES: write_toml({"table": [{"name": "t", "widths": [1, 2], "rows": drawing}]}, LABELS),
    }
