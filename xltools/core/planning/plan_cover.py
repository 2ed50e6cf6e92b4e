"""The cover: which pack, version, unit and period, how to fill the workbook in, and where everything is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xltools.core.fingerprint import layout_fingerprint
from xltools.core.frozen import replace
from xltools.core.pack import Pack
from xltools.core.planning.places import Places
from xltools.core.planning.plan_entries import LINE, page
from xltools.core.planning.plan_parts import Area, Look, PlannedCell, PlannedValue, SheetPlan, sheet_prefix
from xltools.core.planning.plan_words import Words, lines

_WIDTHS = (20.0, 70.0)
_STEPS = 7
_FACTS_ROW = 3


def plan_cover(
    pack: Pack, places: Places, period: tuple[int, int | None], unit: str, words: Words, own_tabs: Sequence[str]
) -> SheetPlan:
    """Plan the cover.

    Args:
        pack: What the workbook is made from.
        places: Where its sheets stand.
        period: The year, and the number of the month or quarter, as their fields hold them.
        unit: As the unit's field holds it.
        words: What is printed.
        own_tabs: The keys of the tool's own visible sheets, in order: ``indicators`` and so on.

    Returns:
        The sheet; its facts stand as label and value side by side.
    """
    title = words.text("cover.title", label=words.label(pack.label))
    facts = tuple(_facts(pack, period, unit, words))
    steps_row = max(cell.row for cell in facts) + 2
    sheets_row = steps_row + _STEPS + 2
    cells = (
        *_across(1, title, Look.COVER_TITLE),
        *facts,
        *_across(steps_row, words.text("cover.steps"), Look.SECTION),
        *_steps(steps_row + 1, pack, places, words),
        PlannedCell(sheets_row, 1, words.text("cover.sheets"), Look.SECTION),
        PlannedCell(sheets_row, 2, words.text("cover.purpose"), Look.SECTION),
        *_links(sheets_row + 1, places, words, own_tabs),
    )
    return SheetPlan(
        words.text("tab.cover"),
        cells,
        replace(page(words, _WIDTHS, None), one_page=True),
        widths=_WIDTHS,
        heights=_heights(cells) | dict.fromkeys((cell.row for cell in facts), 24.0),
        merged=tuple(Area(row, 1, row, 2) for row in (1, *range(steps_row + 1, steps_row + 1 + _STEPS))),
    )


def _heights(cells: Sequence[PlannedCell]) -> dict[int, float]:
    """Give the heights that the title and the wrapped texts take."""
    rooms = {Look.STEP: sum(_WIDTHS), Look.NOTE: _WIDTHS[1]}
    return {1: 52.0} | {
        cell.row: 4 + LINE * lines(str(cell.value), rooms[cell.look])
        for cell in cells
        if cell.look in rooms and cell.value is not None
    }


def _across(row: int, text: str, look: Look) -> tuple[PlannedCell, PlannedCell]:
    """Give a text that runs over both columns."""
    return PlannedCell(row, 1, text, look), PlannedCell(row, 2, None, look)


def _steps(row: int, pack: Pack, places: Places, words: Words) -> Iterator[PlannedCell]:
    """Say how the workbook is filled in, step by step."""
    first_sheet = places.sheets[pack.year_field.partition(".")[0]].title
    indicators, explanations = words.text("tab.indicators"), words.text("tab.explanations")
    for number in range(1, _STEPS + 1):
        key = f"cover.step_{number}" if number > 1 or pack.part is None else f"cover.step_1_{pack.part.unit}"
        step = words.text(key, sheet=first_sheet, indicators=indicators, explanations=explanations)
        yield from _across(row + number - 1, f"{number}. {step}", Look.STEP)


def _facts(pack: Pack, period: tuple[int, int | None], unit: str, words: Words) -> Iterator[PlannedCell]:
    """Give the facts by which a reader knows the workbook; unit and period follow their fields."""
    year, number = period
    part: tuple[tuple[str, PlannedValue, str | None], ...] = ()
    if pack.part is not None:
        shown = "" if number is None else number
        part = ((pack.part.unit, shown, f'IF(ISBLANK({pack.part.field}),"",{pack.part.field})'),)
    facts: tuple[tuple[str, PlannedValue, str | None], ...] = (
        ("pack", pack.id, None),
        ("version", pack.version, None),
        ("unit", unit, f'IF(ISBLANK({pack.unit_field}),"",{pack.unit_field})'),
        ("year", year, f'IF(ISBLANK({pack.year_field}),"",{pack.year_field})'),
        *part,
        ("fingerprint", layout_fingerprint(pack), None),
    )
    for row, (key, value, formula) in enumerate(facts, _FACTS_ROW):
        yield PlannedCell(row, 1, words.text(f"cover.{key}"), Look.COVER_LABEL)
        yield PlannedCell(row, 2, value, Look.COVER_VALUE, formula)


def _links(first: int, places: Places, words: Words, own_tabs: Sequence[str]) -> Iterator[PlannedCell]:
    """Give a line for each visible sheet: its title, which leads there, and what it is for."""
    purposes = [(place.title, words.label(place.sheet.hint)) for place in places.sheets.values()]
    purposes += [(words.text(f"tab.{key}"), words.text(f"cover.{key}")) for key in own_tabs]
    for row, (title, purpose) in enumerate(purposes, first):
        yield PlannedCell(row, 1, title, Look.LINK, link=f"{sheet_prefix(title)}A1")
        yield PlannedCell(row, 2, purpose, Look.NOTE)
