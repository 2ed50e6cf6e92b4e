"""What moved between two workbooks as one HTML page that needs nothing beside it."""

from __future__ import annotations

from importlib.resources import files

from jinja2 import Environment, StrictUndefined

from xltools.core.difference import Change, ChangedRow, Difference
from xltools.core.messages import Catalog
from xltools.core.traces.difference_reports import figure_text, place_text
from xltools.core.traces.trace_words import cell_text


def difference_page(found: Difference, old: str, new: str, catalog: Catalog) -> str:
    """Give the page; every text is escaped by its template, and the page runs no script.

    Args:
        found: From ``difference``.
        old: The name of the earlier workbook.
        new: Of the later one.
        catalog: The reader's language.
    """
    environment = Environment(
        autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    source = files("xltools.adapters").joinpath("templates/difference.html.j2").read_text(encoding="utf-8")
    key = "difference.nothing" if found.is_nothing else "difference.summary"
    names = {"old": old, "new": new}
    counts = {"figures": len(found.figures), "rows": len(found.rows)}
    return environment.from_string(source).render(
        language=catalog.language,
        title=catalog.say("difference.title", names),
        summary=catalog.say(key, {**names, **counts}),
        words={key: catalog.sentence(f"difference.{key}") for key in ("others", "no_rows", "empty")},
        figures=[
            {"text": figure_text(figure, catalog), "rows": [_row(row, catalog) for row in figure.rows]}
            for figure in found.figures
        ],
        others=[_row(row, catalog) for row in found.other_rows],
        lacking=catalog.say("difference.lacking", {"sheets": found.lacking}) if found.lacking else "",
    )


def _row(row: ChangedRow, catalog: Catalog) -> dict[str, object]:
    return {
        "change": row.change.value,
        "word": catalog.sentence(f"difference.change.{row.change.value}"),
        "place": place_text(row, catalog),
        "changed": row.change is Change.CHANGED,
        "cells": [(cell.header, cell_text(cell.old, catalog), cell_text(cell.new, catalog)) for cell in row.cells],
    }
