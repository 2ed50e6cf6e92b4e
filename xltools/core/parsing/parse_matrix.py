"""From the cells of a matrix to its fixed rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from xltools.core.dataset import Table
from xltools.core.findings import Finding, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.parsing.cells import Reading
from xltools.core.parsing.column_values import read_column
from xltools.core.parsing.find_headers import Headers, matches, misspelt
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.sheets import Sheet, say

_LAST_ROW = 2_000


@frozen
class Rows:
    """Where the rows of a matrix are, by their names in the order declared, and what is wrong with them."""

    numbers: Mapping[str, int]
    findings: tuple[Finding, ...]


def find_rows(sheet: SheetAt, declared: Sheet, headers: Headers, language: str) -> Rows:
    """Find the fixed rows of a matrix by the labels at their head."""
    labels = {row.name: say(row.label, language) for row in declared.rows}
    first = min(headers.places.values(), default=1)
    texts: dict[int, dict[int, str]] = {}
    for row, column, text in sheet.texts(_LAST_ROW, first - 1):
        if row > headers.row:
            texts.setdefault(column, {})[row] = text
    column, heads = _heads(texts, labels)
    hits = matches(heads, labels)
    numbers = {name: hits[name][0] for name in labels if len(hits.get(name, ())) == 1}
    taken = {row for rows in hits.values() for row in rows}
    free = {row: text for row, text in heads.items() if row not in taken}
    near = misspelt(free, {name: label for name, label in labels.items() if name not in hits})
    strange = {row: text for row, text in free.items() if row not in near.values()}
    findings = [
        *_wrong_rows(sheet, column, hits, heads, near, labels),
        *_extra_rows(sheet, column, headers, strange),
    ]
    return Rows(numbers, tuple(findings))


def _heads(texts: Mapping[int, Mapping[int, str]], labels: Mapping[str, str]) -> tuple[int, Mapping[int, str]]:
    """Give the texts at the head of the rows: of the column that has most labels, or under captions the last of a row.

    Returns:
        A column of theirs, and the texts by row.
    """
    last: dict[int, str] = {}
    for column in sorted(texts):
        last.update(texts[column])
    candidates = {column: dict(texts[column]) for column in sorted(texts, reverse=True)}
    place = max(candidates, key=lambda column: len(matches(candidates[column], labels)), default=1)
    single = candidates.get(place, {})
    return (place, last) if len(matches(last, labels)) > len(matches(single, labels)) else (place, single)


def parse_matrix(sheet: SheetAt, declared: Sheet, headers: Headers, rows: Rows, reading: Reading) -> Table:
    """Read the rows of a matrix; a declared row that the sheet lacks is absent."""
    numbers = list(rows.numbers.values())
    columns = {}
    for name, place in headers.places.items():
        cells = [sheet.held(row, place) for row in numbers]
        types = tuple(kind for kind, _ in cells)
        columns[name] = read_column(types, [raw for _, raw in cells], declared.column(name), reading)
    return Table(
        declared,
        sheet.grid.name,
        sheet.order,
        numbers,
        {name: column.values for name, column in columns.items()},
        places=dict(headers.places),
        slips={name: column.slips for name, column in columns.items() if column.slips},
        keys=list(rows.numbers),
    )


def _wrong_rows(
    sheet: SheetAt,
    column: int,
    hits: Mapping[str, Sequence[int]],
    heads: Mapping[int, str],
    near: Mapping[str, int],
    labels: Mapping[str, str],
) -> Iterator[Finding]:
    """Name the declared rows that are doubled, misspelt or missing."""
    for name, label in labels.items():
        found = hits.get(name, ())
        params: dict[str, Param] = {"value": label, "label": label}
        if len(found) > 1:
            params["cells"] = tuple(sheet.address(row, column) for row in found)
            yield sheet.find(Severity.ERROR, "structure.label_doubled", params, found[1], column)
        elif found and heads[found[0]] != label:
            params["value"] = heads[found[0]]
            yield sheet.find(Severity.NOTE, "structure.label_spelling", params, found[0], column)
        elif name in near:
            params["value"] = heads[near[name]]
            yield sheet.find(Severity.ERROR, "structure.label_misspelt", params, near[name], column)
        elif not found:
            params["value"] = ""
            yield sheet.find(Severity.ERROR, "structure.label_missing", params)


def _extra_rows(sheet: SheetAt, column: int, headers: Headers, strange: Mapping[int, str]) -> Iterator[Finding]:
    """Name the rows that nobody declared and that have something entered."""
    for row, text in sorted(strange.items()):
        entered = next((v for place in headers.places.values() if (v := sheet.held(row, place)[1])), None)
        if entered is not None:
            params = {"value": text, "entered": entered}
            yield sheet.find(Severity.WARNING, "structure.label_unknown", params, row, column)
