"""Traditional Chinese: the words are converted, the figures and names as typed are not."""

from __future__ import annotations

from tests.support.report_cases import tables
from xltools.adapters.traditional import to_traditional
from xltools.core.document import Block, Document, DocumentTable, Figure, Gap, Paragraph, Role, Text


def test_words_and_numbers_of_headings_are_converted_and_figures_are_not() -> None:
    name = Text("「L1学习台账」", as_typed=True)
    runs = (Text("党员下载"), Figure("F04", "248"), Text("人，见"), name, Gap("x", "【缺：单位】"))
    document = Document((Paragraph(Role.LEVEL_1, "一、", runs),))

    (converted,) = to_traditional(document).paragraphs

    assert converted.runs == (Text("黨員下載"), Figure("F04", "248"), Text("人，見"), name, Gap("x", "【缺：單位】"))


def test_a_phrase_is_converted_as_a_whole() -> None:
    document = Document((Paragraph(Role.BODY, "", (Text("干部干净，皇后在后，头发发展，里面一里"),)),))

    assert to_traditional(document).text == "幹部乾淨，皇后在後，頭髮發展，裡面一里\n"


def shape(block: Block) -> list[tuple[int, int, int]]:
    """Give where the cells of a table stand, and how far they reach."""
    if not isinstance(block, DocumentTable):
        return []
    return [(slot.column, slot.cell.columns, slot.cell.rows) for row in block.slots() for slot in row]


def test_tables_are_converted_and_keep_their_shape() -> None:
    converted = to_traditional(tables())

    before, after = (list(map(shape, document.blocks)) for document in (tables(), converted))
    assert converted.language == "zh-Hant"
    assert before == after
    assert "申請人情況" in converted.text
