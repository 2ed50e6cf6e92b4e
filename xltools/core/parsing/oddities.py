"""How gravely the oddities of a file are taken, and where they are to be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.findings import Finding, Location, Severity
from xltools.core.grid import Grid, Oddity

_ERRORS = frozenset(("file.duplicate_part", "file.duplicate_cell", "file.duplicate_row", "file.bad_reference"))


def severity_of(oddity: Oddity) -> Severity:
    """Grade an oddity: an error where a cell may have been lost or have two contents, else a warning.

    A cell whose value is unreadable is an ERROR cell of the grid, so whoever needs its value refuses
    it; here it is a warning, since the cell may be one that nobody needs.
    """
    if oddity.key == "file.duplicate_cell" and oddity.params.get("value") == oddity.params.get("earlier"):
        return Severity.WARNING
    return Severity.ERROR if oddity.key in _ERRORS else Severity.WARNING


def oddity_findings(grid: Grid) -> Iterator[Finding]:
    """Give what is odd about a file as findings: first about the file, then sheet by sheet."""
    for oddity in grid.oddities:
        yield _finding(oddity, "", 0)
    for order, sheet in enumerate(grid.sheets):
        for oddity in sheet.oddities:
            yield _finding(oddity, sheet.name, order)


def _finding(oddity: Oddity, sheet: str, order: int) -> Finding:
    location = Location(sheet, oddity.row, oddity.column, order=order)
    return Finding(severity_of(oddity), location, oddity.key, {"value": "", **oddity.params})
