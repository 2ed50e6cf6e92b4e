"""From the cells of a workbook to typed rows, with everything that is wrong with its shape.

Sheets and columns are found by their names, never by their places, so that a row put in above or a
column between moves nothing.  What is not found is named and left out; nothing is guessed.
"""

from __future__ import annotations

from decimal import Decimal

from xltools.core.cells import Reading
from xltools.core.dataset import Dataset, Table
from xltools.core.find_fields import find_fields
from xltools.core.find_headers import find_headers
from xltools.core.find_sheets import find_sheets, header_labels
from xltools.core.findings import Finding, Severity
from xltools.core.grid import Grid
from xltools.core.own_labels import blank_words
from xltools.core.pack import Pack
from xltools.core.parse_form import parse_form
from xltools.core.parse_ledger import parse_ledger
from xltools.core.parse_matrix import find_rows, parse_matrix
from xltools.core.sheet_at import SheetAt
from xltools.core.sheets import Period, Sheet, SheetKind


def parse(grid: Grid, pack: Pack) -> Dataset:
    """Read a workbook as a pack declares it.

    Args:
        grid: Its cells, from a reader.
        pack: What it was made from.

    Returns:
        The rows, typed, each cell that could not be read with the reason, and what is wrong with
        the workbook's shape.
    """
    return _Parsing(grid, pack).dataset()


class _Parsing:
    """One workbook being read."""

    def __init__(self, grid: Grid, pack: Pack) -> None:
        self._pack = pack
        self._sheets = find_sheets(grid, pack)
        self._reading = Reading(blank_words(pack.language), None, grid.epoch_1904)
        self._findings: list[Finding] = list(self._sheets.findings)
        self._tables: dict[str, Table] = {}

    def dataset(self) -> Dataset:
        """Read everything.  The sheet with the year comes first, since dates are judged by it."""
        year_sheet = self._pack.year_field.partition(".")[0]
        for name in sorted(self._pack.sheets, key=lambda name: name != year_sheet):
            self._parse(name)
            if name == year_sheet:
                self._reading = self._reading._replace(period=self._period())
        tables = {name: self._tables[name] for name in self._pack.sheets if name in self._tables}
        unit = Dataset(None, "", tables).field(self._pack.unit_field)
        return Dataset(
            self._reading.period,
            unit if isinstance(unit, str) else "",
            tables,
            findings=sorted(self._findings, key=lambda finding: finding.order),
        )

    def _period(self) -> Period | None:
        """Give the year that the report covers."""
        year = Dataset(None, "", self._tables).field(self._pack.year_field)
        if isinstance(year, Decimal) and 1900 < year < 9999 and year == int(year):
            return Period.of_year(int(year))
        return None

    def _parse(self, name: str) -> None:
        declared, sheet = self._pack.sheets[name], self._sheets.declared.get(name)
        if sheet is None:
            return
        if declared.kind is SheetKind.FORM:
            fields = find_fields(sheet, header_labels(declared, self._pack.language))
            self._findings += fields.findings
            self._tables[name] = parse_form(sheet, declared, fields, self._reading)
        else:
            self._parse_rows(sheet, declared)

    def _parse_rows(self, sheet: SheetAt, declared: Sheet) -> None:
        """Read a ledger or a matrix."""
        headers = find_headers(sheet, header_labels(declared, self._pack.language))
        if headers is None:
            labels = tuple(header_labels(declared, self._pack.language).values())
            self._findings.append(sheet.find(Severity.ERROR, "structure.no_headers", {"value": "", "columns": labels}))
            return
        self._findings += headers.findings
        if declared.kind is SheetKind.LEDGER:
            self._tables[declared.name] = parse_ledger(sheet, declared, headers, self._reading)
            return
        rows = find_rows(sheet, declared, headers, self._pack.language)
        self._findings += rows.findings
        self._tables[declared.name] = parse_matrix(sheet, declared, headers, rows, self._reading)
