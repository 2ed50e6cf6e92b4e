"""A digit before a word that cannot be counted."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import ClassVar, Self

from xltools.core.checks.check import Unjudged
from xltools.core.frozen import frozen
from xltools.core.pack_entry import Entry
from xltools.core.text_checks.quantities import UNITS
from xltools.core.text_checks.text_check import TextEvidence, TextViolation

_NUMBER = re.compile("(?<![0-9.A-Za-z第“‘《〔（(+＋×·-])([0-9]{1,4})([\u4e00-\u9fff])")
_FOLLOWING = UNITS | frozenset(
    "年月日号时分秒天周刻点旬世纪岁余多来几几百千万亿元角分吨克斤升米里亩公平立度码寸尺丈兆倍成折℃"
    "大小中以至到或和与及、后前内外间对比乘加减等为是在的强星维线路楼幢单英毫厘海市美日欧港户方桌席双副打箱包袋瓶盒"
    "字句词行列股网车床盏架口眼座集讲课辑届章则款版稿封令例剂针味道首曲尊具册卷杯碗盘匹只窝群伙帮派系圈笔手掌脚村组乡镇县市区省街校院馆店厂企园岛港磅"
) - {"手"}
_QUOTED = re.compile("“[^”]*”|《[^》]*》")
_HOTLINE = re.compile("热线|平台|电话|报警|急救|举报|指挥|中心|系统|工程|计划|行动|模式|工作法")


@frozen
class StrayDigitTextCheck:
    """Finds a number that runs into a word which is no measure word: 进行3手把手教学.

    ::

        kind = "stray_digit"
        units = ["网格"]

    Names in quotation marks, numbers joined to letters, and numbers of hotlines and platforms
    (12345热线) are left alone; the units of the pack's indicators are known.

    Attributes:
        units: More words that a number may have after it.
    """

    kind: ClassVar[str] = "stray_digit"
    params: ClassVar[tuple[str, ...]] = ("value", "sentence")
    may_be_unjudged: ClassVar[bool] = False

    units: tuple[str, ...] = ()

    @classmethod
    def from_entry(cls, entry: Entry) -> Self:
        """Read ``units``."""
        return cls(entry.strings("units", required=False))

    def violations(self, evidence: TextEvidence) -> Iterator[TextViolation | Unjudged]:
        """Point at the number and the beginning of the word."""
        units = tuple({*self.units, *(facts.unit for facts in evidence.indicators.values())} - {""})
        for paragraph in evidence.text.paragraphs:
            quoted = [found.span() for found in _QUOTED.finditer(paragraph.plain)]
            for found in _NUMBER.finditer(paragraph.plain):
                start, word = found.start(), paragraph.plain[found.start(2) :]
                if found[2] in _FOLLOWING or word.startswith(units):
                    continue
                if any(first <= start < last for first, last in quoted) or _HOTLINE.match(word):
                    continue
                yield evidence.violation(paragraph, start, found.end() + 2, "stray_digit.before_word")
