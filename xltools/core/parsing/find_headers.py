"""Find a sheet's header row and what stands under each header, wherever it has moved to.

Headers are known by their texts, never by their places: rows may have been put above them, columns
between them.  Nothing is guessed.  A header that is misspelt is named with the one it was probably
meant to be, and its column is not read, since a figure from the wrong column would look right.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from xltools.core.findings import Finding, Param, Severity
from xltools.core.frozen import frozen
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.spelling import one_slip_apart, plain

SEARCHED_ROWS = 20
_SHARE = 0.8  # of the labels, by which a sheet is known whose name says nothing


@frozen
class Headers:
    """Where the headers are.

    Attributes:
        row: The header row.
        places: The column number by the name of the column.
        findings: What is wrong with the headers.
        strange: The texts in the header row that are no header, by column number.
        doubtful: The column numbers of headers that are doubled, misspelt or emptied, and of which a finding
            speaks.
    """

    row: int
    places: Mapping[str, int]
    findings: tuple[Finding, ...]
    strange: Mapping[int, str]
    doubtful: frozenset[int]


def find_headers(sheet: SheetAt, labels: Mapping[str, str]) -> Headers | None:
    """Find the header row of a sheet.

    Args:
        sheet: Where to look.
        labels: The header of each column by its name, in the order of the columns.

    Returns:
        The headers, or None where no row holds any of them.
    """
    row = _best_row(sheet, labels)
    if row == 0:
        return None
    texts = {column: text for found, column, text in sheet.texts(SEARCHED_ROWS) if found == row}
    hits = matches(texts, labels)
    places = {name: columns[0] for name, columns in hits.items() if len(columns) == 1}
    taken = {place for columns in hits.values() for place in columns}
    missing = {name: label for name, label in labels.items() if name not in hits}
    near = misspelt({place: text for place, text in texts.items() if place not in taken}, missing)
    emptied = _emptied(places, texts, {name: label for name, label in missing.items() if name not in near}, labels)
    doubtful = frozenset((*taken, *near.values(), *emptied.values())) - frozenset(places.values())
    findings = [
        *_doubled(sheet, row, hits, labels),
        *_spellings(sheet, row, places, texts, labels),
        *_missing(sheet, row, missing, {name: (place, texts[place]) for name, place in near.items()}, emptied),
        *_moved(sheet, row, places, labels),
    ]
    strange = {place: text for place, text in texts.items() if place not in taken and place not in doubtful}
    return Headers(row, places, tuple(findings), strange, doubtful)


def texts_by_row(sheet: SheetAt) -> dict[int, set[str]]:
    """Give the texts in each row that may be the header row, as ``plain`` makes them."""
    found: dict[int, set[str]] = {}
    for row, _, text in sheet.texts(SEARCHED_ROWS):
        found.setdefault(row, set()).add(plain(text))
    return found


def known_by(rows: Iterable[set[str]], labels: Mapping[str, str]) -> bool:
    """Say whether one of some rows holds so many of the labels that it must be the sheet that declares them."""
    wanted = {plain(label) for label in labels.values()}
    return len(wanted) > 1 and any(len(wanted & row) >= _SHARE * len(wanted) for row in rows)


def matches(texts: Mapping[int, str], labels: Mapping[str, str]) -> dict[str, list[int]]:
    """Give the places at which each label stands, as it is or but for spaces, width and case."""
    exact = {label: name for name, label in labels.items()}
    loose = {plain(label): name for name, label in labels.items()}
    if len(loose) < len(labels):
        loose = {}
    found: dict[str, list[int]] = {}
    for place, text in sorted(texts.items()):
        name = exact.get(text) or loose.get(plain(text))
        if name is not None:
            found.setdefault(name, []).append(place)
    return found


def misspelt(texts: Mapping[int, str], missing: Mapping[str, str]) -> dict[str, int]:
    """Give the place at which each missing label stands but for one slip, where there is just one such place."""
    found: dict[str, int] = {}
    for name, label in missing.items():
        near = [place for place, text in texts.items() if one_slip_apart(plain(text), plain(label))]
        if len(near) == 1 and len(plain(label)) > 1:
            found[name] = near[0]
    return found


def _emptied(
    places: Mapping[str, int], texts: Mapping[int, str], missing: Mapping[str, str], labels: Mapping[str, str]
) -> dict[str, int]:
    """Give the cell in which each missing header has been: the empty one beside its neighbour."""
    names = list(labels)
    found: dict[str, int] = {}
    for name in missing:
        index = names.index(name)
        before = places.get(names[index - 1]) if index else None
        after = places.get(names[index + 1]) if index + 1 < len(names) else None
        place = before + 1 if before is not None else after - 1 if after is not None else 0
        if place > 0 and place not in texts:
            found[name] = place
    return found


def _best_row(sheet: SheetAt, labels: Mapping[str, str]) -> int:
    """Give the row that holds most of the labels, the first of several; 0 where none holds any."""
    wanted = {plain(label) for label in labels.values()}
    held = {row: len(wanted & texts) for row, texts in texts_by_row(sheet).items()}
    return min((row for row, count in held.items() if count), key=lambda row: (-held[row], row), default=0)


def _doubled(
    sheet: SheetAt, row: int, hits: Mapping[str, Sequence[int]], labels: Mapping[str, str]
) -> Iterator[Finding]:
    for name, columns in hits.items():
        if len(columns) > 1:
            cells = tuple(sheet.address(row, column) for column in columns)
            params: dict[str, Param] = {"value": labels[name], "cells": cells}
            yield sheet.find(Severity.ERROR, "structure.header_doubled", params, row, columns[1])


def _spellings(
    sheet: SheetAt, row: int, places: Mapping[str, int], texts: Mapping[int, str], labels: Mapping[str, str]
) -> Iterator[Finding]:
    for name, column in places.items():
        if texts[column] != labels[name]:
            params = {"value": texts[column], "label": labels[name]}
            yield sheet.find(Severity.NOTE, "structure.header_spelling", params, row, column)


def _missing(
    sheet: SheetAt,
    row: int,
    missing: Mapping[str, str],
    near: Mapping[str, tuple[int, str]],
    emptied: Mapping[str, int],
) -> Iterator[Finding]:
    for name, label in missing.items():
        if name in near:
            column, text = near[name]
            params = {"value": text, "label": label}
            yield sheet.find(Severity.ERROR, "structure.header_misspelt", params, row, column)
        else:
            params = {"value": "", "label": label}
            yield sheet.find(Severity.ERROR, "structure.header_missing", params, row, emptied.get(name))


def _moved(sheet: SheetAt, row: int, places: Mapping[str, int], labels: Mapping[str, str]) -> Iterator[Finding]:
    declared = [name for name in labels if name in places]
    standing = sorted(declared, key=places.__getitem__)
    moved = tuple(labels[name] for name, other in zip(standing, declared, strict=True) if name != other)
    if moved:
        yield sheet.find(Severity.NOTE, "structure.headers_moved", {"value": "", "columns": moved}, row)
