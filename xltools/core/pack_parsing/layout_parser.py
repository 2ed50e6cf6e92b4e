"""Read a layout profile strictly: every fault with its key path and line, and no number without its source."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeVar

from xltools.core.document import Role
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.layout import ALIGNMENTS, Closing, DraftMark, Font, Layout, Lines, Look, Page, PageNumber, TableLook
from xltools.core.pack_entry import Entry
from xltools.core.pack_parsing.pack_files import PackFiles
from xltools.core.pack_parsing.pack_inheritance import inherit
from xltools.core.pack_scope import Scope

LAYOUT = "layout.toml"

T = TypeVar("T")


def read_layout(files: PackFiles) -> tuple[Layout | None, tuple[Finding, ...]]:
    """Read a layout profile, laid over those of the pack's bases.

    Args:
        files: Each pack's ``layout.toml``, where it has one.

    Returns:
        The layout, or None after faults; and every fault with its key path and line.
    """
    faults: list[Finding] = []
    said = inherit(files, LAYOUT, faults)
    if faults:
        return None, tuple(faults)
    root = Entry(said.data, LAYOUT, "", Scope(), faults)
    layout = _layout(root)
    root.close()
    if not faults:
        return layout, ()
    places = [said.place(fault.location.path) for fault in faults]
    return None, tuple(
        replace(fault, location=replace(fault.location, sheet=place.file, path=place.path, row=place.line))
        for fault, place in zip(faults, places, strict=True)
    )


def _layout(root: Entry) -> Layout:
    root.label("label", required=True)
    families = root.table("font")
    fonts = {key: _read(families, key, _font) for key in families}
    families.close()
    looks = root.table("paragraph")
    layout = Layout(
        _read(root, "page", _page),
        _read(root, "lines", _lines),
        fonts,
        {role: _read(looks, role.value, lambda entry: _look(entry, tuple(fonts))) for role in Role},
        _read(root, "table", lambda entry: _table(entry, tuple(fonts))),
        _read(root, "page_number", lambda entry: _page_number(entry, tuple(fonts))),
        _read(root, "closing", _closing),
        _read(root, "draft", lambda entry: _draft(entry, tuple(fonts))),
    )
    looks.close()
    return layout


def _read(parent: Entry, key: str, read: Callable[[Entry], T]) -> T:
    """Read one table, which must be there and say where its numbers come from."""
    if key not in parent:
        parent.fault(key, "pack.missing_key")
    entry = parent.table(key)
    if key in parent:
        entry.text("source")
        made = read(entry)
        entry.close()
        return made
    return read(Entry({}, LAYOUT, key, Scope(), []))


def _page(entry: Entry) -> Page:
    page = Page(
        _length(entry, "width"),
        _length(entry, "height"),
        _length(entry, "top"),
        _length(entry, "left"),
        _length(entry, "text_width"),
        _length(entry, "text_height"),
    )
    for key, margin in (("text_width", page.right), ("text_height", page.bottom)):
        if margin < 0:
            entry.fault(key, "report.layout.off_the_paper")
    return page


def _lines(entry: Entry) -> Lines:
    return Lines(
        max(1, entry.integer("per_page")),
        max(1, entry.integer("characters")),
        _length(entry, "pitch"),
        entry.number("tracking", required=True) or Decimal(0),
    )


def _font(entry: Entry) -> Font:
    name = entry.text("name")
    return Font(
        name,
        entry.text("traditional", name),
        entry.text("latin"),
        entry.strings("alternatives", required=False),
        entry.strings("substitutes", required=False),
    )


def _look(entry: Entry, fonts: tuple[str, ...]) -> Look:
    return Look(
        _known_font(entry, fonts),
        _length(entry, "size"),
        entry.one_of("alignment", ALIGNMENTS),
        entry.number("indent", Decimal(0)) or Decimal(0),
        entry.integer("lines_before", 0),
        entry.integer("lines_after", 0),
        _length(entry, "pitch") if "pitch" in entry else None,
        entry.flag("bold"),
    )


def _table(entry: Entry, fonts: tuple[str, ...]) -> TableLook:
    return TableLook(
        _known_font(entry, fonts),
        _known_font(entry, fonts, "header_font"),
        _length(entry, "size"),
        _length(entry, "pitch"),
        _length(entry, "border"),
        _length(entry, "padding"),
    )


def _page_number(entry: Entry, fonts: tuple[str, ...]) -> PageNumber:
    text = entry.text("text")
    if text.count("{page}") != 1:
        entry.fault("text", "report.layout.no_page", value=text, page="{page}")
    return PageNumber(
        text,
        _known_font(entry, fonts),
        _length(entry, "size"),
        entry.number("indent", Decimal(0)) or Decimal(0),
        _length(entry, "from_edge"),
    )


def _closing(entry: Entry) -> Closing:
    return Closing(
        entry.flag("sealed"), _length(entry, "indent"), _length(entry, "shift"), _length(entry, "sealed_indent")
    )


def _draft(entry: Entry, fonts: tuple[str, ...]) -> DraftMark:
    color = entry.text("color")
    if len(color) != 6 or not set(color) <= set("0123456789ABCDEF"):
        entry.fault("color", "report.layout.not_a_color", value=color)
    return DraftMark(
        entry.text("text"), _known_font(entry, fonts), _length(entry, "width"), _length(entry, "height"), color
    )


def _known_font(entry: Entry, fonts: tuple[str, ...], key: str = "font") -> str:
    return entry.one_of(key, fonts) if fonts else entry.text(key)


def _length(entry: Entry, key: str) -> Decimal:
    """Read a length, 0 or more and no longer than any paper."""
    number = entry.number(key, required=True)
    if number is None or not 0 <= number <= 2000:
        if number is not None:
            entry.fault(key, "report.layout.not_a_length", value=str(number))
        return Decimal(1)
    return number
