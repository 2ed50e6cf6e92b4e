"""A form: one record, a field a row, with label, entry cell and note."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.contents import Record
from xltools.core.planning.places import FIELD_COLUMN, FIRST_ROW, HEADER_ROW, HINT_ROW, SheetPlace
from xltools.core.planning.plan_choices import ChoiceLists
from xltools.core.planning.plan_constraints import Constraints, highlights, validation
from xltools.core.planning.plan_entries import LINE, entry_look, heading, heading_heights, page, planned
from xltools.core.planning.plan_parts import Area, EntryBlock, Look, PlannedCell, SheetPlan
from xltools.core.planning.plan_words import Words, lines, width

_VALUE_WIDTH = 44.0
_NOTE_WIDTH = 46.0


def plan_form(
    place: SheetPlace, rules: Sequence[Constraints], lists: ChoiceLists, words: Words, record: Record
) -> SheetPlan:
    """Plan a form with its fields filled as far as they are known."""
    sheet = place.sheet
    labels = max((width(words.label(column.label)) for column in sheet.columns), default=0)
    widths = (min(40.0, max(16.0, labels + 4)), _VALUE_WIDTH, _NOTE_WIDTH)
    heads = ("form.item", "form.content", "form.note")
    cells = [PlannedCell(HEADER_ROW, number, words.text(key), Look.HEADER) for number, key in enumerate(heads, 1)]
    hint = words.label(sheet.hint)
    heights = heading_heights(hint, widths)
    for column, found in zip(sheet.columns, rules, strict=True):
        row, note = place.rows[column.name], words.label(column.hint)
        look = Look.LABEL_REQUIRED if found.required else Look.LABEL
        cells += [PlannedCell(row, 1, words.label(column.label), look), PlannedCell(row, 3, note, Look.NOTE)]
        text = str(record.get(column.name, ""))
        heights[row] = 6 + LINE * max(3 if column.multiline else 1, lines(note, _NOTE_WIDTH), lines(text, _VALUE_WIDTH))
    blocks = tuple(
        EntryBlock(
            Area(place.rows[column.name], FIELD_COLUMN, place.rows[column.name], FIELD_COLUMN),
            entry_look(column, field=True),
            (planned(record.get(column.name), words),),
        )
        for column in sheet.columns
    )
    return SheetPlan(
        place.title,
        (*heading(place.title, hint, 3), *cells),
        page(words, widths, HEADER_ROW),
        blocks=blocks,
        widths=widths,
        heights=heights,
        merged=(Area(HINT_ROW, 1, HINT_ROW, 3),),
        validations=tuple(validation(found, lists, words) for found in rules),
        highlights=tuple(highlight for found in rules for highlight in highlights(found, words)),
        frozen=(FIRST_ROW, 1),
    )
