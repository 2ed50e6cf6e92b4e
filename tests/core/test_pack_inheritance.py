"""A pack that says only what it wants otherwise, and the pack that it is based on."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.annual_report import PACK
from tests.support.based_packs import BASE, BASE_RULES, BASE_SHEETS, based, child
from tests.support.packs import faults_of, said
from xltools.core.findings import Severity
from xltools.core.frozen import replace
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import HEADER, PackFiles
from xltools.core.sheets import ColumnType, Default

PARENT = parse_pack(BASE)


def told(files: PackFiles) -> list[str]:
    return [said(fault) for fault in faults_of(files)]


def test_a_pack_that_changes_nothing_is_its_base_under_its_own_name() -> None:
    own = {"id": PARENT.id, "version": PARENT.version, "accepts": PARENT.accepts, "base": ""}

    assert replace(child(), **own) == PARENT
    assert (child().id, child().version, child().accepts, child().base) == ("ours", "2.0", ("2.0",), "tiny")


def test_the_first_pack_without_a_word_of_its_own_is_inherited_whole() -> None:
    texts = {path.name: path.read_text("utf-8") for path in PACK.iterdir() if path.suffix in {".toml", ".csv"}}
    base = PackFiles("annual_work_report", texts)
    header = 'id = "ours"\nversion = "1.0"\nbase = "annual_work_report"\nbase_version = "1.0"\n'

    inherited = parse_pack(PackFiles("ours", {HEADER: header}, base=base))

    assert replace(inherited, id=base.name, base="") == parse_pack(base)


def test_a_column_gets_another_label_hint_and_bound_and_keeps_the_rest() -> None:
    column = (
        child(sheets='[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "people"\nlabel = "到场人数"\nmaximum = 90\n')
        .sheets["study"]
        .column("people")
    )

    assert (column.label, column.hint) == ({"zh-Hans": "到场人数"}, {"zh-Hans": "只写总人数。"})
    rules = {
        rule.id: rule.check
        for rule in child(sheets='[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "people"\nmaximum = 90\n').rules
    }
    bounds = rules["study.people.range"]
    assert (getattr(bounds, "minimum", None), getattr(bounds, "maximum", None)) == (Decimal(1), Decimal(90))


def test_a_constraint_is_taken_away_by_name() -> None:
    pack = child(
        sheets='[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "people"\nwithout = ["minimum", "maximum"]\n'
    )

    assert "study.people.range" not in {rule.id for rule in pack.rules}


def test_columns_sheets_and_rows_are_added_where_they_are_wanted() -> None:
    pack = child(
        sheets="""\
[[sheet]]
name = "visits"
kind = "form"
label = "走访"
before = "return"
[[sheet.column]]
name = "homes"
label = "户数"
type = "integer"
[[sheet]]
name = "study"
[[sheet.column]]
name = "hours"
label = "学时"
type = "decimal"
after = "date"
[[sheet]]
name = "return"
[[sheet.row]]
name = "partial"
label = "部分公开"
after = "granted"
"""
    )

    assert list(pack.sheets) == ["parameters", "study", "visits", "return"]
    assert [column.name for column in pack.sheets["study"].columns] == ["date", "hours", "kind", "people", "room"]
    assert [row.name for row in pack.sheets["return"].rows] == ["granted", "partial", "refused"]
    assert pack.sheets["study"].column("hours").type is ColumnType.DECIMAL


def test_a_rule_is_taken_otherwise_replaced_removed_and_added() -> None:
    pack = child(
        rules="""\
[[rule]]
id = "R1"
severity = "warning"
explain = "required"
message = "日期不在年度内。"
[[rule]]
id = "R2"
override = "replace"
kind = "require"
require = "F02 >= F01"
[[rule]]
id = "R3"
kind = "unique"
sheet = "study"
columns = ["date"]
"""
    )
    rules = {rule.id: rule for rule in pack.rules if rule.id.startswith("R")}

    assert list(rules) == ["R1", "R2", "R3"]
    assert (rules["R1"].severity, rules["R1"].explain) == (Severity.WARNING, "required")
    assert (rules["R1"].label, rules["R1"].wording) == ({"zh-Hans": "日期在年度内"}, {"zh-Hans": "日期不在年度内。"})
    assert (rules["R2"].check.kind, rules["R2"].severity, rules["R2"].sheet) == ("require", Severity.ERROR, None)
    assert "R1" not in {rule.id for rule in child(rules='[[rule]]\nid = "R1"\noverride = "remove"\n').rules}


def test_an_indicator_is_switched_off_or_counts_other_rows() -> None:
    pack = child(
        indicators="""\
[[indicator]]
id = "F01"
where = { people = { minimum = 10 } }
[[indicator]]
id = "F02"
override = "remove"
"""
    )
    (indicator,) = pack.indicators.values()
    selection = getattr(indicator.aggregation, "selection", None)

    assert (indicator.id, indicator.unit) == ("F01", "次")
    assert selection is not None
    assert selection.where.columns == ("people",)


def test_choices_are_added_named_otherwise_and_removed() -> None:
    head = "list_name,name,override,label::zh-Hans\n"

    assert [choice.name for choice in child(choices=f"{head}rooms,三楼,,三楼\n").choices["rooms"]] == [
        "一楼",
        "二楼",
        "三楼",
    ]
    assert [choice.label for choice in child(choices=f"{head}rooms,一楼,,大厅\n").choices["rooms"]] == [
        {"zh-Hans": "大厅"},
        {"zh-Hans": "二楼"},
    ]
    assert [choice.name for choice in child(choices=f"{head}rooms,一楼,remove,\n").choices["rooms"]] == ["二楼"]
    assert [choice.name for choice in child(choices=f"{head}rooms,*,remove,\nrooms,讲堂,,讲堂\n").choices["rooms"]] == [
        "讲堂"
    ]


def test_tables_defaults_and_rules_on_the_text_are_laid_over_likewise() -> None:
    table = '[[table]]\nname = "return"\nrows = "| 予以公开 | {return.granted} |"\n'
    texts = {**BASE.texts, "tables.toml": table, "text_rules.toml": '[[rule]]\nid = "T1"\nkind = "numbering"\n'}
    base = replace(BASE, texts=texts)
    own = based(
        base,
        tables='[[table]]\nname = "return"\nlandscape = true\n',
        sheets='[[sheet]]\nname = "parameters"\n[[sheet.column]]\nname = "unit"\ndefault = "竹峰街道"\n',
    )
    note = {**own.texts, "text_rules.toml": '[[rule]]\nid = "T1"\nseverity = "note"\n'}

    pack = parse_pack(replace(own, texts=note))

    assert [(found.name, found.landscape, len(found.rows)) for found in pack.tables.values()] == [("return", True, 1)]
    assert pack.sheets["parameters"].column("unit").default == Default("竹峰街道")
    assert [(rule.id, rule.severity) for rule in pack.text_rules] == [("T1", Severity.NOTE)]


def test_constants_and_the_places_of_targets_are_the_childs_where_it_says_them() -> None:
    header = replace(BASE, texts={**BASE.texts, HEADER: BASE.texts[HEADER] + "[constants]\na = 1\nb = 2\n"})

    assert child(header, header="[constants]\nb = 3\nc = 4\n").constants == {
        "a": Decimal(1),
        "b": Decimal(3),
        "c": Decimal(4),
    }
    assert child(header, header='[constants]\nwithout = ["a"]\n').constants == {"b": Decimal(2)}


def test_what_the_base_does_not_have_cannot_be_left_out() -> None:
    hint = '[[sheet]]\nname = "return"\nhint.without = ["en"]\n'

    assert told(based(header='[constants]\nwithout = ["a"]\n', sheets=hint)) == [
        "pack.toml:6 constants.without inherit.unknown",
        "sheets.toml:3 sheet[1].hint.without inherit.unknown",
    ]


def test_a_word_that_speaks_of_entries_is_a_key_like_any_other_where_there_is_no_entry() -> None:
    assert child(header="[constants]\nbefore = 3\n").constants == {"before": Decimal(3)}
    assert told(based(header='override = "replace"\n[unit]\nafter = "x"\n')) == [
        "pack.toml:5 override pack.unknown_key",
        "pack.toml:7 unit.after pack.unknown_key",
    ]


def test_labels_are_added_in_one_more_language_and_left_out_with_one_language_less() -> None:
    more = child(header='languages = ["zh-Hans", "en"]\nlabel.en = "Small report"\n')
    both = replace(
        BASE,
        texts={
            **BASE.texts,
            HEADER: BASE.texts[HEADER]
            .replace('["zh-Hans"]', '["zh-Hans", "en"]')
            .replace('label = "小报告"', 'label.zh-Hans = "小报告"\nlabel.en = "Small report"'),
        },
    )

    assert more.label == {"zh-Hans": "小报告", "en": "Small report"}
    assert child(both, header='languages = ["zh-Hans"]\n').label == {"zh-Hans": "小报告"}


def test_a_base_may_have_a_base() -> None:
    middle = based(rules='[[rule]]\nid = "R1"\nseverity = "note"\n')
    last = PackFiles(
        "third",
        {HEADER: 'id = "third"\nversion = "1.0"\nbase = "ours"\nbase_version = "2.0"\nlabel = "第三"\n'},
        base=middle,
    )

    pack = parse_pack(last)

    assert (pack.label, pack.base) == ({"zh-Hans": "第三"}, "ours")
    assert next(rule for rule in pack.rules if rule.id == "R1").severity is Severity.NOTE


def test_a_fault_is_told_in_the_file_and_on_the_line_that_said_it() -> None:
    wrong_base = replace(
        BASE, texts={**BASE.texts, "rules.toml": BASE_RULES.replace('"date"]\nmaximum', '"dat"]\nmaximum')}
    )
    rules = '[[rule]]\nid = "R1"\n\ncolumns = ["dade"]\n'

    assert told(based(wrong_base, rules=rules)) == [
        "rules.toml:4 rule[1].columns pack.unknown_column_near",
        "tiny/rules.toml:11 rule[2].by pack.unknown_column_near",
    ]


def test_what_still_names_a_thing_that_is_gone_is_told_where_it_names_it() -> None:
    sheets = '[[sheet]]\nname = "study"\n[[sheet.column]]\nname = "people"\noverride = "remove"\n'

    assert told(based(sheets=sheets)) == ["tiny/indicators.toml:14 indicator[2].column pack.unknown_column"]


@pytest.mark.parametrize(
    ("files", "faults"),
    [
        (based(rules='[[rule]]\nid = "R11"\nseverity = "note"\n'), ["rules.toml:1 rule[1] inherit.unknown_near"]),
        (based(rules='[[rule]]\nid = "Z"\noverride = "remove"\n'), ["rules.toml:1 rule[1] inherit.unknown"]),
        (
            based(rules='[[rule]]\nid = "R1"\noverride = "delete"\n'),
            ["rules.toml:3 rule[1].override pack.not_one_of"],
        ),
        (
            based(rules='[[rule]]\nid = "R1"\noverride = "remove"\nseverity = "note"\n'),
            ["rules.toml:4 rule[1].severity inherit.removed"],
        ),
        (
            based(
                rules='[[rule]]\nid = "R1"\nexplain = "none"\n[[rule]]\nid = "R1"\nkind = "require"\nrequire = "1 > 0"'
            ),
            ["rules.toml:5 rule[2].id pack.repeated"],
        ),
        (
            based(rules='[[rule]]\nid = "R1"\nafter = "R22"\nwithout = ["lable"]\n'),
            ["rules.toml:3 rule[1].after inherit.unknown_near", "rules.toml:4 rule[1].without inherit.unknown_near"],
        ),
        (
            based(sheets='[[sheet]]\nname = "return"\n[[sheet.row]]\nname = "grantd"\nlabel = "公开"\n'),
            ["sheets.toml:3 sheet[1].row[1] inherit.unknown_near"],
        ),
        (
            based(choices="list_name,name,override\nrooms,一层楼,remove\nroms,一楼,remove\nrooms,一楼,gone\n"),
            [
                "choices.csv:2 name inherit.unknown_near",
                "choices.csv:3 list_name inherit.unknown_near",
                "choices.csv:4 override pack.not_one_of",
            ],
        ),
        (based(header='labels = "甲"\n'), ["pack.toml:5 labels pack.unknown_key_near"]),
    ],
)
def test_a_slip_is_named_with_what_was_probably_meant(files: PackFiles, faults: list[str]) -> None:
    assert told(files) == faults


def test_a_base_that_is_no_longer_what_the_pack_was_written_against_is_refused_unless_it_takes_that() -> None:
    newer = BASE.texts[HEADER].replace('version = "1.0"', 'version = "3.0"')
    taking = newer.replace('version = "3.0"', 'version = "3.0"\naccepts = ["1.0", "3.0"]')

    assert told(based(replace(BASE, texts={**BASE.texts, HEADER: newer}))) == [
        "pack.toml:4 base_version inherit.base_version"
    ]
    assert told(based(replace(BASE, texts={**BASE.texts, HEADER: taking}))) == []


def test_a_pack_that_names_a_base_says_against_which_version_it_was_written() -> None:
    files = based()
    header = files.texts[HEADER].replace('base_version = "1.0"\n', "")

    assert told(replace(files, texts={HEADER: header})) == ["pack.toml:None base_version pack.missing_key"]


def test_a_pack_without_a_base_overrides_nothing() -> None:
    text = BASE_RULES + 'override = "replace"\n'

    assert told(replace(BASE, texts={**BASE.texts, "rules.toml": text})) == [
        "rules.toml:15 rule[2].override pack.unknown_key"
    ]


@pytest.mark.parametrize("depth", [50, 200, 320, 2000])
@pytest.mark.parametrize(("opened", "closed"), [("[", "]"), ("{ a = ", " }"), ("[{ a = ", " }]")])
def test_a_file_of_many_brackets_is_a_fault_and_no_crash(depth: int, opened: str, closed: str) -> None:
    text = f"deep = {opened * depth}1{closed * depth}\n"

    faults = faults_of(based(rules=text))

    assert {fault.key for fault in faults} <= {"pack.toml.deep", "pack.unknown_key", "pack.unknown_key_near"}
    assert faults
    assert all(fault.location.sheet == "rules.toml" for fault in faults)


def sheet_named(name: str) -> str:
    return f'[[sheet]]\nname = "{name}"\n'


@settings(deadline=None, max_examples=30)
@given(
    names=st.sets(st.sampled_from(["study", "parameters", "return"])),
    rules=st.permutations(["R1", "R2"]),
    spaces=st.integers(0, 3),
)
def test_entries_that_say_nothing_change_nothing(names: set[str], rules: list[str], spaces: int) -> None:
    blank = "\n" * spaces
    files = based(
        sheets=blank.join(map(sheet_named, sorted(names))),
        rules=blank.join(f'[[rule]]\nid = "{rule}"\n' for rule in rules),
    )

    assert replace(parse_pack(files), id="tiny", version="1.0", accepts=("1.0",), base="") == PARENT


@settings(deadline=None, max_examples=25)
@given(st.data())
def test_whatever_one_key_becomes_all_else_stays(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["date", "kind", "people", "room"]))
    width = data.draw(st.integers(1, 255))

    sheet = child(sheets=f'{sheet_named("study")}[[sheet.column]]\nname = "{name}"\nwidth = {width}\n').sheets["study"]

    before = PARENT.sheets["study"]
    assert sheet.column(name).width == width
    assert replace(sheet, columns=tuple(replace(column, width=None) for column in sheet.columns)) == before


def test_what_the_tests_lay_over_is_what_they_think_it_is() -> None:
    assert BASE_SHEETS.count("[[sheet.column]]") == 5
