"""A matrix: fixed rows and columns, an entry cell where they cross."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.contents import Record
from xltools.core.pack import Pack
from xltools.core.places import FIRST_ROW, HEADER_ROW, HINT_ROW, LABEL_COLUMN, SheetPlace
from xltools.core.plan_choices import ChoiceLists
from xltools.core.plan_constraints import Constraints, highlights, validation
from xltools.core.plan_entries import column_width, entry_look, heading, heading_heights, page, planned
from xltools.core.plan_parts import Area, EntryBlock, Look, PlannedCell, SheetPlan
from xltools.core.plan_words import Words, width


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
    labels = max((width(words.label(row.label)) for row in sheet.rows), default=0)
    columns = (column_width(column, pack, words) for column in sheet.columns)
    widths = (min(48.0, max(14.0, labels + 3)), *columns)
    last = place.last_column
    cells = [PlannedCell(HEADER_ROW, LABEL_COLUMN, words.text("matrix.corner"), Look.HEADER)]
    for column, found in zip(sheet.columns, rules, strict=True):
        look = Look.HEADER_REQUIRED if found.required else Look.HEADER
        cells.append(PlannedCell(HEADER_ROW, place.columns[column.name], words.label(column.label), look))
    cells += [PlannedCell(place.rows[row.name], LABEL_COLUMN, words.label(row.label), Look.LABEL) for row in sheet.rows]
    blocks = tuple(
        EntryBlock(
            place.entries(column.name),
            entry_look(column, field=True),
            tuple(planned(records.get(row.name, {}).get(column.name), words) for row in sheet.rows),
        )
        for column in sheet.columns
    )
    hint = words.label(sheet.hint)
    return SheetPlan(
        place.title,
        (*heading(place.title, hint, last), *cells),
        page(words, widths, HEADER_ROW),
        blocks=blocks,
        widths=widths,
        heights=heading_heights(hint, widths, ("", *(words.label(column.label) for column in sheet.columns))),
        merged=(Area(HINT_ROW, 1, HINT_ROW, last),),
        validations=tuple(validation(found, lists, words) for found in rules),
        highlights=tuple(highlight for found in rules for highlight in highlights(found, words)),
        frozen=(FIRST_ROW, 2),
    )
