"""Short English names for the labels that offices use; a pack's other files say these."""

from __future__ import annotations

import re
from collections.abc import Collection

from xltools.core.spelling import plain

_KNOWN = {
    "日期": "date",
    "时间": "date",
    "活动日期": "date",
    "活动时间": "date",
    "名称": "title",
    "活动名称": "title",
    "主题": "topic",
    "活动主题": "topic",
    "内容": "content",
    "类别": "kind",
    "类型": "kind",
    "活动类别": "kind",
    "活动类型": "kind",
    "人数": "people",
    "参加人数": "people",
    "参与人数": "people",
    "到场人数": "people",
    "次数": "times",
    "场次": "times",
    "数量": "number",
    "金额": "amount",
    "地点": "place",
    "活动地点": "place",
    "场地": "place",
    "单位": "unit",
    "单位名称": "unit",
    "填报单位": "unit",
    "部门": "department",
    "社区": "community",
    "年度": "year",
    "年份": "year",
    "报告年度": "year",
    "备注": "note",
    "状态": "state",
    "结果": "result",
    "是否完成": "done",
    "时长": "hours",
    "服务时长": "hours",
}
_WORDS = re.compile(r"[a-z0-9]+")
_LONGEST = 30


def draft_name(label: str, taken: Collection[str], fallback: str) -> str:
    """Give a name for a label, one that no other has.

    Args:
        label: What people see.
        taken: The names that there are.
        fallback: What the name begins with where the label is none of the usual ones: ``column``.
    """
    text = re.sub(r"[(（].*?[)）]", "", plain(label))
    words = "_".join(_WORDS.findall(text)) if text.isascii() else ""
    name = _KNOWN.get(text) or words[:_LONGEST].strip("_")
    if not name or not name[0].isalpha():
        name = ""
    number = len(taken) + 1 if not name else 2
    found = name or f"{fallback}_{number}"
    while found in taken:
        number += bool(not name or found != name)
        found = f"{name or fallback}_{number}"
    return found
