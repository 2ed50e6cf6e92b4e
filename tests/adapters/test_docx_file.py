"""Reports as Word documents: goldens, validity, and each rule of GB/T 9704-2012 that a file can show."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from tests.support.docx_lint import lint
from tests.support.goldens import COMMON, kept, written
from tests.support.report_cases import CASES, draft, folder, full, plain, style, tables, traditional
from tests.support.word_xml import WordFile, WordParagraph, opened
from xltools.adapters.closing_place import closing_places
from xltools.adapters.docx_file import word_bytes, write
from xltools.adapters.traditional import to_traditional
from xltools.adapters.writers import write_document
from xltools.core.document import Document, Figure, Paragraph, Role, Text
from xltools.core.frozen import replace
from xltools.errors import FileError

GOLDEN = Path(__file__).parents[1] / "golden"
FULL = opened(word_bytes(full(), style()))
TWIPS_IN_MILLIMETRE = 1440 / 25.4


def first(word: WordFile, style_id: str) -> WordParagraph:
    """Give the first paragraph of a style."""
    return next(paragraph for paragraph in word.paragraphs if paragraph.style == style_id)


def of(*paragraphs: Paragraph, draft: bool = False) -> WordFile:
    """Write a document of these paragraphs and open it."""
    return opened(word_bytes(Document(paragraphs, draft=draft), style()))


def body(text: str) -> Paragraph:
    return Paragraph(Role.BODY, "", (Text(text),))


# Whole files


@pytest.mark.parametrize("case", CASES)
def test_every_format_is_what_the_golden_has(case: str) -> None:
    """When a difference is meant: ``python scripts/update_golden.py``, and read the diff."""
    assert dict(written(case)) == dict(kept(case))


def test_the_common_parts_are_kept_once() -> None:
    assert "docx/word/styles.xml" in kept(COMMON)
    assert "docx/word/styles.xml" not in kept("draft")


@pytest.mark.parametrize("case", CASES)
def test_a_validator_finds_nothing(case: str, tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    write(CASES[case](), style(), target)

    found = [str(error) for error in OpenXmlValidator().validate(str(target)).errors]

    assert found == []


@pytest.mark.parametrize(("document", "name"), [(plain(), "hans"), (to_traditional(plain()), "hant")])
def test_the_text_of_the_word_file_is_the_expected_text(document: Document, name: str) -> None:
    expected = (GOLDEN / f"annual_work_report_2019.{name}.txt").read_text("utf-8")

    assert opened(word_bytes(document, style())).text == expected


def test_the_same_report_gives_the_same_bytes() -> None:
    assert word_bytes(full(), style()) == word_bytes(full(), style())


def test_a_file_that_is_there_is_not_written_over_unasked(tmp_path: Path) -> None:
    target = tmp_path / "report.docx"
    target.write_bytes(b"mine")

    with pytest.raises(FileError) as raised:
        write_document(full(), folder(), target)

    assert raised.value.key == "file.write.exists"
    assert target.read_bytes() == b"mine"


def test_a_format_that_is_not_known_is_refused_with_those_that_are(tmp_path: Path) -> None:
    with pytest.raises(FileError) as raised:
        write_document(full(), folder(), tmp_path / "report.doc")

    assert raised.value.key == "report.unknown_format"
    assert raised.value.params["allowed"] == ("docx", "pdf", "md", "txt", "html")
    assert list(tmp_path.iterdir()) == []


# The page (GB/T 9704-2012, 5)


def test_p1_the_paper_is_a4() -> None:
    (section,) = FULL.sections
    assert (section["pgSz.w"], section["pgSz.h"]) == ("11906", "16838")


@pytest.mark.parametrize(
    ("rule", "twips", "millimetres"),
    [("P2 top", "pgMar.top", 37), ("P3 left", "pgMar.left", 28)],
)
def test_p2_p3_the_margins_are_within_a_millimetre(rule: str, twips: str, millimetres: int) -> None:
    del rule
    assert abs(int(FULL.sections[0][twips]) / TWIPS_IN_MILLIMETRE - millimetres) < 0.05


def test_p4_the_type_area_is_156_by_225_millimetres() -> None:
    section = {key: int(value) for key, value in FULL.sections[0].items() if value.isdigit()}
    width = section["pgSz.w"] - section["pgMar.left"] - section["pgMar.right"]
    height = section["pgSz.h"] - section["pgMar.top"] - section["pgMar.bottom"]

    assert abs(width / TWIPS_IN_MILLIMETRE - 156) < 0.05
    assert abs(height / TWIPS_IN_MILLIMETRE - 225) < 0.05


@pytest.mark.parametrize(
    "name",
    ["BodyText", "NumberedItem", "Heading1", "Heading2", "Heading3", "Heading4", "Recipient", "Signature", "Date"],
)
def test_p5_twenty_two_lines_of_exact_pitch_fill_the_type_area(name: str) -> None:
    found = FULL.style(name)
    height = 225 * TWIPS_IN_MILLIMETRE

    assert found["spacing.lineRule"] == "exact"
    assert 22 * int(found["spacing.line"]) <= height < 22.05 * int(found["spacing.line"])
    if name != "Signature":
        assert (found["spacing.before"], found["spacing.after"]) == ("0", "0")


@pytest.mark.parametrize("name", ["BodyText", "NumberedItem", "Heading1", "Heading2", "Heading3", "Heading4"])
def test_p6_twenty_eight_characters_fill_the_line(name: str) -> None:
    found = FULL.style(name)
    advance = int(found["sz.val"]) * 10 + int(found["spacing.val"])  # twips

    assert found["spacing.val"] == "-5"
    assert 28 * advance <= 156 * TWIPS_IN_MILLIMETRE < 28.1 * advance


def test_p7_everything_is_black() -> None:
    colours = {
        value
        for part in ("word/document.xml", "word/footer1.xml")
        for element in FULL.parts[part].iter()
        for key, value in element.attrib.items()
        if element.tag.endswith("}color") and key.endswith("}val")
    }
    used = {paragraph.style for paragraph in FULL.paragraphs}

    assert colours == set()
    assert {FULL.style(name).get("color.val", "auto") for name in used} == {"auto"}


def test_p9_pages_are_printed_on_both_sides_and_bound_left() -> None:
    settings_part = FULL.parts["word/settings.xml"]

    assert any(element.tag.endswith("}evenAndOddHeaders") for element in settings_part)
    assert not any(element.tag.endswith("}mirrorMargins") for element in settings_part)


# Fonts and hierarchy (7.3)


@pytest.mark.parametrize(
    ("rule", "style_id", "font", "half_points", "alignment"),
    [
        ("F1 title", "Title", "方正小标宋简体", "44", "center"),
        ("F2 body", "BodyText", "仿宋_GB2312", "32", "both"),
        ("F3 一、", "Heading1", "黑体", "32", "both"),
        ("F4 （一）", "Heading2", "楷体_GB2312", "32", "both"),
        ("F5 1.", "Heading3", "仿宋_GB2312", "32", "both"),
        ("F5 item", "NumberedItem", "仿宋_GB2312", "32", "both"),
        ("F6 （1）", "Heading4", "仿宋_GB2312", "32", "both"),
        ("H5 发文字号", "DocumentNumber", "仿宋_GB2312", "32", "center"),
    ],
)
def test_f1_to_f6_each_level_has_its_type(
    rule: str, style_id: str, font: str, half_points: str, alignment: str
) -> None:
    del rule
    found = FULL.style(style_id)

    assert (found["rFonts.eastAsia"], found["sz.val"], found["jc.val"]) == (font, half_points, alignment)
    assert found["b.val"] == "0"
    assert found["rFonts.ascii"] == found["rFonts.hAnsi"] == "Times New Roman"


@pytest.mark.parametrize("name", ["BodyText", "NumberedItem", "Heading1", "Heading2", "Heading3", "Heading4"])
def test_f2_a_paragraph_begins_two_characters_in_and_turns_over_flush(name: str) -> None:
    found = FULL.style(name)

    assert (found["ind.firstLineChars"], found["ind.firstLine"]) == ("200", "640")
    assert not {"ind.left", "ind.leftChars", "ind.hanging"} & found.keys()


def test_f3_to_f7_numbers_have_their_forms_and_follow_each_other() -> None:
    forms = {
        "Heading1": r"[一二三四五六七八九十]+、(?![、.])",
        "Heading2": r"（[一二三四五六七八九十]+）(?![、.])",
        "NumberedItem": r"\d+\.(?![、])",
    }
    for style_id, form in forms.items():
        texts = [paragraph.text for paragraph in FULL.paragraphs if paragraph.style == style_id]
        assert texts
        assert [text for text in texts if not re.match(form, text)] == []
    items = [int(p.text.partition(".")[0]) for p in FULL.paragraphs if p.style == "NumberedItem"]
    assert items == [*range(1, 12), *range(1, 8)]


def test_f9_every_font_is_in_the_font_table_with_its_other_names() -> None:
    table = {
        font.get("{http://schemas.openxmlformats.org/wordprocessingml/2006/main}name"): [
            next(iter(child.attrib.values())) for child in font if child.tag.endswith("}altName")
        ]
        for font in FULL.parts["word/fontTable.xml"]
    }

    assert table["仿宋_GB2312"][0].startswith("仿宋,FangSong")
    assert {"方正小标宋简体", "楷体_GB2312", "黑体", "宋体", "Times New Roman"} <= table.keys()
    assert not any(name.startswith("word/fonts/") for name in FULL.parts), "no font is embedded"


def test_traditional_chinese_has_the_fonts_that_hold_its_characters() -> None:
    word = opened(word_bytes(traditional(), style()))

    fonts = {name: word.style(name)["rFonts.eastAsia"] for name in ("Title", "BodyText", "Heading2")}
    assert fonts == {"Title": "方正小标宋繁体", "BodyText": "仿宋", "Heading2": "楷体"}
    assert word.style("BodyText")["lang.eastAsia"] == "zh-TW"
    assert FULL.style("BodyText")["lang.eastAsia"] == "zh-CN"


def test_quotation_marks_and_dashes_are_set_as_chinese() -> None:
    word = of(body("“五有”——要求"), body("没有引号"))

    hints = [
        [dict(run.attrib) for run in paragraph.iter() if run.tag.endswith("}rFonts")]
        for paragraph in word.parts["word/document.xml"].iter()
        if paragraph.tag.endswith("}p")
    ]
    assert [[list(hint.values()) for hint in found] for found in hints] == [[["eastAsia"]], []]


# Head, body and foot (7.2, 7.3, 7.5)


def test_b1_the_title_is_two_lines_below_what_stands_above_and_has_none_at_the_top() -> None:
    assert first(FULL, "Title").settings["spacing.before"] == str(2 * 579)
    alone = of(Paragraph(Role.TITLE, "", (Text("题目"),)), body("正文。"))
    assert first(alone, "Title").settings["spacing.before"] == "0"


def test_b2_the_recipient_is_a_line_below_flush_left_and_ends_with_a_colon() -> None:
    recipient = first(FULL, "Recipient")

    assert FULL.style("Title")["spacing.after"] == "579"
    assert "ind.firstLine" not in recipient.settings
    assert recipient.text.endswith("：")


def test_b5_the_signature_is_two_characters_from_the_right_and_the_date_two_further_in() -> None:
    signature, day = first(FULL, "Signature"), first(FULL, "Date")
    line, character = round(156 * TWIPS_IN_MILLIMETRE), 315

    assert signature.settings["spacing.before"] == "579"
    assert (signature.settings["jc.val"], signature.settings["ind.right"]) == ("right", str(2 * character))
    start = line - 2 * character - len(signature.text) * character
    assert (day.settings["jc.val"], int(day.settings["ind.left"])) == ("left", start + 2 * character)


def test_b5_a_date_longer_than_the_signature_is_two_characters_from_the_right() -> None:
    word = of(
        body("正文。"),
        Paragraph(Role.SIGNATURE, "", (Text("市委"),)),
        Paragraph(Role.DATE, "", (Text("2019年12月31日"),)),
    )
    signature, day = first(word, "Signature"), first(word, "Date")

    assert (day.settings["jc.val"], day.settings["ind.right"]) == ("right", "630")
    assert signature.settings["jc.val"] == "left"
    # eight digits of half a character, three of a whole one, and a fifth of one between each
    width = round((4 + 3 + 5 * 0.2) * 320 - 11 * 5)
    assert abs(int(signature.settings["ind.left"]) - (8844 - 630 - width - 630)) <= 5


def test_b6_under_a_seal_the_date_is_four_characters_in_and_the_signature_centred_over_it() -> None:
    layout = style().layout()
    sealed = replace(layout, closing=replace(layout.closing, sealed=True))
    document = Document(
        (
            Paragraph(Role.SIGNATURE, "", (Text("中共竹峰街道工作委员会"),)),
            Paragraph(Role.DATE, "", (Text("二〇一九年三月"),)),
        )
    )

    signature, day = closing_places(document, sealed).values()

    assert (day.side, day.indent) == ("right", 4 * 315)
    assert signature.indent + 11 * 315 / 2 == day.indent + 7 * 315 / 2


def test_b6_the_closing_stays_together_and_with_the_text_where_it_might_part() -> None:
    lines = [body("测" * 25) for _ in range(20)]
    closing = (Paragraph(Role.SIGNATURE, "", (Text("街道"),)), Paragraph(Role.DATE, "", (Text("2019年1月1日"),)))

    near_the_foot, in_the_middle = of(*lines, *closing), of(*lines[:10], *closing)

    assert "keepNext" in first(near_the_foot, "Signature").settings
    assert "keepNext" in near_the_foot.paragraphs[19].settings
    assert not any("keepNext" in paragraph.settings for paragraph in near_the_foot.paragraphs[:19])
    assert "keepNext" not in in_the_middle.paragraphs[9].settings


def test_b8_the_date_is_in_arabic_digits_without_leading_zeros() -> None:
    assert re.fullmatch(r"(19|20)\d\d年([1-9]|1[0-2])月([1-9]|[12]\d|3[01])日", first(FULL, "Date").text)


def test_headings_do_not_stand_alone_at_the_foot_of_a_page() -> None:
    assert {FULL.style(f"Heading{level}").get("keepNext") for level in range(1, 5)} == {"on"}


@pytest.mark.parametrize(("part", "side"), [("footer1", "right"), ("footer2", "left")])
def test_n1_the_page_number_stands_outside_between_dashes(part: str, side: str) -> None:
    number = FULL.edge(part)

    assert number.text == "— {PAGE} —"
    assert number.settings["jc.val"] == side
    assert (number.settings[f"ind.{side}Chars"], number.settings[f"ind.{side}"]) == ("100", "280")
    assert (number.settings["sz.val"], number.settings["rFonts.eastAsia"]) == ("28", "宋体")
    assert number.settings["rFonts.ascii"] == "宋体"


def test_n1_odd_pages_have_the_first_foot_and_even_pages_the_second() -> None:
    relations = {entry.get("Id"): entry.get("Target") for entry in FULL.parts["word/_rels/document.xml.rels"]}
    feet = {
        next(value for key, value in found.attrib.items() if key.endswith("}type")): relations[
            next(value for key, value in found.attrib.items() if key.endswith("}id"))
        ]
        for found in FULL.parts["word/document.xml"].iter()
        if found.tag.endswith("}footerReference")
    }
    assert feet == {"default": "footer1.xml", "even": "footer2.xml"}
    assert abs(int(FULL.sections[0]["pgMar.footer"]) / TWIPS_IN_MILLIMETRE - 25.7) < 0.05


# Drafts, figures, tables


def test_a_draft_has_its_mark_on_odd_and_even_pages_and_a_report_none() -> None:
    marked = opened(word_bytes(draft(), style()))

    for part in ("header1", "header2"):
        shapes = [element.get("string") for element in marked.parts[f"word/{part}.xml"].iter() if element.get("string")]
        assert shapes == ["草稿"]
    assert not any(name.startswith("word/header") for name in FULL.parts)


def test_a_gap_of_a_draft_is_shown_in_a_style_of_its_own() -> None:
    marked = opened(word_bytes(draft(), style()))

    gaps = [
        "".join(text.text or "" for text in run.iter() if text.tag.endswith("}t"))
        for run in marked.parts["word/document.xml"].iter()
        if run.tag.endswith("}r")
        and any(found.get(found.tag.rpartition("}")[0] + "}val") == "Gap" for found in run.iter())
    ]
    assert gaps == ["【缺：上级党委】"]


def test_a_wide_table_stands_on_pages_turned_sideways_and_bound_along_their_upper_edge() -> None:
    upright, turned, last = opened(word_bytes(tables(), style())).sections

    sides = ("pgSz.w", "pgSz.h", "pgMar.top", "pgMar.left", "pgMar.bottom", "pgMar.right")
    assert [turned[side] for side in sides] == ["16838", "11906", "1587", "1984", "1474", "2098"]
    assert turned["pgSz.orient"] == "landscape"
    assert upright["pgSz.w"] == last["pgSz.w"] == "11906"
    # 7 millimetres below the type area, as on the other pages
    assert int(upright["pgMar.bottom"]) - int(upright["pgMar.footer"]) == pytest.approx(
        int(turned["pgMar.bottom"]) - int(turned["pgMar.footer"]), abs=1
    )


def test_a_document_may_end_on_a_page_turned_sideways() -> None:
    blocks = tables().blocks[:6]

    sections = opened(word_bytes(Document(blocks), style())).sections

    assert [section.get("pgSz.orient") for section in sections] == [None, "landscape"]
    assert lint(word_bytes(Document(blocks), style())) == []


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)


@settings(max_examples=40, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_whatever_a_paragraph_says_is_what_the_file_says(texts: list[str]) -> None:
    package = word_bytes(Document(tuple(map(body, texts))), style())

    assert [paragraph.text for paragraph in opened(package).paragraphs] == texts
    assert lint(package) == []


def test_a_figure_is_a_run_of_its_own() -> None:
    word = of(Paragraph(Role.BODY, "", (Text("学习"), Figure("F01", "9"), Text("次。"))))

    runs = [
        "".join(text.text or "" for text in run.iter() if text.tag.endswith("}t"))
        for run in word.parts["word/document.xml"].iter()
        if run.tag.endswith("}r")
    ]
    assert "9" in runs


def test_lengths_of_the_layout_are_kept_to_the_twip() -> None:
    assert style().layout().page.right == Decimal(26)
    assert style().layout().page.bottom == Decimal(35)
