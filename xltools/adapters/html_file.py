"""A report as one HTML file that needs nothing beside it: for the screen, and for print.

Every text is escaped by the template, and the page's own policy forbids scripts, pictures and
fonts from elsewhere, should anything come through all the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from xltools.adapters.closing_place import Place, closing_places
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Document, Figure, Gap, Paragraph, Role, Run
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
    title = next((paragraph.text for paragraph in document.paragraphs if paragraph.role is Role.TITLE), "")
    return environment.from_string(source).render(
        language=document.language,
        title=title,
        draft=document.draft,
        mark=layout.draft.text,
        page=layout.page,
        pitch=layout.lines.pitch,
        fonts=layout.fonts,
        looks={role.value: _look(layout, layout.looks[role], document.language) for role in Role},
        paragraphs=[_paragraph(paragraph, places.get(number)) for number, paragraph in enumerate(document.paragraphs)],
    )


def _look(layout: Layout, look: Look, language: str) -> dict[str, object]:
    font = layout.fonts[look.font]
    substitutes = tuple(name.partition(":")[0] for name in font.substitutes)
    return {
        "family": (f"latin-{look.font}", font.named(language), font.name, *font.alternatives, *substitutes),
        "weight": "bold" if look.bold else "normal",
        "size": look.size,
        "pitch": look.pitch or layout.lines.pitch,
        "alignment": look.alignment,
        "indent": look.indent,
        "before": look.lines_before * layout.lines.pitch,
        "after": look.lines_after * layout.lines.pitch,
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
