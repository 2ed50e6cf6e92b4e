"""A ledger: a row an event, prepared blank rows in an Excel table."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.contents import Record
from xltools.core.pack import Pack
from xltools.core.planning.places import FIRST_ROW, HEADER_ROW, HINT_ROW, SheetPlace
from xltools.core.planning.plan_choices import ChoiceLists
from xltools.core.planning.plan_constraints import Constraints, highlights, validation
from xltools.core.planning.plan_entries import LINE, column_width, entry_look, heading, heading_heights, page, planned
from xltools.core.planning.plan_parts import Area, EntryBlock, Look, PlannedCell, SheetPlan, TablePlan
from xltools.core.planning.plan_words import Words, lines
from xltools.core.planning.references import table_name

_MOST_LINES = 24  # Excel's tallest row is 409 points


def plan_ledger(
    pack: Pack,
    place: SheetPlace,
    rules: Sequence[Constraints],
    lists: ChoiceLists,
    words: Words,
    records: Sequence[Record],
) -> SheetPlan:
    """Plan a ledger with its first rows filled."""
    sheet = place.sheet
    widths = tuple(column_width(column, pack, words) for column in sheet.columns)
    headers = tuple(words.label(column.label) for column in sheet.columns)
    cells = [
        PlannedCell(HEADER_ROW, number, header, Look.HEADER_REQUIRED if found.required else Look.HEADER)
        for number, (header, found) in enumerate(zip(headers, rules, strict=True), 1)
    ]
    blocks = tuple(
        EntryBlock(
            place.entries(column.name),
            entry_look(column),
            tuple(planned(record.get(column.name), words) for record in records),
        )
        for column in sheet.columns
    )
    hint = words.label(sheet.hint)
    return SheetPlan(
        place.title,
        (*heading(place.title, hint, len(headers)), *cells),
        page(words, widths, HEADER_ROW),
        blocks=blocks,
        widths=widths,
        heights=heading_heights(hint, widths, headers) | _heights(blocks, widths),
        merged=(Area(HINT_ROW, 1, HINT_ROW, len(headers)),) if len(headers) > 1 else (),
        tables=(TablePlan(table_name(sheet.name), Area(HEADER_ROW, 1, place.last_row, len(headers)), headers),),
        validations=tuple(validation(found, lists, words) for found in rules),
        highlights=tuple(highlight for found in rules for highlight in highlights(found, words)),
        frozen=(FIRST_ROW, 2 if len(headers) > 5 else 1),
        rows_grow=True,
    )


def _heights(blocks: Sequence[EntryBlock], widths: Sequence[float]) -> dict[int, float]:
    """Give the heights of filled rows whose texts take several lines; LibreOffice does not find them by itself."""
    needed: dict[int, int] = {}
    for block, room in zip(blocks, widths, strict=True):
        if block.look is Look.ENTRY_CHOICE:
            continue  # it is not wrapped
        for row, value in enumerate(block.values, block.area.first_row):
            if isinstance(value, str):
                needed[row] = max(needed.get(row, 1), lines(value, room - 2))
    return {row: 3 + LINE * min(count, _MOST_LINES) for row, count in needed.items() if count > 1}
