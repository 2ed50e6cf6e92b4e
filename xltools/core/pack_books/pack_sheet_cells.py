"""The sheets of a pack's spreadsheet as data, and how a value of a pack is written in one cell of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal

from xltools.core.frozen import frozen
from xltools.core.pack_books.cell_notation import conditions_cell, named_cell, scalar_cell, text_cell, texts_cell
from xltools.core.pack_parsing.pack_fields import Field, Shape
from xltools.core.rounding import is_kept

Cell = str | int | Decimal | None
Cells = tuple[Cell, ...]
Entry = Mapping[str, object]
Comments = Mapping[str, Sequence[str]]


@frozen
class PackSheet:
    """A sheet of a pack's spreadsheet.

    Attributes:
        name: The tab.
        headers: The texts of row 1.
        rows: What stands below; of a sheet of entries, below their explanation.
    """

    name: str
    headers: tuple[str, ...]
    rows: tuple[Cells, ...]


def value_cell(field: Field, value: object) -> Cell:
    """Write a value as the key's shape has it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | Decimal):
        return number_cell(value)
    if isinstance(value, Mapping):
        return named_cell(value) if field.shape is Shape.NAMED else conditions_cell(value)
    if isinstance(value, list):
        return texts_cell([str(item) for item in value])
    assert isinstance(value, str | date)
    if field.shape in {Shape.VALUE, Shape.DEFAULT}:
        return scalar_cell(value)
    if field.shape in {Shape.TEXTS, Shape.INTEGERS}:
        return texts_cell([str(value)])
    return text_cell(str(value))


def number_cell(value: int | Decimal) -> Cell:
    """Give a number as a number where a cell keeps it as it is spelled, else its digits as a text."""
    if not is_kept(Decimal(value)):
        return scalar_cell(value)
    if isinstance(value, int) or format(value.normalize(), "f") == format(value, "f") != str(int(value)):
        return value
    return scalar_cell(value)


def note_cell(lines: Sequence[str]) -> Cell:
    """Write lines of comment as a note; none for no lines."""
    return text_cell("\n".join(lines)) if lines else None
