"""A matrix: fixed rows and columns under their captions, an entry cell where they cross."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xltools.core.contents import Record
from xltools.core.matrix_totals import is_total
from xltools.core.pack import Pack
from xltools.core.planning.places import HEADER_ROW, HINT_ROW, LABEL_COLUMN, SheetPlace
from xltools.core.planning.plan_choices import ChoiceLists
from xltools.core.planning.plan_constraints import Constraints, highlights, validation
from xltools.core.planning.plan_entries import LINE, column_width, entry_look, heading, heading_heights, page, planned
from xltools.core.planning.plan_parts import Area, EntryBlock, Look, PlannedCell, SheetPlan
from xltools.core.planning.plan_totals import total_formulas
from xltools.core.planning.plan_words import Words, lines, width
from xltools.core.sheets import Column, Group, MatrixRow

_WIDEST_LABEL = 40.0
_WIDEST_CAPTION = 16.0


def plan_matrix(
    pack: Pack,
    place: SheetPlace,
    rules: Sequence[Constraints],
    lists: ChoiceLists,
    words: Words,
    records: Mapping[str, Record],
) -> SheetPlan:
    """Plan a matrix with its cells filled as far as they are known."""
    sheet = place.sheet
    widths = (*_label_widths(place, words), *(column_width(column, pack, words) for column in sheet.columns))
    hint = words.label(sheet.hint)
    required = {found.column.name for found in rules if found.required}
    captions = [*_headers(place, words, required), *_labels(place, words)]
    headers = (*[""] * place.label_columns, *(words.label(column.label) for column in sheet.columns))
    heights = heading_heights(hint, widths, headers)
    return SheetPlan(
        place.title,
        (
            *heading(place.title, hint, place.last_column),
            *(cell for cell, _ in captions),
            *_totals(place, records),
        ),
        page(words, widths, place.header_row),
        blocks=tuple(block for column in sheet.columns for block in _blocks(place, column, words, records)),
        widths=widths,
        heights={
            **heights,
            **dict.fromkeys(range(HEADER_ROW, place.header_row), LINE + 6),
            place.header_row: heights[HEADER_ROW],
            **_heights(place, widths, words),
        },
        merged=(
            Area(HINT_ROW, 1, HINT_ROW, place.last_column),
            *(area for _, area in captions if area.address != area.address.partition(":")[0]),
        ),
        validations=tuple(validation(found, lists, words) for found in rules if not found.column.total_of),
        highlights=tuple(highlight for found in rules for highlight in highlights(found, words)),
        frozen=(place.first_row, place.label_columns + 1),
    )


def _headers(place: SheetPlace, words: Words, required: set[str]) -> Iterator[tuple[PlannedCell, Area]]:
    """Give the columns' headers under their captions, and over the labels the corner."""
    corner = Area(HEADER_ROW, LABEL_COLUMN, place.header_row, place.label_columns)
    yield from _caption(corner, words.text("matrix.corner"), Look.HEADER)
    columns = place.sheet.columns
    paths = [place.sheet.captions(column.group) for column in columns]
    for row in range(HEADER_ROW, place.header_row):
        depth = row - HEADER_ROW
        for first, last, group in _shared(paths, depth):
            area = Area(row, place.columns[columns[first].name], row, place.columns[columns[last].name])
            yield from _caption(area, words.label(group.label), Look.HEADER)
    for column, path in zip(columns, paths, strict=True):
        at = place.columns[column.name]
        # The header's text stands in the header row itself: there a reader looks for it.
        for row in range(HEADER_ROW + len(path), place.header_row):
            yield from _caption(Area(row, at, row, at), "", Look.HEADER)
        look = Look.HEADER_REQUIRED if column.name in required else Look.HEADER
        yield from _caption(Area(place.header_row, at, place.header_row, at), words.label(column.label), look)


def _labels(place: SheetPlace, words: Words) -> Iterator[tuple[PlannedCell, Area]]:
    """Give the rows' labels beside their captions."""
    rows = place.sheet.rows
    paths = [place.sheet.captions(row.group) for row in rows]
    for depth in range(place.label_columns - 1):
        for first, last, group in _shared(paths, depth):
            area = Area(place.rows[rows[first].name], depth + 1, place.rows[rows[last].name], depth + 1)
            yield from _caption(area, words.label(group.label), Look.LABEL)
    for row, path in zip(rows, paths, strict=True):
        at = place.rows[row.name]
        yield from _caption(Area(at, len(path) + 1, at, place.label_columns), words.label(row.label), Look.LABEL)


def _shared(paths: Sequence[tuple[Group, ...]], depth: int) -> Iterator[tuple[int, int, Group]]:
    """Give the runs of neighbours that share a caption at a depth: first, last, caption."""
    first = 0
    while first < len(paths):
        path = paths[first][: depth + 1]
        last = first
        while last + 1 < len(paths) and paths[last + 1][: depth + 1] == path:
            last += 1
        if len(path) > depth:
            yield first, last, path[depth]
        first = last + 1


def _caption(area: Area, text: str, look: Look) -> Iterator[tuple[PlannedCell, Area]]:
    """Give the cells of a caption, the text in the first, each with the area that is merged (once)."""
    for row in range(area.first_row, area.last_row + 1):
        for column in range(area.first_column, area.last_column + 1):
            first = (row, column) == (area.first_row, area.first_column)
            whole = area if first else Area(row, column, row, column)
            yield PlannedCell(row, column, text if first else None, look), whole


def _blocks(place: SheetPlace, column: Column, words: Words, records: Mapping[str, Record]) -> Iterator[EntryBlock]:
    """Give the entry cells of a column, parted where a total stands between."""
    run: list[MatrixRow] = []
    for row in (*place.sheet.rows, None):
        if row is not None and not is_total(place.sheet, row.name, column.name):
            run.append(row)
            continue
        if run:
            at = place.columns[column.name]
            values = tuple(planned(records.get(found.name, {}).get(column.name), words) for found in run)
            area = Area(place.rows[run[0].name], at, place.rows[run[-1].name], at)
            yield EntryBlock(area, entry_look(column), values)
            run = []


def _totals(place: SheetPlace, records: Mapping[str, Record]) -> Iterator[PlannedCell]:
    for row, column, formula in total_formulas(place):
        value = records.get(row, {}).get(column)
        stored = value if not isinstance(value, str) and value is not None else ""
        yield PlannedCell(
            place.rows[row],
            place.columns[column],
            stored,  # type: ignore[arg-type] # totals are numbers
            Look.COMPUTED,
            formula,
        )


def _label_widths(place: SheetPlace, words: Words) -> tuple[float, ...]:
    """Give the widths of the columns of labels: captions wrap, the labels themselves have room."""
    labels = max((width(words.label(row.label)) for row in place.sheet.rows), default=0)
    own = min(_WIDEST_LABEL if place.label_columns > 1 else 48.0, max(14.0, labels + 3))
    return (*[_WIDEST_CAPTION] * (place.label_columns - 1), own)


def _heights(place: SheetPlace, widths: Sequence[float], words: Words) -> dict[int, float]:
    """Give the heights of rows whose labels take several lines."""
    found = {}
    for row in place.sheet.rows:
        depth = len(place.sheet.captions(row.group))
        room = sum(widths[depth : place.label_columns]) - 3
        wrapped = lines(words.label(row.label), room)
        if wrapped > 1:
            found[place.rows[row.name]] = 6 + LINE * wrapped
    return found
