"""Find the fields of a form: each label, wherever it stands, and the entry cell beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from xltools.core.findings import Finding, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.own_labels import FORM_CONTENT
from xltools.core.parsing.find_headers import matches, misspelt
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.ranges import parse_range
from xltools.core.spelling import plain

LAST_ROW, LAST_COLUMN = 500, 10
"""How far down and right a form's labels are looked for."""


@frozen
class Fields:
    """Where a form's entry cells are, by column name, and what is wrong with its labels."""

    cells: Mapping[str, tuple[int, int]]
    findings: tuple[Finding, ...]


def find_fields(sheet: SheetAt, labels: Mapping[str, str]) -> Fields:
    """Find the entry cells of a form.

    Args:
        sheet: Where to look.
        labels: The label of each field by its name.
    """
    texts = {(row, column): text for row, column, text in sheet.texts(LAST_ROW, LAST_COLUMN)}
    column = _label_column(texts, labels)
    if column is None:
        return Fields({}, tuple(_missing(sheet, {}, labels)))
    in_column = {row: text for (row, at), text in texts.items() if at == column}
    hits = matches(in_column, labels)
    rows = {name: found[0] for name, found in hits.items() if len(found) == 1}
    entry = _entry_column(sheet, texts, column, min(rows.values(), default=0))
    near = _near(column, in_column, hits, labels)
    known = {row for found in hits.values() for row in found} | {row for row, _, _ in near.values()}
    findings = [
        *_doubled(sheet, column, hits, labels),
        *_spellings(sheet, column, rows, in_column, labels),
        *_missing(sheet, near, {name: label for name, label in labels.items() if name not in hits}),
        *_extra(sheet, column, entry, {row: text for row, text in in_column.items() if row not in known}),
    ]
    return Fields({name: (row, entry) for name, row in rows.items()}, tuple(findings))


def _label_column(texts: Mapping[tuple[int, int], str], labels: Mapping[str, str]) -> int | None:
    """Give the column in which most labels stand, the first of several."""
    wanted = {plain(label) for label in labels.values()}
    counts: dict[int, int] = {}
    for (_, column), text in texts.items():
        if plain(text) in wanted:
            counts[column] = counts.get(column, 0) + 1
    return min(counts, key=lambda column: (-counts[column], column), default=None)


def _entry_column(sheet: SheetAt, texts: Mapping[tuple[int, int], str], column: int, first_row: int) -> int:
    """Give the column of the entry cells: under its header if that is there, else beside the labels."""
    headers = {plain(label) for label in FORM_CONTENT}
    for (row, place), text in texts.items():
        if row < first_row and place > column and plain(text) in headers:
            return place
    return _right_edge(sheet, first_row, column) + 1


def _right_edge(sheet: SheetAt, row: int, column: int) -> int:
    """Give the last column of the merged cell that a label is in, or its own."""
    bounds = (parse_range(reference) for reference in sheet.grid.merged)
    return max((area.right for area in bounds if area.holds(row, column)), default=column)


def _doubled(
    sheet: SheetAt, column: int, hits: Mapping[str, list[int]], labels: Mapping[str, str]
) -> Iterator[Finding]:
    for name, rows in hits.items():
        if len(rows) > 1:
            cells = tuple(sheet.address(row, column) for row in rows)
            params: dict[str, Param] = {"value": labels[name], "cells": cells}
            yield sheet.find(Severity.ERROR, "structure.label_doubled", params, rows[1], column)


def _spellings(
    sheet: SheetAt, column: int, rows: Mapping[str, int], texts: Mapping[int, str], labels: Mapping[str, str]
) -> Iterator[Finding]:
    for name, row in rows.items():
        if texts[row] != labels[name]:
            params = {"value": texts[row], "label": labels[name]}
            yield sheet.find(Severity.NOTE, "structure.label_spelling", params, row, column)


def _near(
    column: int, texts: Mapping[int, str], hits: Mapping[str, list[int]], labels: Mapping[str, str]
) -> dict[str, tuple[int, int, str]]:
    """Give place and text of what a missing label was probably mistyped as, by the label's name."""
    taken = {row for rows in hits.values() for row in rows}
    free = {row: text for row, text in texts.items() if row not in taken}
    found = misspelt(free, {name: label for name, label in labels.items() if name not in hits})
    return {name: (row, column, texts[row]) for name, row in found.items()}


def _missing(sheet: SheetAt, near: Mapping[str, tuple[int, int, str]], missing: Mapping[str, str]) -> Iterator[Finding]:
    for name, label in missing.items():
        if name in near:
            row, column, text = near[name]
            params = {"value": text, "label": label}
            yield sheet.find(Severity.ERROR, "structure.label_misspelt", params, row, column)
        else:
            yield sheet.find(Severity.ERROR, "structure.label_missing", {"value": "", "label": label})


def _extra(sheet: SheetAt, column: int, entry: int, texts: Mapping[int, str]) -> Iterator[Finding]:
    """Name the labels that nobody declared and that have something entered beside them."""
    headers = {plain(label) for label in FORM_CONTENT}
    for row, text in sorted(texts.items()):
        entered = sheet.held(row, entry)[1]
        if entered and plain(entered) not in headers:
            params = {"value": text, "entered": entered}
            yield sheet.find(Severity.WARNING, "structure.label_unknown", params, row, column)
