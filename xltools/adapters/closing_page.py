"""Whether 署名 and 成文日期 might come to stand on a page alone, which the standard forbids.

Word keeps the last line of the text with them when it is told to; LibreOffice then moves the whole
last paragraph and leaves a page half empty.  So both are told only where the lines, as counted
here, may end near the foot of a page.  The count cannot be exact: programs and fonts squeeze
punctuation in their own ways.
"""

from __future__ import annotations

from decimal import Decimal

from xltools.adapters.docx_units import millimetres, points, width
from xltools.core.document import Document, Paragraph, Role
from xltools.core.layout import Layout

CLOSING = frozenset({Role.SIGNATURE, Role.DATE})
_UNCERTAIN_LINES = 2


def may_stand_alone(document: Document, layout: Layout) -> bool:
    """Say whether the closing may fall on another page than the end of the text.

    Args:
        document: The report.
        layout: Its page.
    """
    used = Decimal(0)
    room = layout.lines.per_page * layout.lines.pitch
    for number, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph):
            return True  # how high a table is, only the program that sets it knows
        if block.role in CLOSING:
            break
        used += _height(block, layout, first=number == 0)
    closing = sum(_height(block, layout, first=False) for block in document.paragraphs if block.role in CLOSING)
    on_last_page = used % room
    uncertain = _UNCERTAIN_LINES * layout.lines.pitch
    return on_last_page <= uncertain or on_last_page + closing > room - uncertain


def _height(paragraph: Paragraph, layout: Layout, *, first: bool) -> Decimal:
    """Give how much of a page a paragraph takes, in points."""
    look = layout.looks[paragraph.role]
    text = width(paragraph.text, look.size, layout.lines.tracking) + points(look.indent * look.size)
    # No line may begin with a comma or end with an opening mark: one in two gives a character to the next.
    line = millimetres(layout.page.text_width) - points(look.size / 2)
    lines = -(-text // line)
    blank = look.lines_after + (0 if first else look.lines_before)
    return lines * (look.pitch or layout.lines.pitch) + blank * layout.lines.pitch
