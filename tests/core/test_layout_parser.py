"""Layout profiles: read strictly, every fault with its key path and line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tests.support.annual_report import PACK
from tests.support.catalogs import said
from xltools.core.document import Role
from xltools.core.findings import Finding
from xltools.core.layout import Layout, Page, TableLook
from xltools.core.pack_parsing.layout_parser import LAYOUT, read_layout
from xltools.core.pack_parsing.pack_files import PackFiles

TOML = (PACK / "layout.toml").read_text("utf-8")


def read(toml: str) -> tuple[Layout | None, tuple[Finding, ...]]:
    return read_layout(PackFiles("", {LAYOUT: toml}))


def test_the_packs_layout_has_a_look_for_every_role() -> None:
    layout, faults = read(TOML)

    assert faults == ()
    assert layout is not None
    assert layout.looks.keys() == set(Role)
    assert layout.table == TableLook("fangsong", "heiti", Decimal("10.5"), Decimal(15), Decimal("0.5"), Decimal(3))
    assert layout.fonts[layout.looks[Role.TITLE].font].named("zh-Hant") == "方正小标宋繁体"


def test_a_page_on_its_side_is_bound_along_its_upper_edge() -> None:
    layout, _ = read(TOML)

    assert layout is not None
    assert layout.page.turned == Page(*map(Decimal, (297, 210, 28, 35, 225, 156)))
    assert (layout.page.turned.right, layout.page.turned.bottom) == (Decimal(37), Decimal(26))


def line_of(text: str, toml: str) -> int:
    return toml[: toml.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("old", "new", "path", "key"),
    [
        ("text_width = 156", "text_width = 190", "page.text_width", "report.layout.off_the_paper"),
        ("text_height = 225", "text_height = 261", "page.text_height", "report.layout.off_the_paper"),
        ("pitch = 28.95", "pitch = -1", "lines.pitch", "report.layout.not_a_length"),
        ("pitch = 28.95", 'pitch = "28.95"', "lines.pitch", None),
        ("pitch = 28.95", "pich = 28.95", "lines.pich", None),
        ('text = "— {page} —"', 'text = "第页"', "page_number.text", "report.layout.no_page"),
        ('color = "C0C0C0"', 'color = "grey"', "draft.color", "report.layout.not_a_color"),
        ('header_font = "heiti"', 'header_font = "hei"', "table.header_font", None),
        ("border = 0.5", "", "table", None),
        ('alignment = "center"', 'alignment = "middle"', "paragraph.number.alignment", None),
        ('source = "GB/T 9704—2012 的 7.2.5', 'sauce = "GB/T 9704—2012 的 7.2.5', "paragraph.number", None),
        ("[paragraph.date]", "[paragraph.day]", "paragraph.day", None),
    ],
)
def test_a_slip_is_named_with_its_place(old: str, new: str, path: str, key: str | None) -> None:
    toml = TOML.replace(old, new, 1)

    layout, faults = read(toml)

    assert layout is None
    found = [fault for fault in faults if fault.location.path.startswith(path)]
    assert found, faults
    assert key is None or found[0].key == key
    if new and found[0].location.path == path and "." in path and new in toml:
        assert found[0].location.row == line_of(new, toml)
    assert all(said(fault) for fault in faults)


def test_all_slips_are_told_at_once() -> None:
    toml = TOML.replace("width = 210", "width = -1", 1).replace("per_page = 22", "per_page = 1.5", 1)

    _, faults = read(toml.replace('color = "C0C0C0"', 'color = "x"'))

    paths = {fault.location.path for fault in faults}
    assert {"page.width", "lines.per_page", "draft.color"} <= paths


def test_what_is_no_toml_is_one_fault_with_its_line() -> None:
    layout, faults = read("label.zh-Hans = “版式”\n")

    assert layout is None
    assert [fault.location.row for fault in faults] == [1]
