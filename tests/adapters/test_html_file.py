"""Reports as HTML: what the page says, and what Chromium shows and prints of it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.chromium import page_after_loading, print_to_pdf
from tests.support.pdf_pages import pages, share_of_grey, text
from tests.support.report_cases import draft, full, plain, style, tables
from xltools.adapters.html_file import html, write
from xltools.adapters.traditional import to_traditional
from xltools.core.document import Document, DocumentTable, Figure, Gap, Paragraph, Role, Run, TableCell, Text
from xltools.core.frozen import replace

GOLDEN = Path(__file__).parents[1] / "golden"
LAYOUT = style().layout()
BLOCKS = {"h1", "h2", "h3", "h4", "h5", "p"}
VOID = {"meta", "col"}
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", *BLOCKS, "data", "mark"),
    *("div", "table", "colgroup", "col", "thead", "tbody", "tr", "th", "td"),
}


class Reader(HTMLParser):
    """Reads a page as a browser does: its paragraphs, its elements, and that they are closed."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.paragraphs: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)
        if tag in BLOCKS:
            self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.texts.append(data)
        if BLOCKS & set(self.open):
            self.paragraphs[-1] += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.elements if name == tag]


def page(*runs: Run) -> str:
    return html(Document((Paragraph(Role.BODY, "", runs),)), LAYOUT)


@pytest.mark.parametrize(("document", "name"), [(plain(), "hans"), (to_traditional(plain()), "hant")])
def test_the_text_of_the_page_is_the_expected_text(document: Document, name: str) -> None:
    expected = (GOLDEN / f"annual_work_report_2019.{name}.txt").read_text("utf-8")

    assert "".join(f"{paragraph}\n" for paragraph in Reader(html(document, LAYOUT)).paragraphs) == expected


def test_a_figure_tells_its_indicator_and_form_and_a_gap_what_is_missing() -> None:
    read = Reader(page(Text("学习"), Figure("F08", "60", "yu"), Text("余次"), Gap("F09", "【缺】")))

    assert read.all("data") == [
        {"class": "figure", "value": "60", "data-indicator": "F08", "data-form": "yu"},
    ]
    assert read.all("mark") == [{"data-missing": "F09"}]
    assert read.paragraphs == ["学习60余次【缺】"]


def test_a_table_has_its_merged_cells_and_header_rows() -> None:
    read = Reader(html(tables(), LAYOUT))

    spans = {(one.get("colspan"), one.get("rowspan")) for one in [*read.all("th"), *read.all("td")]}
    assert {("3", "3"), ("4", None), (None, "2"), (None, "3"), ("2", None)} <= spans
    assert len(read.all("thead")) == 4
    assert len(read.all("th")) == 2 * 5 + 7 + 5
    assert [one["class"] for one in read.all("div")] == ["scroll", "scroll", "scroll landscape", "scroll"]


def test_the_page_needs_nothing_from_elsewhere() -> None:
    for document in (full(), draft(), tables()):
        written = html(document, LAYOUT)
        read = Reader(written)

        assert not {"script", "link", "img", "iframe", "object", "a", "form"} & {tag for tag, _ in read.elements}
        assert not re.search(r"url\(|@import|https?:", written)
        assert not [name for _, attributes in read.elements for name in attributes if name.startswith("on")]
        policy = next(meta["content"] for meta in read.all("meta") if "http-equiv" in meta)
        assert policy == "default-src 'none'; style-src 'unsafe-inline'"


@pytest.mark.parametrize("language", ["zh-Hans", "zh-Hant"])
def test_the_page_says_its_language_and_title(language: str) -> None:
    document = plain() if language == "zh-Hans" else to_traditional(plain())

    written = html(document, LAYOUT)

    assert f'<html lang="{language}">' in written
    assert f"<title>{document.title}</title>" in written


ANY = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"), max_size=40)


@settings(max_examples=60, deadline=None)
@given(ANY, ANY, ANY)
def test_whatever_a_run_holds_is_text_on_the_page(words: str, name: str, in_a_cell: str) -> None:
    table = DocumentTable(((TableCell((Text(in_a_cell),)),),), (1,), header_rows=0)
    blocks = (Paragraph(Role.BODY, "", (Text(words), Figure(name, "1", name), Gap(name, words))), table)

    read = Reader(html(Document(blocks), LAYOUT))

    assert read.paragraphs == [f"{words}1{words}"]
    assert in_a_cell == "" or in_a_cell in read.texts
    assert read.all("data")[0]["data-indicator"] == name
    assert read.all("mark")[0]["data-missing"] == name
    assert [tag for tag, _ in read.elements].count("p") == 1
    assert {tag for tag, _ in read.elements} <= ELEMENTS


SEEN = {
    "plain": plain(),
    "full": full(),
    "marked": replace(full(), draft=True),
    "draft": draft(),
    "tables": tables(),
}


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the pages that Chromium is to open."""
    folder = tmp_path_factory.mktemp("seen")
    for name, document in SEEN.items():
        write(document, style(), folder / f"{name}.html")
    return folder


@pytest.mark.chromium
def test_the_browser_shows_the_expected_text_and_runs_nothing(seen: Path) -> None:
    target = seen / "hostile.html"
    runs = (Text("<script>document.title='run'</script><img src=x onerror=\"document.title='run'\">"),)
    write(Document((Paragraph(Role.TITLE, "", runs),)), style(), target)

    shown = Reader(page_after_loading(target, seen))

    assert shown.paragraphs == [runs[0].text]
    assert not shown.all("script")
    assert not shown.all("img")
    expected = (GOLDEN / "annual_work_report_2019.hans.txt").read_text("utf-8")
    plain_page = Reader(page_after_loading(seen / "plain.html", seen))
    assert "".join(f"{paragraph}\n" for paragraph in plain_page.paragraphs) == expected


@pytest.mark.chromium
def test_printed_from_the_browser_the_report_has_the_page_of_the_layout(seen: Path) -> None:
    printed = pages(print_to_pdf(seen / "full.html", seen))

    assert {(round(page.width), round(page.height)) for page in printed} == {(210, 297)}
    lines = [line for line in printed[1].lines if not line.text.startswith("—")]
    assert 21 <= len(lines) <= 22
    assert round(min(line.left for line in lines)) == 28
    assert max(line.right for line in lines) < 184.6
    numbers = [re.sub(r"\s", "", page.lines[-1].text) for page in printed]
    assert numbers == [f"—{number}—" for number in range(1, len(printed) + 1)]
    assert printed[0].lines[-1].left > 105 > printed[1].lines[-1].left
    *_, last = printed
    assert len(last.lines) > 4, "the closing has text above it"


@pytest.mark.chromium
def test_printed_from_the_browser_a_line_has_28_characters_and_a_page_22_lines(seen: Path) -> None:
    document = Document((Paragraph(Role.BODY, "", (Text("测" * (28 * 40 - 2)),)),))
    write(document, style(), seen / "measured.html")

    first, second = pages(print_to_pdf(seen / "measured.html", seen))

    assert [len(line.text) for line in first.lines[:-1]] == [26, *[28] * 21]
    assert len(second.lines[:-1]) == 40 - 22


@pytest.mark.chromium
def test_printed_from_the_browser_a_wide_table_turns_the_page_and_repeats_its_header(seen: Path) -> None:
    printed = pages(print_to_pdf(seen / "tables.html", seen))

    shapes = [(round(page.width), round(page.height)) for page in printed]
    assert shapes == [(210, 297), (297, 210), (297, 210), (210, 297)]
    assert all(any("商业企业" in line.text for line in page.lines) for page in printed[1:3])


@pytest.mark.chromium
def test_a_draft_is_marked_on_every_printed_page(seen: Path) -> None:
    printed = print_to_pdf(seen / "draft.html", seen)
    marked, unmarked = (print_to_pdf(seen / f"{name}.html", seen) for name in ("marked", "full"))

    assert "【缺：上级党委】" in text(printed)
    for page in range(1, len(pages(marked)) + 1):
        assert share_of_grey(marked, page) > share_of_grey(unmarked, page) + 0.005
