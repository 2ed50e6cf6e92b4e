"""The fixed tables of a report: drawn by the pack, filled with the cells of the workbook's matrices."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal

from xltools.core.dataset import Dataset, Value
from xltools.core.document import DocumentTable, Figure, Run, TableCell, Text
from xltools.core.frozen import frozen
from xltools.core.narration.narrative_values import Lack
from xltools.core.numerals import plain
from xltools.core.pack import Pack
from xltools.core.plain_text import one_line
from xltools.core.printed_table import Alignment, PrintedCell, PrintedTable
from xltools.core.sheets import say

Gap = Callable[[Lack], tuple[Run, ...]]
"""Says in the report that something is missing, and remembers it."""


@frozen
class TableFiller:
    """Fills the tables of a pack.

    Attributes:
        pack: What declares them.
        dataset: The workbook.
        gap: Told what is missing.
    """

    pack: Pack
    dataset: Dataset
    gap: Gap

    def fill(self, table: PrintedTable) -> DocumentTable:
        """Give a table with its values; a cell without one is a gap."""
        rows = tuple(
            tuple(self._cell(cell, table, header=number < table.header_rows) for cell in row)
            for number, row in enumerate(table.rows)
        )
        return DocumentTable(rows, table.widths, table.header_rows, table.landscape)

    def _cell(self, cell: PrintedCell, table: PrintedTable, *, header: bool) -> TableCell:
        alignment = Alignment.CENTER if header else table.alignments[cell.place]
        return TableCell(tuple(self._runs(cell)), cell.columns, cell.rows, alignment)

    def _runs(self, cell: PrintedCell) -> Iterator[Run]:
        if cell.source is None:
            yield Text(cell.text)
            return
        sheet, row, column = cell.source
        name = ".".join(cell.source)
        value = self._value(sheet, row, column)
        if isinstance(value, Decimal):
            yield Figure(name, plain(value))
        elif isinstance(value, str):
            yield Text(one_line(value))
        else:
            yield from self.gap(Lack(name, self._label(sheet, row, column), "report.missing.cell"))

    def _value(self, sheet: str, row: str, column: str) -> Value | None:
        table = self.dataset.tables.get(sheet)
        if table is None or row not in table.keys or column not in table.columns:
            return None
        return table.columns[column][table.keys.index(row)]

    def _label(self, sheet: str, row: str, column: str) -> str:
        declared = self.pack.sheets[sheet]
        fixed: Mapping[str, str] = next(found.label for found in declared.rows if found.name == row)
        parts = (declared.label, fixed, declared.column(column).label)
        return " · ".join(say(label, self.pack.language) for label in parts)
