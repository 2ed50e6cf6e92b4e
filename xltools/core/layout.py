"""What a printed report looks like: every length, font and size is the pack's, none is the code's.

Lengths on the page are millimetres, sizes of type and pitches points, indents characters.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeVar

from xltools.core.document import Role
from xltools.core.findings import Finding
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.toml_text import read_toml

LAYOUT = "layout.toml"
ALIGNMENTS = ("justify", "left", "center", "right")

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Page:
    """The paper and the type area on it, in millimetres."""

    width: Decimal
    height: Decimal
    top: Decimal
    left: Decimal
    text_width: Decimal
    text_height: Decimal

    @property
    def right(self) -> Decimal:
        """The right margin."""
        return self.width - self.left - self.text_width

    @property
    def bottom(self) -> Decimal:
        """The bottom margin."""
        return self.height - self.top - self.text_height


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of the type area.

    Attributes:
        per_page: How many fill it.
        characters: How many full-width characters fill a line.
        pitch: From line to line, exactly, in points.
        tracking: Added between characters, in points; negative draws them together.
    """

    per_page: int
    characters: int
    pitch: Decimal
    tracking: Decimal


@dataclass(frozen=True, slots=True)
class Font:
    """A typeface.

    Attributes:
        name: As Word is to ask for it.
        traditional: The one for Traditional Chinese, which the fonts of GB 2312 lack.
        latin: For Latin letters and digits.
        alternatives: Names under which the same design is installed elsewhere.
        substitutes: What to print with on a machine that has none of these, best first.
    """

    name: str
    traditional: str
    latin: str
    alternatives: tuple[str, ...] = ()
    substitutes: tuple[str, ...] = ()

    def named(self, language: str) -> str:
        """Give the name for a report's language."""
        return self.traditional if language == "zh-Hant" else self.name


@dataclass(frozen=True, slots=True)
class Look:
    """How paragraphs of a role are set.

    Attributes:
        font: The key of the typeface.
        size: In points.
        alignment: One of ``ALIGNMENTS``.
        indent: Of the first line, in characters.
        lines_before: Blank lines above, none at the top of the report.
        lines_after: Blank lines below.
        pitch: From line to line, in points; None is the page's.
        bold: True for bold type.
    """

    font: str
    size: Decimal
    alignment: str
    indent: Decimal
    lines_before: int = 0
    lines_after: int = 0
    pitch: Decimal | None = None
    bold: bool = False


@dataclass(frozen=True, slots=True)
class PageNumber:
    """The number at the foot of a page, outside on paper printed on both sides.

    Attributes:
        text: With ``{page}`` where the number stands.
        font: The key of the typeface.
        size: In points.
        indent: From the outer edge of the type area, in characters of its own size.
        from_edge: From the paper's lower edge to the foot of the number's line, in millimetres.
    """

    text: str
    font: str
    size: Decimal
    indent: Decimal
    from_edge: Decimal


@dataclass(frozen=True, slots=True)
class Closing:
    """Where 署名 and 成文日期 stand, in characters.

    Attributes:
        sealed: True where a seal is put over them.
        indent: Of the 署名 from the right, without a seal.
        shift: How far the date begins to the right of the 署名, without a seal.
        sealed_indent: Of the date from the right, under a seal; the 署名 is centred over it.
    """

    sealed: bool
    indent: Decimal
    shift: Decimal
    sealed_indent: Decimal


@dataclass(frozen=True, slots=True)
class DraftMark:
    """The words across the pages of a draft, in millimetres."""

    text: str
    font: str
    width: Decimal
    height: Decimal
    color: str


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout profile.

    Attributes:
        page: The paper.
        lines: The lines on it.
        fonts: By key.
        looks: By role; every role has one.
        page_number: At the foot.
        closing: Where the end of a letter stands.
        draft: Across the pages of a draft.
    """

    page: Page
    lines: Lines
    fonts: Mapping[str, Font]
    looks: Mapping[Role, Look]
    page_number: PageNumber
    closing: Closing
    draft: DraftMark

    def font_of(self, role: Role) -> Font:
        """Give the typeface of a role."""
        return self.fonts[self.looks[role].font]


def parse_layout(text: str) -> tuple[Layout | None, tuple[Finding, ...]]:
    """Read a layout profile.

    Args:
        text: Of ``layout.toml``.

    Returns:
        The layout, or None after faults; and every fault with its key path and line.
    """
    faults: list[Finding] = []
    data = read_toml(text, LAYOUT, faults)
    if faults:
        return None, tuple(faults)
    root = Entry(data, LAYOUT, "", Scope(), faults)
    layout = _layout(root)
    root.close()
    if not faults:
        return layout, ()
    from xltools.core.toml_lines import key_lines, line_of

    lines = key_lines(text)
    return None, tuple(
        replace(fault, location=replace(fault.location, row=line_of(fault.location.path, lines))) for fault in faults
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


def _known_font(entry: Entry, fonts: tuple[str, ...]) -> str:
    return entry.one_of("font", fonts) if fonts else entry.text("font")


def _length(entry: Entry, key: str) -> Decimal:
    """Read a length, 0 or more and no longer than any paper."""
    number = entry.number(key, required=True)
    if number is None or not 0 <= number <= 2000:
        if number is not None:
            entry.fault(key, "report.layout.not_a_length", value=str(number))
        return Decimal(1)
    return number
