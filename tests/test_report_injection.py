"""What cells hold is printed as text in every format, whatever program might take it for something else."""

from __future__ import annotations

import re
from functools import cache

import pytest

from tests.adapters.test_html_file import Reader
from tests.adapters.test_markdown_file import shown
from tests.support.annual_report import annual_pack, dataset, report, sample, with_fields, with_rows
from tests.support.catalogs import CATALOGS
from tests.support.docx_lint import lint
from tests.support.report_cases import style
from tests.support.word_xml import opened
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.html_file import html
from xltools.adapters.markdown_file import markdown
from xltools.adapters.text_file import text
from xltools.core.document import Document, Figure, Paragraph, Role, Text
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.traces.review_notes import review_notes
from xltools.core.validate import validate

WORDPROCESSING = "</w:t></w:r></w:p><w:p><w:r><w:t>248</w:t></w:r></w:p><w:p><w:r><w:t>"
HOSTILE = (
    "=1+1",
    "＝SUM(A1)",
    "+1",
    "-1",
    "@SUM(A1)",
    '=HYPERLINK("http://example.com","点我")',
    "=cmd|' /C calc'!A0",
    "{{ 7 * 7 }}",
    "{% for x in y %}{% endfor %}",
    "{#注释#}",
    "%s%d%n",
    "{0}{value}{}",
    "${env}$(whoami)`id`",
    "<script>alert(1)</script>",
    "</style></title><b>粗",
    '"><img src=x onerror=alert(1)>',
    "&lt;已转义&gt;&amp;&#65;",
    WORDPROCESSING,
    '<!DOCTYPE a [<!ENTITY b "c">]>&b;',
    "]]><![CDATA[",
    "# 标题",
    "## 一级",
    "- 条目",
    "1. 编号",
    "> date: 2020年1月1日",
    "**粗**_斜_~~删~~`码`",
    "[链](http://example.com)![图](x)",
    "| 甲 | 乙 |",
    "---",
    "\\ 反斜",
    " MERGEFIELD \\* MERGEFORMAT ",
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "_x0041_",
)


@cache
def with_texts(*texts: str) -> Document:
    """Give the report in whose problems these were typed, and the first of them as recipient and signature."""
    problems = [{"headline": f"甲{one}乙", "text": one} for one in texts]
    contents = with_fields(sample(), "parameters", recipient=texts[0], signature=texts[0])
    return report(with_rows(contents, problems=problems))


@cache
def annex_with(*texts: str) -> Document:
    """Give the annex to a check in which these were written as reasons."""
    found = dataset(sample())
    outcomes = compute(found, annual_pack())
    validation = validate(found, annual_pack(), outcomes)
    explained = tuple(replace(validation.findings[0], explanation=one) for one in texts)
    told = replace(validation, findings=explained)
    return review_notes("报告", annual_pack(), told, outcomes, CATALOGS["zh-Hans"])


def test_the_report_says_what_was_typed_and_has_no_paragraph_more() -> None:
    document = with_texts(*HOSTILE)

    lines = document.text.splitlines()
    assert lines[1] == f"{HOSTILE[0]}："
    assert lines[-1] == HOSTILE[0]
    for number, one in enumerate(HOSTILE, 1):
        assert f"{number}.甲{one}乙。{one}" in lines
    assert len(lines) == len(with_texts(*["平常"] * len(HOSTILE)).paragraphs)


def test_it_changes_no_figure() -> None:
    figures, plain = (
        [run for paragraph in document.paragraphs for run in paragraph.runs if isinstance(run, Figure)]
        for document in (with_texts(*HOSTILE), with_texts("平常"))
    )
    assert figures == plain


@pytest.mark.parametrize("hostile", HOSTILE)
def test_at_the_head_of_a_letter_it_is_text_too(hostile: str) -> None:
    blocks = (Paragraph(Role.TITLE, "", (Text(hostile),)), Paragraph(Role.RECIPIENT, "", (Text(hostile),)))
    document = Document(blocks)

    assert opened(word_bytes(document, style())).text == document.text
    assert Reader(html(document, style().layout())).paragraphs == [hostile, hostile]
    assert [line for _, line in shown(markdown(document))] == [hostile, hostile]


def test_in_word_it_is_text() -> None:
    report_file, annex_file = (word_bytes(made, style()) for made in (with_texts(*HOSTILE), annex_with(*HOSTILE)))

    assert (lint(report_file), lint(annex_file)) == ([], [])
    assert opened(report_file).text == with_texts(*HOSTILE).text
    assert set(HOSTILE) <= {paragraph.text for paragraph in opened(annex_file).paragraphs}


def test_in_html_it_is_text() -> None:
    report_page, annex_page = (
        Reader(html(document, style().layout())) for document in (with_texts(*HOSTILE), annex_with(*HOSTILE))
    )

    assert "".join(f"{line}\n" for line in report_page.paragraphs) == with_texts(*HOSTILE).text
    assert set(HOSTILE) <= set(annex_page.texts)
    assert not {"script", "img", "b"} & {tag for tag, _ in (*report_page.elements, *annex_page.elements)}


def test_in_markdown_it_is_text() -> None:
    assert [line for _, line in shown(markdown(with_texts(*HOSTILE)))] == with_texts(*HOSTILE).text.splitlines()
    assert {("td", one.strip()) for one in HOSTILE} <= {
        (tag, line.strip()) for tag, line in shown(markdown(annex_with(*HOSTILE)))
    }


def test_in_plain_text_it_is_text() -> None:
    assert text(with_texts(*HOSTILE)) == with_texts(*HOSTILE).text
    for one in HOSTILE:
        assert f"\t{one}\n" in text(annex_with(*HOSTILE))


def test_line_breaks_and_marks_that_turn_the_line_about_do_not_part_or_turn_a_paragraph() -> None:
    document = with_texts("上\r\n# 下\u202e248\u2066")

    assert "上# 下248：" in document.text.splitlines()
    assert len(document.paragraphs) == len(with_texts("平常").paragraphs)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\r]", document.text)
