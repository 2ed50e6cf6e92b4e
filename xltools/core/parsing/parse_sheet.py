"""One sheet of a pack: found headers, read rows, and everything that may mislead about them."""

from __future__ import annotations

from collections.abc import Sequence

from xltools.core.dataset import Table
from xltools.core.findings import Finding, Param, Severity
from xltools.core.frozen import frozen, replace
from xltools.core.pack import Pack
from xltools.core.parsing.cells import Reading
from xltools.core.parsing.entry_columns import EntryColumn, entry_columns
from xltools.core.parsing.entry_formulas import with_formulas
from xltools.core.parsing.find_fields import find_fields
from xltools.core.parsing.find_headers import Headers, find_headers
from xltools.core.parsing.find_sheets import header_labels
from xltools.core.parsing.odd_cells import hidden_entries, lost_validations, merged_cells
from xltools.core.parsing.odd_rows import remark_rows, repeated_headers, repeated_rows, total_rows, without_records
from xltools.core.parsing.outside_table import KEY as OUTSIDE
from xltools.core.parsing.outside_table import outside_table
from xltools.core.parsing.parse_form import parse_form
from xltools.core.parsing.parse_ledger import parse_ledger
from xltools.core.parsing.parse_matrix import find_rows, parse_matrix
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.parsing.unread_columns import unread_columns
from xltools.core.said_once import NO_RECORD
from xltools.core.sheets import Sheet, SheetKind


@frozen
class ParsedSheet:
    """What became of a sheet.

    Attributes:
        table: Its rows; None where they could not be found.
        findings: What is wrong with its shape.
        told: The cells whose slips say what the reader found odd.
    """

    table: Table | None
    findings: list[Finding]
    told: frozenset[tuple[int, int]] = frozenset()


def parse_sheet(sheet: SheetAt, pack: Pack, name: str, reading: Reading, *, restricted: bool) -> ParsedSheet:
    """Read a sheet as the pack declares it.

    Args:
        sheet: Its cells.
        pack: The pack.
        name: Of the sheet in the pack.
        reading: Of the workbook.
        restricted: True where the workbook has validations, so that a lost one is worth a finding.
    """
    declared = pack.sheets[name]
    parsed = _parse_form if declared.kind is SheetKind.FORM else _parse_rows
    table, findings = parsed(sheet, pack, declared, reading)
    if table is None:
        return ParsedSheet(None, findings)
    columns = entry_columns(table, pack.language)
    findings += [*merged_cells(sheet, columns), *hidden_entries(sheet, columns)]
    if restricted:
        findings += lost_validations(sheet, _prepared(columns, findings))
    table, told = with_formulas(table, sheet)
    return ParsedSheet(table, findings, told)


def _prepared(columns: Sequence[EntryColumn], findings: Sequence[Finding]) -> Sequence[EntryColumn]:
    """Leave out the rows that are no records or lie below the table: no validation was ever there."""
    others = {finding.location.row for finding in findings if finding.key in NO_RECORD}
    below = min((finding.location.row or 0 for finding in findings if finding.key == OUTSIDE), default=None)
    if not others and below is None:
        return columns
    kept = [[row for row in column.rows if row not in others and (below is None or row < below)] for column in columns]
    return [replace(column, rows=rows) for column, rows in zip(columns, kept, strict=True)]


def _parse_form(sheet: SheetAt, pack: Pack, declared: Sheet, reading: Reading) -> tuple[Table | None, list[Finding]]:
    fields = find_fields(sheet, header_labels(declared, pack.language))
    return parse_form(sheet, declared, fields, reading), list(fields.findings)


def _parse_rows(sheet: SheetAt, pack: Pack, declared: Sheet, reading: Reading) -> tuple[Table | None, list[Finding]]:
    """Read a ledger or matrix."""
    labels = header_labels(declared, pack.language)
    headers = find_headers(sheet, labels)
    if headers is None:
        params: dict[str, Param] = {"value": "", "columns": tuple(labels.values())}
        return None, [sheet.find(Severity.ERROR, "structure.no_headers", params)]
    if declared.kind is SheetKind.MATRIX:
        rows = find_rows(sheet, declared, headers, pack.language)
        first = min(headers.places.values(), default=1)
        findings = [*headers.findings, *rows.findings, *unread_columns(sheet, headers, first)]
        return parse_matrix(sheet, declared, headers, rows, reading), findings
    return _parse_ledger(sheet, pack, declared, headers, reading)


def _parse_ledger(
    sheet: SheetAt, pack: Pack, declared: Sheet, headers: Headers, reading: Reading
) -> tuple[Table, list[Finding]]:
    table, entries = parse_ledger(sheet, declared, headers, reading)
    no_records = [
        *repeated_headers(sheet, entries, headers),
        *total_rows(sheet, entries, headers.places, _chosen(declared, pack)),
        *remark_rows(sheet, entries, headers.places),
    ]
    beside = frozenset(finding.location.row for finding in no_records)
    findings = [
        *headers.findings,
        *unread_columns(sheet, headers),
        *no_records,
        *outside_table(sheet, headers, table.rows, beside),
    ]
    if not any(rule.sheet == declared.name and rule.check.kind == "unique" for rule in pack.rules):
        findings += repeated_rows(sheet, entries, table.rows)
    return without_records(table, no_records), findings


def _chosen(declared: Sheet, pack: Pack) -> dict[str, frozenset[str]]:
    """Give what may be chosen in each column that has a list."""
    return {
        column.name: frozenset(choice.name for choice in pack.choices.get(column.choices, ()))
        for column in declared.columns
        if column.choices is not None
    }
