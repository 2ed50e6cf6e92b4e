"""Reports as Markdown: a reader of Markdown sees the report's text, whatever the cells held."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.support.report_cases import STATUTORY, draft, folder, plain, tables
from xltools.adapters.markdown_file import escaped, markdown
from xltools.adapters.traditional import to_traditional
from xltools.adapters.writers import write_document
from xltools.core.document import Document, DocumentTable, Paragraph, Role, TableCell, Text

GOLDEN = Path(__file__).parents[1] / "golden"
READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def shown(text: str) -> list[tuple[str, str]]:
    """Give what a reader of Markdown shows: the kind of each block, and its text."""
    tokens = READER.parse(text)
    return [(before.tag, plain_text(token)) for before, token in pairwise(tokens) if token.type == "inline"]


def plain_text(token: Token) -> str:
    kinds = {child.type for child in token.children or ()}
    assert kinds <= {"text", "text_special"}, kinds
    return "".join(child.content for child in token.children or ())


@pytest.mark.parametrize(("document", "name"), [(plain(), "hans"), (to_traditional(plain()), "hant")])
def test_a_reader_shows_the_expected_text(document: Document, name: str) -> None:
    expected = (GOLDEN / f"annual_work_report_2019.{name}.txt").read_text("utf-8")

    assert "".join(f"{text}\n" for _, text in shown(markdown(document))) == expected


def test_headings_are_headings_of_their_level() -> None:
    tags = [tag for tag, _ in shown(markdown(plain()))]

    assert tags[:5] == ["h1", "p", "h2", "h3", "p"]
    assert (tags.count("h1"), tags.count("h2"), tags.count("h3")) == (1, 2, 7)


def test_a_draft_says_so_in_its_first_line() -> None:
    assert markdown(draft()).startswith("**【草稿】**\n\n")


def test_the_header_rows_of_a_table_become_one_with_all_that_stands_above_a_column() -> None:
    cells = [text for tag, text in shown(markdown(Document((STATUTORY,)))) if tag == "th"]

    assert cells == [
        *["（勾稽关系：第一项加第二项之和，等于第三项加第四项之和）"] * 3,
        "申请人情况 / 自然人",
        "申请人情况 / 法人或其他组织 / 商业企业",
        "申请人情况 / 法人或其他组织 / 其他",
        "申请人情况 / 总计",
    ]


def test_a_table_has_every_row_and_column() -> None:
    found = [text for tag, text in shown(markdown(tables())) if tag == "td"]

    assert len(found) == (len(STATUTORY.rows) - 3) * 7 + 3 * 4
    assert found[8:15] == ["一、本年新收政府信息公开申请数量", "", "", "0", "1", "2", "3"]


ANY = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp"), exclude_characters="\ufffe\uffff"), max_size=30
)
MARKED = st.text("#*_-+~`|[](){}<>!\\&;:./@0123456789 abw东西=\"'$%^", min_size=1, max_size=30)


@settings(max_examples=300, deadline=None)
@given(st.one_of(ANY, MARKED))
def test_whatever_a_paragraph_says_is_what_a_reader_shows(text: str) -> None:
    words = (Text(f"东{text}"),)  # a paragraph of nothing is none
    written = markdown(Document((Paragraph(Role.BODY, "", words), Paragraph(Role.LEVEL_2, "（一）", words))))

    assert shown(written) == [("p", f"东{text}"), ("h3", f"（一）东{text}")]


@settings(max_examples=300, deadline=None)
@given(MARKED)
def test_no_character_at_the_start_of_a_paragraph_has_a_meaning(text: str) -> None:
    written = markdown(Document((Paragraph(Role.BODY, "", (Text(f"{text}东"),)),)))

    assert shown(written) == [("p", f"{text}东")]


@settings(max_examples=200, deadline=None)
@given(MARKED, MARKED)
def test_whatever_a_cell_says_is_what_a_reader_shows(first: str, second: str) -> None:
    rows = (("甲", first), ("乙", second))
    table = DocumentTable(tuple(tuple(TableCell((Text(text),)) for text in row) for row in rows), (1, 1))

    found = shown(markdown(Document((table,))))

    assert found == [("th", "甲"), ("th", first), ("td", "乙"), ("td", second)]


@pytest.mark.parametrize("text", ["www.example.com", "https://example.com", "a@example.com", "MAILTO:x", "xmpp:y"])
def test_no_address_becomes_a_link(text: str) -> None:
    # GitHub links what is spelt whole; a letter as an entity parts the spelling
    assert text not in escaped(text)


def test_the_file_is_utf_8_and_ends_with_a_line_break(tmp_path: Path) -> None:
    write_document(plain(), folder(), tmp_path / "report.MD")

    content = (tmp_path / "report.MD").read_bytes()
    assert content.decode() == markdown(plain())
    assert content.endswith("。\n".encode())
    assert b"\r" not in content
