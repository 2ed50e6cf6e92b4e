"""Workbooks whose shape someone has changed by hand.

Most of what people do to sheets, headers, rows and columns is proved in ``tests/seeded/shapes.py``,
with every finding at its place; here stand those that only a file, or another program, can do.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from tests.support.workbook_copy import WorkbookCopy, put

from .case import Case, changed, content, edited, flag, same, sample_parts, swap
from .packing import members_of, zipped

_STUDY = "L1学习台账"
_LEDGER = "xl/worksheets/sheet4.xml"
_BOOK = "xl/workbook.xml"


def _tabs(change: Callable[[list[str]], list[str]]) -> Callable[[bytes], bytes]:
    """Put the tabs into another order."""

    def edit(data: bytes) -> bytes:
        head, _, rest = data.decode().partition("<sheets>")
        tabs, _, tail = rest.partition("</sheets>")
        moved = "".join(change(re.findall("<sheet [^>]*/>", tabs)))
        return f"{head}<sheets>{moved}</sheets>{tail}".encode()

    return edit


def _filter(copy: WorkbookCopy) -> None:
    """Set a filter that hides two rows."""
    part = copy.sheet_part(_STUDY)
    data = copy.parts[part].decode()
    data = re.sub(r'<row r="([67])"', r'<row r="\1" hidden="1"', data)
    table = "xl/tables/table2.xml"
    assert b"<autoFilter" in copy.parts[table]
    copy.parts[table] = re.sub(
        rb"<autoFilter ([^>]*)/>", rb'<autoFilter \1><filterColumn colId="1"/></autoFilter>', copy.parts[table]
    )
    copy.parts[part] = data.encode()


def _protected_anew(copy: WorkbookCopy) -> None:
    for part in [name for name in copy.parts if name.startswith("xl/worksheets/sheet")]:
        copy.parts[part] = re.sub(rb"<sheetProtection [^>]*/>", b"", copy.parts[part])


def _cases() -> Iterator[Case]:
    yield same("tabs in reverse", changed({_BOOK: _tabs(lambda tabs: tabs[::-1])}))
    yield same("the cover last", changed({_BOOK: _tabs(lambda tabs: [*tabs[1:], tabs[0]])}))
    yield flag("a filter that hides rows", edited(_filter), "structure.filtered_rows", keeps_figures=True)
    yield same("no sheet is protected", edited(_protected_anew))
    yield same(
        "every sheet is protected by a password",
        changed({_LEDGER: swap("</sheetData>", '</sheetData><sheetProtection password="CC1A" sheet="1"/>')}),
    )
    yield same(
        "the workbook's structure is protected",
        changed({_BOOK: swap("<bookViews>", '<workbookProtection lockStructure="1"/><bookViews>')}),
    )
    yield same(
        "marked as final",
        changed({"docProps/app.xml": swap("</Properties>", "<DocSecurity>2</DocSecurity></Properties>")}),
    )
    yield flag(
        "a header with a space that does not break",
        edited(put(_STUDY, "D3", "参加\u00a0人数")),
        "structure.header_spelling",
        keeps_figures=True,
    )
    yield flag(
        "a header with a zero-width space",
        edited(put(_STUDY, "D3", "参加\u200b人数")),
        "structure.header_spelling",
        keeps_figures=True,
    )
    yield flag(
        "a header of another script",
        edited(put(_STUDY, "D3", "參加人數")),
        "structure.header_missing",
        "structure.column_extra",
    )
    yield flag(
        "a table smaller than its ledger",
        changed({"xl/tables/table2.xml": lambda d: re.sub(rb'ref="A3:([A-Z])\d+"', rb'ref="A3:\g<1>5"', d)}),
        "structure.outside_table",
        keeps_figures=True,
    )
    yield same(
        "a table elsewhere",
        changed({"xl/tables/table2.xml": lambda d: re.sub(rb'ref="A3:([A-Z])\d+"', rb'ref="X90:Y95"', d)}),
    )
    yield same(
        "no tables",
        content(lambda: zipped(members_of({n: d for n, d in sample_parts().items() if "/tables/" not in n}))),
    )
    yield same(
        "frozen panes, zoom and selections gone",
        changed({_LEDGER: lambda d: re.sub(rb"<sheetViews>.*</sheetViews>", b"", d)}),
    )
    yield same(
        "grouped and collapsed columns",
        changed({_LEDGER: swap("<cols>", '<cols><col min="30" max="40" outlineLevel="3" collapsed="1"/>')}),
    )
    unknown = swap('sheetId="4"', 'sheetId="4" state="seen"')
    yield flag("a sheet state nobody knows", changed({_BOOK: unknown}), "structure.sheet_hidden", keeps_figures=True)
    yield same("sheet numbers that are doubled", changed({_BOOK: swap('sheetId="4"', 'sheetId="5"')}))
    yield flag(
        "two tabs of one name",
        changed({_BOOK: swap('name="L2党员基数表"', f'name="{_STUDY}"')}),
        "structure.sheet_doubled",
        "structure.sheet_missing",
    )


CASES = tuple(_cases())
