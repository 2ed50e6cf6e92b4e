"""A report as one HTML file that needs nothing beside it: for the screen, and for print.

Every text is escaped by the template, and the page's own policy forbids scripts, pictures and
fonts from elsewhere, should anything come through all the same.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from xltools.adapters.closing_place import Place, closing_places
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Block, Document, Figure, Gap, Paragraph, Role, Run, TableCell
from xltools.core.findings import Finding
from xltools.core.layout import Layout, Look

_TAGS: Mapping[Role, str] = {
    Role.TITLE: "h1",
    Role.LEVEL_1: "h2",
    Role.LEVEL_2: "h3",
    Role.LEVEL_3: "h4",
    Role.LEVEL_4: "h5",
}
_TWIPS_IN_POINT = 20


def write(document: Document, style: ReportStyle, target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Write the file.

    Raises:
        FileError: Where it cannot be written.
        PackError: Where the pack's layout is wrong.
    """
    write_bytes_whole(target, html(document, style.layout()).encode(), overwrite=overwrite)
    return ()


def html(document: Document, layout: Layout) -> str:
    """Give the page."""
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters.update({"css_fonts": _css_fonts, "css_text": _css_text})
    source = files("xltools.adapters").joinpath("templates/report.html.j2").read_text(encoding="utf-8")
    places = closing_places(document, layout)
    return environment.from_string(source).render(
        language=document.language,
        title=document.title,
        draft=document.draft,
        mark=layout.draft.text,
        page=layout.page,
        turned=layout.page.turned,
        has_landscape=any(block.landscape for block in document.blocks),
        pitch=layout.lines.pitch,
        latin_faces=_latin_faces(layout),
        looks={role.value: _look(layout, layout.looks[role], document.language) for role in Role},
        number=_page_number(layout, document.language),
        table=_table_look(layout, document.language),
        blocks=[_block(block, places.get(number)) for number, block in enumerate(document.blocks)],
    )


def _look(layout: Layout, look: Look, language: str) -> dict[str, object]:
    return {
        "family": _family(layout, look.font, language),
        "weight": "bold" if look.bold else "normal",
        "size": look.size,
        # Only type of the text's size is drawn together: the line of 28 characters is made of that.
        "tracking": layout.lines.tracking if look.size == layout.looks[Role.BODY].size else 0,
        "pitch": look.pitch or layout.lines.pitch,
        "alignment": look.alignment,
        "indent": look.indent,
        "before": look.lines_before * layout.lines.pitch,
        "after": look.lines_after * layout.lines.pitch,
    }


def _page_number(layout: Layout, language: str) -> dict[str, object]:
    """Give the number at the foot of a printed page, for browsers that print what stands in the margins."""
    number = layout.page_number
    before, _, after = number.text.partition("{page}")
    # A margin's box is as high as the margin; the number's line ends where the layout says.
    lift = number.from_edge
    style = Markup("font: {}pt/1 {}; vertical-align: bottom; padding-bottom: {}mm;")
    return {
        "style": style.format(number.size, _css_fonts(_family(layout, number.font, language)), lift),
        "indent": number.indent * number.size,
        "content": Markup('"{}" counter(page) "{}"').format(_css_text(before), _css_text(after)),
    }


def _table_look(layout: Layout, language: str) -> dict[str, object]:
    table = layout.table
    families = {"family": _family(layout, table.font, language), "head": _family(layout, table.header_font, language)}
    return {**families, "size": table.size, "pitch": table.pitch, "border": table.border, "padding": table.padding}


def _family(layout: Layout, key: str, language: str) -> tuple[str, ...]:
    """Give the fonts to try, the one for Latin letters first, which holds nothing else."""
    font = layout.fonts[key]
    return (f"latin-{key}", font.named(language), font.name, *font.alternatives, *_without_weight(font.substitutes))


def _latin_faces(layout: Layout) -> dict[str, tuple[str, ...]]:
    """Give the names to look for each typeface's Latin letters under."""
    named = {font.name: font for font in layout.fonts.values()}
    return {
        key: (found.name, *found.alternatives, *_without_weight(found.substitutes))
        if (found := named.get(font.latin))
        else (font.latin,)
        for key, font in layout.fonts.items()
    }


def _without_weight(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(name.partition(":")[0] for name in names)


def _block(block: Block, place: Place | None) -> dict[str, object]:
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "landscape": block.landscape, **_paragraph(block, place)}
    total = sum(block.widths)
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    return {
        "kind": "table",
        "landscape": block.landscape,
        "widths": [f"{100 * width / total:.3f}" for width in block.widths],
        "head": rows[: block.header_rows],
        "rows": rows[block.header_rows :],
    }


def _cell(cell: TableCell) -> dict[str, object]:
    return {
        "runs": [_run(run) for run in cell.runs],
        "columns": cell.columns,
        "rows": cell.rows,
        "alignment": cell.alignment.value,
    }


def _paragraph(paragraph: Paragraph, place: Place | None) -> dict[str, object]:
    return {
        "tag": _TAGS.get(paragraph.role, "p"),
        "role": paragraph.role.value,
        "number": paragraph.number,
        "runs": [_run(run) for run in paragraph.runs],
        "place": "" if place is None else _css_place(place),
    }


def _run(run: Run) -> dict[str, str]:
    if isinstance(run, Figure):
        return {"kind": "figure", "text": run.text, "name": run.indicator, "form": run.form}
    if isinstance(run, Gap):
        return {"kind": "gap", "text": run.text, "name": run.name}
    return {"kind": "text", "text": run.text}


def _css_place(place: Place) -> str:
    points = Decimal(place.indent) / _TWIPS_IN_POINT
    return f"text-align: {place.side}; padding-{place.side}: {points}pt"


def _css_fonts(names: tuple[str, ...]) -> Markup:
    return Markup(", ").join(Markup('"{}"').format(_css_text(name)) for name in dict.fromkeys(names))


def _css_text(text: str) -> Markup:
    """Write a text as a CSS string can hold it, and no HTML reader see an end of the style in it."""
    return Markup("".join(c if c.isalnum() or c in " -" else f"\\{ord(c):x} " for c in text))  # noqa: S704 - escaped here
