"""Packages that lack parts, have odd ones, or point outside."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .case import Case, Change, Maker, changed, content, flag, gone, refuse, same, sample_parts, swap, with_members
from .packing import Member, members_of, zipped

_LEDGER = "xl/worksheets/sheet4.xml"
_TEXTS = "xl/sharedStrings.xml"
_STYLES = "xl/styles.xml"
_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _without(part: str) -> Maker:
    return changed({part: gone})


def _missing() -> Iterator[Case]:
    yield refuse("no workbook part", _without(_BOOK), "file.missing_workbook")
    yield refuse("no relations of the workbook", _without(_LINKS), "file.missing_part")
    yield refuse("no ledger", _without(_LEDGER), "file.missing_sheet")
    yield refuse("no texts", _without(_TEXTS), "file.missing_part")
    yield same("no relations of the package", _without("_rels/.rels"))
    yield same("no content types", _without("[Content_Types].xml"))
    yield same("no theme", _without("xl/theme/theme1.xml"))
    yield same("no chart", changed({"xl/charts/chart1.xml": gone, "xl/drawings/drawing1.xml": gone}))
    yield flag("no styles", _without(_STYLES), "parse.date_without_format", keeps_figures=True)
    yield flag(
        "no style for any cell",
        changed({_STYLES: lambda d: re.sub(b"<cellXfs.*</cellXfs>", b"", d)}),
        "parse.date_without_format",
        keeps_figures=True,
    )
    yield flag(
        "style index 99999 for a date",
        changed({_LEDGER: swap('<c r="A4" s="21"', '<c r="A4" s="99999"')}),
        "parse.date_without_format",
        keeps_figures=True,
    )
    yield same(
        "style index 99999 for a text",
        changed({_LEDGER: lambda d: re.sub(rb'<c r="A1" s="\d+"', b'<c r="A1" s="99999"', d)}),
    )
    yield same("a table that is missing", _without("xl/tables/table2.xml"))
    yield same("no custom properties", _without("docProps/custom.xml"))
    yield flag(
        "custom properties cut off",
        changed({"docProps/custom.xml": lambda d: d[:300]}),
        "file.broken_part",
        keeps_figures=True,
    )
    yield refuse(
        "no tabs", changed({_BOOK: lambda d: re.sub(b"<sheets>.*</sheets>", b"<sheets/>", d)}), "file.no_sheets"
    )
    yield refuse("a tab without a relation", changed({_BOOK: swap('r:id="rId4"', "")}), "file.missing_sheet")
    yield refuse(
        "a tab with a relation that is not there", changed({_BOOK: swap('"rId4"', '"rId4000"')}), "file.missing_sheet"
    )
    yield refuse("two tabs that are one sheet", changed({_BOOK: swap('"rId4"', '"rId5"')}), "file.damaged")
    yield refuse(
        "a sheet that is elsewhere",
        changed(
            {_LINKS: swap('Target="worksheets/sheet4.xml"', 'Target="http://127.0.0.1:9/s.xml" TargetMode="External"')}
        ),
        "file.missing_sheet",
    )
    yield refuse(
        "a sheet outside the package",
        changed({_LINKS: swap('"worksheets/sheet4.xml"', '"../../../../etc/passwd"')}),
        "file.missing_sheet",
    )


def _cell(cell: str) -> Maker:
    """Spell the first number of the ledger otherwise: the cell D4, which holds 13."""

    def change(data: bytes) -> bytes:
        new, count = re.subn(
            rb'<c r="D4" s="(\d+)"><v>13</v></c>', lambda m: cell.replace("S", m[1].decode()).encode(), data, count=1
        )
        assert count == 1
        return new

    return changed({_LEDGER: change})


def _cells() -> Iterator[Case]:
    for index in ("99999", "-1", "1.5", "x", "4294967296", "१"):
        yield flag(
            f"shared text number {index}", _cell(f'<c r="D4" s="S" t="s"><v>{index}</v></c>'), "file.bad_text_index"
        )
    yield flag("a shared text without a number", _cell('<c r="D4" s="S" t="s"><v></v></c>'), "check.required.empty")
    yield flag("a type nobody knows", _cell('<c r="D4" s="S" t="q"><v>13</v></c>'), "file.bad_cell_type")
    yield flag("a truth value that is neither", _cell('<c r="D4" s="S" t="b"><v>13</v></c>'), "file.bad_cell_type")
    for spelled in (
        "NaN",
        "INF",
        "-Infinity",
        "1e999",
        "0x0D",
        "1,300",
        "１３",
        "一",
        "13 人",
        "--13",
        "1_3",
        "1e",
        "∞",
    ):
        yield flag(
            f"a number cell that holds {spelled}", _cell(f'<c r="D4" s="S"><v>{spelled}</v></c>'), "file.bad_number"
        )
    for spelled in (" 13 ", "13.0", "1.3E1", "+13", "13.", "0013", "1.3e+01", "130E-1"):
        yield same(f"a number spelled {spelled!r}", _cell(f'<c r="D4" s="S"><v>{spelled}</v></c>'))
    yield same("a number with a type that says so", _cell('<c r="D4" s="S" t="n"><v>13</v></c>'))
    yield same("a number with spaces kept", _cell('<c r="D4" s="S"><v xml:space="preserve">13</v></c>'))
    yield flag(
        "a cell twice, both the same",
        _cell('<c r="D4" s="S"><v>13</v></c><c r="D4" s="S"><v>13</v></c>'),
        "file.duplicate_cell",
        keeps_figures=True,
    )
    yield flag(
        "a cell twice, with two numbers",
        _cell('<c r="D4" s="S"><v>13</v></c><c r="D4" s="S"><v>14</v></c>'),
        "file.duplicate_cell",
    )
    yield flag(
        "a cell twice, once empty", _cell('<c r="D4" s="S"><v>13</v></c><c r="D4" s="S"/>'), "file.duplicate_cell"
    )
    for reference in ("A0", "4D", "", "D", "4", "D-4", "XFE4", "D1048577", "AAAA4", "D4:D5", "Д4"):
        yield flag(
            f"a cell whose reference is {reference!r}",
            _cell(f'<c r="{reference}" s="S"><v>13</v></c>'),
            "file.bad_reference", "check.required.empty",
        )  # fmt: skip
    for reference in ("$D$4", "d4"):
        yield flag(
            f"a cell whose reference is {reference!r}",
            _cell(f'<c r="{reference}" s="S"><v>13</v></c>'),
            "file.odd_reference",
            keeps_figures=True,
        )
    yield flag(
        "a cell in another row's place",
        _cell('<c r="D40" s="S"><v>13</v></c>'),
        "file.odd_reference",
        "check.required.empty",
    )
    yield same("cells and rows without references", _each_sheet(_bare))
    yield same("rows without numbers", _each_sheet(lambda d: re.sub(rb'<row r="\d+"', b"<row", d)))
    yield same("cells without references", _each_sheet(_bare_cells))
    yield flag(
        "a row number that is none",
        changed({_LEDGER: swap('<row r="5"', '<row r="x"')}),
        "file.bad_reference",
        keeps_figures=True,
    )
    yield flag(
        "two rows of one number",
        changed({_LEDGER: swap('<row r="5"', '<row r="4"')}),
        "file.duplicate_row",
        "file.odd_reference",
        keeps_figures=True,
    )


def _each_sheet(change: Change) -> Maker:
    parts = [name for name in sample_parts() if name.startswith("xl/worksheets/sheet")]
    return changed({part: change for part in parts if change(sample_parts()[part]) != sample_parts()[part]})


def _bare_cells(data: bytes) -> bytes:
    """Take the references out of rows in which no cell is left out."""

    def bare(row: re.Match[bytes]) -> bytes:
        names = re.findall(rb'<c r="([A-Z]+)', row[0])
        whole = names == [bytes([65 + place]) for place in range(len(names))] and len(names) < 26
        return re.sub(rb'<c r="[A-Z]+\d+"', b"<c", row[0]) if whole else row[0]

    return re.sub(rb"<row [^>]*>.*?</row>", bare, data)


def _bare(data: bytes) -> bytes:
    """Take the references out, of the rows too where none is left out."""
    numbers = [int(number) for number in re.findall(rb'<row r="(\d+)"', data)]
    bare = _bare_cells(data)
    return re.sub(rb'<row r="\d+"', b"<row", bare) if numbers == list(range(1, len(numbers) + 1)) else bare


def _related(name: str, kind: str, target: str, *, outside: bool = False) -> Change:
    mode = ' TargetMode="External"' if outside else ""
    return swap(
        "</Relationships>", f'<Relationship Id="{name}" Type="{_KIND}/{kind}" Target="{target}"{mode}/></Relationships>'
    )


def _outside() -> Iterator[Case]:
    yield flag(
        "macros in an .xlsx",
        with_members(Member("xl/vbaProject.bin", bytes(999))),
        "file.macros_in_xlsx",
        keeps_figures=True,
    )
    yield flag(
        "macros under another name",
        with_members(Member("xl/x/VBAProject.BIN", bytes(999))),
        "file.macros_in_xlsx",
        keeps_figures=True,
    )
    yield same(
        "macros in an .xlsm",
        content(
            lambda: zipped([*members_of(sample_parts()), Member("xl/vbaProject.bin", bytes(999))]), "年度报告.xlsm"
        ),
    )
    link = _related("rx", "externalLink", "externalLinks/externalLink1.xml")
    own = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r" Type="{_KIND}/externalLinkPath" Target="file://///10.0.0.1/share/x.xlsx"'
        ' TargetMode="External"/></Relationships>'
    )
    parts = {
        "xl/externalLinks/externalLink1.xml": b"<externalLink/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": own.encode(),
    }
    yield flag("a link to another workbook", changed({_LINKS: link}, parts), "file.external_link", keeps_figures=True)
    yield flag(
        "a link to another workbook, without its part",
        changed({_LINKS: link}),
        "file.external_link",
        keeps_figures=True,
    )
    yield same(
        "a picture elsewhere",
        changed(
            {"xl/drawings/_rels/drawing1.xml.rels": _related("rx", "image", "http://127.0.0.1:9/x.png", outside=True)}
        ),
    )
    yield same(
        "a connection that refreshes on opening",
        changed(
            {_LINKS: _related("rx", "connections", "connections.xml")},
            {"xl/connections.xml": b'<connections refreshOnLoad="1"/>'},
        ),
    )
    yield same(
        "signatures, custom XML and a printer's settings",
        with_members(
            Member("_xmlsignatures/sig1.xml", b"<x/>"),
            Member("customXml/item1.xml", b"<x/>"),
            Member("xl/printerSettings/p.bin", b"\0"),
        ),
    )


def _dimension(reference: str) -> Change:
    return lambda data: re.sub(rb'<dimension ref="[^"]*"', f'<dimension ref="{reference}"'.encode(), data)


def _odd_but_sound() -> Iterator[Case]:
    yield same(
        "dates in core.xml that nobody can read",
        changed({"docProps/core.xml": lambda d: re.sub(rb"20\d\d-[^<]*", "昨天".encode(), d)}),
    )
    yield same("no core.xml", _without("docProps/core.xml"))
    yield same(
        "font families and colours of WPS",
        changed(
            {
                _STYLES: swap(
                    "</fonts>", '<font><family val="99"/><color theme="400" tint="x"/><name val=""/></font></fonts>'
                )
            }
        ),
    )
    yield same(
        "activeTab 99", changed({_BOOK: swap("<workbookView ", '<workbookView activeTab="99" firstSheet="-3" ')})
    )
    for reference in ("A1", "A1:XFD1048576", "ZZZ9", "", "B2:A1", "x"):
        yield same(
            f"a dimension of {reference!r}",
            changed({_LEDGER: _dimension(reference)}),
        )
    yield same("no dimension", changed({_LEDGER: lambda d: re.sub(rb"<dimension [^>]*>", b"", d)}))
    names = "".join(f'<definedName name="n{n}">#REF!</definedName>' for n in range(20_000))
    yield same("20,000 defined names", changed({_BOOK: swap("<definedNames>", f"<definedNames>{names}")}))
    yield same(
        "a defined name of a sheet that is not there",
        changed(
            {
                _BOOK: swap(
                    "<definedNames>",
                    '<definedNames><definedName name="x" localSheetId="999">A1</definedName><definedName/>',
                )
            }
        ),
    )
    yield same("absolute targets", changed({_LINKS: swap('Target="worksheets', 'Target="/xl/worksheets')}))
    yield same("targets with steps", changed({_LINKS: swap('Target="worksheets', 'Target="./../xl/./worksheets')}))
    yield same("targets with backslashes", changed({_LINKS: swap('Target="worksheets/', 'Target="worksheets\\')}))
    yield same(
        "a workbook part under another name",
        _renamed(
            {_BOOK: "xl/book2.xml", _LINKS: "xl/_rels/book2.xml.rels"},
            {"_rels/.rels": swap("xl/workbook.xml", "xl/book2.xml")},
        ),
    )
    yield same(
        "sheets under other names",
        _renamed(
            {
                _LEDGER: "xl/worksheets/表 1.xml",
                "xl/worksheets/_rels/sheet4.xml.rels": "xl/worksheets/_rels/表 1.xml.rels",
            },
            {_LINKS: swap("worksheets/sheet4.xml", "worksheets/表 1.xml")},
        ),
    )
    yield same(
        "part names that are percent-encoded",
        _renamed({_LEDGER: "xl/worksheets/s 4.xml"}, {_LINKS: swap("worksheets/sheet4.xml", "worksheets/s%204.xml")}),
    )
    yield same("an unknown kind of relation", changed({_LINKS: _related("rx", "sheetWithMagic", "magic.xml")}))
    yield flag(
        "a validation whose range is none",
        changed({_LEDGER: lambda d: re.sub(rb' sqref="[^"]*"', b' sqref="x"', d)}),
        "structure.validation_lost",
        keeps_figures=True,
    )
    yield same(
        "100 more validations that say nothing",
        changed({_LEDGER: swap("</dataValidations>", "<dataValidation/>" * 100 + "</dataValidations>")}),
    )
    yield flag(
        "a merged range that is none",
        changed({_LEDGER: swap('<mergeCell ref="A2:E2"/>', '<mergeCell ref="A2:E2"/><mergeCell ref="x:"/>')}),
        "file.bad_reference",
        keeps_figures=True,
    )


def _renamed(names: dict[str, str], changes: dict[str, Change]) -> Maker:
    def make() -> bytes:
        parts = {names.get(name, name): data for name, data in sample_parts().items()}
        for part, change in changes.items():
            new = change(parts[part])
            assert new not in (None, parts[part])
            parts[part] = new or b""
        return zipped(members_of(parts))

    return content(make)


CASES = (*_missing(), *_cells(), *_outside(), *_odd_but_sound())
