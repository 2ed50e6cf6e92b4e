"""What moved between two workbooks, as lines for people and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xltools.core.dataset import Value as CellValue
from xltools.core.difference import Change, ChangedRow, Difference, MovedFigure
from xltools.core.findings import Location
from xltools.core.messages import Catalog, Value, visible
from xltools.core.numerals import plain, shortest
from xltools.core.outcomes import Outcome
from xltools.core.sheets import say
from xltools.core.traces.trace_words import cell_text

Json = str | int | bool | None | list["Json"] | dict[str, "Json"]


def as_text(found: Difference, old: str, new: str, catalog: Catalog) -> str:
    """Say each figure that moved with its rows, then the rows that moved none, then how many there are.

    Args:
        found: From ``difference``.
        old: The name of the earlier workbook.
        new: Of the later one.
        catalog: The reader's language.
    """
    return "".join(f"{line}\n" for line in _lines(found, old, new, catalog))


def figure_text(figure: MovedFigure, catalog: Catalog) -> str:
    """Say what a figure was and is, and by how much it moved."""
    unit = figure.indicator.unit
    params = {
        "id": figure.indicator.id,
        "label": say(figure.indicator.label, catalog.language),
        "old": _value(figure.old, unit, catalog),
        "new": _value(figure.new, unit, catalog),
    }
    if figure.by is None:
        return catalog.say("difference.figure", params)
    return catalog.say("difference.moved", {**params, "by": f"{'+' if figure.by > 0 else ''}{shortest(figure.by)}"})


def row_text(row: ChangedRow, catalog: Catalog) -> str:
    """Say what became of a row, where it stands, and what it holds or what of it differs."""
    place = row.new or row.old
    assert place is not None
    cells = catalog.sentence("message.between_phrases").join(_cells(row, catalog))
    params = {"place": place_text(row, catalog), "cells": cells}
    return catalog.say(f"difference.row.{row.change.value}", params)


def place_text(row: ChangedRow, catalog: Catalog) -> str:
    """Name a row by its place now, and where it stood if that was elsewhere."""
    old, new = _address(row.old), _address(row.new)
    sheet = visible(row.title)
    if row.change is Change.CHANGED and old != new:
        return catalog.say("difference.place_moved", {"sheet": sheet, "old": old, "new": new})
    return catalog.say("difference.place", {"sheet": sheet, "address": new or old})


def as_json(found: Difference, old: str, new: str, catalog: Catalog) -> str:
    """Give the difference as JSON; exact numbers are text, since JSON has no decimals.

    Args:
        found: From ``difference``.
        old: The name of the earlier workbook.
        new: Of the later one.
        catalog: The reader's language, for labels and reasons.
    """
    import json

    numbers = {id(row): number for number, row in enumerate(found.rows)}
    whole: Json = {
        "old": old,
        "new": new,
        "figures": [
            {
                "id": figure.indicator.id,
                "label": say(figure.indicator.label, catalog.language),
                "old": _number(figure.old.value),
                "new": _number(figure.new.value),
                "by": _number(figure.by),
                "unit": figure.indicator.unit,
                "rows": [numbers[id(row)] for row in figure.rows],
            }
            for figure in found.figures
        ],
        "rows": [_row(row, catalog) for row in found.rows],
        "lacking": list(found.lacking),
    }
    text = json.dumps(whole, ensure_ascii=False, indent=2)
    return text.encode("utf-8", "replace").decode("utf-8") + "\n"


def _lines(found: Difference, old: str, new: str, catalog: Catalog) -> Iterator[str]:
    for figure in found.figures:
        yield figure_text(figure, catalog)
        yield from (f"    {row_text(row, catalog)}" for row in figure.rows)
        if not figure.rows:
            yield f"    {catalog.sentence('difference.no_rows')}"
    if found.other_rows:
        yield catalog.sentence("difference.others")
        yield from (f"    {row_text(row, catalog)}" for row in found.other_rows)
    if found.lacking:
        yield catalog.say("difference.lacking", {"sheets": found.lacking})
    key = "difference.nothing" if found.is_nothing else "difference.summary"
    params: dict[str, Value] = {
        "old": visible(old),
        "new": visible(new),
        "figures": len(found.figures),
        "rows": len(found.rows),
    }
    yield catalog.say(key, params)


def _cells(row: ChangedRow, catalog: Catalog) -> Iterator[str]:
    for cell in row.cells:
        old, new = cell_text(cell.old, catalog), cell_text(cell.new, catalog)
        if row.change is Change.CHANGED:
            empty = catalog.sentence("difference.empty")
            params = {"name": cell.header, "old": old or empty, "new": new or empty}
            yield catalog.say("difference.cell", params)
        else:
            yield catalog.say("trace.named", {"name": cell.header, "value": new or old})


def _value(outcome: Outcome, unit: str, catalog: Catalog) -> str:
    return catalog.sentence("difference.none") if outcome.value is None else f"{plain(outcome.value)}{unit}"


def _address(place: Location | None) -> str:
    if place is None:
        return ""
    return place.address if place.column is not None else str(place.row)


def _number(value: Decimal | None) -> str | None:
    return None if value is None else plain(value)


def _row(row: ChangedRow, catalog: Catalog) -> Json:
    return {
        "change": row.change.value,
        "sheet": row.title,
        "old": _address(row.old) or None,
        "new": _address(row.new) or None,
        "cells": [
            {"header": cell.header, "old": _cell(cell.old, catalog), "new": _cell(cell.new, catalog)}
            for cell in row.cells
        ],
    }


def _cell(value: CellValue, catalog: Catalog) -> str | None:
    return cell_text(value, catalog) or None
