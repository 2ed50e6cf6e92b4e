"""A report as paragraphs, each with its role, and tables, before any file format.

A figure keeps the identity of its indicator, so that a writer can mark it and a reader can ask
where it came from.
"""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

from xltools.core.frozen import field, frozen, replace
from xltools.core.printed_table import Alignment


class Role(StrEnum):
    """What a paragraph is in an official document (GB/T 9704-2012, section 7)."""

    NUMBER = "number"
    """发文字号"""
    TITLE = "title"
    RECIPIENT = "recipient"
    """主送机关"""
    LEVEL_1 = "level_1"
    LEVEL_2 = "level_2"
    LEVEL_3 = "level_3"
    LEVEL_4 = "level_4"
    ITEM = "item"
    """A numbered paragraph; its number runs on across level-2 headings."""
    BODY = "body"
    SIGNATURE = "signature"
    """发文机关署名"""
    DATE = "date"
    """成文日期"""


@frozen
class Text:
    """Words.

    Attributes:
        text: The words.
        as_typed: True for a name, such as a sheet's, that no conversion to another script may alter.
    """

    text: str
    as_typed: bool = False


@frozen
class Figure:
    """A number printed in the report.

    Attributes:
        indicator: The id.
        text: The digits as printed: ``[0-9.%]`` only; 余 and units are words around it.
        form: Which number of the indicator it is: ``value``, ``percent``, ``yu``, ``wan``, ``yoy``
            or ``points``, as the narrative's filters are called.
        label: The indicator's name for readers; it does not make another figure of it.
    """

    indicator: str
    text: str
    form: str = "value"
    label: str = field(default_factory=str, compare=False)


@frozen
class Gap:
    """A figure or text that is missing; only a draft holds any.

    Attributes:
        name: The indicator's id, or the field's path.
        text: What a draft prints in its place.
    """

    name: str
    text: str


Run = Text | Figure | Gap


@frozen
class Paragraph:
    """One paragraph.

    Attributes:
        role: What it is.
        number: ``一、``, ``（一）``, ``1.``, ``（1）`` or nothing.
        runs: The rest of it.
        landscape: True where it stands on a page turned sideways, as a heading over a wide table does.
    """

    role: Role
    number: str
    runs: tuple[Run, ...]
    landscape: bool = False

    @property
    def text(self) -> str:
        """The whole paragraph as it reads."""
        return self.number + "".join(run.text for run in self.runs)


@frozen
class TableCell:
    """A cell of a printed table.

    Attributes:
        runs: What stands in it.
        columns: How many columns it covers.
        rows: How many rows it covers.
        alignment: Of its text.
    """

    runs: tuple[Run, ...]
    columns: int = 1
    rows: int = 1
    alignment: Alignment = Alignment.LEFT

    @property
    def text(self) -> str:
        """The cell as it reads."""
        return "".join(run.text for run in self.runs)


@frozen
class Slot:
    """The part of a cell that stands in one row.

    Attributes:
        cell: The cell.
        column: Its first column, from 0.
        begins: False in the rows that a cell from above reaches down into.
    """

    cell: TableCell
    column: int
    begins: bool


@frozen
class DocumentTable:
    """A table in a report; the sheets of a workbook are another thing.

    Attributes:
        rows: The cells that begin in each row, from left to right, as HTML has them.
        widths: Of the columns, in proportion to each other.
        header_rows: How many rows, from the top, every page on which the table goes on repeats.
        landscape: True where it stands on a page turned sideways.
    """

    rows: tuple[tuple[TableCell, ...], ...]
    widths: tuple[int, ...]
    header_rows: int = 1
    landscape: bool = False

    def __post_init__(self) -> None:
        tuple(self.slots())

    def slots(self) -> Iterator[tuple[Slot, ...]]:
        """Give what stands in each row, from left to right, the cells from above among it.

        Raises:
            ValueError: Where cells do not fill the rectangle, or one reaches out of it or of the header.
        """
        reaching: dict[int, tuple[TableCell, int]] = {}  # by first column: the cell, and rows yet to come
        for number, row in enumerate(self.rows):
            if number == self.header_rows and reaching:
                raise ValueError(number)
            slots: list[Slot] = []
            new = iter(row)
            column = 0
            while column < len(self.widths):
                begins = column not in reaching
                cell, left = (next(new, None), 0) if begins else reaching.pop(column)
                if cell is None:
                    raise ValueError(number)
                slots.append(Slot(cell, column, begins))
                left = cell.rows - 1 if begins else left - 1
                if left:
                    reaching[column] = (cell, left)
                if any(between in reaching for between in range(column + 1, column + cell.columns)):
                    raise ValueError(number)
                column += cell.columns
            if column > len(self.widths) or next(new, None) is not None:
                raise ValueError(number)
            yield tuple(slots)
        if reaching:
            raise ValueError(len(self.rows))

    def lines(self) -> Iterator[tuple[str, ...]]:
        """Give the text of each row, a text a column; columns that a cell covers besides its first are empty."""
        for slots in self.slots():
            texts = [""] * len(self.widths)
            for slot in slots:
                if slot.begins:
                    texts[slot.column] = slot.cell.text
            yield tuple(texts)

    @property
    def text(self) -> str:
        """One row a line, a tab between columns, so that it can be pasted into a sheet."""
        return "\n".join("\t".join(texts) for texts in self.lines())


Block = Paragraph | DocumentTable


@frozen
class Origin:
    """What a report was written from.

    Attributes:
        pack: The pack's id.
        version: Of the pack.
        unit: Whose report it is.
        year: The year it covers; None where the workbook has none.
        workbook: A mark of the workbook's bytes; empty where there was no file.
        number: Of the month or quarter of the year; None where the report is of the whole year.
    """

    pack: str = ""
    version: str = ""
    unit: str = ""
    year: int | None = None
    workbook: str = ""
    number: int | None = None


@frozen
class Document:
    """A report.

    Attributes:
        blocks: Its paragraphs and tables, in order.
        language: ``zh-Hans`` or ``zh-Hant``.
        draft: True for a draft with its gaps, to be watermarked 草稿.
        origin: What it was written from.
    """

    blocks: tuple[Block, ...]
    language: str = "zh-Hans"
    draft: bool = False
    origin: Origin = field(default_factory=Origin, compare=False)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs, without the tables."""
        return tuple(block for block in self.blocks if isinstance(block, Paragraph))

    @property
    def title(self) -> str:
        """The text of its first title, or nothing."""
        return next((block.text for block in self.paragraphs if block.role is Role.TITLE), "")

    @property
    def text(self) -> str:
        """One paragraph, or one row of a table, a line."""
        return "".join(block.text + "\n" for block in self.blocks)

    @property
    def passages(self) -> tuple[Paragraph, ...]:
        """The paragraphs, and the cells of tables as paragraphs, in the order in which they are read."""
        return tuple(passage for block in self.blocks for passage in _passages(block))

    @property
    def plain(self) -> Document:
        """The same report with its figures as mere words, to be printed on paper."""
        return replace(self, blocks=tuple(_plain(block) for block in self.blocks))


def _passages(block: Block) -> Iterator[Paragraph]:
    if isinstance(block, Paragraph):
        yield block
    else:
        yield from (Paragraph(Role.BODY, "", cell.runs) for row in block.rows for cell in row)


def _plain(block: Block) -> Block:
    if isinstance(block, Paragraph):
        return replace(block, runs=_words(block.runs))
    rows = tuple(tuple(replace(cell, runs=_words(cell.runs)) for cell in row) for row in block.rows)
    return replace(block, rows=rows)


def _words(runs: tuple[Run, ...]) -> tuple[Run, ...]:
    return tuple(Text(run.text) if isinstance(run, Figure) else run for run in runs)
