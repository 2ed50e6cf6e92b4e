"""What a pack may say in ``text_rules.toml``, and how its slips are told."""

from __future__ import annotations

from tests.support.packs import faults_of, pack_files, said
from xltools.core.frozen import replace
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import TEXT_RULES, PackFiles

RULES = """\
[[rule]]
id = "R1"
kind = "required"
sheet = "study"
columns = ["date"]
"""


def files(text_rules: str, rules: str = RULES) -> PackFiles:
    """Give a small pack with these text rules."""
    whole = pack_files(rules=rules)
    return replace(whole, texts={**whole.texts, TEXT_RULES: text_rules})


def faults(text_rules: str) -> list[str]:
    return [said(fault) for fault in faults_of(files(text_rules))]


def test_a_rule_may_name_the_rules_of_sheets_and_of_columns() -> None:
    rule = '[[rule]]\nid = "T1"\nkind = "promise"\npatterns = ["每月"]\nrules = ["R1", "study.date.type"]\n'

    pack = parse_pack(files(rule))

    assert [(one.id, one.check.kind) for one in pack.text_rules] == [("T1", "promise")]
    assert [rule.id for rule in pack.all_rules()][-1] == "T1"


def test_a_pack_needs_no_text_rules() -> None:
    assert parse_pack(pack_files()).text_rules == ()


def test_unknown_kinds_keys_rules_indicators_and_placeholders_are_told_with_the_nearest() -> None:
    assert faults(
        """\
[[rule]]
id = "T1"
kind = "promis"
[[rule]]
id = "T2"
kind = "promise"
patterns = ["每月", "(每"]
rules = ["study.date.typo"]
severty = "note"
[[rule]]
id = "T3"
kind = "percent"
totals = { "总数" = "F9" }
message = "{valu}"
"""
    ) == [
        "text_rules.toml:3 rule[1].kind pack.unknown_kind_near",
        "text_rules.toml:7 rule[2].patterns pack.bad_pattern",
        "text_rules.toml:8 rule[2].rules pack.unknown_rule_near",
        "text_rules.toml:9 rule[2].severty pack.unknown_key_near",
        "text_rules.toml:13 rule[3].totals.总数 pack.unknown_indicator",
        "text_rules.toml:14 rule[3].message.zh-Hans pack.unknown_placeholder_near",
    ]


def test_an_id_belongs_to_one_rule_of_either_file() -> None:
    assert faults('[[rule]]\nid = "R1"\nkind = "yu"\n') == ["text_rules.toml:2 rule[1].id pack.repeated"]


def test_an_error_takes_no_reason() -> None:
    found = faults('[[rule]]\nid = "T1"\nkind = "yu"\nexplain = "allowed"\n')

    assert found == ["text_rules.toml:4 rule[1].explain pack.explain_error"]
