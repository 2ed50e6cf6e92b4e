"""Numbers of a Word report that nothing is compared with are said not to be checked."""

from __future__ import annotations

import io

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from tests.support.catalogs import CATALOGS
from tests.support.word_edits import read, sample_report

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def with_notes(kind: str, *texts: str) -> bytes:
    """Put notes into the sample's report, as Word stores them."""
    one = kind.removesuffix("s")
    notes = [
        f'<w:{one} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{one}>',
        *(
            f'<w:{one} w:id="{number}"><w:p><w:r><w:{one}Ref/></w:r><w:r><w:t xml:space="preserve"> {text}</w:t></w:r>'
            f"</w:p></w:{one}>"
            for number, text in enumerate(texts, 1)
        ),
    ]
    document = docx.Document(io.BytesIO(sample_report()))
    content = f'<w:{kind} xmlns:w="{NAMESPACE}">{"".join(notes)}</w:{kind}>'.encode()
    part = Part(PackURI(f"/word/{kind}.xml"), f"{TYPE}.{kind}+xml", content, document.part.package)
    document.part.relate_to(part, getattr(RELATIONSHIP_TYPE, kind.upper()))
    return saved(document)


def with_header(text: str, *, page: bool = False) -> bytes:
    """Put a text into the page headers of the sample's report, perhaps with the page's number."""
    document = docx.Document(io.BytesIO(sample_report()))
    paragraph = document.sections[0].header.paragraphs[0]
    paragraph.text = text
    if page:
        field = paragraph._p.makeelement(f"{{{NAMESPACE}}}fldSimple", {f"{{{NAMESPACE}}}instr": " PAGE "})
        paragraph._p.append(field)
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        (
            with_notes("footnotes", "其中党员 120 人。", "见附件。", "含 3 名离退休干部。"),
            "脚注里有 2 处带数字，没有核对，如“其中党员 120 人。”。请自己对照工作簿，或写进正文。",
        ),
        (
            with_notes("endnotes", "含 3 名离退休干部。"),
            "尾注里有 1 处带数字，没有核对，如“含 3 名离退休干部。”。请自己对照工作簿，或写进正文。",
        ),
        (with_header("全年学习 12 次"), "页眉里有 1 处带数字，没有核对，如“全年学习 12 次”。请自己对照工作簿。"),
        (with_notes("footnotes", "见附件。"), None),
        (with_header("竹峰街道"), None),
        (with_header("第 1 页", page=True), None),
    ],
)
def test_numbers_in_notes_and_headers_are_said_not_to_be_checked(report: bytes, sentence: str | None) -> None:
    found = read(report).text

    assert [CATALOGS["zh-Hans"].render(finding) for finding in found.findings] == ([sentence] if sentence else [])
    assert found.paragraphs == read(sample_report()).text.paragraphs
