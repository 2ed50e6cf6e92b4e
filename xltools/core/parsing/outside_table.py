"""Records below the end of their table: the program reads them, and the workbook's formulas do not.

Excel lets a table grow with what is typed below it, as long as the sheet is not protected; LibreOffice
does not, and so a figure would differ between the workbook and its report.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from xltools.core.findings import Finding, Param, Severity
from xltools.core.outcomes import Outcome
from xltools.core.parsing.entry_columns import spans
from xltools.core.parsing.find_headers import Headers
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.ranges import parse_range

KEY = "structure.outside_table"
_NAMED = 5


def outside_table(
    sheet: SheetAt, headers: Headers, rows: Sequence[int], no_records: Collection[int | None]
) -> Iterator[Finding]:
    """Name the records below the table of a ledger, all in one finding at the first.

    Args:
        sheet: The ledger.
        headers: Where its headers are; the table is the one that holds them.
        rows: Of its records, ascending.
        no_records: Rows that have a finding of their own.
    """
    first = min(headers.places.values(), default=1)
    for table in sheet.grid.tables:
        try:
            area = parse_range(table.reference)
        except ValueError:
            continue
        if area.holds(headers.row, first) and rows and rows[-1] > area.bottom:
            below = [row for row in rows if row > area.bottom and row not in no_records]
            if below:
                named = tuple(spans(below)[:_NAMED])
                params: dict[str, Param] = {"value": table.reference, "count": len(below), "rows": named}
                yield sheet.find(Severity.WARNING, KEY, params, below[0])


def first_outside(findings: Sequence[Finding]) -> Mapping[str, Finding]:
    """Give, by title of the sheet, what was found of records below its table."""
    return {finding.location.sheet: finding for finding in findings if finding.key == KEY}


def reads_outside(outcome: Outcome, found: Mapping[str, Finding]) -> Finding | None:
    """Give what was found of the records below a table that an indicator was computed from; None for none."""
    for behind in outcome.rows:
        finding = found.get(behind.title)
        if finding is not None and behind.rows and max(behind.rows) >= (finding.location.row or 0):
            return finding
    return None
