from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.packs import LEDGER, PARAMETERS, PLAIN_HEADER, faults_of, pack_files, parsed, said
from xltools.adapters.catalog_files import load_area
from xltools.core.checks.range import RangeCheck
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.pack import Lookup, Rule
from xltools.core.pack_parsing.pack_files import CHOICES, HEADER, RULES, PackFiles
from xltools.core.sheets import Blank, Choice, ColumnType, Default, SheetKind

FIRST_LINE = PARAMETERS.count("\n") + 1  # of the sheets that a test draws, in sheets.toml
CHOICES_TEXT = "list_name,name,filter\nkinds,学习,\nrooms,一楼,学习\nrooms,二楼,学习\n"
COUNT = '[[indicator]]\nid = "F01"\nlabel = "次数"\naggregate = "count"\nsheet = "study"\n'


def test_the_constraints_of_columns_become_rules_before_those_of_the_file() -> None:
    sheets = (
        LEDGER
        + """
required = true
minimum = 0
maximum = 500
[[sheet.column]]
name = "number"
label = "文号"
type = "text"
unique = true
pattern = "[0-9]+"
[[sheet.column]]
name = "room"
label = "地点"
type = "select_one"
choices = "rooms"
"""
    )
    rules = '[[rule]]\nid="R1"\nkind="compare"\nsheet="study"\nleft="people"\noperator="<"\nvalue=9\nseverity="warning"'

    pack = parsed(sheets, rules, choices=CHOICES_TEXT)

    assert [rule.id for rule in pack.rules] == [
        "parameters.year.type",
        "parameters.unit.type",
        "study.date.type",
        "study.kind.type",
        "study.people.type",
        "study.people.required",
        "study.people.range",
        "study.number.type",
        "study.number.unique",
        "study.number.pattern",
        "study.room.type",
        "study.room.choice",
        "R1",
    ]
    people = RangeCheck(("people",), Decimal(0), Decimal(500))
    assert pack.rules[6] == Rule("study.people.range", "study", people, Severity.ERROR)
    assert pack.rules[-1].severity is Severity.WARNING


def test_every_setting_of_a_sheet_and_its_columns_is_kept() -> None:
    pack = parsed(
        """
[[sheet]]
name = "sites"
kind = "ledger"
label.zh-Hans = "名册"
label.en = "Sites"
hint = "一行一处"
prepared_rows = 9
carry_over = true
sensitive = true
[[sheet.column]]
name = "kind"
label = "类别"
type = "select_one"
choices = "kinds"
default = "学习"
missing = ["not_applicable", "unknown"]
[[sheet.column]]
name = "room"
label = "地点"
hint = "先选类别"
type = "select_one"
choices = "rooms"
choice_filter = "kind"
width = 20
[[sheet.column]]
name = "note"
label = "备注"
type = "text"
multiline = true
default = { value = "是", until = 2023, otherwise = "否" }
[[sheet]]
name = "return"
kind = "matrix"
label = "年报"
[[sheet.column]]
name = "cases"
label = "件数"
type = "integer"
[[sheet.row]]
name = "granted"
label = "予以公开"
""",
        choices=CHOICES_TEXT,
        header=PLAIN_HEADER.replace('["zh-Hans"]', '["zh-Hans", "en"]'),
    )
    sites, matrix = pack.sheets["sites"], pack.sheets["return"]
    kind, room, note = sites.columns

    assert (sites.label, sites.hint) == ({"zh-Hans": "名册", "en": "Sites"}, {"zh-Hans": "一行一处"})
    assert (sites.prepared_rows, sites.carry_over, sites.sensitive) == (9, True, True)
    assert (kind.type, kind.choices, kind.default) == (ColumnType.SELECT_ONE, "kinds", Default("学习"))
    assert kind.missing == {Blank.NOT_APPLICABLE, Blank.UNKNOWN}
    assert (room.choice_filter, room.width, room.hint) == ("kind", 20, {"zh-Hans": "先选类别"})
    assert (note.multiline, note.default) == (True, Default("是", 2023, "否"))
    assert (matrix.kind, [row.name for row in matrix.rows]) == (SheetKind.MATRIX, ["granted"])
    assert pack.choices["rooms"] == (
        Choice("一楼", {"zh-Hans": "一楼"}, "学习"),
        Choice("二楼", {"zh-Hans": "二楼"}, "学习"),
    )


def test_the_header_says_where_targets_last_year_and_constants_stand() -> None:
    points = (
        LEDGER
        + """
[[sheet.column]]
name = "indicator"
label = "指标"
type = "select_one"
choices = "indicators"
"""
    )
    tables = """
accepts = ["0.9", "1.0"]
[targets]
sheet = "study"
key = "indicator"
value = "people"
[last_year]
sheet = "study"
key = "indicator"
value = "people"
[constants]
monthly_minimum = 1.50
"""
    header = PLAIN_HEADER.replace("[period]", tables.replace("[targets]", "[targets]") + "[period]")

    pack = parsed(points, indicators=COUNT, header=header)

    assert pack.accepts == ("0.9", "1.0")
    assert pack.targets == pack.last_year == Lookup("study", "indicator", "people")
    assert pack.constants == {"monthly_minimum": Decimal("1.50")}
    assert (pack.year_field, pack.unit_field) == ("parameters.year", "parameters.unit")
    assert pack.choices["indicators"] == (Choice("F01", {"zh-Hans": "次数"}),)


def test_indicators_come_after_those_they_are_computed_from_else_as_in_the_file() -> None:
    def ratio(name: str, numerator: str, denominator: str) -> str:
        return (
            f'[[indicator]]\nid = "{name}"\nlabel = "{name}"\naggregate = "ratio"\n'
            f'numerator = "{numerator}"\ndenominator = "{denominator}"\n'
        )

    def count(name: str) -> str:
        return COUNT.replace("F01", name)

    pack = parsed(indicators=ratio("A", "D", "B") + ratio("B", "C", "D") + count("C") + count("D") + count("E"))

    assert list(pack.indicators) == ["D", "C", "B", "A", "E"]
    (circle,) = faults_of(
        pack_files(indicators=ratio("A", "B", "D") + ratio("B", "C", "D") + ratio("C", "A", "D") + count("D"))
    )
    assert (said(circle), circle.params["value"]) == (
        "indicators.toml:13 indicator[3] pack.circle",
        ("A", "B", "C", "A"),
    )


def test_a_thousand_indicators_in_a_row_are_put_in_order() -> None:
    chain = [
        f'[[indicator]]\nid = "F{n}"\nlabel = "F{n}"\naggregate = "expr"\nexpression = "F{n + 1} + 1"\n'
        for n in range(1500)
    ]

    pack = parsed(indicators="".join(chain) + COUNT.replace("F01", "F1500"))

    assert list(pack.indicators) == [f"F{n}" for n in range(1500, -1, -1)]


def test_every_fault_is_told_at_once_in_the_order_of_the_files_each_with_its_line() -> None:
    sheets = LEDGER.replace('type = "integer"', 'type = "integr"').replace('label = "日期"', 'lable = "日期"')
    rules = """
[[rule]]
id = "R1"
kind = "requird"

[[rule]]
id = "R1"
kind = "required"
sheet = "studi"
columns = "x"
"""

    found = faults_of(pack_files(sheets, rules, header=PLAIN_HEADER.replace("1.0", "1.x")))

    assert [said(fault) for fault in found] == [
        "pack.toml:2 version pack.bad_version",
        "sheets.toml:19 sheet[2].column[1].lable pack.unknown_key_near",
        "sheets.toml:28 sheet[2].column[3].type pack.not_one_of_near",
        "rules.toml:4 rule[1].kind pack.unknown_kind_near",
        "rules.toml:7 rule[2].id pack.repeated",
        "rules.toml:9 rule[2].sheet pack.unknown_sheet_near",
    ]


def test_a_file_that_cannot_be_read_is_all_there_is_to_say() -> None:
    rules = '[[rule]]\nid = "R1"\nkind = "required"\nsheet = "study"\ncolumns = "x"'
    broken = pack_files('[[sheet]\nname = "study"', rules)
    no_table = pack_files(LEDGER, rules, choices="学习\n")
    absent = PackFiles("tiny", {HEADER: PLAIN_HEADER, RULES: rules})

    assert [said(fault) for fault in faults_of(broken)] == [f"sheets.toml:{FIRST_LINE}  pack.toml.syntax"]
    assert {fault.location.sheet for fault in faults_of(no_table)} == {CHOICES}
    assert [said(fault) for fault in faults_of(absent)] == ["sheets.toml:None  pack.no_file"]


SHEET = '[[sheet]]\nname = "s"\nkind = "ledger"\nlabel = "台账"\n'
COLUMN = '[[sheet.column]]\nname = "c"\nlabel = "栏"\ntype = "text"\n'
RULE = '[[rule]]\nid = "R1"\nsheet = "study"\n'
SELECT = '[[sheet.column]]\nname = "room"\nlabel = "地点"\ntype = "select_one"\nchoices = '

SHEET_FAULTS = [
    (SHEET.replace('"s"', '"S"') + COLUMN, "1 name bad_name"),
    (SHEET.replace('kind = "ledger"', "kind = 3") + COLUMN, "2 kind not_a_text"),
    (SHEET.replace("ledger", "register") + COLUMN, "2 kind not_one_of"),
    (SHEET.replace('"台账"', "3") + COLUMN, "3 label not_a_label"),
    (SHEET.replace('"台账"', '""') + COLUMN, "3 label.zh-Hans empty"),
    (SHEET.replace("label", "label.en") + COLUMN, "3 label label_language", "3 label.en unknown_language"),
    (SHEET.replace('"台账"', '"\\u202e"') + COLUMN, "3 label.zh-Hans unprintable"),
    (SHEET.replace("台账", "台" * 32) + COLUMN, "3 label.zh-Hans tab_long"),
    (SHEET.replace("台账", "台/账") + COLUMN, "3 label.zh-Hans tab_signs"),
    (SHEET.replace("台账", "History") + COLUMN, "3 label.zh-Hans tab_reserved"),
    (SHEET.replace("台账", "指标") + COLUMN, "3 label.zh-Hans tab_own"),
    (SHEET.replace("台账", "参数") + COLUMN, "3 label.zh-Hans repeated"),
    (SHEET.replace('"s"', '"parameters"') + COLUMN, "1 name repeated"),
    (SHEET + 'hint = "' + "长" * 2001 + '"\n' + COLUMN, "4 hint.zh-Hans too_long"),
    (SHEET + "prepared_rows = 20000\n" + COLUMN, "4 prepared_rows integer_range"),
    (SHEET + "prepared_rows = -1\n" + COLUMN, "4 prepared_rows integer_range"),
    (SHEET + "prepared_rows = true\n" + COLUMN, "4 prepared_rows not_a_integer"),
    (SHEET + "carry_over = 1\n" + COLUMN, "4 carry_over not_a_flag"),
    (SHEET, "0 column missing_key"),
    (SHEET + "column = []\n", "4 column empty"),
    (SHEET.replace("ledger", "form") + "carry_over = true\n" + COLUMN, "4 carry_over ledger_only"),
    (SHEET.replace("ledger", "matrix") + COLUMN, "0 row missing_key"),
    (SHEET + COLUMN + '[[sheet.row]]\nname = "r"\nlabel = "行"\n', "8 row matrix_only"),
    (SHEET + 'column = "x"\n', "4 column not_a_tables"),
    (SHEET + COLUMN + COLUMN, "9 column[2].name repeated", "10 column[2].label repeated"),
    (SHEET + COLUMN.replace('"text"', '"txt"'), "7 column[1].type not_one_of"),
    (SHEET + COLUMN + "minimum = 1\n", "8 column[1].minimum not_for_type"),
    (SHEET + COLUMN.replace("text", "date") + 'pattern = "x"\n', "8 column[1].pattern not_for_type"),
    (SHEET + COLUMN.replace("text", "date") + "maximum = 5\n", "8 column[1].maximum not_a_date"),
    (SHEET + COLUMN.replace("text", "integer") + "minimum = 9\nmaximum = 1\n", "9 column[1].maximum range_empty"),
    (SHEET + COLUMN.replace("text", "integer") + 'minimum = "9"\n', "8 column[1].minimum not_a_number"),
    (SHEET + COLUMN.replace("text", "integer") + "minimum = 9999999999999999\n", "8 column[1].minimum number_size"),
    (SHEET + COLUMN + 'pattern = "("\n', "8 column[1].pattern bad_pattern"),
    (SHEET + COLUMN + 'missing = ["none"]\n', "8 column[1].missing unknown_blank"),
    (SHEET + COLUMN + "missing = [1]\n", "8 column[1].missing not_a_list"),
    (SHEET + COLUMN.replace("text", "integer") + 'default = "x"\n', "8 column[1].default default_type"),
    (SHEET + COLUMN + 'choices = "rooms"\n', "8 column[1].choices unknown_key"),
    (SHEET + SELECT + '"romms"\n', "8 column[1].choices unknown_choice_list"),
    (SHEET + SELECT + '"rooms"\nchoice_filter = "kind"\n', "9 column[1].choice_filter unknown_column"),
    (SHEET + COLUMN + SELECT + '"kinds"\nchoice_filter = "c"\n', "13 column[2].choice_filter filter_unused"),
    (SHEET + "colour = 1\n" + COLUMN, "4 colour unknown_key"),
]


@pytest.mark.parametrize(("sheets", "expected"), [(sheets, expected) for sheets, *expected in SHEET_FAULTS])
def test_what_is_wrong_with_a_sheet_is_told_at_its_key(sheets: str, expected: list[str]) -> None:
    found = _found(pack_files(sheets, choices=CHOICES_TEXT))

    assert found == [
        f"sheets.toml:{FIRST_LINE + int(line)} sheet[2].{path} {key}" for line, path, key in map(str.split, expected)
    ]


OTHER_FAULTS: list[tuple[dict[str, str], list[str]]] = [
    ({"header": PLAIN_HEADER.replace('"tiny"', '"other"')}, ["pack.toml:1 id id_folder"]),
    ({"header": PLAIN_HEADER.replace('["zh-Hans"]', '["zh-Hans", "Chinese"]')}, ["pack.toml:3 languages bad_language"]),
    ({"header": PLAIN_HEADER.replace('["zh-Hans"]', '["zh-CN"]')}, ["pack.toml:3 languages first_language"]),
    ({"header": 'accepts = ["0.9"]\n' + PLAIN_HEADER}, ["pack.toml:1 accepts own_version"]),
    ({"header": PLAIN_HEADER.replace("parameters.year", "year")}, ["pack.toml:6 period.year not_a_sheet_column"]),
    ({"header": PLAIN_HEADER.replace("parameters.year", "study.people")}, ["pack.toml:6 period.year sheet_kind"]),
    ({"header": PLAIN_HEADER.replace("parameters.year", "parameters.unit")}, ["pack.toml:6 period.year column_type"]),
    ({"header": PLAIN_HEADER.replace("[unit]", "[units]")}, ["pack.toml:7 units unknown_key"]),
    ({"header": PLAIN_HEADER + '[constants]\nrate = "1"\n'}, ["pack.toml:10 constants.rate not_a_number"]),
    (
        {"header": "period = 1\n" + PLAIN_HEADER.replace("[period]", "[perio]")},
        [
            "pack.toml:1 period not_a_table",
            "pack.toml:6 perio unknown_key",
        ],
    ),
    ({"choices": "list_name,name,filter\nindicators,x,\n"}, ["choices.csv:2 list_name reserved"]),
    ({"choices": "list_name,name\nkinds,学习\nkinds,学习\n"}, ["choices.csv:3 name repeated"]),
    ({"choices": "list_name,name\nkinds,学习 \n"}, ["choices.csv:2 name stray_space"]),
    ({"choices": "list_name,name\nkinds\n"}, ["choices.csv:2  csv_cells"]),
    ({"choices": "list_name,name\nkinds，学习\n"}, ["choices.csv:2  csv_commas"]),
    ({"choices": "list_name,name\nkinds\t学习\n"}, ["choices.csv:2  csv_commas"]),
    ({"choices": "list_nam,name\n"}, ["choices.csv:1 list_nam unknown_key"]),
    ({"choices": "list_name,name\n,学习\n"}, ["choices.csv:2 list_name empty"]),
    ({"choices": 'list_name,name\nkinds,"a"b\n'}, ["choices.csv:2  csv"]),
    ({"choices": "list_name,name,lable::zh-Hans\n"}, ["choices.csv:1 lable::zh-Hans unknown_key"]),
    ({"choices": "list_name\n"}, ["choices.csv:1 name missing_key"]),
    ({"rules": RULE.replace("R1", "1R") + 'kind = "required"\ncolumns = "date"\n'}, ["rules.toml:2 rule[1].id bad_id"]),
    ({"rules": RULE + 'kind = "required"\ncolumns = []\n'}, ["rules.toml:5 rule[1].columns empty"]),
    ({"rules": RULE + 'kind = "required"\ncolumns = "dat"\n'}, ["rules.toml:5 rule[1].columns unknown_column"]),
    ({"rules": RULE + 'kind = "range"\ncolumns = "kind"\nminimum = 1\n'}, ["rules.toml:5 rule[1].columns column_type"]),
    (
        {"rules": RULE + 'kind = "required"\ncolumns = "date"\nexplain = "allowed"\n'},
        ["rules.toml:6 rule[1].explain explain_error"],
    ),
    (
        {"rules": RULE + 'kind = "require"\nrequire = "people >"\n'},
        ["rules.toml:5 rule[1].require expression.unreadable"],
    ),
    (
        {"rules": RULE + 'kind = "require"\nrequire = "people + 1"\n'},
        ["rules.toml:5 rule[1].require expression.not_a_boolean"],
    ),
    (
        {"rules": RULE + 'kind = "required"\ncolumns = "date"\nwhere = { knd = "x" }\n'},
        ["rules.toml:6 rule[1].where.knd unknown_column"],
    ),
    ({"indicators": COUNT + COUNT}, ["indicators.toml:7 indicator[2].id repeated"]),
    ({"indicators": COUNT.replace("count", "total")}, ["indicators.toml:4 indicator[1].aggregate unknown_aggregate"]),
    (
        {"indicators": COUNT.replace('"count"', '"ratio"').replace("sheet =", "numerator =") + 'denominator = "F2"\n'},
        [
            "indicators.toml:5 indicator[1].numerator unknown_indicator",
            "indicators.toml:6 indicator[1].denominator unknown_indicator",
        ],
    ),
    ({"indicators": COUNT + "decimals = 10\n"}, ["indicators.toml:6 indicator[1].decimals integer_range"]),
    ({"indicators": COUNT + 'when = "year == 1"\n'}, ["indicators.toml:6 indicator[1].when expression.unknown_name"]),
    ({"sheets": LEDGER, "indicators": COUNT + "[[x]]\n"}, ["indicators.toml:6 x unknown_key"]),
]


@pytest.mark.parametrize(("texts", "expected"), OTHER_FAULTS)
def test_what_is_wrong_with_another_file_is_told_at_its_key(texts: Mapping[str, str], expected: list[str]) -> None:
    assert _found(pack_files(**texts)) == expected


def _found(files: PackFiles) -> list[str]:
    """Say the faults without the parts that every one of them has."""
    return [said(fault).replace(" pack.", " ").removesuffix("_near") for fault in faults_of(files)]


def test_too_much_of_anything_is_refused_in_time() -> None:
    sheets = "".join(SHEET.replace('"s"', f'"s{n}"').replace("台账", f"账{n}") + COLUMN for n in range(200))
    columns = SHEET + "".join(COLUMN.replace('"c"', f'"c{n}"').replace("栏", f"栏{n}") for n in range(501))
    rules = "".join(RULE.replace("R1", f"R{n}") + 'kind = "required"\ncolumns = "date"\n' for n in range(2001))
    listed = "list_name,name\n" + "".join(f"kinds,{n}\n" for n in range(50_001))

    assert _found(pack_files(sheets)) == ["sheets.toml:1 sheet too_many"]
    assert _found(pack_files(columns)) == [f"sheets.toml:{FIRST_LINE + 4} sheet[2].column too_many"]
    assert _found(pack_files(rules=rules)) == ["rules.toml:1 rule too_many"]
    assert _found(pack_files(choices=listed)) == ["choices.csv:50001  too_many"]


def test_the_languages_say_the_same_of_a_pack() -> None:
    said_by = [set(_keys(load_area(language, "pack"))) for language in ("zh-Hans", "zh-Hant", "en")]

    assert said_by[0] == said_by[1] == said_by[2]


def _keys(table: Mapping[str, object], prefix: str = "") -> Iterator[str]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _keys(value, f"{prefix}{key}.")
        else:
            yield prefix + key


WHOLE = pack_files(
    LEDGER + SELECT + '"rooms"\nchoice_filter = "kind"\ndefault = "一楼"\n',
    RULE + 'kind = "require"\nrequire = "people > 0"\nwhere = { kind = "学习" }\n',
    COUNT + 'when = "parameters.year > 2018"\nwhere = { people = { minimum = 1 } }\n',
    CHOICES_TEXT,
)
WORDS = st.sampled_from([
    "name", "label", "type", "kind", "sheet", "where", "columns", '"x"', "1", "true", "[]", "{}", "2019-01-01", "-1",
    "[[rule]]", "[[sheet]]", "[[indicator]]", "=", "\n", ",", '"', "'", "1e30", '"date"', '"F01"', "\u3000", "。", "",
])  # fmt: skip


@given(st.data())
@settings(max_examples=300, deadline=None)
def test_a_damaged_pack_is_sound_or_refused_with_faults_that_can_be_said(data: st.DataObject) -> None:
    file = data.draw(st.sampled_from(sorted(WHOLE.texts)))
    text = WHOLE.texts[file]
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, min(len(text), start + 12)))
    damaged = text[:start] + data.draw(WORDS) + text[end:]

    for fault in faults_of(replace(WHOLE, texts={**WHOLE.texts, file: damaged})):
        said(fault)
        assert (fault.location.row or 1) <= damaged.count("\n") + max(text.count("\n"), FIRST_LINE) + 30


VALUES = st.recursive(
    st.sampled_from(["date", "people", "study", "F01", "", "x"])
    | st.integers()
    | st.booleans()
    | st.dates()
    | st.floats(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["name", "in", "minimum", "x"]), inner),
    max_leaves=4,
)
KEYS = st.sampled_from([
    "id", "kind", "sheet", "columns", "column", "where", "severity", "explain", "label", "message", "minimum",
    "maximum", "left", "right", "value", "operator", "to", "parts", "totals", "along", "by", "each", "date", "index",
    "count", "at_least", "of", "indicator", "percent", "factor", "require", "pattern", "forbids",
])  # fmt: skip


@given(st.sampled_from(sorted(["type", "required", "unique", "range", "choice", "pattern", "date_in_period", "compare",
    "ref", "sum_equals", "covers", "at_most", "changed_over", "outlier", "differs_from_last_year", "require"])),
    st.dictionaries(KEYS, VALUES, max_size=6))  # fmt: skip
@settings(max_examples=300, deadline=None)
def test_a_rule_of_any_settings_is_sound_or_refused(kind: str, settings_of_rule: Mapping[str, object]) -> None:
    rule = {"id": "R1", "sheet": "study", **settings_of_rule, "kind": kind}
    text = "[[rule]]\n" + "".join(f"{key} = {_toml(value)}\n" for key, value in rule.items())
    tomllib.loads(text)

    for fault in faults_of(pack_files(rules=text, indicators=COUNT)):
        said(fault)


def _toml(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(inner)}" for key, inner in value.items()) + "}"
    return f'"{value}"' if isinstance(value, str) else str(value)
