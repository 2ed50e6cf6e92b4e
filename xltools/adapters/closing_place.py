"""Where 署名 and 成文日期 stand (GB/T 9704-2012, 7.3.5): they are placed by each other's width."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from xltools.adapters.docx_units import points, width
from xltools.core.document import Document, Paragraph, Role
from xltools.core.layout import Layout


def closing_indents(document: Document, layout: Layout) -> Mapping[int, int]:
    """Give the right indents of the last 署名 and the last 成文日期.

    Without a seal the 署名 is set in from the right and the date begins a little to its right; a
    date that would come too near the edge keeps the same distance and moves the 署名 to the left.
    Under a seal the date is set in and the 署名 is centred over it.

    Returns:
        Twips by the paragraph's place in the document.
    """
    signature = _last(document, Role.SIGNATURE)
    date = _last(document, Role.DATE)
    closing = layout.closing
    edge = _characters(layout, closing.sealed_indent if closing.sealed else closing.indent)
    indents = {place: edge for place in (signature, date) if place is not None}
    if signature is None or date is None:
        return indents
    name, day = _width(document.paragraphs[signature], layout), _width(document.paragraphs[date], layout)
    shift = _characters(layout, closing.shift)
    if closing.sealed:
        indents[signature] = max(0, edge + (day - name) // 2)
    elif day > name:
        indents[signature] = edge + day + shift - name
    else:
        indents[date] = max(0, edge + name - shift - day)
    return indents


def _last(document: Document, role: Role) -> int | None:
    places = [place for place, paragraph in enumerate(document.paragraphs) if paragraph.role is role]
    return places[-1] if places else None


def _width(paragraph: Paragraph, layout: Layout) -> int:
    return width(paragraph.text, layout.looks[paragraph.role].size, layout.lines.tracking)


def _characters(layout: Layout, count: Decimal) -> int:
    return points((layout.looks[Role.SIGNATURE].size + layout.lines.tracking) * count)
