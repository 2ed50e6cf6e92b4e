"""What a written report carries so that its figures are found again."""

from __future__ import annotations

import re
from pathlib import Path

from openxml_audit import OpenXmlValidator

from tests.support.word_edits import DOCUMENT, VALUES, members, read, sample_document, sample_report, written
from xltools.adapters.docx_baseline import baseline_part, read_baseline
from xltools.adapters.docx_marks import bookmark_name, figure_of_bookmark
from xltools.core.document import Document, Figure, Origin, Paragraph, Role, Text
from xltools.core.frozen import replace
from xltools.core.live.baseline import LEFT, RIGHT, baseline_of


def test_each_figure_stands_in_a_bound_control_with_a_hidden_bookmark_around_it() -> None:
    body = members(sample_report())[DOCUMENT].decode()

    assert len(re.findall(r'<w:bookmarkStart w:id="\d+" w:name="_xf_', body)) == 19
    assert len(re.findall(r"<w:sdt>.*?<w:dataBinding .*?<w:text/>", body)) == 19
    assert '<w:alias w:val="“学习强国”下载人数"/><w:tag w:val="fig:F04"/>' in body
    assert '<w:tag w:val="fig:F05:percent"/>' in body
    assert "w:lock" not in body
    assert "appearance" not in body


def test_only_digits_points_and_percent_signs_stand_in_a_control_and_in_the_stored_values() -> None:
    parts = members(sample_report())

    inside = re.findall(r"<w:sdtContent>.*?<w:t[^>]*>(.*?)</w:t>", parts[DOCUMENT].decode())
    stored = re.findall(r">([^<>]+)</", parts[VALUES].decode())
    assert inside == stored == [figure.text for figure in baseline_of(sample_document()).figures]
    assert all(re.fullmatch("[0-9.%]+", text) for text in stored)


def test_the_report_reads_as_without_controls() -> None:
    assert [paragraph.text for paragraph in read(sample_report()).text.paragraphs] == [
        paragraph.text for paragraph in read(written(sample_document().plain)).text.paragraphs
    ]
    assert VALUES not in members(written(sample_document().plain))


def test_controls_give_an_audit_nothing_to_say(tmp_path: Path) -> None:
    path = tmp_path / "报告.docx"
    path.write_bytes(sample_report())

    found = OpenXmlValidator().validate(path)

    assert [str(error) for error in found.errors] == []


def test_the_same_report_gives_the_same_bytes_and_another_unit_other_stores() -> None:
    other = replace(sample_document(), origin=Origin("annual_work_report", "1.0", "别处", 2019))

    assert written(sample_document()) == sample_report()
    assert members(written(other))[VALUES] != members(sample_report())[VALUES]


def test_a_baseline_is_read_as_it_was_written_whatever_stands_around_its_figures() -> None:
    runs = (Text('<&"\u3000“'), Figure("F01", "9"), Text("</figure>\t次"), Figure("F01", "10", "yu"), Text("余"))
    document = Document((Paragraph(Role.BODY, "", runs),), origin=Origin("p", "1", "甲&乙", None, "abc"))

    baseline = baseline_of(document)

    assert read_baseline([baseline_part(baseline)]) == baseline
    assert [(figure.left, figure.right) for figure in baseline.figures] == [
        ('<&"\u3000“', "</figure>\t次10余"[:RIGHT]),
        (('<&"\u3000“9</figure>\t次')[-LEFT:], "余"),
    ]


def test_a_baseline_keeps_no_more_of_the_words_than_stands_around_the_figures() -> None:
    part = baseline_part(baseline_of(sample_document())).decode()

    assert "村级宣传队伍" not in part
    assert "强化组织领导" not in part


def test_long_names_give_bookmarks_that_word_takes() -> None:
    assert bookmark_name("F04_value_12") == "_xf_F04_value_12"
    assert len(bookmark_name("a" * 80 + "_value_12")) == 40
    assert bookmark_name("fees.all.sum_value_3") == "_xf_fees__all__sum_value_3"
    assert figure_of_bookmark("_xf_fees__all__sum_value_3") == "fees.all.sum_value_3"
    assert figure_of_bookmark("_Toc1") == ""
