from __future__ import annotations

from tests.support.packs import LEDGER, parsed, said
from xltools.core.pack_cases import run_case

RULES = """
[[rule]]
id = "R1"
kind = "compare"
sheet = "study"
left = "people"
operator = "<"
value = 9

[[rule]]
id = "R2"
kind = "date_in_period"
sheet = "study"
columns = "date"
"""
INDICATORS = """
[[indicator]]
id = "F01"
label = "学习次数"
aggregate = "count"
sheet = "study"
in_period = "date"

[[indicator]]
id = "F02"
label = "人次"
aggregate = "sum"
sheet = "study"
column = "people"

[[indicator]]
id = "F03"
label = "平均人数"
aggregate = "ratio"
numerator = "F02"
denominator = "F01"
"""
PACK = parsed(LEDGER, RULES, INDICATORS)
DRAWN = """
name = "学习"
[[sheet]]
name = "parameters"
rows = '''
| year |
| 2019 |
'''
[[sheet]]
name = "study"
rows = '''
| date       | people |
| 2019-03-01 | 9      |
| 2018-03-01 | 3      |
'''
"""


def run(case: str) -> list[str]:
    return [said(finding) for finding in run_case(case, "tests/a.toml", PACK)]


def test_a_case_that_comes_out_as_it_says_has_no_differences() -> None:
    expected = (
        '[[finding]]\nrule = "R1"\ncell = "B2"\n[[finding]]\nrule = "R2"\ncell = "A3"\n[values]\nF01 = 1\nF02 = 12\n'
    )

    assert run(DRAWN + expected) == []


def test_each_difference_is_told_where_the_case_says_otherwise() -> None:
    expected = """
[[finding]]
rule = "R1"
cell = "B3"
[[finding]]
rule = "R2"
cell = "A3"
[values]
F01 = 2
F03 = 12
"""

    assert run(DRAWN + expected) == [
        "tests/a.toml:17 finding[1] pack.case.missing",
        "tests/a.toml:None  pack.case.extra",
        "tests/a.toml:24 values.F01 pack.case.value",
    ]


def test_rules_may_be_named_that_must_find_nothing_and_those_that_cannot_be_judged() -> None:
    assert run('name = "空"\nrules = ["R1"]') == []
    unreadable = 'name="x"\n{0}\n[[sheet]]\nname="study"\nrows="| people |\\n| # |"'
    assert run(unreadable.format('rules = ["R1"]')) == ["tests/a.toml:None  pack.case.not_judged"]
    assert run(unreadable.format('unjudged = ["R1"]')) == []
    assert run('name = "空"\nunjudged = ["R1"]') == ["tests/a.toml:None  pack.case.judged"]


def test_an_indicator_may_be_said_to_have_no_value() -> None:
    assert run('name = "空"\nyear = 2019\nno_value = ["F03"]\n[values]\nF01 = 0') == []
    assert run('name = "空"\nyear = 2019\nno_value = "F01"') == ["tests/a.toml:3 no_value pack.case.some_value"]
    assert run('name = "空"\nyear = 2019\n[values]\nF03 = 1') == ["tests/a.toml:4 values.F03 pack.case.no_value"]


def test_a_case_that_is_wrong_itself_is_told_with_every_fault() -> None:
    wrong = """
[[sheet]]
name = "studdy"
rows = "| date |"
[[sheet]]
name = "study"
rows = '''
| date | pepole |
| 2019 | 1 |
'''
[[finding]]
rule = "R9"
cel = "A1"
[values]
F1 = 2
"""

    assert run(wrong) == [
        "tests/a.toml:None name pack.missing_key",
        "tests/a.toml:3 sheet[1].name pack.unknown_sheet_near",
        "tests/a.toml:7 sheet[2].rows pack.unknown_column_near",
        "tests/a.toml:7 sheet[2].rows pack.case.cell",
        "tests/a.toml:12 finding[1].rule pack.case.unknown_rule",
        "tests/a.toml:13 finding[1].cel pack.unknown_key_near",
        "tests/a.toml:15 values.F1 pack.unknown_indicator_near",
    ]
    assert run('name = "x"') == ["tests/a.toml:None  pack.case.nothing"]
    assert run("name = ") == ["tests/a.toml:1  pack.toml.syntax"]
