"""The words by which a reader knows the tool's own sheets, in every language of a workbook.

A workbook is recognised before its pack, and so its language, is known; and whoever reads must know
the words of earlier versions too, though these are printed no more.  What is printed now stands in
``locales/<language>/workbook.toml``; a test demands that every such word is here.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from xltools.core.sheets import MISSING_WORDS, Blank

TABS: Mapping[str, tuple[str, ...]] = {
    "cover": ("封面", "封面", "Cover"),
    "indicators": ("指标", "指標", "Indicators"),
    "findings": ("问题", "問題", "Findings"),
    "explanations": ("说明", "說明", "Explanations"),
    "choices": ("选项", "選項", "Choices"),
    "outcomes": ("指标核对", "指標核對", "Indicator check"),
    "memory": ("_xltools",),
}

COVER: Mapping[str, tuple[str, ...]] = {
    "pack": ("模板编号", "範本編號", "Template"),
    "version": ("模板版本", "範本版本", "Template version"),
    "unit": ("单位", "單位", "Unit"),
    "year": ("年度", "Year"),
    "month": ("月份", "Month"),
    "quarter": ("季度", "Quarter"),
    "fingerprint": ("布局指纹", "版面指紋", "Layout fingerprint"),
}

INDICATORS: Mapping[str, tuple[str, ...]] = {
    "id": ("编号", "編號", "Id"),
    "value": ("数值", "數值", "Value"),
    "target": ("目标", "目標", "Target"),
    "completion": ("完成率（%）", "Completion (%)"),
    "last_year": ("上年", "Last year", "上年同期", "Same period last year"),
    "change": (
        "比上年增减（%）",
        "比上年增減（%）",
        "Change on last year (%)",
        "同比增减（%）",
        "同比增減（%）",
        "Year on year (%)",
    ),
}

EXPLANATIONS: Mapping[str, tuple[str, ...]] = {
    "rule": ("规则编号", "規則編號", "Rule"),
    "sheet": ("工作表", "Sheet"),
    "address": ("单元格", "儲存格", "Cell"),
    "reason": ("理由", "Reason"),
}

FINDINGS: Mapping[str, tuple[str, ...]] = {
    "severity": ("级别", "級別", "Severity"),
    "sheet": ("工作表", "Sheet"),
    "address": ("单元格", "儲存格", "Cell"),
    "value": ("填写内容", "填寫內容", "Entry"),
    "sentence": ("问题", "問題", "Finding"),
    "action": ("怎么办", "怎麼辦", "What to do"),
    "rule": ("规则编号", "規則編號", "Rule"),
}

FORM_CONTENT = ("填写内容", "填寫內容", "Entry")
"""The header above the entry cells of a form."""

_BLANKS: Mapping[Blank, tuple[str, ...]] = {
    Blank.NOT_APPLICABLE: ("不适用", "不適用", "not applicable"),
    Blank.UNKNOWN: ("不详", "不詳", "unknown"),
}
_PLACES = {"zh-Hans": 0, "zh-Hant": 1, "en": 2}


def blank_words(language: str) -> dict[str, Blank]:
    """Give the words for a blank that may stand in the cells of a workbook in a language."""
    own = {words[_PLACES.get(language, 0)]: blank for blank, words in _BLANKS.items()}
    return {word: blank for blank, word in MISSING_WORDS.items()} | own


def words_for(blanks: Collection[Blank], language: str) -> tuple[str, ...]:
    """Give the words that say one of some blanks in the cells of a workbook in a language."""
    return tuple(word for word, blank in blank_words(language).items() if blank in blanks)


def tab_name(key: str, language: str) -> str:
    """Give the name of one of the tool's own tabs in a workbook in a language."""
    names = TABS[key]
    return names[min(_PLACES.get(language, 0), len(names) - 1)]
