"""Sheets that are far too large, or whose cells are where no cells should be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case, Maker, changed, flag, refuse, same, sample_parts, swap

_LEDGER = "xl/worksheets/sheet4.xml"
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_END = "</sheetData>"
_FAR = ("file.far_cell", "structure.column_without_header")


def _rows(rows: str) -> Maker:
    return changed({_LEDGER: swap(_END, rows + _END)})


def _about(elements: str) -> Maker:
    return changed({_LEDGER: swap(_END, _END + elements)})


def _reversed_rows(data: bytes) -> bytes:
    head, body, tail = _parted(data)
    return head + b"".join(reversed(re.findall(rb"<row .*?</row>|<row [^>]*/>", body))) + tail


def _reversed_cells(data: bytes) -> bytes:
    def turned(row: re.Match[bytes]) -> bytes:
        return row[1] + b"".join(reversed(re.findall(rb"<c [^>]*/>|<c .*?</c>", row[2]))) + row[3]

    return re.sub(rb"(<row [^>/]*>)(.*?)(</row>)", turned, data)


def _parted(data: bytes) -> tuple[bytes, bytes, bytes]:
    head, _, rest = data.partition(b"<sheetData>")
    body, _, tail = rest.partition(b"</sheetData>")
    return head + b"<sheetData>", body, b"</sheetData>" + tail


def _more_tabs(count: int) -> Maker:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row><c><v>1</v></c></row></sheetData></worksheet>'
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet"
    tabs = "".join(f'<sheet name="x{n}" sheetId="{n + 100}" r:id="x{n}"/>' for n in range(count))
    links = "".join(f'<Relationship Id="x{n}" Type="{kind}" Target="worksheets/x{n}.xml"/>' for n in range(count))
    return changed(
        {_BOOK: swap("</sheets>", f"{tabs}</sheets>"), _LINKS: swap("</Relationships>", f"{links}</Relationships>")},
        {f"xl/worksheets/x{n}.xml": sheet for n in range(count)},
    )


def _each_reversed() -> Iterator[Case]:
    sheets = [name for name in sample_parts() if name.startswith("xl/worksheets/sheet")]
    for name, change in (("rows stored in reverse", _reversed_rows), ("cells stored in reverse", _reversed_cells)):
        yield same(
            name, changed({part: change for part in sheets if change(sample_parts()[part]) != sample_parts()[part]})
        )


def _stray() -> Iterator[Case]:
    yield flag(
        "a stray cell at XFD1048576",
        _rows('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'),
        *_FAR,
        keeps_figures=True,
    )
    yield flag(
        "a stray cell at D1048576",
        _rows('<row r="1048576"><c r="D1048576"><v>1</v></c></row>'),
        "file.far_cell",
        "check.required.empty",
        "structure.outside_table",
    )
    yield same("a stray style at XFD1048576", _rows('<row r="1048576"><c r="XFD1048576" s="21"/></row>'))
    yield flag(
        "a cell right of the last column",
        _rows('<row r="900"><c r="XFE900"><v>1</v></c></row>'),
        "file.bad_reference",
        keeps_figures=True,
    )
    yield flag(
        "a cell below the last row",
        _rows('<row r="1048577"><c r="A1048577"><v>1</v></c></row>'),
        "file.bad_reference",
        keeps_figures=True,
    )
    yield same("an empty row below the last one", _rows('<row r="1048577"/>'))
    yield flag(
        "a row whose number has 30 digits",
        _rows(f'<row r="{"9" * 30}"><c r="A{"9" * 30}"><v>1</v></c></row>'),
        "file.bad_reference",
        keeps_figures=True,
    )


def _many() -> Iterator[Case]:
    empty = "".join(f'<row r="{n}"/>' for n in range(1000, 1_000_000))
    yield same("a million empty rows", _rows(empty), heavy=True)
    styled = "".join(f'<row r="{n}"><c r="A{n}" s="21"/><c r="B{n}" s="19"/></row>' for n in range(1000, 600_000))
    yield same("600,000 rows of styled cells", _rows(styled), heavy=True)
    hidden = "".join(f'<row r="{n}" hidden="1"/>' for n in range(1000, 1_000_000))
    yield same("a million hidden empty rows", _rows(hidden), heavy=True)
    wide = "".join(f'<c s="{n % 20}"/>' for n in range(16_000))
    yield same(
        "rows of 16,000 styled cells",
        _rows("".join(f'<row r="{n}">{wide}</row>' for n in range(1000, 1020))),
        heavy=True,
    )
    yield flag("300 more sheets", _more_tabs(300), "structure.many_sheets_extra", keeps_figures=True)
    yield flag("3,000 more sheets", _more_tabs(3000), "structure.many_sheets_extra", keeps_figures=True, heavy=True)
    merges = "".join(f'<mergeCell ref="Z{n}:AA{n}"/>' for n in range(1000, 200_000))
    yield same("200,000 merges elsewhere", _about(f"<mergeCells>{merges}</mergeCells>"), heavy=True)
    one = '<mergeCell ref="A1:D1048576"/>'
    yield flag(
        "whole columns merged, 2,000 times",
        _about(f"<mergeCells>{one * 2000}</mergeCells>"),
        "structure.merged_cells",
        keeps_figures=True,
        heavy=True,
    )
    rules = "".join(
        f'<dataValidation type="whole" sqref="Z{n}:Z1048576"><formula1>1</formula1></dataValidation>'
        for n in range(1, 100_000)
    )
    yield same("100,000 validations", _about(f"<dataValidations>{rules}</dataValidations>"), heavy=True)
    areas = " ".join(f"Z{n}" for n in range(1, 200_000))
    yield same(
        "a validation of 200,000 areas",
        _about(f'<dataValidations><dataValidation type="whole" sqref="{areas}"/></dataValidations>'),
        heavy=True,
    )
    columns = "".join('<col min="20" max="16384" hidden="1"/>' for _ in range(50_000))
    yield same("50,000 times all columns", changed({_LEDGER: swap("</cols>", f"{columns}</cols>")}), heavy=True)
    rule = '<cfRule type="expression"><formula>1</formula></cfRule>'
    colours = f'<conditionalFormatting sqref="A1:XFD1048576">{rule}</conditionalFormatting>'
    yield same("20,000 conditional formats of the whole sheet", _about(colours * 20_000), heavy=True)
    links = '<hyperlinks><hyperlink ref="A1:XFD1048576" location="A1"/></hyperlinks>'
    yield same("a hyperlink on the whole sheet", _about(links))
    filled = '<row r="900"><c r="Z900"><f t="shared" si="0" ref="Z900:XFD1048576">1+1</f><v>2</v></c></row>'
    yield flag(
        "a shared formula of the whole sheet", _rows(filled), "structure.column_without_header", keeps_figures=True
    )
    arrays = "".join(
        f'<row r="{n}"><c r="Z{n}"><f t="array" ref="A1:XFD1048576">1</f><v>1</v></c></row>' for n in range(900, 3000)
    )
    yield flag(
        "2,100 array formulas of the whole sheet",
        _rows(arrays),
        "structure.column_without_header",
        "parse.formula",
        keeps_figures=True,
        heavy=True,
    )
    outside = "".join(f'<c r="XFE{n}"><v>1</v></c>' for n in range(300_000))
    yield flag(
        "300,000 cells beyond the sheet",
        _rows(f'<row r="900">{outside}</row>'),
        "file.bad_reference",
        keeps_figures=True,
        heavy=True,
    )
    entries = "".join(
        f'<row r="{n}"><c r="A{n}" s="21"><v>43600</v></c><c r="B{n}" t="s"><v>182</v></c>'
        f'<c r="C{n}" t="inlineStr"><is><t>第{n}次</t></is></c><c r="D{n}"><v>{n % 9 + 9}</v></c>'
        f'<c r="E{n}" t="inlineStr"><is><t>L1-{n}</t></is></c></row>'
        for n in range(1000, 101_000)
    )
    yield flag("100,000 rows of entries", _rows(entries), "structure.outside_table", heavy=True)
    yield refuse("rows again and again", _rows("<row/>" * 9_000_000), "file.too_large", heavy=True)


CASES = (*_each_reversed(), *_stray(), *_many())
