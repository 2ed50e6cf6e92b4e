"""Read ``choices.csv``: the dropdown lists of a pack."""

from __future__ import annotations

import csv
from collections.abc import Sequence

from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.nearest import nearest
from xltools.core.pack_parsing.choice_rows import ChoiceRow, overlaid
from xltools.core.pack_parsing.pack_child_language import OVERRIDE
from xltools.core.pack_parsing.pack_files import CHOICES, PackFiles
from xltools.core.pack_parsing.pack_inheritance import languages_of
from xltools.core.sheets import Choice, Label

INDICATORS_LIST = "indicators"
"""The list that the tool makes of the pack's indicator ids."""

_COLUMNS = ("list_name", "name", "filter")
LABEL = "label::"
_LONGEST = 255
_MOST = 50_000


def read_choices(
    files: PackFiles, languages: Sequence[str], faults: list[Finding]
) -> dict[str, tuple[Choice, ...]] | None:
    """Read every list.

    Args:
        files: The pack's, with its bases.
        languages: Those of the pack.
        faults: Where faults are kept.

    Returns:
        The entries by list, in the order of the file; None where a file is no such table.
    """
    rows = choice_rows(files, languages, faults)
    if rows is None:
        return None
    lists: dict[str, list[Choice]] = {}
    seen: set[tuple[str, str, str]] = set()
    for row in rows:
        _add(row, lists, seen, languages, faults)
    return {name: tuple(choices) for name, choices in lists.items()}


def choice_rows(
    files: PackFiles, languages: Sequence[str], faults: list[Finding], shown: str = CHOICES
) -> tuple[ChoiceRow, ...] | None:
    """Read the lines of a pack's file, laid over those of its bases; None where one is no such table.

    Args:
        files: The pack's, with its bases.
        languages: Those of the pack.
        faults: Where faults are kept.
        shown: The file as a fault names it.
    """
    text = files.texts.get(CHOICES, "")
    if files.base is None:
        return _rows(text, shown, (*_COLUMNS, *_labels(languages)), faults)
    inherited = choice_rows(files.base, languages_of(files.base), faults, f"{files.base.name}/{CHOICES}")
    own = _rows(text, shown, (*_COLUMNS, OVERRIDE, *_labels(languages)), faults)
    return None if inherited is None or own is None else overlaid(inherited, own, faults)


def _labels(languages: Sequence[str]) -> tuple[str, ...]:
    return tuple(LABEL + language for language in languages)


def _rows(text: str, file: str, known: Sequence[str], faults: list[Finding]) -> tuple[ChoiceRow, ...] | None:
    """Read the lines of one file, whose columns may be those known."""
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows: list[ChoiceRow] = []
    try:
        header = _header(next(reader, []), file, known, faults)
        if text and not header:
            return None
        for cells in reader:
            if not any(cells):
                continue
            if reader.line_num > _MOST:
                faults.append(_fault(file, reader.line_num, "", "pack.too_many", maximum=_MOST))
                break
            row = _row(header, cells, file, reader.line_num, faults)
            if row is not None:
                rows.append(row)
    except csv.Error as error:
        faults.append(_fault(file, reader.line_num, "", "pack.csv", detail=str(error)))
        return None
    return tuple(rows)


def _header(cells: list[str], file: str, known: Sequence[str], faults: list[Finding]) -> list[str]:
    """Check the names of the columns; nothing after a fault that leaves the file unreadable."""
    names = [cell.strip() for cell in cells]
    meant: set[str | None] = set()
    for name in names:
        if name not in known:
            near = nearest(name, known)
            meant.add(near)
            key = "pack.unknown_key_near" if near else "pack.unknown_key"
            faults.append(_fault(file, 1, name, key, suggestion=near))
    repeated = dict.fromkeys(name for name in names if names.count(name) > 1)
    faults.extend(_fault(file, 1, name, "pack.repeated", value=name) for name in repeated)
    missing = [name for name in _COLUMNS[:2] if name not in names] if names else []
    faults.extend(_fault(file, 1, name, "pack.missing_key") for name in missing if name not in meant)
    return [] if missing else names


def _row(header: list[str], cells: list[str], file: str, line: int, faults: list[Finding]) -> ChoiceRow | None:
    if len(cells) != len(header):
        other = len(cells) == 1 and any(sign in cells[0] for sign in "，\t;；")
        key = "pack.csv_commas" if other else "pack.csv_cells"
        faults.append(_fault(file, line, "", key, value=len(cells), maximum=len(header)))
        return None
    row = ChoiceRow(file, line, dict(zip(header, cells, strict=True)))
    for name, text in row.cells.items():
        if text != text.strip() or not text.isprintable():
            faults.append(row.fault(name, "pack.stray_space", value=text[:_LONGEST]))
        elif len(text) > _LONGEST:
            faults.append(row.fault(name, "pack.too_long", value=text[:40], maximum=_LONGEST))
    for name in _COLUMNS[:2]:
        if not row.cells[name]:
            faults.append(row.fault(name, "pack.empty"))
            return None
    return row


def _add(
    row: ChoiceRow,
    lists: dict[str, list[Choice]],
    seen: set[tuple[str, str, str]],
    languages: Sequence[str],
    faults: list[Finding],
) -> None:
    """Keep an entry, unless the list has it."""
    listed, name, under = row.key
    if listed == INDICATORS_LIST:
        faults.append(row.fault("list_name", "pack.reserved", value=listed))
    elif row.key in seen:
        faults.append(row.fault("name", "pack.repeated", value=name))
    else:
        said = {language: row.cells.get(LABEL + language, "") for language in languages}
        label: Label = {language: text for language, text in said.items() if text}
        lists.setdefault(listed, []).append(Choice(name, label or {languages[0]: name}, under or None))
    seen.add(row.key)


def _fault(file: str, line: int, name: str, key: str, **params: Param) -> Finding:
    return Finding(Severity.ERROR, Location(file, row=line, path=name), key, {"name": name, **params})
