"""How gravely the oddities of a file are taken, and where they are to be looked at."""

from __future__ import annotations

from collections.abc import Iterator

from xltools.core.findings import Finding, Location, Severity
from xltools.core.grid import Grid, Oddity

SEVERITIES = {
    "file.duplicate_part": Severity.ERROR,
    "file.duplicate_cell": Severity.ERROR,
    "file.duplicate_row": Severity.ERROR,
    "file.bad_reference": Severity.ERROR,
    "file.odd_reference": Severity.WARNING,
    "file.bad_number": Severity.WARNING,
    "file.bad_date": Severity.WARNING,
    "file.bad_cell_type": Severity.WARNING,
    "file.bad_text_index": Severity.WARNING,
    "file.macros_in_xlsx": Severity.WARNING,
    "file.external_link": Severity.WARNING,
    "file.outside_formula": Severity.WARNING,
    "file.long_text": Severity.WARNING,
    "file.far_cell": Severity.NOTE,
    "file.broken_part": Severity.NOTE,
}
"""An error where a value was lost or could be another; a warning where someone should look.

A cell whose value is unreadable is an ERROR cell of the grid, so whoever needs its value refuses it;
here it is a warning, since the cell may be one that nobody needs.
"""


def oddity_findings(grid: Grid) -> Iterator[Finding]:
    """Give what is odd about a file as findings: first about the file, then sheet by sheet."""
    for oddity in grid.oddities:
        yield _finding(oddity, "", 0)
    for order, sheet in enumerate(grid.sheets):
        for oddity in sheet.oddities:
            yield _finding(oddity, sheet.name, order)


def _finding(oddity: Oddity, sheet: str, order: int) -> Finding:
    location = Location(sheet, oddity.row, oddity.column, order=order)
    return Finding(SEVERITIES[oddity.key], location, oddity.key, {"value": "", **oddity.params})
