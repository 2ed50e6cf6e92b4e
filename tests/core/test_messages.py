"""Sentences for readers: the catalogue, and what must hold of its files."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

import xltools
from tests.support.catalogs import CATALOGS, said
from xltools.adapters.catalog_files import load_area
from xltools.core.findings import Finding, Location, Repair, Severity
from xltools.core.messages import LANGUAGES, Catalog, placeholders, visible
from xltools.core.outcomes import Phrase

PACKAGE = Path(xltools.__file__).parent
AREAS = sorted(path.stem for path in (PACKAGE / "locales" / LANGUAGES[0]).glob("*.toml"))
FILE_ENDINGS = ("toml", "xml", "bin", "rels", "csv", "j2", "docx", "xlsx", "py", "log", "html", "pdf", "txt", "md")

SENTENCES: Mapping[str, object] = {
    "plain": "“{value}”不是日期。",
    "reason": {"nested": "{parts}，共 {count} 项"},
    "part": "{name}为{value}",
}
MESSAGE = load_area("zh-Hans", "message")


def catalog() -> Catalog:
    """Give a catalogue of three sentences, with the usual words between them."""
    return Catalog("zh-Hans", lambda _, area: MESSAGE if area == "message" else SENTENCES)


def test_a_sentence_is_filled_with_its_values() -> None:
    assert catalog().say("test.plain", {"value": "五月", "column": "日期"}) == "“五月”不是日期。"


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (248, "248"),
        (Decimal("0.50"), "0.50"),
        (Decimal("1E+3"), "1000"),
        (date(2019, 5, 1), "2019年5月1日"),
        (True, "是"),
        (None, ""),
        (("甲", "乙"), "甲、乙"),
        ((), ""),
    ],
)
def test_values_are_written_as_the_language_writes_them(value: object, written: str) -> None:
    params = {"value": value}
    assert catalog().say("test.plain", params) == f"“{written}”不是日期。"  # type: ignore[arg-type]


def test_dates_in_english_are_iso() -> None:
    english = CATALOGS["en"].say("parse.date_as_text", {"value": "5.1", "date": date(2019, 5, 1)})

    assert "Enter 2019-05-01 again" in english


def test_phrases_within_phrases_are_said_and_joined() -> None:
    parts = (Phrase("test.part", {"name": "类别", "value": "会议"}), Phrase("test.part", {"name": "数", "value": 3}))

    assert catalog().phrase(Phrase("test.reason.nested", {"parts": parts, "count": 2})) == "类别为会议，数为3，共 2 项"


@pytest.mark.parametrize("key", ["test.absent", "test.reason", "test.plain.deeper", "absent"])
def test_a_key_that_is_missing_stops_the_program(key: str) -> None:
    with pytest.raises(KeyError):
        catalog().say(key, {"value": 1})


def test_a_value_that_is_missing_stops_the_program() -> None:
    with pytest.raises(KeyError):
        catalog().say("test.plain", {})


def test_an_area_is_read_when_it_is_first_needed_and_once() -> None:
    asked: list[str] = []

    def load(_: str, area: str) -> Mapping[str, object]:
        asked.append(area)
        return SENTENCES

    lazy = Catalog("en", load)
    assert asked == []
    lazy.say("test.plain", {"value": 1})
    lazy.say("test.part", {"name": 1, "value": 1})
    assert asked == ["test"]


def test_a_finding_on_one_line_says_how_grave_where_what_and_whose_rule() -> None:
    finding = Finding(
        Severity.WARNING,
        Location("L1学习台账", 7, 3),
        "test.plain",
        {"value": "五月"},
        "R12",
        Repair(date(2019, 5, 1)),
        explanation="属实",
    )

    assert catalog().line(finding) == (
        "核对 「L1学习台账」C7：“五月”不是日期。建议改为：2019年5月1日。已说明理由：属实。（规则 R12）"
    )


def test_what_is_wrong_and_what_to_do_can_be_had_apart() -> None:
    finding = Finding(
        Severity.ERROR, Location("L1", 7, 3), "parse.number_as_text", {"value": "2。0", "number": 20}, repair=Repair(20)
    )

    assert CATALOGS["zh-Hans"].wrong_and_mend(finding) == (
        "“2。0”是文字，不是数字，没有算进合计。",
        "请改为数字：把单元格格式改为常规，重新输入 20。",
    )
    assert CATALOGS["en"].wrong_and_mend(finding) == (
        "“2。0” is text, not a number, and is in no total.",
        "Set the cell's format to General and enter 20 again.",
    )


def test_the_repair_is_added_where_the_sentence_does_not_name_it() -> None:
    finding = Finding(
        Severity.ERROR, Location("L1", 7, 3), "parse.number_with_unit", {"value": "20人"}, repair=Repair(20)
    )

    assert CATALOGS["zh-Hans"].wrong_and_mend(finding)[1] == "请只填数字。建议改为：20。"
    assert CATALOGS["en"].wrong_and_mend(finding)[1] == "Enter the number alone. Suggested: 20."


@pytest.mark.parametrize(
    ("location", "place"),
    [
        (Location("L1", 7, 3), "「L1」C7"),
        (Location("L1", 7), "「L1」7:7"),
        (Location("L1"), "「L1」"),
        (Location(), ""),
        (Location("rules.toml", 12, path="rule[3].kind"), "rules.toml:12 rule[3].kind"),
        (Location("choices.csv", 4), "choices.csv:4"),
    ],
)
def test_a_place_is_named_in_a_workbook_or_in_a_pack(location: Location, place: str) -> None:
    assert catalog().place(location) == place


def test_the_packs_own_wording_takes_the_place_of_the_sentence_and_reaches_no_further() -> None:
    wording = {"zh-Hans": "{value}超过了。{value.__class__}{0}", "en": "{value} is too much."}
    finding = Finding(Severity.ERROR, Location("L1", 1, 1), "test.plain", {"value": 9}, "R1", wording=wording)

    assert catalog().render(finding) == "9超过了。{value.__class__}{0}"


def test_nothing_in_a_cell_can_disguise_a_finding() -> None:
    shown = visible("甲\n错误\t\x1b[31m\u202e乙\ud800" + "长" * 100)

    assert shown.startswith("甲⏎错误⇥[U+001B][31m[U+202E]乙")
    assert shown.endswith("…")
    assert shown.isprintable()


@pytest.mark.parametrize("area", AREAS)
def test_every_language_has_the_same_sentences_with_the_same_values(area: str) -> None:
    first, *others = (
        {key: placeholders(text) for key, text in flat(load_area(language, area)).items() if key != "date"}
        for language in LANGUAGES
    )

    assert first
    for other in others:
        assert other == first


@pytest.mark.parametrize("area", AREAS)
def test_no_sentence_is_empty(area: str) -> None:
    for language in LANGUAGES:
        texts = flat(load_area(language, area))
        assert [key for key, text in texts.items() if not text and not key.startswith("between_")] == []


def test_every_key_in_the_code_has_a_sentence() -> None:
    keys = {f"{area}.{key}" for area in AREAS for key in flat(load_area(LANGUAGES[0], area))}
    unknown = [
        f"{path.relative_to(PACKAGE)}: {pattern}"
        for path in sorted(PACKAGE.rglob("*.py"))
        for pattern in keys_in(path.read_text("utf-8"))
        if not any(re.fullmatch(pattern, key) for key in keys)
    ]

    assert unknown == []


def test_a_finding_of_each_area_can_be_said_in_every_language() -> None:
    finding = Finding(Severity.NOTE, Location(), "structure.epoch_1904")

    assert said(finding)["zh-Hans"].startswith("提示：工作簿采用 1904 日期系统")


def flat(tables: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """Give the sentences of nested tables by their keys."""
    found: dict[str, str] = {}
    for key, value in tables.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[f"{prefix}{key}"] = str(value)
    return found


def keys_in(source: str) -> Iterator[str]:
    """Give the message keys that a module writes, those put together as patterns."""
    whole = re.compile(rf"(?:{'|'.join(AREAS)})(?:\.[a-z0-9_]+)+")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and whole.fullmatch(node.value):
            if node.value.rpartition(".")[2] not in FILE_ENDINGS and not node.value.endswith("_"):
                yield re.escape(node.value)
        elif isinstance(node, ast.JoinedStr):
            parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
            if re.match(rf"(?:{'|'.join(AREAS)})\\\.[a-z0-9_.\\]*", parts[0]):
                yield "".join(parts)


@pytest.mark.parametrize(
    ("explain", "explanation", "wording", "besides"),
    [
        ("none", None, None, ""),
        ("required", None, None, "属实的，请在“说明”表写明原因，否则不能出报告。"),
        ("allowed", None, None, "属实的，可以在“说明”表写明原因。"),
        ("required", "新馆", None, "已说明理由：新馆。"),
        ("required", None, {"zh-Hans": "太多。"}, ""),
    ],
)
def test_a_finding_says_how_a_reason_settles_it_unless_the_packs_own_wording_speaks(
    explain: str, explanation: str | None, wording: Mapping[str, str] | None, besides: str
) -> None:
    finding = Finding(
        Severity.WARNING,
        Location("study", 2, 1),
        "test.plain",
        {"value": 9},
        wording=wording,
        explain=explain,
        explanation=explanation,
    )

    assert catalog().wrong_and_mend(finding)[1] == besides
    assert catalog().line(finding) == f"核对 「study」A2：{'太多。' if wording else '“9”不是日期。'}{besides}"


@pytest.mark.parametrize(
    ("language", "label", "sentence"),
    [
        ("zh-Hans", "“学习强国”下载人数", "“‘学习强国’下载人数”没有数值，百分比没有核对。请先补齐工作簿。"),
        ("zh-Hant", "「學習強國」下載人數", "「『學習強國』下載人數」沒有數值，百分比沒有核對。請先補齊活頁簿。"),
        (
            "en",
            "“Study” downloads",
            "“‘Study’ downloads” has no value, so the percentage was not checked. Complete the workbook first.",
        ),
    ],
)
def test_a_name_with_quotation_marks_of_its_own_takes_the_inner_ones(language: str, label: str, sentence: str) -> None:
    finding = Finding(Severity.NOTE, Location("a.docx", 3), "text_check.percent.no_total", {"indicator": label})

    assert CATALOGS[language].render(finding) == sentence


def test_one_kind_of_quotation_mark_stands_about_values_in_each_language() -> None:
    straight = [
        f"{language} {area}.{key}: {sentence}"
        for language in LANGUAGES
        for area in AREAS
        for key, sentence in flat(load_area(language, area)).items()
        if re.search(r"""["'’‘]\{\w+\}|\{\w+\}…?["'‘]""", sentence)
    ]

    assert straight == []
