from __future__ import annotations

from tests.support.packs import LEDGER, faults_of, pack_files, parsed, said
from xltools.core.checks.range import RangeCheck
from xltools.core.findings import Severity
from xltools.core.pack import Rule


def test_the_constraints_of_columns_become_rules_before_those_of_the_file() -> None:
    sheets = LEDGER + 'required = true\nminimum = 0\nmaximum = 500\n[[sheet.column]]\nname="x"\nlabel="X"\ntype="text"'
    rules = '[[rule]]\nid="R1"\nkind="compare"\nsheet="study"\nleft="people"\noperator="<"\nvalue=9\nseverity="warning"'

    pack = parsed(sheets, rules)

    assert [rule.id for rule in pack.rules] == [
        "parameters.year.type",
        "parameters.unit.type",
        "study.date.type",
        "study.kind.type",
        "study.people.type",
        "study.people.required",
        "study.people.range",
        "study.x.type",
        "R1",
    ]
    assert pack.rules[6] == Rule("study.people.range", "study", RangeCheck(("people",), 0, 500), Severity.ERROR)  # type: ignore[arg-type]
    assert pack.rules[8].severity is Severity.WARNING


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

    found = faults_of(pack_files(sheets, rules))

    assert [said(fault) for fault in found] == [
        "sheets.toml:19 sheet[2].column[1].lable pack.unknown_key_near",
        "sheets.toml:28 sheet[2].column[3].type pack.not_one_of_near",
        "rules.toml:4 rule[1].kind pack.unknown_kind_near",
        "rules.toml:7 rule[2].id pack.repeated",
        "rules.toml:9 rule[2].sheet pack.unknown_sheet_near",
    ]


def test_no_sheet_takes_the_tab_of_one_that_every_workbook_has() -> None:
    found = faults_of(pack_files(LEDGER.replace("学习台账", "指标")))

    assert [fault.key for fault in found] == ["pack.tab_own"]
