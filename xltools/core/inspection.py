"""Say what a workbook file holds, of a pack or not: in words, or as JSON with every cell."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from json import dumps

from xltools.core.findings import letters
from xltools.core.grid import CellFact, CellType, Grid, Oddity, SheetGrid
from xltools.core.messages import Catalog, Value, visible
from xltools.core.parsing.oddities import oddity_findings
from xltools.core.ranges import runs

_MOST_NAMES = 20
_MOST_FORMULA_TEXT = 50_000_000
_SHORT_FORMULA = 80

_STATES = {"hidden": "hidden", "veryHidden": "very_hidden"}


def as_text(grid: Grid, name: str, catalog: Catalog) -> str:
    """Say in a few lines what is on each sheet, and what is odd.

    Args:
        grid: The workbook.
        name: The file's name.
        catalog: The sentences.
    """
    counts = [_counts(sheet) for sheet in grid.sheets]
    total: dict[str, Value] = {
        "name": visible(name),
        "sheets": len(grid.sheets),
        "cells": sum(count.total() for count in counts),
        "formulas": sum(len(sheet.formulas) for sheet in grid.sheets),
    }
    lines = [catalog.say("file.inspect.summary", total)]
    lines += [_sheet_line(sheet, count, catalog) for sheet, count in zip(grid.sheets, counts, strict=True)]
    if grid.epoch_1904:
        lines.append(catalog.sentence("file.inspect.epoch_1904"))
    for key, found in (("names", grid.names), ("properties", grid.properties)):
        if found:
            lines.append(catalog.say(f"file.inspect.{key}", {"names": _listed(list(found), catalog)}))
    findings = [catalog.line(finding) for finding in oddity_findings(grid)]
    heading = catalog.say("file.inspect.odd", {"count": len(findings)})
    lines.append(heading if findings else catalog.sentence("file.inspect.nothing_odd"))
    return "\n".join([*lines, *findings, ""])


def as_json(grid: Grid, name: str) -> Iterator[str]:
    """Give everything about a workbook as JSON text, piece by piece, a cell a line.

    Args:
        grid: The workbook.
        name: The file's name.
    """
    about = {
        "file": name,
        "epoch_1904": grid.epoch_1904,
        "names": dict(grid.names),
        "properties": dict(grid.properties),
        "oddities": _oddities(grid.oddities),
    }
    yield f'{dumps(about, ensure_ascii=False)[:-1]}, "sheets": ['
    for index, sheet in enumerate(grid.sheets):
        yield from _sheet_json(sheet, ",\n" if index else "\n")
    yield "]}\n"


def _sheet_json(sheet: SheetGrid, before: str) -> Iterator[str]:
    about = {
        "name": sheet.name,
        "state": sheet.state,
        "range": used_range(sheet),
        "types": {kind.name.lower(): count for kind, count in sorted(_counts(sheet).items())},
        "tables": [{"name": table.name, "range": table.reference} for table in sheet.tables],
        "validations": [
            {"range": rule.reference, "type": rule.type, "formula": rule.formula} for rule in sheet.validations
        ],
        "merged": list(sheet.merged),
        "hidden_rows": [f"{first}:{last}" for first, last in runs(sorted(sheet.hidden_rows))],
        "hidden_columns": [letters(column) for column in sorted(sheet.hidden_columns)],
        "protected": sheet.protected,
        "filtered": sheet.filtered,
        "oddities": _oddities(sheet.oddities),
    }
    yield f'{before}{dumps(about, ensure_ascii=False)[:-1]}, "cells": ['
    left = _MOST_FORMULA_TEXT
    separator = "\n"
    for cell in sheet.cells():
        left -= len(cell.formula or "")
        yield separator + dumps(_cell(cell, whole=left > 0), ensure_ascii=False)
        separator = ",\n"
    yield "]}"


def _cell(cell: CellFact, *, whole: bool) -> dict[str, str | bool]:
    """Give one cell; its formula is cut short where a sheet's formulas would go on for ever."""
    found: dict[str, str | bool] = {
        "address": f"{letters(cell.column)}{cell.row}",
        "type": cell.type.name.lower(),
        "value": cell.value,
    }
    if cell.formula is not None:
        found["formula"] = cell.formula if whole else cell.formula[:_SHORT_FORMULA]
    if cell.merged is not None:
        found["merged"] = cell.merged
    if cell.hidden:
        found["hidden"] = True
    return found


def used_range(sheet: SheetGrid) -> str:
    """Give the smallest range that holds every cell of a sheet; empty where it has none."""
    if not sheet.columns:
        return ""
    top = min(cells.rows[0] for cells in sheet.columns.values())
    bottom = max(cells.rows[-1] for cells in sheet.columns.values())
    return f"{letters(min(sheet.columns))}{top}:{letters(max(sheet.columns))}{bottom}"


def _sheet_line(sheet: SheetGrid, count: Counter[CellType], catalog: Catalog) -> str:
    amounts: Mapping[str, int] = {
        "cells": count.total(),
        "formulas": len(sheet.formulas),
        "dates": count[CellType.DATE],
        "errors": count[CellType.ERROR],
        "no_value": count[CellType.NO_VALUE],
        "merged": len(sheet.merged),
        "hidden_rows": len(sheet.hidden_rows),
        "hidden_columns": len(sheet.hidden_columns),
        "validations": len(sheet.validations),
    }
    words = [catalog.say(f"file.inspect.{key}", {"count": amount}) for key, amount in amounts.items() if amount]
    if sheet.state in _STATES:
        words.insert(0, catalog.sentence(f"file.inspect.{_STATES[sheet.state]}"))
    words += [
        catalog.say("file.inspect.table", {"name": visible(table.name), "range": visible(table.reference)})
        for table in sheet.tables
    ]
    for key, holds in (("protected", sheet.protected), ("filtered", sheet.filtered)):
        if holds:
            words.append(catalog.sentence(f"file.inspect.{key}"))
    name = catalog.say("file.inspect.sheet", {"sheet": visible(sheet.name), "range": used_range(sheet)})
    listed = catalog.sentence("message.between_phrases").join(words) or catalog.sentence("file.inspect.empty")
    return f"  {name.strip()} {listed}"


def _counts(sheet: SheetGrid) -> Counter[CellType]:
    counts: Counter[CellType] = Counter()
    for cells in sheet.columns.values():
        if isinstance(cells.types, CellType):
            counts[cells.types] += len(cells.rows)
        else:
            counts.update(cells.types)
    return counts


def _listed(names: list[str], catalog: Catalog) -> str:
    shown = [visible(name) for name in names[:_MOST_NAMES]]
    if len(names) > _MOST_NAMES:
        shown.append(catalog.say("file.inspect.more", {"count": len(names) - _MOST_NAMES}))
    return catalog.sentence("message.between_names").join(shown)


def _oddities(oddities: tuple[Oddity, ...]) -> list[dict[str, object]]:
    return [
        {"key": oddity.key, "row": oddity.row, "column": oddity.column, "params": dict(oddity.params)}
        for oddity in oddities
    ]
