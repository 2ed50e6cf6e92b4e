"""Documents as values: paragraphs, and tables whose cells cover several rows or columns."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.report_cases import SMALL, STATUTORY, cell, tables
from xltools.core.document import Document, DocumentTable, Figure, Gap, Paragraph, Role, TableCell, Text
from xltools.core.narration.numbering import number_paragraphs


def shape(table: DocumentTable) -> list[str]:
    """Draw a table: the text of each cell in every column and row it covers, a point where it goes on from above."""
    return [
        "|".join(("" if slot.begins else ".") + slot.cell.text + "-" * (slot.cell.columns - 1) for slot in slots)
        for slots in table.slots()
    ]


def test_a_cell_reaches_over_columns_and_down_rows() -> None:
    table = DocumentTable(
        ((cell("a", 2, 2), cell("b")), (cell("c"),), (cell("d"), cell("e", 2, 1))), (1, 1, 1), header_rows=0
    )

    assert shape(table) == ["a-|b", ".a-|c", "d|e-"]


def test_the_text_of_a_table_is_a_row_a_line_and_a_tab_between_columns() -> None:
    assert SMALL.text.split("\n") == [
        "第二十条第（一）项\t\t\t",
        "信息内容\t本年制发件数\t本年废止件数\t现行有效件数",
        "规章\t0\t0\t0",
    ]
    assert {line.count("\t") for line in STATUTORY.text.split("\n")} == {6}


@pytest.mark.parametrize(
    "rows",
    [
        ((cell("a"),),),  # too few
        ((cell("a"), cell("b"), cell("c")),),  # too many
        ((cell("a", 3),),),  # out of the right edge
        ((cell("a", 1, 2), cell("b")),),  # out of the foot
        ((cell("a"), cell("b", 1, 2)), (cell("c", 2),)),  # over one from above
        ((cell("a", 1, 2), cell("b", 1, 2)), (cell("c"),)),  # no room
    ],
)
def test_cells_that_do_not_fill_the_rectangle_are_refused(rows: tuple[tuple[TableCell, ...], ...]) -> None:
    with pytest.raises(ValueError, match=r"\d"):
        DocumentTable(rows, (1, 1), header_rows=0)


def test_no_cell_reaches_out_of_the_header() -> None:
    with pytest.raises(ValueError, match="1"):
        DocumentTable(((cell("a", 1, 2), cell("b")), (cell("c"),)), (1, 1), header_rows=1)


@st.composite
def drawn(draw: st.DrawFn) -> tuple[list[list[int]], DocumentTable]:
    """Cut a rectangle into cells, and give the number of the cell that covers each place."""
    height, width = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    covered = [[-1] * width for _ in range(height)]
    rows: list[tuple[TableCell, ...]] = []
    number = 0
    for row in range(height):
        cells: list[TableCell] = []
        for column in range(width):
            if covered[row][column] >= 0:
                continue
            free = next((end for end in range(column, width) if covered[row][end] >= 0), width) - column
            columns, down = draw(st.integers(1, free)), draw(st.integers(1, height - row))
            for place in range(row, row + down):
                covered[place][column : column + columns] = [number] * columns
            cells.append(TableCell((Text(str(number)),), columns, down))
            number += 1
        rows.append(tuple(cells))
    return covered, DocumentTable(tuple(rows), (1,) * width, header_rows=0)


@given(drawn())
def test_every_place_of_a_table_belongs_to_the_cell_that_covers_it(
    found: tuple[list[list[int]], DocumentTable],
) -> None:
    covered, table = found

    slots = [[int(slot.cell.text) for slot in row for _ in range(slot.cell.columns)] for row in table.slots()]

    assert slots == covered


def test_a_document_tells_its_title_its_paragraphs_and_its_text() -> None:
    document = tables()

    assert document.title == "政府信息公开工作年度报告"
    assert [paragraph.text for paragraph in document.paragraphs][-2:] == ["五、存在的主要问题及改进情况", "表格见前。"]
    assert document.text.count("\n") == 5 + 3 * 3 + len(STATUTORY.rows)
    assert Document(()).title == ""


def test_a_figure_in_a_cell_keeps_its_identity() -> None:
    runs = [run for row in STATUTORY.rows for one in row for run in one.runs if not isinstance(run, Text)]

    assert runs == [Figure("granted", "12"), Gap("company", "【缺：商业企业】")]


def test_a_heading_over_a_table_is_not_empty() -> None:
    heading = Paragraph(Role.LEVEL_1, "", (Text("表"),))

    numbered = number_paragraphs((heading, SMALL, heading, heading, SMALL))

    assert [block.number if isinstance(block, Paragraph) else "table" for block in numbered] == [
        *("一、", "table"),
        *("二、", "table"),
    ]
