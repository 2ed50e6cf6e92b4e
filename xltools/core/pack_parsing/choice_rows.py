"""The lines of a ``choices.csv``, and how those of a pack are laid over its base's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.frozen import frozen, replace
from xltools.core.nearest import nearest
from xltools.core.pack_parsing.pack_child_language import OVERRIDE, REMOVE

EVERY = "*"
"""Instead of a name, with ``remove``: every entry of the list."""


@frozen
class ChoiceRow:
    """A line of the file: an entry of a list, and where it stands.

    Attributes:
        file: As a fault names it.
        line: From 1.
        cells: By the names of the columns.
    """

    file: str
    line: int
    cells: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str, str]:
        """List, name and filter: what no two entries share."""
        return self.cells["list_name"], self.cells["name"], self.cells.get("filter", "")

    def fault(self, name: str, key: str, **params: Param) -> Finding:
        """Say that a cell of the line is wrong."""
        place = Location(self.file, row=self.line, path=name)
        return Finding(Severity.ERROR, place, key, {"name": name, **params})


def overlaid(base: Iterable[ChoiceRow], own: Iterable[ChoiceRow], faults: list[Finding]) -> tuple[ChoiceRow, ...]:
    """Lay lines over others: an entry that is there gets the labels given, a new one follows its list.

    Args:
        base: The lines inherited.
        own: Those laid over them.
        faults: Where faults are kept.
    """
    rows = list(base)
    for row in own:
        how = row.cells.get(OVERRIDE, "")
        found = [place for place, other in enumerate(rows) if other.key == row.key]
        if how == REMOVE:
            rows = _removed(rows, row, faults)
        elif how:
            faults.append(row.fault(OVERRIDE, "pack.not_one_of", value=how, allowed=(REMOVE,)))
        elif found and rows[found[0]].file != row.file:
            given = {name: text for name, text in row.cells.items() if text}
            rows[found[0]] = replace(row, cells={**rows[found[0]].cells, **given})
        else:
            rows.append(row)
    return tuple(rows)


def _removed(rows: Sequence[ChoiceRow], row: ChoiceRow, faults: list[Finding]) -> list[ChoiceRow]:
    """Leave out what a line removes: an entry, under one filter or all, or the whole list."""
    listed, name, under = row.key
    kept = [
        other
        for other in rows
        if other.key[0] != listed or name not in (other.key[1], EVERY) or under not in (other.key[2], "")
    ]
    if len(kept) == len(rows):
        lists = {other.key[0] for other in rows}
        known = {other.key[1] for other in rows if other.key[0] == listed}
        key, value, among = ("name", name, known) if listed in lists else ("list_name", listed, lists)
        near = nearest(value, sorted(among))
        message = "inherit.unknown" if near is None else "inherit.unknown_near"
        faults.append(row.fault(key, message, value=value, suggestion=near))
    return kept
