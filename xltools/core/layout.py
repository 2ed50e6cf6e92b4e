"""What a printed report looks like: every length, font and size is the pack's, none is the code's.

Lengths on the page are millimetres, sizes of type and pitches points, indents characters.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.core.document import Role
from xltools.core.frozen import frozen

ALIGNMENTS = ("justify", "left", "center", "right")


@frozen
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

    @property
    def turned(self) -> Page:
        """The paper on its side, bound along what is then its upper edge."""
        return Page(self.height, self.width, self.left, self.bottom, self.text_height, self.text_width)


@frozen
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


@frozen
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


@frozen
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


@frozen
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


@frozen
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


@frozen
class DraftMark:
    """The words across the pages of a draft, in millimetres."""

    text: str
    font: str
    width: Decimal
    height: Decimal
    color: str


@frozen
class TableLook:
    """How tables are set.

    Attributes:
        font: The key of the typeface.
        header_font: That of the header rows.
        size: In points.
        pitch: From line to line within a cell, in points.
        border: The thickness of every line, in points.
        padding: Between a line and the text beside it, in points.
    """

    font: str
    header_font: str
    size: Decimal
    pitch: Decimal
    border: Decimal
    padding: Decimal


@frozen
class Layout:
    """A layout profile.

    Attributes:
        page: The paper.
        lines: The lines on it.
        fonts: By key.
        looks: By role; every role has one.
        table: Of every table.
        page_number: At the foot.
        closing: Where the end of a letter stands.
        draft: Across the pages of a draft.
    """

    page: Page
    lines: Lines
    fonts: Mapping[str, Font]
    looks: Mapping[Role, Look]
    table: TableLook
    page_number: PageNumber
    closing: Closing
    draft: DraftMark
