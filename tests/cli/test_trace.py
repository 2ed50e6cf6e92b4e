"""``xltools trace``: a page, a review copy, a workbook."""

from __future__ import annotations

import re
import subprocess
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from openxml_audit import OpenXmlValidator

from tests.cli.test_commands import Said, said
from tests.support.annual_report import ROOT, SAMPLE, annual_pack, report, sample, with_rows
from tests.support.libreoffice import convert
from xltools.adapters.docx_file import word_bytes
from xltools.adapters.docx_package import zipped
from xltools.adapters.docx_review import commented
from xltools.adapters.pack_folder import find_pack
from xltools.adapters.report_style import ReportStyle
from xltools.core.document import Document, Figure

__all__ = ["said"]  # a fixture

STYLE = ReportStyle(find_pack(str(ROOT / "workbook_templates" / "annual_work_report")))


class Page(HTMLParser):
    """The anchors and ids of a page, its text, and what it would fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: set[str] = set()
        self.fetched: list[str] = []
        self.texts: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a":
            self.links.append(str(given["href"]))
        if given.get("id"):
            self.ids.add(str(given["id"]))
        if tag in {"script", "img", "link", "iframe"} or "src" in given:
            self.fetched.append(tag)

    def handle_data(self, data: str) -> None:
        self.texts.append(data)


def page(path: str) -> Page:
    found = Page()
    found.feed(Path(path).read_text("utf-8"))
    return found


def texts(path: str) -> list[str]:
    """Give the paragraphs of a Word file, what stands in controls included."""
    paragraphs = docx.Document(path).element.body.iter(qn("w:p"))
    found = ["".join(text.text or "" for text in paragraph.iter(qn("w:t"))) for paragraph in paragraphs]
    return [text for text in found if text]


def held(content: bytes) -> list[str]:
    """Give what stands inside each comment's range."""
    xml = ZipFile(BytesIO(content)).read("word/document.xml").decode()
    ranges = re.findall(r"<w:commentRangeStart[^>]*/>(.*?)<w:commentRangeEnd", xml, re.DOTALL)
    return ["".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part)) for part in ranges]


def figures(document: Document) -> list[str]:
    return [run.text for p in document.paragraphs for run in p.runs if isinstance(run, Figure)]


def test_the_page_leads_from_each_number_of_the_report_to_its_source(said: Said) -> None:
    status, out, err = said("trace", SAMPLE, "-o", "t.html")

    found = page("t.html")
    assert (status, out, err) == (0, "已写好：t.html\n", "")
    assert len(found.links) == len(figures(report(sample())))
    assert {link.removeprefix("#") for link in found.links} <= found.ids
    assert found.ids == set(annual_pack().indicators)
    assert found.fetched == []


def test_without_a_file_name_the_trace_stands_beside_the_workbook(said: Said) -> None:
    Path("2019.xlsx").write_bytes(SAMPLE.read_bytes())

    assert said("trace", "2019.xlsx", "--format", "xlsx")[1] == "已写好：2019-指标来源.xlsx\n"
    assert said("trace", "2019.xlsx", "-o", "t.pdf")[::2] == (
        2,
        "不能生成“t.pdf”：扩展名应为 html、docx、xlsx 之一。\n",
    )


def test_the_sheet_has_every_figure_and_every_row(said: Said) -> None:
    said("trace", SAMPLE, "-o", "t.xlsx")

    book = openpyxl.load_workbook("t.xlsx")
    first = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows(min_row=4)]
    assert {row[0] for row in first} == set(annual_pack().indicators)
    assert first[0][:3] == ["F01", "党工委理论学习中心组学习", "9次"]
    assert OpenXmlValidator().validate(Path("t.xlsx")).errors == []


def test_the_review_copy_has_a_comment_at_every_figure_and_the_same_text(said: Said) -> None:
    said("trace", SAMPLE, "-o", "t.docx")

    word = docx.Document("t.docx")
    comments = list(word.comments)
    assert len(comments) == len(figures(report(sample())))
    assert comments[0].text.startswith("F01 党工委理论学习中心组学习\n数值：9次\n口径：")
    assert "草稿" not in ZipFile("t.docx").read("word/document.xml").decode()
    assert texts("t.docx") == [p.text for p in report(sample()).paragraphs]


def test_each_comment_holds_its_figure_and_nothing_else() -> None:
    document = report(sample())

    content = commented(word_bytes(document, STYLE), {name: [name] for name in annual_pack().indicators})

    assert held(content) == figures(document)


def test_the_review_copy_is_no_worse_a_word_file_than_the_report(tmp_path: Path) -> None:
    written = word_bytes(report(sample()), STYLE)
    (tmp_path / "plain.docx").write_bytes(written)
    (tmp_path / "review.docx").write_bytes(commented(written, {"F01": ["一", "二"]}))

    plain, review = (
        [error.description for error in OpenXmlValidator().validate(tmp_path / f"{name}.docx").errors]
        for name in ("plain", "review")
    )
    assert review == plain


def test_the_same_report_gives_the_same_bytes() -> None:
    written = word_bytes(report(sample()), STYLE)

    assert commented(written, {"F01": ["一"]}) == commented(written, {"F01": ["一"]})


@pytest.mark.parametrize("gone", ["w:bookmark(?:Start|End)", "w:tag"])
def test_a_figure_that_has_lost_its_bookmark_or_its_tag_is_commented_all_the_same(gone: str) -> None:
    document = report(sample())
    written = word_bytes(document, STYLE)
    parts = {name: ZipFile(BytesIO(written)).read(name) for name in ZipFile(BytesIO(written)).namelist()}
    xml = parts["word/document.xml"].decode()
    parts["word/document.xml"] = re.sub(f"<{gone}[^>]*/>", "", xml).encode()

    content = commented(zipped(parts), {name: [name] for name in annual_pack().indicators})

    assert held(content) == figures(document)


def test_an_edited_report_is_commented_as_it_is(said: Said) -> None:
    said("report", SAMPLE, "-o", "2019.docx")
    word = docx.Document("2019.docx")
    word.paragraphs[2].add_run("改")
    word.save("2019.docx")
    before = Path("2019.docx").read_bytes()

    assert said("trace", "2019.docx", SAMPLE) == (0, "已写好：2019-指标来源.docx\n", "")

    assert texts("2019-指标来源.docx")[2] == "一、意识形态工作开展情况改"
    assert len(list(docx.Document("2019-指标来源.docx").comments)) == len(figures(report(sample())))
    assert Path("2019.docx").read_bytes() == before


def test_a_report_of_others_is_not_commented(said: Said) -> None:
    docx.Document().save("other.docx")

    assert said("trace", SAMPLE, "other.docx")[0] == 2
    assert said("trace", SAMPLE, SAMPLE)[0] == 2
    assert not Path("other-指标来源.docx").exists()


def test_a_report_with_gaps_is_traced_as_a_draft(said: Said) -> None:
    said("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2019", "-o", "blank.xlsx")

    assert said("trace", "blank.xlsx", "-o", "t.docx")[0] == 0
    assert said("trace", "blank.xlsx", "-o", "t.html")[0] == 0


def test_what_stands_in_a_cell_is_text_on_the_page(tmp_path: Path) -> None:
    from tests.support.annual_report import dataset
    from tests.support.catalogs import CATALOGS
    from xltools.adapters.trace_html import trace_page
    from xltools.core.indicators import compute
    from xltools.core.trace import trace

    rows = [{**row, "theme": "<script>alert(1)</script>"} for row in sample().ledgers["study"]]
    read = dataset(with_rows(sample(), study=rows))
    traced = trace(annual_pack(), read, compute(read, annual_pack()))
    (tmp_path / "t.html").write_text(trace_page(traced, None, "<b>", CATALOGS["en"]), "utf-8")

    found = page(str(tmp_path / "t.html"))
    assert found.fetched == []
    assert "<script>alert(1)</script>" in found.texts


@pytest.mark.chromium
def test_the_page_opens_in_a_browser(said: Said, tmp_path: Path) -> None:
    said("trace", SAMPLE, "-o", "t.html")

    shot = tmp_path / "shot.png"
    subprocess.run(
        [
            "chromium", "--headless", "--no-sandbox", "--disable-gpu", f"--user-data-dir={tmp_path / 'profile'}",
            "--window-size=1500,1000", f"--screenshot={shot}", (tmp_path / "t.html").as_uri(),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    assert shot.stat().st_size > 50_000


@pytest.mark.libreoffice
def test_libreoffice_shows_every_comment_at_its_figure(said: Said, tmp_path: Path) -> None:
    said("trace", SAMPLE, "-o", "t.docx")

    (flat,) = convert([tmp_path / "t.docx"], "fodt", tmp_path)

    xml = flat.read_text("utf-8")
    held = re.findall(r"<office:annotation .*?</office:annotation>(.*?)<office:annotation-end", xml, re.DOTALL)
    assert [re.sub("<[^>]*>", "", text) for text in held] == figures(report(sample()))
