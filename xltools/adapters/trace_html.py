"""The trace of a report as one HTML page: the text beside the rows that its numbers come from.

Every text is escaped by the template; the page runs no script and fetches nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from xltools.core.document import Document, Figure, Paragraph
from xltools.core.messages import Catalog
from xltools.core.trace import TracedFigure, TracedRows
from xltools.core.traces.trace_words import cell_text, facts, rows_text, value_text

_ROWS_SHOWN = 300


def trace_page(figures: Sequence[TracedFigure], document: Document | None, name: str, catalog: Catalog) -> str:
    """Give the page.

    Args:
        figures: From ``trace``.
        document: The report, where it could be composed.
        name: Of the workbook.
        catalog: The reader's language.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    source = files("xltools.adapters").joinpath("templates/trace.html.j2").read_text(encoding="utf-8")
    printed = {figure.id for figure in figures if figure.printed}
    return environment.from_string(source).render(
        language=catalog.language,
        title=catalog.say("trace.title", {"name": name}),
        words={key: catalog.sentence(f"trace.page.{key}") for key in ("hint", "report", "others", "rows", "row")},
        paragraphs=[_paragraph(one) for one in (document.passages if document else ())],
        printed=[_figure(figure, catalog) for figure in figures if figure.id in printed],
        others=[_figure(figure, catalog) for figure in figures if figure.id not in printed],
    )


def _paragraph(paragraph: Paragraph) -> dict[str, object]:
    runs = [{"text": run.text, "id": run.indicator if isinstance(run, Figure) else ""} for run in paragraph.runs]
    return {"role": paragraph.role.value, "number": paragraph.number, "runs": runs}


def _figure(figure: TracedFigure, catalog: Catalog) -> dict[str, object]:
    return {
        "id": figure.id,
        "label": figure.label,
        "value": value_text(figure, catalog),
        "facts": [
            {"name": fact.name, "text": fact.text}
            for fact in facts(figure, catalog)
            if fact.key not in {"value", "rows"}
        ],
        "parts": list(figure.parts),
        "places": [f"…{place.around}…" for place in figure.printed],
        "sheets": [_rows(rows, catalog) for rows in figure.sheets],
    }


def _rows(rows: TracedRows, catalog: Catalog) -> dict[str, object]:
    left_out = len(rows.rows) - _ROWS_SHOWN
    return {
        "cells": rows_text(rows, catalog),
        "headers": list(zip(rows.headers, rows.read, strict=True)),
        "rows": [
            {
                "row": row.row,
                "cells": [(cell_text(value, catalog), read) for value, read in zip(row.values, rows.read, strict=True)],
            }
            for row in rows.rows[:_ROWS_SHOWN]
        ],
        "left_out": catalog.say("trace.left_out", {"count": left_out}) if left_out > 0 else "",
    }
