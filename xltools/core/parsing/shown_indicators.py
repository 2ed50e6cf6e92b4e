"""The indicators as the workbook itself shows them, and whether their formulas are still there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from xltools.core.dataset import UNREADABLE, ShownIndicator, Value
from xltools.core.findings import Finding, Location, Param, Severity
from xltools.core.grid import CellType
from xltools.core.own_labels import INDICATORS
from xltools.core.parsing.number_cells import SPELLING, kept
from xltools.core.parsing.sheet_at import SheetAt
from xltools.core.sheets import Blank
from xltools.core.spelling import plain

_COMPUTED = ("value", "target", "completion", "last_year", "change")
_SEARCHED_ROWS = 20
_LAST_ROW = 2_000
_NAMED = 5


class ShownIndicators:
    """The indicators sheet of a workbook.

    Args:
        sheet: Its cells.
        ids: The ids that it should show.
    """

    def __init__(self, sheet: SheetAt, ids: Sequence[str]) -> None:
        self._sheet = sheet
        self._ids = ids
        self.shown: dict[str, ShownIndicator] = {}
        self.findings: list[Finding] = []
        self._columns = headers_of(sheet, INDICATORS)
        if {"id", "value"} <= self._columns.keys():
            self._read()
        else:
            missing = tuple(INDICATORS[key][0] for key in ("id", "value") if key not in self._columns)
            params: dict[str, Param] = {"value": "", "columns": missing}
            self.findings.append(sheet.find(Severity.WARNING, "structure.indicators_unreadable", params))

    def _read(self) -> None:
        """Read the value of each indicator; one whose formula is gone is named and not shown."""
        rows = self._rows()
        missing = tuple(name for name in self._ids if name not in rows)
        if missing:
            params: dict[str, Param] = {"value": missing[0], "indicators": missing[:_NAMED]}
            self.findings.append(self._sheet.find(Severity.WARNING, "structure.indicator_missing", params))
        if rows and not any(place[0] in rows.values() for place in self._sheet.grid.formulas):
            self.findings.append(self._sheet.find(Severity.ERROR, "structure.formulas_gone", {"value": ""}))
            return
        for name, row in rows.items():
            lost = list(self._lost(name, row))
            self.findings.extend(lost)
            column = self._columns["value"]
            if (row, column) in self._sheet.grid.formulas:
                location = Location(self._sheet.grid.name, row, column, order=self._sheet.order)
                self.shown[name] = ShownIndicator(location, shown_value(*self._sheet.held(row, column)))

    def _rows(self) -> Mapping[str, int]:
        """Give the row of each indicator that the sheet has, in the order of the pack."""
        column = self._columns["id"]
        texts = self._sheet.texts(_LAST_ROW, column)
        found: dict[str, int] = {}
        for row, place, text in texts:
            if place == column:
                found.setdefault(text.strip(), row)
        return {name: found[name] for name in self._ids if name in found}

    def _lost(self, name: str, row: int) -> Iterator[Finding]:
        """Name the computed cells of an indicator that hold no formula any more."""
        for key in _COMPUTED:
            column = self._columns.get(key)
            if column is None:
                continue
            _, value = self._sheet.held(row, column)
            if (row, column) not in self._sheet.grid.formulas and (value or key == "value"):
                params: dict[str, Param] = {"value": value, "indicator": name}
                end = "overwritten" if value else "deleted"
                yield self._sheet.find(Severity.ERROR, f"structure.formula_{end}", params, row, column)


def headers_of(sheet: SheetAt, labels: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Give the columns of one of the tool's own tables, in whatever language its headers are.

    The header row is the one that holds most of them; it is given under the empty key.
    """
    keys = {plain(label): key for key, texts in labels.items() for label in texts}
    rows: dict[int, dict[str, int]] = {}
    for row, column, text in sheet.texts(_SEARCHED_ROWS):
        key = keys.get(plain(text))
        if key is not None:
            rows.setdefault(row, {}).setdefault(key, column)
    row = max(rows, key=lambda row: (len(rows[row]), -row), default=0)
    return {**rows.get(row, {}), "": row}


def shown_value(kind: CellType, raw: str) -> Value:
    """Give what a computed cell shows; an error or a result that is not stored is unreadable."""
    if kind is CellType.NUMBER and SPELLING.fullmatch(raw):
        return kept(Decimal(raw))
    if kind is CellType.TEXT:
        return raw or Blank.EMPTY
    return Blank.EMPTY if kind is CellType.BLANK else UNREADABLE
