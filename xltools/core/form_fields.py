"""Fields of forms, which packs name as ``sheet.column``, in words for the person who fills them in."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.dataset import Dataset
from xltools.core.outcomes import Phrase
from xltools.core.sheets import say


def field_phrases(names: Sequence[str], dataset: Dataset) -> tuple[Phrase, ...]:
    """Name fields as a reader finds them; one that the workbook lacks, as the pack does."""
    return tuple(_field_phrase(name, dataset) for name in names)


def _field_phrase(name: str, dataset: Dataset) -> Phrase:
    sheet, _, column = name.partition(".")
    table = dataset.tables.get(sheet)
    if table is None or column not in table.fields:
        return Phrase("indicator.field_absent", {"field": name})
    label = say(table.sheet.column(column).label, "")
    address = table.location(0, column).address
    return Phrase("indicator.field", {"sheet": table.title, "field": label, "cell": address})
