"""Take the cells of any sheet from its parser's events.

This is the road that every well-formed sheet can take, whatever its order, prefixes, encoding and
comments.  ``xlsx_rows`` is the fast one, for sheets as the usual programs write them; a contract test
holds the two to the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xltools.adapters.xlsx_columns import in_grid
from xltools.adapters.xlsx_values import CellTaker
from xltools.adapters.xlsx_xml import MAIN, is_true
from xltools.core.ranges import column_number

_PLACE = re.compile(r"\$?([A-Za-z]{1,7})\$?([0-9]{1,9})")


class CellEvents:
    """Hears the elements between ``<sheetData>`` and its end, and hands cells on.

    Args:
        taker: Takes the cells.
    """

    def __init__(self, taker: CellTaker) -> None:
        self._taker = taker
        self._builder = taker.builder
        self._row = self._column = 0
        self._rows_seen: set[int] = set()
        self._blank_by_column: dict[int, bool] = {}
        self._attributes: Mapping[str, str] = {}
        self._formula_attributes: Mapping[str, str] = {}
        self._value: list[str] | None = None
        self._own: list[str] | None = None
        self._formula: list[str] | None = None
        self._sink: list[str] | None = None
        self._in_reading = False
        starts = {
            "row": self._start_row,
            "c": self._start_cell,
            "v": self._start_value,
            "f": self._start_formula,
            "is": self._start_own,
            "t": self._start_text,
            "rPh": self._start_reading,
        }
        ends = {"c": self._end_cell, "rPh": self._end_reading}
        self._starts = {f"{namespace} {name}": starts[name] for namespace in MAIN for name in starts}
        self._ends = {f"{namespace} {name}": ends[name] for namespace in MAIN for name in ends}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        handler = self._starts.get(name)
        if handler is not None:
            handler(attributes)

    def end(self, name: str) -> None:
        """Take the end of an element."""
        self._sink = None
        handler = self._ends.get(name)
        if handler is not None:
            handler()

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._sink is not None:
            self._sink.append(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        row = self._row + 1
        spelled = attributes.get("r")
        if spelled is not None:
            if spelled.isascii() and spelled.isdecimal() and len(spelled) < 10:
                row = int(spelled)
            else:
                self._builder.odd("file.bad_reference", reference=spelled[:40])
        if row in self._rows_seen:
            self._builder.odd("file.duplicate_row", row)
        self._row, self._column = row, 0
        self._blank_by_column.clear()
        if in_grid(row, 1):
            self._rows_seen.add(row)
            if is_true(attributes.get("hidden")):
                self._builder.hidden_rows.append(row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._attributes = attributes
        self._value = self._own = self._formula = None

    def _start_value(self, _: Mapping[str, str]) -> None:
        self._sink = self._value = []

    def _start_formula(self, attributes: Mapping[str, str]) -> None:
        self._sink = self._formula = []
        self._formula_attributes = attributes

    def _start_own(self, _: Mapping[str, str]) -> None:
        self._own = []

    def _start_text(self, _: Mapping[str, str]) -> None:
        self._sink = None if self._in_reading else self._own

    def _start_reading(self, _: Mapping[str, str]) -> None:
        self._in_reading = True

    def _end_reading(self) -> None:
        self._in_reading = False

    def _end_cell(self) -> None:
        blank = self._value is None and self._own is None and self._formula is None
        place = self._place(self._attributes.get("r"), blank=blank)
        if place is None:
            return
        row, column = place
        if not blank:
            blank = not self._take(row, column)
        if row == self._row:
            if self._blank_by_column.get(column, blank) != blank:
                self._builder.odd("file.duplicate_cell", row, column, value="", earlier="")
            self._blank_by_column[column] = blank

    def _take(self, row: int, column: int) -> bool:
        """Hand a cell on; say whether it holds anything."""
        if self._formula is not None:
            self._taker.take_formula(row, column, "".join(self._formula), self._formula_attributes)
        return self._taker.take(
            row,
            column,
            self._attributes.get("t", "n"),
            self._attributes.get("s", "0"),
            None if self._value is None else "".join(self._value),
            None if self._own is None else "".join(self._own),
            has_formula=self._formula is not None,
        )

    def _place(self, reference: str | None, *, blank: bool) -> tuple[int, int] | None:
        """Say where a cell is; None where it has no place on a sheet, with a note if it holds something."""
        if reference is None:
            self._column += 1
            row, column = max(self._row, 1), self._column
            reference = f"{row}:{column}"
        else:
            matched = _PLACE.fullmatch(reference)
            row, column = (int(matched[2]), column_number(matched[1].upper())) if matched else (0, 0)
            self._column = column or self._column + 1
            if not blank and in_grid(row, column) and (row != self._row or not _is_plain(reference)):
                self._builder.odd("file.odd_reference", row, column, reference=reference)
        if in_grid(row, column):
            return row, column
        if not blank:
            self._builder.odd("file.bad_reference", reference=reference[:40])
        return None


def _is_plain(reference: str) -> bool:
    return reference.isalnum() and reference.isupper()
