"""Tables of a Word document: fixed widths, merged cells, header rows that every page repeats."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import accumulate, pairwise

from docx.oxml import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from xltools.adapters.docx_elements import child
from xltools.adapters.docx_styles import TABLE_HEAD, TABLE_TEXT
from xltools.adapters.docx_units import eighths, millimetres, points
from xltools.core.document import DocumentTable, Run, Slot
from xltools.core.layout import Layout, TableLook

WriteRun = Callable[[Run], Sequence[BaseOxmlElement]]
"""Gives the elements that stand in a paragraph for a run."""

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def table_element(table: DocumentTable, layout: Layout, write_run: WriteRun) -> BaseOxmlElement:
    """Give a table as wide as the type area.

    Args:
        table: What it holds.
        layout: The page and the look of tables.
        write_run: Gives the elements of what stands in a cell, as in any paragraph.
    """
    page = layout.page.turned if table.landscape else layout.page
    edges = _edges(table.widths, millimetres(page.text_width))
    element = OxmlElement("w:tbl")
    element.append(_properties(layout.table, edges[-1]))
    grid = child(element, "w:tblGrid")
    for left, right in pairwise(edges):
        child(grid, "w:gridCol", w=str(right - left))
    for number, slots in enumerate(table.slots()):
        header = number < table.header_rows
        row = child(element, "w:tr")
        conditions = child(row, "w:trPr")
        child(conditions, "w:cantSplit")
        if header:
            child(conditions, "w:tblHeader")
        for slot in slots:
            row.append(_cell(slot, edges, write_run, TABLE_HEAD if header else TABLE_TEXT))
    return element


def _edges(widths: Sequence[int], whole: int) -> tuple[int, ...]:
    """Give where columns begin and end, in twips; what rounding leaves is shared, not lost."""
    total = sum(widths)
    return (0, *(whole * reached // total for reached in accumulate(widths)))


def _properties(look: TableLook, width: int) -> BaseOxmlElement:
    properties = OxmlElement("w:tblPr")
    child(properties, "w:tblW", w=str(width), type="dxa")
    child(properties, "w:jc", val="center")
    borders = child(properties, "w:tblBorders")
    for side in _SIDES:
        child(borders, f"w:{side}", val="single", sz=str(eighths(look.border)), space="0", color="000000")
    child(properties, "w:tblLayout", type="fixed")
    margins = child(properties, "w:tblCellMar")
    for side, part in (("top", 3), ("left", 1), ("bottom", 3), ("right", 1)):
        child(margins, f"w:{side}", w=str(points(look.padding / part)), type="dxa")
    return properties


def _cell(slot: Slot, edges: Sequence[int], write_run: WriteRun, style: str) -> BaseOxmlElement:
    cell = slot.cell
    element = OxmlElement("w:tc")
    properties = child(element, "w:tcPr")
    child(properties, "w:tcW", w=str(edges[slot.column + cell.columns] - edges[slot.column]), type="dxa")
    if cell.columns > 1:
        child(properties, "w:gridSpan", val=str(cell.columns))
    if cell.rows > 1:
        child(properties, "w:vMerge", val="restart" if slot.begins else "continue")
    child(properties, "w:vAlign", val="center")
    paragraph = child(element, "w:p")
    about = child(paragraph, "w:pPr")
    child(about, "w:pStyle", val=style)
    child(about, "w:jc", val=cell.alignment.value)
    if slot.begins:
        for run in cell.runs:
            paragraph.extend(write_run(run))
    return element
