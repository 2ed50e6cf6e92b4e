"""The cover: which pack, version, unit and year, how to fill the workbook in, and where everything is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from xltools.core.fingerprint import layout_fingerprint
from xltools.core.pack import Pack
from xltools.core.places import Places
from xltools.core.plan_entries import page
from xltools.core.plan_parts import Area, Look, PlannedCell, PlannedValue, SheetPlan, sheet_prefix
from xltools.core.plan_words import Words, lines

_WIDTHS = (20.0, 70.0)
_STEPS = 7
_LINE = 17.0


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
    cells = [PlannedCell(1, 1, title, Look.COVER_TITLE), PlannedCell(1, 2, None, Look.COVER_TITLE)]
    cells += _facts(pack, year, unit, words)
    heights = {1: 52.0} | dict.fromkeys(range(3, 8), 24.0)
    row = 9
    cells.append(PlannedCell(row, 1, words.text("cover.steps"), Look.SECTION))
    cells.append(PlannedCell(row, 2, None, Look.SECTION))
    merged = [Area(1, 1, 1, 2)]
    first_form = places.sheets[pack.year_field.partition(".")[0]].title
    for number in range(1, _STEPS + 1):
        step = words.text(
            f"cover.step_{number}",
            sheet=first_form,
            indicators=words.text("tab.indicators"),
            explanations=words.text("tab.explanations"),
        )
        text = f"{number}. {step}"
        cells += [PlannedCell(row + number, 1, text, Look.STEP), PlannedCell(row + number, 2, None, Look.STEP)]
        merged.append(Area(row + number, 1, row + number, 2))
        heights[row + number] = 4 + _LINE * lines(text, sum(_WIDTHS))
    row += _STEPS + 2
    cells += [
        PlannedCell(row, 1, words.text("cover.sheets"), Look.SECTION),
        PlannedCell(row, 2, words.text("cover.purpose"), Look.SECTION),
    ]
    cells += _links(places, words, own_tabs, row + 1)
    heights |= {cell.row: 4 + _LINE * lines(str(cell.value), _WIDTHS[1]) for cell in cells if cell.look is Look.NOTE}
    return SheetPlan(
        words.text("tab.cover"),
        tuple(cells),
        replace(page(words, _WIDTHS, None), one_page=True),
        widths=_WIDTHS,
        heights=heights,
        merged=tuple(merged),
    )


def _facts(pack: Pack, year: int, unit: str, words: Words) -> Iterator[PlannedCell]:
    """Give the facts by which a reader knows the workbook; unit and year follow their fields."""
    facts: tuple[tuple[str, PlannedValue, str | None], ...] = (
        ("pack", pack.id, None),
        ("version", pack.version, None),
        ("unit", unit, f'IF(ISBLANK({pack.unit_field}),"",{pack.unit_field})'),
        ("year", year, f'IF(ISBLANK({pack.year_field}),"",{pack.year_field})'),
        ("fingerprint", layout_fingerprint(pack), None),
    )
    for row, (key, value, formula) in enumerate(facts, 3):
        yield PlannedCell(row, 1, words.text(f"cover.{key}"), Look.COVER_LABEL)
        yield PlannedCell(row, 2, value, Look.COVER_VALUE, formula)


def _links(places: Places, words: Words, own_tabs: Sequence[str], row: int) -> Iterator[PlannedCell]:
    """Give a line for each visible sheet: its title, which leads there, and what it is for."""
    purposes = [(place.title, words.label(place.sheet.hint)) for place in places.sheets.values()]
    purposes += [(words.text(f"tab.{key}"), words.text(f"cover.{key}")) for key in own_tabs]
    for number, (title, purpose) in enumerate(purposes):
        yield PlannedCell(row + number, 1, title, Look.LINK, link=f"{sheet_prefix(title)}A1")
        yield PlannedCell(row + number, 2, purpose, Look.NOTE)
