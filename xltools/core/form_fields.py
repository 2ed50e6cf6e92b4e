"""Fields of forms, which packs name as ``sheet.column``, in words for the person who fills them in."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.dataset import Dataset
from xltools.core.findings import letters
from xltools.core.outcomes import Phrase, RowsBehind
from xltools.core.sheets import say


def field_phrases(names: Sequence[str], dataset: Dataset) -> tuple[Phrase, ...]:
    """Name fields as a reader finds them; one that the workbook lacks, as the pack does."""
    return tuple(_field_phrase(name, dataset) for name in names)


def cells_behind(names: Sequence[str], dataset: Dataset) -> tuple[RowsBehind, ...]:
    """Give the cells of fields, where the workbook has them."""
    behind = []
    for name in names:
        sheet, _, column = name.partition(".")
        table = dataset.tables.get(sheet)
        if table is not None and column in table.fields:
            row, place = table.fields[column]
            behind.append(RowsBehind(sheet, table.title, (row,), (letters(place),)))
    return tuple(behind)


def _field_phrase(name: str, dataset: Dataset) -> Phrase:
    sheet, _, column = name.partition(".")
    table = dataset.tables.get(sheet)
    if table is None or column not in table.fields:
        return Phrase("indicator.field_absent", {"field": name})
    label = say(table.sheet.column(column).label, "")
    address = table.location(0, column).address
    return Phrase("indicator.field", {"sheet": table.title, "field": label, "cell": address})
