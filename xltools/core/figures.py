"""The numbers in a text: which are quantities, and which are dates, ordinals, names and numberings.

A report's quantities have a source or have none; a year, 〔2019〕3号 or “五有” is no quantity.  What
is doubtful is taken for a quantity where it has a measure word, since an unsourced number must not
pass because it looks like a name.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum

from xltools.core.chinese_numerals import read_numeral
from xltools.core.frozen import frozen

_WIDTHS = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {ord("％"): ord("%"), ord("．"): ord(".")}
_UNSEEN = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
_ARABIC = re.compile(rf"[0-9][0-9{_UNSEEN}]*(?:,[0-9]{{3}}(?![0-9]))*(?:\.[0-9]+)?%?")
_CHINESE = re.compile("[零一二两兩三四五六七八九十百千万萬亿億]+")
_STRIPPED = re.compile(f"[,{_UNSEEN}]")
_NUMBERING = re.compile(r"\s*(?:[(（][0-9]{1,3}[)）]|[0-9]{1,3}(?:[.．](?![0-9])|[、)）]))")
_QUOTED = re.compile('[“「『][^“”「」『』]{0,14}[”」』]|《[^《》]{0,60}》|"[^"\n]{0,14}"')
"""What stands in quotation marks and is short is a name; a longer quotation is a text."""

_DATES = re.compile(
    r"(?:1[89]|2[01])[0-9]{2}\s*[-—–~～至、]+\s*(?=(?:1[89]|2[01])[0-9]{2}年)"
    r"|(?:1[89]|2[01])[0-9]{2}\s*年(?:[0-9]{1,2}月(?:[0-9]{1,2}[日号])?)?"
    r"|(?:1[89]|2[01])[0-9]{2}[-./][0-9]{1,2}[-./][0-9]{1,2}"
    r"|[0-9]{1,2}月(?:[0-9]{1,2}[日号])?|(?<![0-9])[0-9]{1,2}日"
    r"|[0-9]{1,2}[:：][0-9]{2}(?![0-9])"
)
_LABELS = re.compile(
    r"[〔\[(（【][0-9]{4}[〕\])）】]\s*第?[0-9]+号?|第\s*[0-9]+|[0-9]+\s*号(?:文|令|公告|楼|院|线)?|[0-9]+[·•][0-9]+"
    r"|[0-9]+(?:热线|平台|工程|计划|模式|工作法)|[0-9]{11,}"
)
_LATIN = re.compile(r"[A-Za-z]")
_MORE = frozenset("余餘多")
_MEASURES = frozenset("个個次人名项項处處场場件份篇条條户戶支家期期届屆天位批所座部张張辆輛万萬亿億元级級")
_NOT_COUNTS = re.compile(
    r"[一两兩三四五六七八九十]+个(?:代表|意识|自信|维护|确立|全面|明确|坚持|务必|服从|专项|统筹|绝不|必须|革命)"
    r"|一(?:个|個|次性|起|些|批|条心|位|名|家人|部分|级|級|张|件)|万(?:元|户)|[百千万萬](?:个|件|户|家|人)|五位一体"
)


class Sort(StrEnum):
    """What a number in a text is."""

    QUANTITY = "quantity"
    COUNT = "count"
    """A quantity in Chinese numerals, with its measure word."""
    DATE = "date"
    LABEL = "label"
    """A numbering, an ordinal, the number of a document, or a part of a name."""


@frozen
class Number:
    """A number in a paragraph.

    Attributes:
        start: Where it starts.
        end: Where it ends, a percent sign included.
        text: As it is written.
        value: What it says, without the percent sign.
        percent: True with a percent sign.
        sort: What it is.
        unit: The character after it, or after 余; empty at the end of the text.
        more: True where 余 or 多 follows.
    """

    start: int
    end: int
    text: str
    value: Decimal
    percent: bool
    sort: Sort
    unit: str
    more: bool


def numbers_in(text: str) -> tuple[Number, ...]:
    """Give the numbers of a paragraph, in order.

    Chinese numerals are given only where a measure word makes a count of them and they stand in no
    quotation marks.
    """
    plain = text.translate(_WIDTHS)
    quoted = _Spans(_QUOTED.finditer(text))
    numbering = _NUMBERING.match(plain)
    labels = [_Spans([numbering] if numbering else []), _Spans(_LABELS.finditer(plain))]
    found = [*_arabic(text, plain, labels, _Spans(_DATES.finditer(plain)), quoted), *_counts(text, quoted)]
    return tuple(sorted(found, key=lambda number: number.start))


def same_number(one: str, other: str) -> bool:
    """Say whether two texts of a figure are the same number: ``67.5％`` and ``67.50%``."""
    if one == other:
        return True
    first, second = _alone(one), _alone(other)
    if first is None or second is None:
        return False
    return first.value == second.value and first.percent == second.percent


def _alone(text: str) -> Number | None:
    """Read a text that is one number and nothing else."""
    found = numbers_in(text)
    return found[0] if len(found) == 1 and found[0].text == text else None


class _Spans:
    """Where a pattern was found, in order."""

    def __init__(self, found: Iterable[re.Match[str]]) -> None:
        spans = [match.span() for match in found]
        self._starts = [start for start, _ in spans]
        self._ends = [end for _, end in spans]

    def __contains__(self, place: object) -> bool:
        assert isinstance(place, int)
        index = bisect_right(self._starts, place) - 1
        return index >= 0 and place < self._ends[index]


def _arabic(text: str, plain: str, labels: Sequence[_Spans], dates: _Spans, quoted: _Spans) -> Iterator[Number]:
    for found in _ARABIC.finditer(plain):
        start, end = found.span()
        digits = _STRIPPED.sub("", found.group()).removesuffix("%")
        sort = Sort.QUANTITY
        if any(start in spans for spans in labels):
            sort = Sort.LABEL
        elif start in dates:
            sort = Sort.DATE
        elif start in quoted or _is_name(plain, start, end):
            sort = Sort.LABEL
        unit, more = _unit(text, end)
        yield Number(start, end, text[start:end], Decimal(digits), found.group().endswith("%"), sort, unit, more)


def _is_name(plain: str, start: int, end: int) -> bool:
    """Say whether letters touch a number, as in A4 and COVID-19."""
    before = plain[max(0, start - 1) : start]
    if before == "-":
        before = plain[max(0, start - 2) : start - 1]
    return bool(_LATIN.match(before) or _LATIN.match(plain[end : end + 1]))


def _counts(text: str, quoted: _Spans) -> Iterator[Number]:
    for found in _CHINESE.finditer(text):
        start, end = found.span()
        unit, more = _unit(text, end)
        value = read_numeral(found.group())
        ordinal = text[start - 1 : start] in {"第", "之", "百分"} or text[max(0, start - 3) : start] == "百分之"
        if value is None or ordinal or unit not in _MEASURES or start in quoted:
            continue
        if _NOT_COUNTS.match(text, start) and not _counted(text, start, end):
            continue
        yield Number(start, end, found.group(), Decimal(value), False, Sort.COUNT, unit, more)


def _counted(text: str, start: int, end: int) -> bool:
    """Say whether an otherwise empty 一个 counts: 不得少于一次, 共一个."""
    return text[max(0, start - 2) : start] in {"少于", "多于", "共有", "仅有", "只有"} or text[end : end + 2] == "次，"


def _unit(text: str, end: int) -> tuple[str, bool]:
    more = text[end : end + 1] in _MORE
    place = end + more
    return text[place : place + 1].strip(), more
