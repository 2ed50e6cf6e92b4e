"""Packs that say in every way what they want otherwise than the generated pack that they are based on."""

from __future__ import annotations

from collections.abc import Mapping

from hypothesis import strategies as st

from tests.support.generated_packs import CHOICES_OFFERED, CONDITIONS, NAME, NOTES, NUMBER, SAYINGS, Data, table
from xltools.core.pack_books.toml_writer import write_toml
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, INDICATORS, RULES, SHEETS, TABLES, TEXT_RULES
from xltools.core.pack_parsing.pack_language import LABELS
from xltools.core.pack_parsing.toml_text import read_toml

CHILD = "ours"
_LANGUAGES = st.sampled_from([None, ["zh-Hans"], ["zh-Hans", "en"], ["zh-Hans", "en", "zh-Hant"]])
_CONSTANTS = st.dictionaries(st.from_regex("[N-Z][a-z0-9_]{0,3}", fullmatch=True), NUMBER, max_size=2)


class _Base:
    """Draws what may be said of a generated pack.

    Args:
        draw: Hypothesis's.
        texts: The pack's files.

    Attributes:
        draw: The same.
        languages: What the pack based on it says of its own; None for nothing.
    """

    def __init__(self, draw: st.DrawFn, texts: Mapping[str, str]) -> None:
        self.draw = draw
        self._texts = texts
        self.languages = draw(_LANGUAGES)
        self._further = (self.languages or ["zh-Hans", "en"])[1:]

    def data(self, file: str) -> Data:
        """Give what a file of the pack says."""
        return dict(read_toml(self._texts[file], file, []))

    def entries(self, file: str) -> dict[str, Data]:
        """Give the entries of a file by name."""
        return _named(self.data(file)[{SHEETS: "sheet", INDICATORS: "indicator", TABLES: "table"}.get(file, "rule")])

    def one(self, *values: object) -> object:
        """Draw one of the values; None for a key that is not there."""
        return self.draw(st.sampled_from(values))

    def some(self, *entries: Data) -> list[Data]:
        """Draw some of the entries."""
        return [entry for entry in entries if self.draw(st.booleans())]

    def label(self, base: object = None) -> object:
        """Draw a label: a whole one, or one laid over the base's, which says more or less than that."""
        more = self.draw(st.fixed_dictionaries({}, optional=dict.fromkeys(self._further, SAYINGS)))
        if base is None:
            return {"zh-Hans": self.draw(SAYINGS), **more}
        less = isinstance(base, dict) and "en" in base and "en" in self._further and self.draw(st.booleans())
        return {**more, **({"without": ["en"]} if less else {})} or None

    def changed(self, entry: Data, gone: str = "", **said: object) -> Data:
        """Draw an entry that is without some of the keys of the base's and says others."""
        there = [key for key in gone.split() if key in entry]
        without = self.draw(st.lists(st.sampled_from(there), unique=True)) if there else []
        by = "id" if "id" in entry else "name"
        kept = {key: value for key, value in said.items() if key not in without}
        return table(**{by: entry[by]}, without=without or None, **kept)

    def text(self, entry: Data, key: str) -> object:
        """Draw a label that an entry may have or lack."""
        return self.one(None, self.label(entry.get(key)))


def _named(items: object) -> dict[str, Data]:
    assert isinstance(items, list)
    return {str(item.get("id", item.get("name"))): item for item in items}


def _header(base: _Base, draw: st.DrawFn) -> Data:
    said = base.data(HEADER)
    constants = said.get("constants", {})
    assert isinstance(constants, dict)
    gone = draw(st.lists(st.sampled_from(sorted(constants)), unique=True)) if constants else []
    return table(
        id=CHILD,
        version="2.0",
        accepts=base.one(None, ["2.0", "1.0"]),
        base=NAME,
        base_version=base.one("1.0", "0.9"),
        languages=base.languages,
        label=base.label(said["label"]),
        period=base.one(None, {"year": "parameters.year"}),
        constants={**draw(_CONSTANTS), **({"without": gone} if gone else {})} or None,
    )


def _sheets(base: _Base, *, matrix: bool) -> list[Data]:
    sheets = base.entries(SHEETS)
    book, columns, rows = sheets["book"], _named(sheets["book"]["column"]), _named(sheets["grid"]["row"])
    kind, note, people = columns["kind"], columns["note"], columns["people"]
    default = base.one(None, *CHOICES_OFFERED, {"value": "5", "until": 2020})
    ours = base.some(
        base.changed(kind, "required default", default=default, override=base.one(None, "change")),
        base.changed(note, "missing multiline hint", hint=base.text(note, "hint"), required=base.one(None, True)),
        base.changed(people, "minimum width", minimum=base.one(None, 0), missing=base.one(None, [], ["unknown"])),
        table(name="day", override="replace", label="新日期", type="date", before=base.one(None, "kind")),
        table(name="extra", label="新列", type="integer", after=base.one(None, "note", "people"), hint=base.label()),
    )
    fixed = base.some(
        base.changed(rows["b"], "group", label=base.label(rows["b"]["label"])),
        table(name="c", label=base.label(), **base.draw(st.sampled_from([{"after": "a"}, {"before": "b"}]))),
    )
    groups = base.some({"name": "h", "override": "replace", "label": "丙"}, {"name": "k", "label": "丁", "after": "g"})
    field: Data = {"name": "homes", "label": "户数", "type": "integer"}
    grid = table(name="grid", row=fixed or None, group=groups or None, hint=base.one(None, base.label()))
    others = base.some(
        base.changed(book, "prepared_rows hint", carry_over=base.one(None, False), column=ours or None),
        table(name="visits", kind="form", label="走访", after=base.one(None, "parameters"), column=[field]),
    )
    return [*others, grid if matrix else {"name": "grid", "override": "remove"}]


def _rules(base: _Base, draw: st.DrawFn) -> list[Data]:
    rules = base.entries(RULES)
    where = base.one(None, {}, draw(CONDITIONS))
    return base.some(
        base.changed(rules["R0"], "where label", where=where, label=base.text(rules["R0"], "label")),
        {"id": "R1", "override": "remove"},
        table(id="R2", override="replace", kind="unique", sheet="book", columns=["kind"], after=base.one(None, "R5")),
        base.changed(rules["R3"], "explain label", message=base.one(None, base.label())),
        table(id="R9", kind="require", sheet="book", require="people <= share", before=base.one(None, "R0")),
    )


def _text_rules(base: _Base, *, matrix: bool) -> list[Data]:
    rules = base.entries(TEXT_RULES)
    totals = {"群; 众": "N1", **({} if matrix else {"without": ["甲; 乙"]})}
    return [
        base.changed(rules["T1"], severity=base.one(None, "note"), totals=totals),
        *base.some(
            base.changed(rules["T2"], "label", patterns=base.one(None, ["丙"])),
            table(id="T3", kind="forbidden", patterns=["丁"], after=base.one(None, "T1")),
        ),
    ]


def _indicators(base: _Base, draw: st.DrawFn, *, matrix: bool) -> list[Data]:
    counted = base.entries(INDICATORS)["N1"]
    label, definition = base.label(counted["label"]), base.text(counted, "definition")
    where = base.one(None, {}, draw(CONDITIONS))
    others = base.some(
        base.changed(counted, "unit where definition", label=label, where=where, definition=definition),
        table(id="N3", label=base.label(), aggregate="count", sheet="book", before=base.one(None, "N1")),
    )
    gone: list[Data] = [] if matrix else [{"id": "N2", "override": "remove"}]
    return [*others, *gone]


def _tables(base: _Base, *, matrix: bool) -> Data:
    if not matrix:
        return base.draw(st.sampled_from([{"table": [{"name": "t", "override": "remove"}]}, {"without": ["table"]}]))
    drawn = "| 甲 | 乙 |\n| 丙 | {grid.b.x} |\n"
    said = base.some(
        base.changed(base.entries(TABLES)["t"], "widths", rows=base.one(None, drawn), landscape=base.one(None, True)),
        table(name="u", rows=drawn, before=base.one(None, "t")),
    )
    return {"table": said}


def _choices(base: _Base) -> str:
    languages = base.languages or ["zh-Hans", "en"]
    removed = base.one("spare,*,,remove", "spare,乙,5,remove", "spare,乙,,remove")
    unsaid = "," * len(languages)
    header = ",".join(["list_name,name,filter,override", *(f"label::{language}" for language in languages)])
    return f"{header}\noffered,讲座,,{',讲座会' * len(languages)}\noffered,新,,{unsaid}\n{removed}{unsaid}\n"


@st.composite
def child_texts(draw: st.DrawFn, base: Mapping[str, str]) -> dict[str, str]:
    """Give the files of a sound pack that is based on one of ``pack_texts``; those it does not need are not there."""
    said, matrix = _Base(draw, base), draw(st.booleans())
    header = _header(said, draw)
    noted = draw(st.sets(st.sampled_from(["", "sheet[1]", "constants.without"])))
    if "without" in str(header.get("label")):  # one row holds both, and its note stands at the first
        noted.discard("constants.without")
    comments = {path: draw(NOTES) for path in noted}
    data: dict[str, Data] = {
        HEADER: header,
        SHEETS: {"sheet": _sheets(said, matrix=matrix)},
        RULES: {"rule": _rules(said, draw)},
        TEXT_RULES: {"rule": _text_rules(said, matrix=matrix)},
        INDICATORS: {"indicator": _indicators(said, draw, matrix=matrix)},
        TABLES: _tables(said, matrix=matrix),
    }
    texts = {file: write_toml(held, LABELS, comments) for file, held in data.items() if any(held.values())}
    return {**texts, CHOICES: _choices(said)} if draw(st.booleans()) else texts
