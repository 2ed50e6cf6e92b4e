from __future__ import annotations

import pytest

from tests.core.test_text_rules_parser import files
from tests.support.based_packs import child
from tests.support.packs import LEDGER, parsed
from xltools.adapters.catalog_files import load_catalog
from xltools.core.about_packs.pack_description import describe_pack
from xltools.core.checks import CHECKS
from xltools.core.messages import LANGUAGES
from xltools.core.pack import Pack
from xltools.core.pack_parser import parse_pack
from xltools.core.text_checks import TEXT_CHECKS

SHEETS = (
    LEDGER
    + """required = true
maximum = 500
[[sheet.column]]
name = "room"
label = "地点"
type = "select_one"
choices = "rooms"
choice_filter = "kind"
[[sheet]]
name = "return"
kind = "matrix"
label = "年报"
[[sheet.column]]
name = "cases"
label = "件数"
type = "integer"
minimum = 0
[[sheet.row]]
name = "granted"
label = "予以公开"
"""
)
CHOICES = "list_name,name,filter\nrooms,一楼,学习\nrooms,二楼,学习\n"
RULES = """
[[rule]]
id = "R1"
kind = "date_in_period"
sheet = "study"
columns = "date"
severity = "warning"
explain = "required"
[[rule]]
id = "R2"
kind = "require"
label = "有学习"
require = "F01 > 0"
"""
INDICATORS = """
[[indicator]]
id = "F01"
label = "学习次数"
unit = "次"
aggregate = "count"
sheet = "study"
owner = "组织办"
when = "parameters.year > 2018"
definition = "全年各次"
"""
PACK = parsed(SHEETS, RULES, INDICATORS, CHOICES)


def told(pack: Pack, language: str) -> str:
    catalog = load_catalog(language)
    return "\n".join("  " * line.depth + catalog.phrase(line.phrase) for line in describe_pack(pack, language))


def test_a_pack_is_told_sheet_by_sheet_then_its_rules_and_indicators() -> None:
    assert (
        told(PACK, "zh-Hans")
        == """\
小报告（tiny，版本 1.0）
  年度取自 参数 · 年度，单位名称取自 参数 · 单位
工作表 3 张
  参数（parameters）：登记表，一项填一格
    年度（year）：整数
    单位（unit）：文字
  学习台账（study）：台账，一行记一事
    日期（date）：日期
    类别（kind）：文字
    人数（people）：整数，必填，不大于 500
    地点（room）：单选，选项：一楼、二楼，选项随“类别”而定
  年报（return）：固定 1 行的表
    予以公开（granted）
    件数（cases）：整数，不小于 0
规则 2 条（各栏自己的要求见上）
  R1（核对，须写说明）“学习台账”：日期在报告期内
  R2（错误）：有学习
指标 1 项
  F01 学习次数（次）：“学习台账”的行数
    口径：全年各次
    只在 parameters.year > 2018 时统计
    责任单位：组织办"""
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_pack_can_be_told_in_every_language(language: str) -> None:
    assert told(PACK, language).count("\n") == 21


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_kind_can_be_told(language: str) -> None:
    catalog = load_catalog(language)

    assert all(catalog.say(f"pack.show.kind.{kind}") for kind in CHECKS)
    assert all(catalog.say(f"pack.show.text_kind.{kind}") for kind in TEXT_CHECKS)


def test_the_rules_on_the_text_are_told() -> None:
    pack = parse_pack(
        files('[[rule]]\nid = "T1"\nkind = "yu"\nlabel = "余用得对"\n[[rule]]\nid = "T2"\nkind = "dates"\n')
    )

    lines = [load_catalog("zh-Hans").phrase(line.phrase) for line in describe_pack(pack, "zh-Hans")]

    assert lines[lines.index("报告文字的规则 2 条") :][1:3] == [
        "T1（错误）：余用得对",
        "T2（错误）：日期真实，并在报告年度内",
    ]


def test_a_pack_says_which_one_it_is_based_on() -> None:
    assert told(child(), "zh-Hans").splitlines()[:2] == ["小报告（ours，版本 2.0）", "  以模板 tiny 为基础"]
