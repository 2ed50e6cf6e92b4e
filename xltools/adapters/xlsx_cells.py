"""Take the cells of any sheet from its parser's events.

This is the road that every well-formed sheet can take, whatever its order, prefixes, encoding and
comments.  ``xlsx_rows`` is the fast one, for sheets as the usual programs write them; a contract test
holds the two to the same cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from xltools.adapters.xlsx_columns import SheetBuilder, in_grid
from xltools.adapters.xlsx_formulas import SharedFormulas
from xltools.adapters.xlsx_strings import unescape
from xltools.adapters.xlsx_values import Context, UnreadableCellError, cell_value
from xltools.adapters.xlsx_xml import MAIN, XmlError, is_true
from xltools.core.grid import CellType
from xltools.core.ranges import column_number

_PLACE = re.compile(r"(\$?)([A-Za-z]{1,7})(\$?)([0-9]{1,9})")

_ROW, _CELL, _VALUE, _FORMULA, _INLINE, _TEXT, _PHONETIC = range(7)
_ELEMENTS = {
    f"{namespace} {name}": code
    for namespace in MAIN
    for code, name in enumerate(("row", "c", "v", "f", "is", "t", "rPh"))
}


class CellEvents:
    """Hears the elements between ``<sheetData>`` and its end, and hands cells to a builder.

    Args:
        builder: Takes the cells.
        context: Of the workbook.
        limit: The most cells accepted, blank ones too.
    """

    def __init__(self, builder: SheetBuilder, context: Context, limit: int) -> None:
        self._builder = builder
        self._context = context
        self._left = limit
        self._shared = SharedFormulas(builder.formulas)
        self._row = self._column = 0
        self._rows_seen: set[int] = set()
        self._row_columns: set[int] = set()
        self._attributes: Mapping[str, str] = {}
        self._value: list[str] | None = None
        self._inline: list[str] | None = None
        self._formula: list[str] | None = None
        self._formula_attributes: Mapping[str, str] = {}
        self._sink: list[str] | None = None
        self._in_reading = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Take the start of an element."""
        code = _ELEMENTS.get(name)
        if code == _CELL:
            self._start_cell(attributes)
        elif code == _VALUE:
            self._sink = self._value = []
        elif code == _FORMULA:
            self._sink = self._formula = []
            self._formula_attributes = attributes
        elif code == _ROW:
            self._start_row(attributes)
        elif code == _INLINE:
            self._inline = []
        elif code == _TEXT and not self._in_reading:
            self._sink = self._inline
        elif code == _PHONETIC:
            self._in_reading = True

    def end(self, name: str) -> None:
        """Take the end of an element."""
        code = _ELEMENTS.get(name)
        if code == _CELL:
            self._end_cell()
        elif code == _PHONETIC:
            self._in_reading = False
        self._sink = None

    def text(self, text: str) -> None:
        """Take a piece of text."""
        if self._sink is not None:
            self._sink.append(text)

    def _start_row(self, attributes: Mapping[str, str]) -> None:
        spelled = attributes.get("r")
        row = self._row + 1
        if spelled is not None:
            if not (spelled.isdecimal() and len(spelled) < 10):
                self._builder.odd("file.bad_reference", reference=spelled)
            else:
                row = int(spelled)
        if row in self._rows_seen:
            self._builder.odd("file.duplicate_row", row)
        self._rows_seen.add(row)
        self._row, self._column = row, 0
        self._row_columns.clear()
        if is_true(attributes.get("hidden")) and in_grid(row, 1):
            self._builder.hidden_rows.append(row)

    def _start_cell(self, attributes: Mapping[str, str]) -> None:
        self._left -= 1
        if self._left < 0:
            raise XmlError
        self._attributes = attributes
        self._value = self._inline = self._formula = None

    def _end_cell(self) -> None:
        place = self._place(self._attributes.get("r"))
        if place is None:
            return
        row, column = place
        kind = self._attributes.get("t", "n")
        if self._formula is not None:
            self._shared.add(row, column, "".join(self._formula), self._formula_attributes)
        try:
            held = self._held(kind)
        except UnreadableCellError as error:
            value = "".join(self._value or ())
            held = CellType.ERROR, value
            self._builder.odd(error.key, row, column, value=value)
        if held is not None:
            self._builder.add(row, column, *held)
        elif self._formula is not None:
            self._builder.add(row, column, CellType.NO_VALUE, "")
        self._note_repeat(row, column, blank=held is None and self._formula is None)

    def _held(self, kind: str) -> tuple[CellType, str] | None:
        if kind == "inlineStr" and self._inline is not None:
            return CellType.TEXT, unescape("".join(self._inline))
        value = None if self._value is None else "".join(self._value)
        return cell_value(self._context, "str" if kind == "inlineStr" else kind, self._attributes.get("s"), value)

    def _place(self, reference: str | None) -> tuple[int, int] | None:
        """Say where the cell is; None, with a note, where it has no place on a sheet."""
        if reference is None:
            row, column = self._row or 1, self._column + 1
        else:
            matched = _PLACE.fullmatch(reference)
            if matched is None:
                self._builder.odd("file.bad_reference", self._row, reference=reference[:40])
                return None
            row, column = int(matched[4]), column_number(matched[2].upper())
        if not in_grid(row, column):
            self._builder.odd("file.out_of_grid", reference=(reference or f"{row}:{column}")[:40])
            return None
        if reference is not None and (row != self._row or not reference.isalnum() or not reference.isupper()):
            self._builder.odd("file.bad_reference", row, column, reference=reference)
        self._column = column
        return row, column

    def _note_repeat(self, row: int, column: int, *, blank: bool) -> None:
        """Note a place that comes twice where one of the two is blank; the builder notes the others."""
        if row == self._row:
            if column in self._row_columns and blank:
                self._builder.odd("file.duplicate_cell", row, column, value="", earlier="")
            self._row_columns.add(column)
