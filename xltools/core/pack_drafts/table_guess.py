"""Find the tables of a workbook that was made without a pack: where the headers are, and what stands below.

One sheet, one table.  A sheet of labels with a value beside each is a form; everything else with a row
of headers is a ledger.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from xltools.core.frozen import frozen
from xltools.core.grid import CellFact, CellType, Grid, SheetGrid
from xltools.core.outcomes import Phrase
from xltools.core.pack_drafts.column_guess import ColumnGuess, guess_column
from xltools.core.ranges import parse_range
from xltools.core.sheets import SheetKind

_SEARCHED = 20
_MOST_ROWS = 20_000
_TOTALS = frozenset(("合计", "总计", "小计", "共计", "累计", "合計", "總計", "小計", "共計", "累計", "total"))
_NUMBERING = re.compile(r"(?:序号|序號|编号|編號|no\.?|#)", re.IGNORECASE)
_PERSONAL = re.compile(r"身份证|身份證|证件号|證件號|手机|手機|电话|電話|银行卡|銀行卡|账号|帳號|宗教|信仰")
_LONGEST_LABEL = 60
_INLINE_LIST = re.compile(r'"(.*)"', re.DOTALL)

Row = Mapping[int, CellFact]


@frozen
class TableGuess:
    """A sheet's table.

    Attributes:
        title: The sheet's name.
        kind: Ledger or form.
        columns: Of a ledger its columns, of a form its fields.
        rows: How many records a ledger has.
        reasons: What the guess rests on, and what was left out.
    """

    title: str
    kind: SheetKind
    columns: tuple[ColumnGuess, ...]
    rows: int
    reasons: tuple[Phrase, ...]


def guess_tables(grid: Grid) -> tuple[tuple[TableGuess, ...], tuple[Phrase, ...]]:
    """Find the tables of a workbook.

    Returns:
        A table a sheet, in the order of the tabs; and which sheets were passed over, and why.
    """
    tables: list[TableGuess] = []
    passed: list[Phrase] = []
    for sheet in grid.sheets:
        if sheet.state != "visible":
            passed.append(Phrase("pack_draft.guess.hidden_sheet", {"value": sheet.name}))
            continue
        table = _form(sheet) or _ledger(sheet)
        if table is None:
            passed.append(Phrase("pack_draft.guess.no_table", {"value": sheet.name}))
        else:
            tables.append(table)
    return tuple(tables), tuple(passed)


def _ledger(sheet: SheetGrid) -> TableGuess | None:
    rows = _rows(sheet)
    found = _header_row(rows)
    if found is None:
        return None
    top, bottom, labels = found
    reasons = [Phrase("pack_draft.guess.header", {"row": f"{top}:{bottom}" if top != bottom else str(top)})]
    records: list[Row] = []
    for row, cells in rows.items():
        if row <= bottom or not any(column in cells for column in labels):
            continue
        if _is_total(cells):
            reasons.append(Phrase("pack_draft.guess.total_row", {"value": f"{row}:{row}"}))
        elif any(cell.value.strip() != labels.get(column) for column, cell in cells.items()):
            records.append(cells)
    columns = []
    for column, label in labels.items():
        cells_of = [cells[column] for cells in records if column in cells and cells[column].value.strip()]
        if _PERSONAL.search(label):
            reasons.append(Phrase("pack_draft.guess.personal", {"value": label}))
        elif _NUMBERING.fullmatch(label) and _are_numbers(cells_of):
            reasons.append(Phrase("pack_draft.guess.numbering", {"value": label}))
        else:
            columns.append(guess_column(label, cells_of, len(records), _offered(sheet, bottom + 1, column)))
    if not columns:
        return None
    return TableGuess(sheet.name, SheetKind.LEDGER, tuple(columns), len(records), tuple(reasons))


def _form(sheet: SheetGrid) -> TableGuess | None:
    """Read a sheet of labels with a value beside each; None where it is none."""
    pairs: list[tuple[int, CellFact, Sequence[CellFact]]] = []
    for row, cells in _rows(sheet).items():
        if len(cells) == 1 and not pairs and row <= 3:
            continue  # a title
        if len(cells) not in {1, 2}:
            return None
        label, *values = (cells[column] for column in sorted(cells))
        if label.type is not CellType.TEXT or len(label.value) > _LONGEST_LABEL:
            return None
        pairs.append((row, label, values))
    filled = [values[0] for _, _, values in pairs if values]
    labels = {label.value.strip() for _, label, _ in pairs}
    places = {value.column for value in filled}
    if len(pairs) < 2 or len(labels) != len(pairs) or len(places) != 1 or len(filled) * 2 < len(pairs):
        return None
    kinds = {cell.type for cell in filled}
    heads_a_column = pairs[0][2] and pairs[0][2][0].type is CellType.TEXT and kinds - {CellType.TEXT}
    if (len(kinds) == 1 and len(pairs) > 4) or (
        heads_a_column and len(kinds) == 2 and len(pairs) > 2 and _alike(pairs)
    ):
        return None
    fields = tuple(
        guess_column(_label(label.value), values, 1, _offered(sheet, row, label.column + 1))
        for row, label, values in pairs
        if not _PERSONAL.search(label.value)
    )
    return TableGuess(sheet.name, SheetKind.FORM, fields, 1, (Phrase("pack_draft.guess.form", {"count": len(fields)}),))


def _alike(pairs: Sequence[tuple[int, CellFact, Sequence[CellFact]]]) -> bool:
    """Say whether all values but the first are of one type: then the first is a header."""
    return len({values[0].type for _, _, values in pairs[1:] if values}) == 1


def _rows(sheet: SheetGrid) -> dict[int, dict[int, CellFact]]:
    rows: dict[int, dict[int, CellFact]] = {}
    for cell in sheet.cells():
        if cell.row > _MOST_ROWS:
            break
        if cell.type not in {CellType.BLANK, CellType.ERROR, CellType.NO_VALUE} and cell.value.strip():
            rows.setdefault(cell.row, {})[cell.column] = cell
    return rows


def _header_row(rows: Mapping[int, Row]) -> tuple[int, int, dict[int, str]] | None:
    """Find the row of headers, or two where captions stand over some; give first, last, and the labels.

    It is the first row of texts, all different, that is about as wide as the rows below it.
    """
    for row, cells in list(rows.items())[:_SEARCHED]:
        below = [other for number, other in rows.items() if number > row][:_SEARCHED]
        widest = max(map(len, below), default=0)
        texts = [cell.value.strip() for cell in cells.values()]
        if len(cells) < 2 or any(cell.type is not CellType.TEXT for cell in cells.values()):
            continue
        captions = {column: cell for column, cell in cells.items() if _spans_columns(cell)}
        next_row = rows.get(row + 1, {})
        if captions and next_row and all(cell.type is CellType.TEXT for cell in next_row.values()):
            return row, row + 1, _joined(cells, next_row)
        if len(set(texts)) == len(texts) and 5 * len(texts) >= 3 * widest and max(map(len, texts)) <= _LONGEST_LABEL:
            return row, row, {column: _label(cell.value) for column, cell in cells.items()}
    return None


def _spans_columns(cell: CellFact) -> bool:
    if cell.merged is None:
        return False
    area = parse_range(cell.merged)
    return area.right > area.left


def _joined(captions: Row, headers: Row) -> dict[int, str]:
    """Give the labels of two rows of headers; one that stands under several captions is named with its own."""
    labels = {column: _label(cell.value) for column, cell in captions.items() if not _spans_columns(cell)}
    labels |= {column: _label(cell.value) for column, cell in headers.items()}
    repeated = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    for cell in captions.values():
        if _spans_columns(cell) and cell.merged is not None:
            area = parse_range(cell.merged)
            for place in range(area.left, area.right + 1):
                if labels.get(place) in repeated:
                    labels[place] = f"{_label(cell.value)}：{labels[place]}"
    return dict(sorted(labels.items()))


def printable(text: str) -> str:
    """Give a text as a label can have it: on one line, and nothing in it that nobody sees."""
    return "".join(sign for sign in " ".join(text.split()) if sign.isprintable())


def _label(text: str) -> str:
    label = printable(text)
    return label.strip("*＊:： ") or label


def _is_total(cells: Row) -> bool:
    first = cells[min(cells)].value
    return "".join(first.split()).casefold() in _TOTALS


def _are_numbers(cells: Sequence[CellFact]) -> bool:
    return all(cell.type is CellType.NUMBER for cell in cells)


def _offered(sheet: SheetGrid, row: int, column: int) -> tuple[str, ...]:
    """Give the entries of the dropdown of a cell, where they are written in the validation itself."""
    for validation in sheet.validations:
        inline = _INLINE_LIST.fullmatch(validation.formula)
        if validation.type == "list" and inline and any(_holds(validation.reference, row, column)):
            return tuple(entry.strip() for entry in inline[1].split(",") if entry.strip())
    return ()


def _holds(references: str, row: int, column: int) -> Iterator[bool]:
    for reference in references.split():
        yield parse_range(reference).holds(row, column)
