"""The indicators sheet: every number of the report, live, beside its target and last year's value.

The formula of an indicator is the aggregation's own, rounded once; ``IFERROR`` turns what has no
value into the empty text, since Excel has no other way for a formula to say nothing.  The value
stored with it is the engine's, so that programs which do not compute see the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xltools.core.aggregations.aggregation import Names
from xltools.core.findings import letters
from xltools.core.frozen import replace
from xltools.core.outcomes import Outcome
from xltools.core.pack import Indicator, Lookup, Pack
from xltools.core.planning.places import FIRST_ROW, HEADER_ROW, HINT_ROW, IndicatorPlace, Places
from xltools.core.planning.plan_entries import heading, heading_heights, page
from xltools.core.planning.plan_parts import Area, ChartPlan, Look, PlannedCell, PlannedValue, SheetPlan
from xltools.core.planning.plan_words import Words, lines, width
from xltools.core.planning.references import PlanReferences

_WIDTHS = {
    "id": 10.0,
    "label": 34.0,
    "value": 11.0,
    "unit": 8.0,
    "target": 11.0,
    "completion": 13.0,
    "last_year": 11.0,
    "change": 17.0,
    "owner": 12.0,
    "definition": 56.0,
}
_COMPARED_PLACES = 2
_PIXELS = 7  # of a character's width, and a little less than a column has with its margin
_BAR_HEIGHT = 20
_CHART_FRAME = 110


def plan_indicators(pack: Pack, places: Places, outcomes: Mapping[str, Outcome], words: Words) -> SheetPlan:
    """Plan the indicators sheet.

    Args:
        pack: Its indicators.
        places: Where everything stands.
        outcomes: What the engine computed from the workbook's entries.
        words: What is printed.

    Returns:
        The sheet, with a chart against the targets and one against last year where the pack has them.
    """
    place = places.indicators
    widths = tuple(_width(name, pack) for name in place.columns)
    headers = tuple(words.text(_header_key(name, pack)) for name in place.columns)
    hint = words.text("indicators.hint")
    cells = [PlannedCell(HEADER_ROW, number, header, Look.HEADER) for number, header in enumerate(headers, 1)]
    heights = heading_heights(hint, widths, headers)
    references = PlanReferences(pack, places)
    names = Names(pack.sheets, {name: one.label for name, one in pack.indicators.items()}, words.language)
    for indicator in pack.indicators.values():
        definition = _definition(indicator, names, words)
        cells += _row(indicator, pack, references, outcomes[indicator.id], definition, words)
        text_lines = max(
            lines(definition, _WIDTHS["definition"]), lines(words.label(indicator.label), _WIDTHS["label"])
        )
        heights[place.rows[indicator.id]] = 6 + 16.5 * text_lines
    return SheetPlan(
        place.title,
        (*heading(place.title, hint, len(widths)), *cells),
        replace(page(words, widths, HEADER_ROW), break_before=max(place.rows.values(), default=0) + 1),
        widths=widths,
        heights=heights,
        merged=(Area(HINT_ROW, 1, HINT_ROW, len(widths)),),
        charts=tuple(_charts(pack, place, widths, words)),
        frozen=(FIRST_ROW, 3),
    )


def _header_key(name: str, pack: Pack) -> str:
    """Give the message of a column's header; what a month is compared with is the same month of last year."""
    compared = name in {"last_year", "change"} and pack.part is not None
    return (
        f"indicators.{name}_{'same_period' if name == 'last_year' else 'on_year'}" if compared else f"indicators.{name}"
    )


def _width(name: str, pack: Pack) -> float:
    longest = max(map(width, pack.indicators), default=0) if name == "id" else 0
    return max(_WIDTHS[name], longest + 3.0)


def live_formula(indicator: Indicator, references: PlanReferences) -> str:
    """Give an indicator's formula: rounded once, and empty where there is no value."""
    return f'IFERROR(ROUND({references.exact(indicator)},{indicator.decimals}),"")'


def _definition(indicator: Indicator, names: Names, words: Words) -> str:
    return words.label(indicator.definition) or words.define(indicator.aggregation.words(names))


def _row(
    indicator: Indicator, pack: Pack, references: PlanReferences, outcome: Outcome, definition: str, words: Words
) -> Iterator[PlannedCell]:
    place = references.places.indicators
    row = place.rows[indicator.id]

    def cell(
        name: str, value: PlannedValue, look: Look, formula: str | None = None, decimals: int | None = None
    ) -> PlannedCell:
        # A formula without a value gives the empty text; a cell without a formula is left blank.
        stored = "" if formula is not None and value is None else value
        over_columns = name in {"value", "target", "last_year"}
        return PlannedCell(row, place.columns[name], stored, look, formula, array=over_columns, places=decimals)

    yield cell("id", indicator.id, Look.COMPUTED_TEXT)
    yield cell("label", words.label(indicator.label), Look.COMPUTED_TEXT)
    formula = live_formula(indicator, references)
    yield cell("value", outcome.value, Look.COMPUTED, formula, indicator.decimals)
    yield cell("unit", indicator.unit, Look.COMPUTED_TEXT)
    key, value = f"$A{row}", f"${letters(place.columns['value'])}{row}"
    if pack.targets is not None:
        target = f"${letters(place.columns['target'])}{row}"
        completed = _unless_blank(value, target, f"{value}/{target}*100")
        yield cell("target", outcome.target, Look.COMPARED, _lookup(pack.targets, key, references))
        yield cell("completion", outcome.completion, Look.COMPARED, completed, _COMPARED_PLACES)
    if pack.last_year is not None:
        last = f"${letters(place.columns['last_year'])}{row}"
        changed = _unless_blank(value, last, f"({value}-{last})/{last}*100")
        yield cell("last_year", outcome.last_year, Look.COMPARED, _lookup(pack.last_year, key, references))
        yield cell("change", outcome.change, Look.COMPARED, changed, _COMPARED_PLACES)
    if "owner" in place.columns:
        yield cell("owner", indicator.owner, Look.COMPUTED_TEXT)
    yield cell("definition", definition, Look.COMPUTED_TEXT)


def _lookup(lookup: Lookup, key: str, references: PlanReferences) -> str:
    """Look up the first number that stands beside an indicator's id, spelt exactly so."""
    keys, values = references.column(lookup.sheet, lookup.key), references.column(lookup.sheet, lookup.value)
    return f'IFERROR(INDEX({values},MATCH(1,EXACT({keys},{key})*ISNUMBER({values}),0)),"")'


def _unless_blank(value: str, base: str, formula: str) -> str:
    numbers = f"AND(ISNUMBER({value}),ISNUMBER({base}))"
    return f'IF({numbers},IF({base}=0,"",ROUND({formula},{_COMPARED_PLACES})),"")'


def _charts(pack: Pack, place: IndicatorPlace, widths: Sequence[float], words: Words) -> Iterator[ChartPlan]:
    """Give the charts, side by side below the table; both are in percent, so that large and small compare."""
    if not place.rows:
        return
    first, last = min(place.rows.values()), max(place.rows.values())
    height = _CHART_FRAME + _BAR_HEIGHT * len(place.rows)
    compared = [
        name for name, lookup in (("completion", pack.targets), ("change", pack.last_year)) if lookup is not None
    ]
    beside = place.columns["unit"] + 1
    chart_width = int(sum(widths[: beside - 1]) * _PIXELS)
    for name, column in zip(compared, (1, beside), strict=False):
        title = words.text(_header_key(name, pack))
        labels, values = (Area(first, place.columns[of], last, place.columns[of]) for of in ("label", name))
        yield ChartPlan(title, last + 2, column, chart_width, height, labels, values)
