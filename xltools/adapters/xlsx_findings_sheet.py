"""The XML of the findings sheet in a marked copy: its rows and links, in a sheet that is there or a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from xltools.adapters.xlsx_restyle import number
from xltools.adapters.xlsx_styles_edit import StyleSheet
from xltools.adapters.xml_edit import Edits, StartTag, as_utf8, escaped, scan, tag_at
from xltools.core.findings import Severity, letters
from xltools.core.marks.marking import FindingLine, Marking
from xltools.core.planning.plan_entries import LINE
from xltools.core.planning.plan_words import lines
from xltools.core.ranges import parse_range

FILLS = {Severity.ERROR: "FFF8D0CC", Severity.WARNING: "FFFCE8B2", Severity.NOTE: "FFD6E6F7"}
_LINK_COLOUR = "FF1D5FAE"
_ADDRESS = 2  # the place of the address among a line's texts
_MOST_LINKS = 65_530  # Excel's own limit for a sheet
_LONGEST_TEXT = 32_767
_TALLEST = 409  # points of a row
_BEFORE_LINKS = {
    "sheetPr",
    "dimension",
    "sheetViews",
    "sheetFormatPr",
    "cols",
    "sheetData",
    "sheetCalcPr",
    "sheetProtection",
    "protectedRanges",
    "scenarios",
    "autoFilter",
    "sortState",
    "dataConsolidate",
    "customSheetViews",
    "mergeCells",
    "phoneticPr",
    "conditionalFormatting",
    "dataValidations",
}
"""The elements of a sheet that stand before its links (ECMA-376, CT_Worksheet)."""

_NEW_SHEET = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    b'<sheetViews><sheetView workbookViewId="0"/></sheetViews><cols>%s</cols><sheetData>%s</sheetData></worksheet>'
)


@dataclass(slots=True)
class _Sheet:
    """Where the parts of a sheet stand that are to be changed."""

    content: bytes
    depth: int = 0
    row: int = 0
    data: StartTag | None = None
    data_end: int = 0
    dimension: StartTag | None = None
    links: StartTag | None = None
    links_end: int = 0
    after: int = 0
    end: int = 0
    rows: list[tuple[int, int]] = field(default_factory=list)
    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    linked: list[tuple[int, str]] = field(default_factory=list)

    def started(self, name: str, attributes: Mapping[str, str], position: int) -> None:
        self.depth += 1
        if self.depth == 2:
            self._section(name, position)
        elif name == "row":
            self.row = number(attributes.get("r"), self.row + 1)
            self.rows.append((self.row, position))
        elif name == "c" and "r" in attributes:
            self.styles[self.row, parse_range(attributes["r"]).left] = number(attributes.get("s"), 0)
        elif name == "hyperlink":
            self.linked.append((position, attributes.get("ref", "")))

    def ended(self, name: str, position: int) -> None:
        self.depth -= 1
        if name == "sheetData":
            self.data_end = position
        elif name == "hyperlinks":
            self.links_end = position
        elif self.depth == 0:
            self.end = position

    def _section(self, name: str, position: int) -> None:
        if name == "sheetData":
            self.data = tag_at(self.content, position)
        elif name == "dimension":
            self.dimension = tag_at(self.content, position)
        elif name == "hyperlinks":
            self.links = tag_at(self.content, position)
        elif name not in _BEFORE_LINKS and not self.after:
            self.after = position


def fill_findings(content: bytes, marking: Marking, header: int, styles: StyleSheet) -> bytes:
    """Put the findings under the header of a findings sheet.

    Args:
        content: The sheet's part.
        marking: What to list.
        header: The row of the headers.
        styles: Where the rows' formats are appended; they are like those of the first row.

    Returns:
        The part: as it was down to the header, then one row a finding, with a link to each cell.
    """
    content = as_utf8(content)
    sheet = _Sheet(content)
    scan(content, sheet.started, sheet.ended)
    assert sheet.data is not None
    prefix = sheet.data.prefix

    def style(column: int) -> int:
        return sheet.styles.get((header + 1, column), 0)

    rows = _rows(marking, header + 1, prefix, styles, style)
    edits = Edits(content)
    last = header + max(1, len(marking.lines))
    if sheet.data.closed:
        edits.replace(sheet.data.start, sheet.data.end, sheet.data.opened() + rows + sheet.data.end_tag())
    else:
        start = min((position for row, position in sheet.rows if row > header), default=sheet.data_end)
        edits.replace(start, sheet.data_end, rows)
    if sheet.dimension is not None:
        reference = f"A1:{letters(len(marking.headers))}{last}"
        edits.replace(sheet.dimension.start, sheet.dimension.end, sheet.dimension.with_attributes({"ref": reference}))
    _relink(edits, sheet, _links(marking.lines, header + 1, prefix), header, prefix)
    return edits.apply()


def new_findings_sheet(marking: Marking, styles: StyleSheet) -> bytes:
    """Give the part of a findings sheet for a workbook that has none."""
    columns = b"".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'.encode()
        for place, width in enumerate(marking.widths, 1)
    )
    head = _row(1, [_text(b"", 1, 1, marking.title, 0)], b"") + _row(2, [_text(b"", 2, 1, marking.hint, 0)], b"")
    headers = [
        _text(b"", 3, place, text, styles.clone(0, fill="FFDCE6F1")) for place, text in enumerate(marking.headers, 1)
    ]
    empty = _NEW_SHEET % (columns, head + _row(3, headers, b""))
    return fill_findings(empty, marking, 3, styles)


def grown_table(content: bytes, last_row: int) -> bytes:
    """Give the part of a table that ends in another row, its filter with it."""
    content = as_utf8(content)
    edits = Edits(content)

    def started(name: str, attributes: Mapping[str, str], position: int) -> None:
        if name in {"table", "autoFilter"} and "ref" in attributes:
            area = parse_range(attributes["ref"])
            reference = f"{letters(area.left)}{area.top}:{letters(area.right)}{last_row}"
            tag = tag_at(content, position)
            edits.replace(tag.start, tag.end, tag.with_attributes({"ref": reference}))

    scan(content, started)
    return edits.apply()


def _rows(marking: Marking, first: int, prefix: bytes, styles: StyleSheet, style: Callable[[int], int]) -> bytes:
    written: list[bytes] = []
    for row, line in enumerate(marking.lines, first):
        cells = []
        for place, text in enumerate(line.texts):
            fill = FILLS[line.severity] if place == 0 else ""
            font = _LINK_COLOUR if place == _ADDRESS and line.link and text else ""
            number = styles.clone(style(place + 1), fill=fill, font=font, wrap=True)
            cells.append(_text(prefix, row, place + 1, text, number))
        most = max(lines(text, room - 1) for text, room in zip(line.texts, marking.widths, strict=True))
        written.append(_row(row, cells, prefix, most))
    if not marking.lines:
        # A table keeps one blank row under its header.
        blanks = [_blank(prefix, first, place, style(place)) for place in range(1, len(marking.headers) + 1)]
        written.append(_row(first, blanks, prefix))
    return b"".join(written)


def _row(row: int, cells: Sequence[bytes], prefix: bytes, text_lines: int = 1) -> bytes:
    """Write a row, with its height where LibreOffice would not find it by itself."""
    height = f' ht="{min(LINE * text_lines + 3, _TALLEST)}" customHeight="1"' if text_lines > 1 else ""
    return b"<" + prefix + f'row r="{row}"{height}>'.encode() + b"".join(cells) + b"</" + prefix + b"row>"


def _text(prefix: bytes, row: int, column: int, text: str, style: int) -> bytes:
    if not text:
        return _blank(prefix, row, column, style)
    start = b"<" + prefix + f'c r="{letters(column)}{row}" s="{style}" t="inlineStr">'.encode()
    inner = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (
        prefix,
        prefix,
        escaped(text[:_LONGEST_TEXT]),
        prefix,
        prefix,
    )
    return start + inner + b"</" + prefix + b"c>"


def _blank(prefix: bytes, row: int, column: int, style: int) -> bytes:
    return b"<" + prefix + f'c r="{letters(column)}{row}" s="{style}"/>'.encode()


def _links(listed: Sequence[FindingLine], first: int, prefix: bytes) -> bytes:
    column = letters(_ADDRESS + 1)
    return b"".join(
        b"<" + prefix + f'hyperlink ref="{column}{row}" location="'.encode() + escaped(line.link) + b'"/>'
        for row, line in enumerate(listed[:_MOST_LINKS], first)
        if line.link and line.texts[_ADDRESS]
    )


def _relink(edits: Edits, sheet: _Sheet, links: bytes, header: int, prefix: bytes) -> None:
    """Take out the links under the header and put the new ones in."""
    if sheet.links is None:
        if links:
            at = sheet.after or sheet.end
            edits.replace(at, at, b"<%shyperlinks>%s</%shyperlinks>" % (prefix, links, prefix))
        return
    kept = b"".join(
        tag_at(sheet.content, position).text for position, reference in sheet.linked if _above(reference, header)
    )
    end = sheet.links.end if sheet.links.closed else sheet.content.index(b">", sheet.links_end) + 1
    written = b"<%shyperlinks>%s%s</%shyperlinks>" % (prefix, kept, links, prefix) if kept or links else b""
    edits.replace(sheet.links.start, end, written)


def _above(reference: str, header: int) -> bool:
    try:
        return parse_range(reference).top <= header
    except ValueError:
        return False
