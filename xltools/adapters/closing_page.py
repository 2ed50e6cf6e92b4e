"""Whether 署名 and 成文日期 might come to stand on a page alone, which the standard forbids.

Word keeps the last line of the text with them when it is told to; LibreOffice then moves the whole
last paragraph and leaves a page half empty.  So both are told only where the text, as counted here,
may end near the foot of a page.  The count is between two: that of full lines, and that of lines
half a character short, for programs and fonts squeeze punctuation in their own ways and no line may
begin with a comma.
"""

from __future__ import annotations

from decimal import Decimal

from xltools.adapters.docx_units import millimetres, points, width
from xltools.core.document import Document, Paragraph, Role
from xltools.core.layout import Layout

CLOSING = frozenset({Role.SIGNATURE, Role.DATE})
_UNCERTAIN_LINES = 1
_LOST = (Decimal(0), Decimal("0.5"))  # of a character, at the end of a line


def may_stand_alone(document: Document, layout: Layout) -> bool:
    """Say whether the closing may fall on another page than the end of the text.

    Args:
        document: The report.
        layout: Its page.
    """
    if len(document.paragraphs) < len(document.blocks):
        return True  # how high a table is, only the program that sets it knows
    text = [number for number, paragraph in enumerate(document.paragraphs) if paragraph.role not in CLOSING]
    closing = sum(_height(one, layout, _LOST[0]) for one in document.paragraphs if one.role in CLOSING)
    pitch = layout.lines.pitch
    least, most = (
        sum(_height(document.paragraphs[number], layout, lost, first=number == 0) for number in text) for lost in _LOST
    )
    ends = least - _UNCERTAIN_LINES * pitch
    while ends <= most + _UNCERTAIN_LINES * pitch:
        on_last_page = ends % (layout.lines.per_page * pitch)
        if not on_last_page or on_last_page + closing > layout.lines.per_page * pitch:
            return True
        ends += pitch
    return False


def _height(paragraph: Paragraph, layout: Layout, lost: Decimal, *, first: bool = False) -> Decimal:
    """Give how much of a page a paragraph takes, in points."""
    look = layout.looks[paragraph.role]
    text = width(paragraph.text, look.size, layout.lines.tracking) + points(look.indent * look.size)
    lines = -(-text // (millimetres(layout.page.text_width) - points(look.size * lost)))
    blank = look.lines_after + (0 if first else look.lines_before)
    return lines * (look.pitch or layout.lines.pitch) + blank * layout.lines.pitch
