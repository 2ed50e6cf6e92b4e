"""What the reader found odd in the file and its sheets, as findings of a check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.grid import Grid
from xltools.core.parsing.oddities import severity_of
from xltools.core.parsing.sheet_at import SheetAt


def odd_file(grid: Grid) -> Iterator[Finding]:
    """Say what is odd in the file as a whole."""
    for oddity in grid.oddities:
        yield Finding(severity_of(oddity), Location(), oddity.key, dict(oddity.params))
    if grid.epoch_1904:
        yield Finding(Severity.NOTE, Location(), "structure.epoch_1904")


def odd_sheet(sheet: SheetAt, told: Iterable[tuple[int, int]]) -> Iterator[Finding]:
    """Say what is odd in a sheet.

    Args:
        sheet: As read.
        told: The cells whose slips say it already.
    """
    known = set(told)
    for oddity in sheet.grid.oddities:
        if oddity.row is not None and oddity.column is not None and (oddity.row, oddity.column) in known:
            continue
        params: dict[str, Param] = dict(oddity.params)
        if oddity.row is not None and oddity.column is not None:
            params.setdefault("value", sheet.held(oddity.row, oddity.column)[1])
        yield sheet.find(severity_of(oddity), oddity.key, params, oddity.row, oddity.column)
