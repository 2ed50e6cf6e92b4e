"""Formulas in entry cells, and what the reader found odd in one.

A formula's stored result is what the clerk saw, so it is read, and flagged: nobody can say from the
file whether it is still true.  What comes from another file or from the network is not read at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xltools.core.dataset import UNREADABLE, Slip, Table, Value
from xltools.core.findings import Param, Severity
from xltools.core.frozen import replace
from xltools.core.grid import Oddity
from xltools.core.matrix_totals import is_total
from xltools.core.parsing.sheet_at import SheetAt

_OUTSIDE = "file.outside_formula"
_SENSELESS = frozenset(("file.bad_number", "file.bad_text_index", "file.bad_date", "file.bad_cell_type"))
"""What the reader finds wrong with a cell's content; it gives such a cell as an error."""

Place = tuple[int, int]


def with_formulas(table: Table, sheet: SheetAt) -> tuple[Table, frozenset[Place]]:
    """Flag the formulas in the entry cells of a table, and say why a cell made no sense to the reader.

    Returns:
        The table, and the cells of which its slips now say what the reader noted.
    """
    odd = {
        (oddity.row, oddity.column): oddity
        for oddity in sheet.grid.oddities
        if oddity.row is not None and oddity.column is not None and oddity.key in {*_SENSELESS, _OUTSIDE}
    }
    if not sheet.grid.formulas and not odd:
        return table, frozenset()
    changes: dict[tuple[str, int], Slip] = {}
    told: set[Place] = set()
    for name, index, place in _entries(table, {**sheet.grid.formulas, **odd}):
        if place not in odd and table.keys and is_total(table.sheet, table.keys[index], name):
            continue
        slip = _slip(sheet, place, odd.get(place), table.slips.get(name, {}).get(index))
        if slip is not None:
            changes[name, index] = slip
        if place in odd:
            told.add(place)
    return _with_slips(table, changes), frozenset(told)


def _slip(sheet: SheetAt, place: Place, oddity: Oddity | None, slip: Slip | None) -> Slip | None:
    """Give the slip of a cell with a formula or an oddity; None leaves it as it is."""
    if oddity is not None and oddity.key in _SENSELESS:
        return Slip(oddity.key, {"value": "", **oddity.params})
    if slip is not None and slip.severity is Severity.ERROR:
        return None
    params: dict[str, Param] = {"value": sheet.held(*place)[1], "formula": sheet.grid.formulas.get(place, "")}
    if oddity is not None:
        return Slip("parse.formula_outside", params)
    return Slip("parse.formula", params, Severity.WARNING)


def _entries(table: Table, places: Mapping[Place, object]) -> Iterator[tuple[str, int, Place]]:
    """Give column name, index and place of those cells that are entries of a table."""
    if table.fields:
        yield from ((name, 0, place) for name, place in table.fields.items() if place in places)
        return
    names = {place: name for name, place in table.places.items()}
    indexes = {row: index for index, row in enumerate(table.rows)}
    for row, column in sorted(places):
        if column in names and row in indexes:
            yield names[column], indexes[row], (row, column)


def _with_slips(table: Table, changes: Mapping[tuple[str, int], Slip]) -> Table:
    """Give the table with some slips put in; a cell whose slip is an error loses its value."""
    if not changes:
        return table
    slips = {name: dict(found) for name, found in table.slips.items()}
    columns: dict[str, list[Value]] = {}
    for (name, index), slip in changes.items():
        slips.setdefault(name, {})[index] = slip
        if slip.severity is Severity.ERROR:
            columns.setdefault(name, list(table.columns[name]))[index] = UNREADABLE
    return replace(table, columns={**table.columns, **columns}, slips=slips)
