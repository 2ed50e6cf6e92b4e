"""The lint of Word files finds what is planted, and nothing in what is sound."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from tests.support.docx_lint import lint
from tests.support.report_cases import CASES, style, tables
from xltools.adapters.docx_file import word_bytes

DOCUMENT, STYLES, RELATIONS, FOOTER = (
    "word/document.xml",
    "word/styles.xml",
    "word/_rels/document.xml.rels",
    "word/footer1.xml",
)
SOUND = word_bytes(tables(), style())


def planted(part: str, change: Callable[[str], str]) -> bytes:
    """Give the file with one part changed."""
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(SOUND)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            text = before.read(name).decode()
            changed = change(text) if name == part else text
            assert name != part or changed != text, "nothing was planted"
            after.writestr(name, changed)
    return target.getvalue()


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda text: text.replace(old, new, 1)


def sub(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, count=1)


@pytest.mark.parametrize(
    ("part", "change", "fault"),
    [
        (DOCUMENT, swap('w:val="Heading1"', 'w:val="Heading9"'), "no paragraph style Heading9"),
        (DOCUMENT, swap('w:val="Heading1"', 'w:val="Gap"'), "no paragraph style Gap"),
        (STYLES, swap('<w:basedOn w:val="Normal"/>', '<w:basedOn w:val="Nothing"/>'), "leads to no style Nothing"),
        (STYLES, swap('w:name w:val="heading 2"', 'w:name w:val="heading 1"'), "the name heading 1 twice"),
        (STYLES, swap('w:eastAsia="黑体"', 'w:eastAsia="微软雅黑"'), "font 微软雅黑 is not in the font table"),
        (RELATIONS, swap("footer1.xml", "footer9.xml"), "word/footer9.xml is not there"),
        (RELATIONS, sub('<Relationship Id="rId5"[^>]*>', ""), "nothing leads to it"),
        (RELATIONS, swap('Id="rId5"', 'Id="rId54"'), "no relation rId5"),
        (RELATIONS, swap('Target="settings.xml"', 'Target="settings.xml" TargetMode="External"'), "is fetched"),
        ("[Content_Types].xml", sub('<Override PartName="/word/footer1[^>]*>', ""), "word/footer1.xml has no type"),
        ("[Content_Types].xml", swap("/word/footer1", "/word/footer7"), "word/footer7.xml is not there"),
        (DOCUMENT, sub(r"</w:tbl><w:p>.*?</w:p>", "</w:tbl>"), "no paragraph after a table"),
        (DOCUMENT, sub(r"<w:gridCol [^>]*/>", ""), "row 1 has 4 columns of 3"),
        (DOCUMENT, sub(r'<w:gridSpan w:val="4"/>', '<w:gridSpan w:val="3"/>'), "row 1 has 3 columns of 4"),
        (DOCUMENT, swap('<w:vMerge w:val="restart"/>', ""), "a merged cell goes on from none"),
        (DOCUMENT, swap("<w:cantSplit/><w:tblHeader/>", "<w:cantSplit/>"), "is a header below"),
        (DOCUMENT, sub(r"(</w:tcPr>)<w:p>.*?</w:p>", r"\1"), "a cell does not end with a paragraph"),
        (DOCUMENT, swap(' xml:space="preserve">表格见前', "> 表格见前"), "are lost"),
        (DOCUMENT, swap("表格见前", "表格\n见前"), "holds a line break"),
        (DOCUMENT, swap("表格见前", '</w:t></w:r><w:bookmarkStart w:id="1" w:name="a"/><w:r><w:t>'), "do not pair"),
        (DOCUMENT, swap(' w:orient="landscape"', ""), "is turned and does not say so"),
        (DOCUMENT, sub(r'w:left="\d+"', 'w:left="11000"'), "has no room for text"),
        (DOCUMENT, sub(r'w:footer="\d+"', 'w:footer="2000"'), "stands in the text"),
        (FOOTER, swap('w:fldCharType="end"', 'w:fldCharType="begin"'), "a field without its end"),
        (FOOTER, swap(" PAGE ", ' INCLUDETEXT "http://x" '), "is fetched"),
        (
            "docProps/core.xml",
            swap("<dc:language>", "<dc:creator>某人</dc:creator><dc:language>"),
            "names a person",
        ),
    ],
)
def test_a_planted_fault_is_named(part: str, change: Callable[[str], str], fault: str) -> None:
    found = lint(planted(part, change))

    assert any(fault in one for one in found), found


@pytest.mark.parametrize("case", CASES)
def test_what_the_writer_makes_is_sound(case: str) -> None:
    assert lint(word_bytes(CASES[case](), style())) == []
