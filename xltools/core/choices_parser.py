"""Read ``choices.csv``: the dropdown lists of a pack."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence

from xltools.core.checks.nearest import nearest
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.pack_files import CHOICES
from xltools.core.sheets import Choice, Label

INDICATORS_LIST = "indicators"
"""The list that the tool makes of the pack's indicator ids."""

_COLUMNS = ("list_name", "name", "filter")
_LABEL = "label::"
_LONGEST = 255
_MOST = 50_000


def read_choices(text: str, languages: Sequence[str], faults: list[Finding]) -> dict[str, tuple[Choice, ...]] | None:
    """Read every list.

    Args:
        text: The file's text; empty where the pack has none.
        languages: Those of the pack.
        faults: Where faults are kept.

    Returns:
        The entries by list, in the order of the file; None where the file is no such table.
    """
    lists: dict[str, list[Choice]] = {}
    seen: set[tuple[str, str, str]] = set()
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    try:
        header = _header(next(reader, []), languages, faults)
        if text and not header:
            return None
        for cells in reader:
            if not any(cells):
                continue
            if reader.line_num > _MOST:
                faults.append(_fault(reader.line_num, "", "pack.too_many", maximum=_MOST))
                break
            entry = _entry(header, cells, reader.line_num, faults)
            if entry is not None:
                _add(entry, lists, seen, languages, reader.line_num, faults)
    except csv.Error as error:
        faults.append(_fault(reader.line_num, "", "pack.csv", detail=str(error)))
        return None
    return {name: tuple(choices) for name, choices in lists.items()}


def _header(cells: list[str], languages: Sequence[str], faults: list[Finding]) -> list[str]:
    """Check the names of the columns; nothing after a fault that leaves the file unreadable."""
    names = [cell.strip() for cell in cells]
    known = [*_COLUMNS, *(_LABEL + language for language in languages)]
    for name in names:
        if name not in known:
            near = nearest(name, known)
            faults.append(_fault(1, name, "pack.unknown_key_near" if near else "pack.unknown_key", suggestion=near))
    repeated = dict.fromkeys(name for name in names if names.count(name) > 1)
    faults.extend(_fault(1, name, "pack.repeated", value=name) for name in repeated)
    missing = [name for name in _COLUMNS[:2] if name not in names] if names else []
    faults.extend(_fault(1, name, "pack.missing_key") for name in missing)
    return [] if missing else names


def _entry(header: list[str], cells: list[str], line: int, faults: list[Finding]) -> Mapping[str, str] | None:
    if len(cells) != len(header):
        faults.append(_fault(line, "", "pack.csv_cells", value=len(cells), maximum=len(header)))
        return None
    entry = dict(zip(header, cells, strict=True))
    for name, text in entry.items():
        if text != text.strip() or not text.isprintable():
            faults.append(_fault(line, name, "pack.stray_space", value=text[:_LONGEST]))
        elif len(text) > _LONGEST:
            faults.append(_fault(line, name, "pack.too_long", value=text[:40], maximum=_LONGEST))
    for name in _COLUMNS[:2]:
        if not entry[name]:
            faults.append(_fault(line, name, "pack.empty"))
            return None
    return entry


def _add(
    entry: Mapping[str, str],
    lists: dict[str, list[Choice]],
    seen: set[tuple[str, str, str]],
    languages: Sequence[str],
    line: int,
    faults: list[Finding],
) -> None:
    """Keep an entry, unless the list has it."""
    listed, name, under = entry["list_name"], entry["name"], entry.get("filter", "")
    if listed == INDICATORS_LIST:
        faults.append(_fault(line, "list_name", "pack.reserved", value=listed))
    elif (listed, name, under) in seen:
        faults.append(_fault(line, "name", "pack.repeated", value=name))
    else:
        said = {language: entry.get(_LABEL + language, "") for language in languages}
        label: Label = {language: text for language, text in said.items() if text}
        lists.setdefault(listed, []).append(Choice(name, label or {languages[0]: name}, under or None))
    seen.add((listed, name, under))


def _fault(line: int, name: str, key: str, **params: Param) -> Finding:
    return Finding(Severity.ERROR, Location(CHOICES, row=line, path=name), key, {"name": name, **params})
