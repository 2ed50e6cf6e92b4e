"""Where 署名 and 成文日期 stand (GB/T 9704-2012, 7.3.5): they are placed by each other's width."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.adapters.docx_units import millimetres, points, width
from xltools.core.document import Document, Paragraph, Role
from xltools.core.frozen import frozen
from xltools.core.layout import Layout


@frozen
class Place:
    """How far a line is set in.

    Attributes:
        side: ``left`` or ``right``, to which the line is also aligned.
        indent: In twips.
    """

    side: str
    indent: int


def closing_places(document: Document, layout: Layout) -> Mapping[int, Place]:
    """Place the last 署名 and the last 成文日期.

    Without a seal the 署名 is set in from the right and the date begins a little to its right; a
    longer date is set in from the right, and the 署名 begins a little to its left.  Under a seal
    the date is set in and the 署名 is centred over it.

    Returns:
        Their places by their number in the document.
    """
    signature, date = _last(document, Role.SIGNATURE), _last(document, Role.DATE)
    closing = layout.closing
    edge = _characters(layout, closing.sealed_indent if closing.sealed else closing.indent)
    places = {number: Place("right", edge) for number in (signature, date) if number is not None}
    if signature is None or date is None:
        return places
    name = width(document.blocks[signature].text, layout.looks[Role.SIGNATURE].size, layout.lines.tracking)
    day = width(document.blocks[date].text, layout.looks[Role.DATE].size, layout.lines.tracking)
    line = millimetres(layout.page.text_width)
    shift = _characters(layout, closing.shift)
    if closing.sealed:
        places[signature] = Place("right", max(0, edge + (day - name) // 2))
    elif day > name:
        places[signature] = Place("left", max(0, line - edge - day - shift))
    else:
        # From the left: a date's width is less certain than a name's, its digits differ from font to font.
        places[date] = Place("left", max(0, line - edge - name + shift))
    return places


def _last(document: Document, role: Role) -> int | None:
    numbers = [
        number for number, block in enumerate(document.blocks) if isinstance(block, Paragraph) and block.role is role
    ]
    return numbers[-1] if numbers else None


def _characters(layout: Layout, count: Decimal) -> int:
    return points((layout.looks[Role.SIGNATURE].size + layout.lines.tracking) * count)
