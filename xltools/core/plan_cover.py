"""The cover: which pack, version, unit and year, how to fill the workbook in, and where everything is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xltools.core.fingerprint import layout_fingerprint
from xltools.core.pack import Pack
from xltools.core.places import Places
from xltools.core.plan_entries import LINE, page
from xltools.core.plan_parts import Area, Look, PlannedCell, PlannedValue, SheetPlan, sheet_prefix
from xltools.core.plan_words import Words, lines

_WIDTHS = (20.0, 70.0)
_STEPS = 7
_FACTS_ROW = 3
_STEPS_ROW = 9
_SHEETS_ROW = _STEPS_ROW + _STEPS + 2


def plan_cover(pack: Pack, places: Places, year: int, unit: str, words: Words, own_tabs: Sequence[str]) -> SheetPlan:
    """Plan the cover.

    Args:
        pack: What the workbook is made from.
        places: Where its sheets stand.
        year: As the year's field holds it.
        unit: As the unit's field holds it.
        words: What is printed.
        own_tabs: The keys of the tool's own visible sheets, in order: ``indicators`` and so on.

    Returns:
        The sheet; its facts stand as label and value side by side.
    """
    title = words.text("cover.title", label=words.label(pack.label))
    cells = (
        *_across(1, title, Look.COVER_TITLE),
        *_facts(pack, year, unit, words),
        *_across(_STEPS_ROW, words.text("cover.steps"), Look.SECTION),
        *_steps(places.sheets[pack.year_field.partition(".")[0]].title, words),
        PlannedCell(_SHEETS_ROW, 1, words.text("cover.sheets"), Look.SECTION),
        PlannedCell(_SHEETS_ROW, 2, words.text("cover.purpose"), Look.SECTION),
        *_links(places, words, own_tabs),
    )
    rooms = {Look.STEP: sum(_WIDTHS), Look.NOTE: _WIDTHS[1]}
    heights = {1: 52.0} | {
        cell.row: 4 + LINE * lines(str(cell.value), rooms[cell.look])
        for cell in cells
        if cell.look in rooms and cell.value is not None
    }
    return SheetPlan(
        words.text("tab.cover"),
        cells,
        replace(page(words, _WIDTHS, None), one_page=True),
        widths=_WIDTHS,
        heights=heights | dict.fromkeys(range(_FACTS_ROW, _STEPS_ROW - 1), 24.0),
        merged=tuple(Area(row, 1, row, 2) for row in (1, *range(_STEPS_ROW + 1, _STEPS_ROW + 1 + _STEPS))),
    )


def _across(row: int, text: str, look: Look) -> tuple[PlannedCell, PlannedCell]:
    """Give a text that runs over both columns."""
    return PlannedCell(row, 1, text, look), PlannedCell(row, 2, None, look)


def _steps(first_sheet: str, words: Words) -> Iterator[PlannedCell]:
    """Say how the workbook is filled in, step by step."""
    indicators, explanations = words.text("tab.indicators"), words.text("tab.explanations")
    for number in range(1, _STEPS + 1):
        key = f"cover.step_{number}"
        step = words.text(key, sheet=first_sheet, indicators=indicators, explanations=explanations)
        yield from _across(_STEPS_ROW + number, f"{number}. {step}", Look.STEP)


def _facts(pack: Pack, year: int, unit: str, words: Words) -> Iterator[PlannedCell]:
    """Give the facts by which a reader knows the workbook; unit and year follow their fields."""
    facts: tuple[tuple[str, PlannedValue, str | None], ...] = (
        ("pack", pack.id, None),
        ("version", pack.version, None),
        ("unit", unit, f'IF(ISBLANK({pack.unit_field}),"",{pack.unit_field})'),
        ("year", year, f'IF(ISBLANK({pack.year_field}),"",{pack.year_field})'),
        ("fingerprint", layout_fingerprint(pack), None),
    )
    for row, (key, value, formula) in enumerate(facts, _FACTS_ROW):
        yield PlannedCell(row, 1, words.text(f"cover.{key}"), Look.COVER_LABEL)
        yield PlannedCell(row, 2, value, Look.COVER_VALUE, formula)


def _links(places: Places, words: Words, own_tabs: Sequence[str]) -> Iterator[PlannedCell]:
    """Give a line for each visible sheet: its title, which leads there, and what it is for."""
    purposes = [(place.title, words.label(place.sheet.hint)) for place in places.sheets.values()]
    purposes += [(words.text(f"tab.{key}"), words.text(f"cover.{key}")) for key in own_tabs]
    for row, (title, purpose) in enumerate(purposes, _SHEETS_ROW + 1):
        yield PlannedCell(row, 1, title, Look.LINK, link=f"{sheet_prefix(title)}A1")
        yield PlannedCell(row, 2, purpose, Look.NOTE)
