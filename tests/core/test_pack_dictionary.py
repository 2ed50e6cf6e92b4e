from __future__ import annotations

import pytest

from tests.core.test_pack_description import CHOICES, INDICATORS, RULES, SHEETS
from tests.support.annual_report import annual_pack
from tests.support.catalogs import CATALOGS
from tests.support.disclosure import PACK as DISCLOSURE
from tests.support.packs import parsed
from xltools.adapters.narrative_file import folder_narrative
from xltools.adapters.pack_folder import PackFolder, find_pack
from xltools.core.about_packs.dictionary import Dictionary, as_document
from xltools.core.about_packs.pack_dictionary import pack_dictionary
from xltools.core.document import DocumentTable, Role
from xltools.core.messages import LANGUAGES
from xltools.core.narration.narrative_parts import read_narrative
from xltools.core.narration.narrative_places import narrative_places
from xltools.core.pack import Pack

PACK = parsed(SHEETS, RULES, INDICATORS, CHOICES)


def described(pack: Pack = PACK, language: str = "zh-Hans") -> Dictionary:
    return pack_dictionary(pack, {"R2": {"require": "F01 > 0"}}, {"F01": ("学习",)}, CATALOGS[language])


def rows(table: DocumentTable | None) -> list[tuple[str, ...]]:
    assert table is not None
    return list(table.lines())


def test_each_column_is_told_with_its_type_what_it_must_be_and_its_hint() -> None:
    study = described().chapters[0].sections[1]

    assert (study.title, study.lines) == ("学习台账（study）", ("台账：一行记一件事。",))
    assert rows(study.table) == [
        ("栏目", "名称", "内容和要求", "填写提示"),
        ("日期", "date", "日期", ""),
        ("类别", "kind", "文字", ""),
        ("人数", "people", "整数，必填，不大于 500", ""),
        ("地点", "room", "单选，选项：一楼、二楼，选项随“类别”而定", ""),
    ]


def test_choices_rules_and_indicators_are_told_each_in_a_row() -> None:
    choices, rules, indicators = (rows(chapter.sections[0].table)[1:] for chapter in described().chapters[1:])

    assert choices == [("rooms", "“学习”下：一楼、二楼")]
    assert rules == [
        ("R1", "学习台账", "日期在报告期内", '日期在报告期内：kind = "date_in_period"', "核对，须写说明"),
        ("R2", "—", "有学习", '规定的算式成立：kind = "require"、require = "F01 > 0"', "错误"),
    ]
    ((identity, label, definition, formula, where),) = indicators
    assert (identity, label, where) == ("F01", "学习次数（次）", "学习")
    assert definition == "“学习台账”的行数。全年各次。只在 parameters.year > 2018 时统计。责任单位：组织办。"
    assert formula.startswith("=IFERROR(ROUND(IF(")


def test_a_fixed_table_is_drawn_with_the_columns_that_it_prints() -> None:
    dictionary = described(PackFolder(DISCLOSURE).pack())
    (tables,) = (chapter for chapter in dictionary.chapters if chapter.title == "正文里的固定表格（3 张）")

    assert [section.title for section in tables.sections] == ["documents", "applications", "litigation"]
    assert rows(tables.sections[0].table)[2] == ("规章", "〔本年制发件数〕", "〔本年废止件数〕", "〔现行有效件数〕")


def test_matrices_are_told_with_their_fixed_rows_captions_and_totals() -> None:
    sections = {section.title: section for section in described(PackFolder(DISCLOSURE).pack()).chapters[0].sections}
    litigation = sections["表四复议和诉讼（litigation）"]

    assert "固定行：行政复议（review）、行政诉讼 · 未经复议直接起诉（direct）、行政诉讼 · 复议后起诉（after）。" in (
        litigation.lines
    )
    assert (
        rows(litigation.table)[-1][2]
        == "整数，必填，不小于 0，自动算出，等于以下各栏之和：结果维持、结果纠正、其他结果、尚未审结"
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("pack", [annual_pack(), PackFolder(DISCLOSURE).pack()], ids=lambda pack: pack.id)
def test_every_pack_can_be_described_in_every_language_and_nothing_is_left_out(pack: Pack, language: str) -> None:
    dictionary = described(pack, language)
    document = as_document(dictionary)

    told = document.text
    columns = {column.name for sheet in pack.sheets.values() for column in sheet.columns}
    names = {*pack.sheets, *pack.indicators, *pack.tables, *columns}
    assert [name for name in names if name not in told] == []
    headings = [block for block in document.paragraphs if block.role is Role.LEVEL_2]
    assert len(headings) == len(pack.sheets) + len(pack.tables)
    assert [rule.id for rule in pack.rules if "." not in rule.id and f"\n{rule.id}\t" not in told] == []


def test_a_child_says_which_pack_it_is_based_on() -> None:
    from tests.support.based_packs import child

    assert "以模板包 tiny 为基础，只改了与它不同的地方。" in described(child()).lead


NARRATIVE = """\
# 报告
## 活动
{# part: study #}
- 抓好学习。开展学习{{ F01 }}次{% if value.F01 %}，同比{{ F01 | yoy }}{% endif %}。
{# end #}
### {% if value.F01 %}其他{% endif %}情况
共{{ F01 }}次。
- {{ unit }}。{{ F01 }}
"""


def test_a_figure_is_found_under_its_heading_and_item_each_once() -> None:
    assert narrative_places(read_narrative(NARRATIVE, "narrative.md.j2"), PACK) == {
        "F01": ("活动 · 抓好学习", "其他情况")
    }


def test_the_first_pack_prints_its_figures_where_its_report_has_them() -> None:
    places = narrative_places(folder_narrative(find_pack("annual_work_report")), annual_pack())

    assert places["F05"] == ("推动习近平新时代中国特色社会主义思想入脑入心 · 抓好理论学习",)
    assert "F11" not in places
