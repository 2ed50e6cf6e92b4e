"""Texts that would be commands, markup or persons' numbers if anyone took them for such."""

from __future__ import annotations

from collections.abc import Iterator

from tests.support.workbook_copy import Edit, put

from .case import Case, Maker, edited, flag, same

_STUDY = "L1学习台账"
_FREE = "C4"  # the subject of a study: free text that no choice list bounds

INJECTIONS = (
    "=1+1", "+1+1", "-1+1", "@SUM(A1)", "\t=1+1", "＝1+1", "=HYPERLINK(\"http://127.0.0.1:9/\",\"点我\")",
    "=cmd|'/c calc'!A0",
    "{{ 7*7 }}", "{% for x in y %}", "{name}", "{0}", "%s%n%x", "${x}", "<script>alert(1)</script>",
    "<w:p><w:r/></w:p>", "&amp;&lt;",
    "]]>", "# 标题", "| a | b |", "**重**", "[x](javascript:1)", "![x](http://127.0.0.1:9/x.png)",
    "\\u0000\\n", "'; DROP TABLE x; --",
    "../../etc/passwd", "CON", "a/b", "*?", "-rf", ".", "字" * 300, "C:\\Windows\\x",
)  # fmt: skip
"""Texts that some output could take for something else."""


def _injections() -> Iterator[Case]:
    for text in INJECTIONS:
        if text.startswith("\t"):
            yield flag(f"the text {text[:30]!r}", _put(text), "parse.outer_spaces", keeps_figures=True)
        else:
            yield same(f"the text {text[:30]!r}", _put(text))


def _put(text: str) -> Maker:
    return edited(put(_STUDY, _FREE, text))


def _escaped(text: str) -> Edit:
    """Put a text that is spelled as XML itself cannot spell it."""
    return put(_STUDY, _FREE, text)


def _odd() -> Iterator[Case]:
    for name, text in (
        ("an override from right to left", "二十\u202e人三\u202c学习"),
        ("an isolate", "学习\u2066abc\u2069"),
        ("a mark of Arabic", "学习\u061c12"),
        ("a zero-width space", "学\u200b习"),
        ("a zero-width joiner", "学\u200d习"),
        ("a byte order mark inside", "学\ufeff习"),
        ("a soft hyphen", "学\u00ad习"),
        ("a word joiner", "学\u2060习"),
        ("a Hangul filler", "学\u3164习"),
        ("a Mongolian vowel separator", "学\u180e习"),
        ("tags that nobody sees", "学习\U000e0041\U000e0042"),
        ("an interlinear note", "学\ufff9习\ufffa注\ufffb"),
    ):
        yield flag(f"a text with {name}", _put(text), "parse.invisible_in_text", keeps_figures=True)
    yield flag("a text of private characters", _put("学习\ue000\ue123"), "parse.private_character", keeps_figures=True)
    yield flag(
        "a text of private characters beyond the first plane",
        _put("学习\U000f0001"),
        "parse.private_character",
        keeps_figures=True,
    )
    yield same("a rare character of a name", _put("学习\U00020bb7\u9fa6"))
    yield same("an emoji", _put("学习\U0001f4d6"))
    yield same("letters with marks", _put("学习 e\u0301 ñ"))
    for spelled in ("_xD800_", "_x0007_", "_x0000_", "_xFFFF_"):
        yield same(f"the text {spelled}, which stays as it is spelled", _put(f"学习{spelled}"))
    yield flag("a tab and spaces around", _put("  学习 "), "parse.outer_spaces", keeps_figures=True)
    yield flag("only a space that does not break", _put("\u00a0"), "parse.only_spaces", keeps_figures=True)
    yield flag("only what nobody sees", _put("\u200b\u200b"), "parse.only_spaces", keeps_figures=True)
    yield flag("a control character of C1", _put("学\x85习"), "parse.unprintable", keeps_figures=True)
    yield flag("40,000 characters", _put("学" * 40_000), "file.long_text", keeps_figures=True)
    yield same("32,767 characters", _put("学" * 32_767))
    yield same("line breaks of all kinds", _put("一\n二\r三"))
    yield same("what looks like an escape and is none", _put("_x00_ _xZZZZ_ _x005f_"))


def _persons() -> Iterator[Case]:
    citizen = "11010519491231002X"  # the example that the standard itself gives
    for name, text in (
        ("a citizen number", citizen),
        ("a citizen number, spaced", "110105 19491231 002X"),
        ("a citizen number in full-width digits", citizen.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})),
        ("a citizen number with a small x", citizen.lower()),
        ("a citizen number among words", f"张某（{citizen}）"),
        ("a citizen number with invisible characters in it", "110105\u200b19491231\u200b002X"),
    ):
        yield flag(name, _put(text), "parse.personal.citizen", keeps_figures=True)
    for name, text in (
        ("a mobile number", "13800138000"),
        ("a mobile number, grouped", "138-0013-8000"),
        ("a mobile number with +86", "+86 13800138000"),
    ):
        yield flag(name, _put(text), "parse.personal.mobile", keeps_figures=True)
    yield flag("a bank card", _put("6222021234567890128"), "parse.personal.card", keeps_figures=True)
    yield same("a number that is no person's", _put("110105194912310021"))
    yield same("a document's number", _put("竹办发〔2019〕12号"))


CASES = (*_injections(), *_odd(), *_persons())
