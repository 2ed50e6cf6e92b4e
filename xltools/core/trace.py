"""Where each number of a report comes from: its definition, and the rows behind it with what stands in them.

Of a sheet that the pack calls sensitive only the columns that were read are given: a reviewer can
count again, and nothing else about the few persons in it leaves the workbook.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xltools.core.aggregations.aggregation import Names
from xltools.core.dataset import Dataset, Table, Value
from xltools.core.document import Document, Figure, Paragraph
from xltools.core.frozen import frozen
from xltools.core.outcomes import Outcome, Phrase, RowsBehind
from xltools.core.pack import Indicator, Pack
from xltools.core.ranges import column_number
from xltools.core.sheets import say


@frozen
class TracedRow:
    """A row that a value came from: its number in the sheet, and its values in the order of the headers."""

    row: int
    values: tuple[Value, ...]


@frozen
class TracedRows:
    """The rows of one sheet that a value came from.

    Attributes:
        behind: The sheet, the row numbers and the columns read.
        headers: Of the columns given.
        read: For each header, whether the value was computed from its column.
        rows: Ascending.
    """

    behind: RowsBehind
    headers: tuple[str, ...]
    read: tuple[bool, ...]
    rows: tuple[TracedRow, ...]


@frozen
class PrintedFigure:
    """A place of the report at which a figure is printed.

    Attributes:
        paragraph: From 1.
        text: The digits.
        around: The words beside it.
    """

    paragraph: int
    text: str
    around: str


@frozen
class TracedFigure:
    """An indicator, traced.

    Attributes:
        indicator: Its entry in the pack.
        label: What it counts, in the reader's language where the pack has it.
        outcome: Its value, or why there is none; target and last year's.
        definition: How it is computed, in words.
        note: What the pack's author says of it.
        parts: The ids of the indicators that it is computed from.
        sheets: The rows behind it.
        printed: Where the report prints it.
    """

    indicator: Indicator
    label: str
    outcome: Outcome
    definition: Phrase
    note: str
    parts: tuple[str, ...]
    sheets: tuple[TracedRows, ...]
    printed: tuple[PrintedFigure, ...] = ()

    @property
    def id(self) -> str:
        """The indicator's."""
        return self.indicator.id


def trace(
    pack: Pack,
    dataset: Dataset,
    outcomes: Mapping[str, Outcome],
    document: Document | None = None,
    language: str = "zh-Hans",
) -> tuple[TracedFigure, ...]:
    """Trace every indicator to its rows.

    Args:
        pack: The report kind.
        dataset: The filled workbook.
        outcomes: Its indicators.
        document: The report, where it could be composed.
        language: The reader's, for labels.

    Returns:
        Those that the report prints in the order in which it does, then the others as the pack has them.
    """
    known = language if language in pack.languages else pack.language
    names = Names(pack.sheets, {name: one.label for name, one in pack.indicators.items()}, known)
    printed = _printed(document)
    order = [*printed, *(name for name in pack.indicators if name not in printed)]
    return tuple(
        TracedFigure(
            indicator,
            say(indicator.label, known),
            outcomes[name],
            indicator.aggregation.words(names),
            say(indicator.definition, known),
            indicator.aggregation.depends,
            tuple(_rows(behind, dataset, names) for behind in outcomes[name].rows),
            tuple(printed.get(name, ())),
        )
        for name in order
        for indicator in [pack.indicators[name]]
    )


def _printed(document: Document | None) -> Mapping[str, Sequence[PrintedFigure]]:
    found: dict[str, list[PrintedFigure]] = {}
    for number, paragraph in enumerate(() if document is None else document.passages, 1):
        for start, run in _figures(paragraph):
            around = paragraph.text[max(start - 14, 0) : start + len(run.text) + 8]
            found.setdefault(run.indicator, []).append(PrintedFigure(number, run.text, around))
    return found


def _figures(paragraph: Paragraph) -> Sequence[tuple[int, Figure]]:
    """Give the figures of a paragraph with their places."""
    place, found = len(paragraph.number), []
    for run in paragraph.runs:
        if isinstance(run, Figure):
            found.append((place, run))
        place += len(run.text)
    return found


def _rows(behind: RowsBehind, dataset: Dataset, names: Names) -> TracedRows:
    table = dataset.tables[behind.sheet]
    if table.fields:
        return _fields(behind, table, names)
    read = {name for name, place in table.places.items() if place in set(map(column_number, behind.columns))}
    shown = [column.name for column in table.sheet.columns if column.name in table.columns]
    if table.sheet.sensitive:
        shown = [name for name in shown if name in read]
    return TracedRows(
        behind,
        tuple(names.header(behind.sheet, name) for name in shown),
        tuple(name in read for name in shown),
        _values(table, behind.rows, shown),
    )


def _fields(behind: RowsBehind, table: Table, names: Names) -> TracedRows:
    """Give the fields of a form that a value came from, side by side as one record."""
    read = [name for name, (row, _) in table.fields.items() if row in behind.rows]
    headers = tuple(names.header(behind.sheet, name) for name in read)
    record = TracedRow(behind.rows[0], tuple(table.value(name) for name in read))
    return TracedRows(behind, headers, (True,) * len(read), (record,))


def _values(table: Table, rows: Sequence[int], columns: Sequence[str]) -> tuple[TracedRow, ...]:
    index = {row: place for place, row in enumerate(table.rows)}
    return tuple(TracedRow(row, tuple(table.columns[name][index[row]] for name in columns)) for row in rows)
