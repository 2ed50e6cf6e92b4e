"""Sheets that the tool adds to an open workbook and takes out again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from xltools.core.dataset import Dataset
from xltools.core.findings import Finding, Severity
from xltools.core.frozen import frozen
from xltools.core.grid import CellType, SheetGrid
from xltools.core.marks.repairs import COLUMNS, CellChange, recalled, remembered
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.planning.plan_words import Words

HEADER_ROW = 3
FIRST_ROW = 4

OwnCell = str | Decimal | None
"""A text is written as a text, whatever it looks like; a number as a number."""

OUTCOME_COLUMNS = (
    "id",
    "label",
    "computed",
    "unit",
    "shown",
    "remark",
    "target",
    "completion",
    "last_year",
    "change",
)
_OUTCOME_WIDTHS = (10.0, 34.0, 12.0, 8.0, 12.0, 52.0, 11.0, 13.0, 11.0, 17.0)


@frozen
class OwnSheet:
    """A sheet of the tool's own: title, hint, headers, rows.

    Attributes:
        title: The tab.
        hint: The line under the title.
        headers: In row 3; by them, with the title, the sheet is known again.
        rows: From row 4 on, each as long as the headers.
        widths: Of the columns, in characters.
        coloured: The severity by the number of a row, from 0.
        hidden: True for a sheet that nobody needs to see, not even in the list of hidden sheets.
    """

    title: str
    hint: str
    headers: tuple[str, ...]
    rows: tuple[tuple[OwnCell, ...], ...]
    widths: tuple[float, ...]
    coloured: Mapping[int, Severity]
    hidden: bool = False


def is_own(sheet: SheetGrid, title: str, headers: Sequence[str]) -> bool:
    """Say whether a sheet of the workbook is one that the tool put there: its name, its title, its headers."""
    held = [sheet.cell(HEADER_ROW, column) for column in range(1, len(headers) + 1)]
    head = sheet.cell(1, 1)
    return (
        sheet.name == title
        and (head.type, head.value) == (CellType.TEXT, title)
        and all((cell.type, cell.value) == (CellType.TEXT, text) for cell, text in zip(held, headers, strict=True))
    )


def outcomes_headers(words: Words) -> tuple[str, ...]:
    """Give the headers of the sheet that shows the engine's indicators."""
    return tuple(words.text(f"outcomes.{name}") for name in OUTCOME_COLUMNS)


def outcomes_sheet(
    outcomes: Mapping[str, Outcome], dataset: Dataset, differing: Sequence[Finding], pack: Pack, words: Words
) -> OwnSheet:
    """Show what the engine computes beside what the workbook shows.

    Args:
        outcomes: From ``compute``.
        dataset: With what the workbook shows.
        differing: From ``disagreements``.
        pack: The pack.
        words: What is printed.

    Returns:
        A row an indicator, in the order of the pack; those that differ are coloured as errors, those
        without a value as warnings.
    """
    apart = {finding.params.get("indicator") for finding in differing}
    rows: list[tuple[OwnCell, ...]] = []
    coloured: dict[int, Severity] = {}
    for number, outcome in enumerate(outcomes.values()):
        remark = "" if outcome.reason is None else words.define(outcome.reason)
        if outcome.id in apart:
            coloured[number] = Severity.ERROR
            remark = words.text("outcomes.differs") + remark
        elif outcome.value is None and outcome.active:
            coloured[number] = Severity.WARNING
        rows.append(_outcome_row(outcome, dataset, pack, words, remark))
    hint = words.text("outcomes.hint")
    title = words.text("tab.outcomes")
    return OwnSheet(title, hint, outcomes_headers(words), tuple(rows), _OUTCOME_WIDTHS, coloured)


def _outcome_row(outcome: Outcome, dataset: Dataset, pack: Pack, words: Words, remark: str) -> tuple[OwnCell, ...]:
    """Give the cells of an indicator under ``OUTCOME_COLUMNS``."""
    indicator = pack.indicators[outcome.id]
    shown = dataset.shown.get(outcome.id)
    seen = None if shown is None else shown.value
    return (
        outcome.id,
        words.label(indicator.label),
        outcome.value,
        indicator.unit,
        seen if isinstance(seen, Decimal | str) else None,
        remark,
        outcome.target,
        outcome.completion,
        outcome.last_year,
        outcome.change,
    )


_MEMORY_HEADERS = tuple(f"xltools.{number}" for number in range(1, COLUMNS + 1))


def memory_sheet(changes: Sequence[CellChange], words: Words) -> OwnSheet:
    """Keep the changes that can be undone in a sheet that nobody sees."""
    title, hint = words.text("tab.memory"), words.text("outcomes.memory")
    return OwnSheet(title, hint, _MEMORY_HEADERS, remembered(changes), (10.0,) * COLUMNS, {}, hidden=True)


def read_memory(sheet: SheetGrid | None, words: Words) -> tuple[CellChange, ...]:
    """Read the changes that can be undone; none where the workbook keeps none."""
    if sheet is None or not is_own(sheet, words.text("tab.memory"), _MEMORY_HEADERS):
        return ()
    last = max((row for cells in sheet.columns.values() for row in cells.rows), default=0)
    return recalled(
        [sheet.cell(row, column).value for column in range(1, COLUMNS + 1)] for row in range(FIRST_ROW, last + 1)
    )
