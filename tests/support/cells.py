"""Single cells, read as a column of a type would read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from tests.support.grids import read_cell
from xltools.core.dataset import Value
from xltools.core.findings import Severity
from xltools.core.grid import CellType
from xltools.core.own_labels import blank_words
from xltools.core.parsing.cells import Read, Reading, cell_reader
from xltools.core.sheets import Blank, Column, ColumnType, Period

READING = Reading(blank_words("zh-Hans"), Period.of_year(2019))
ALL_BLANKS = frozenset({Blank.NOT_APPLICABLE, Blank.UNKNOWN})


class Verdict(NamedTuple):
    """What is said of a cell: its value, the slip's message and severity, and the repair offered."""

    value: Value
    key: str = ""
    severity: Severity | None = None
    repair: str | int | Decimal | date | None = None


def verdict(found: Read) -> Verdict:
    """Give what is said of a cell."""
    if found.slip is None:
        return Verdict(found.value)
    repair = found.slip.repair
    return Verdict(found.value, found.slip.key, found.slip.severity, None if repair is None else repair.value)


def column(kind: str, *, missing: frozenset[Blank] = frozenset(), multiline: bool = False) -> Column:
    """Declare a column of a type."""
    return Column("c", {"zh-Hans": "栏"}, ColumnType(kind), missing=missing, multiline=multiline)


def judge(declared: Column, drawing: str, reading: Reading = READING) -> Verdict:
    """Read a drawn cell (see ``grids``) in a column."""
    drawn = read_cell(drawing)
    return verdict(cell_reader(declared, reading)(drawn.type, drawn.value))


def judge_raw(declared: Column, kind: CellType, raw: str, reading: Reading = READING) -> Verdict:
    """Read a raw cell in a column."""
    return verdict(cell_reader(declared, reading)(kind, raw))
