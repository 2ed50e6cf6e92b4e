"""What holds of every workbook, however it is filled in."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.cells import ALL_BLANKS, READING, column
from tests.support.grids import Cell, of_cells, serial
from tests.support.study import PACK, found, slips, workbook
from xltools.core.dataset import UNREADABLE, Table, Value
from xltools.core.findings import Severity
from xltools.core.grid import CellType
from xltools.core.parse import parse
from xltools.core.parsing.cells import cell_reader
from xltools.core.parsing.column_values import read_column
from xltools.core.sheets import Blank, Column, ColumnType, SheetKind

WORDS = (
    "20 ２０ 1,234 20人 12% 二百四十八 约200 无 — 2O8 \u22125 (5) 2² ① 2\u200b0 NaN 1e308 123456789012345678 0 60 -1 "
    "247.99999999999997 2019.3.5 2019年3月5日 20190305 5/3/2019 2019-2-30 2019.3 不适用 不详 中心组学习 合计 日期 "
    "参加人数 报告年度 单位名称 本年新收 13800138000 党\u202e史 \ud800 \x00 43586 43586.5 2958466 0.1 2.5 1e-300 =1+1"
)
LIKELY = WORDS.split(" ")
SIGNS = "0123456789.,-+/%() \u3000２０约余多人次年月日号万二十百零〇oOlI²①\u200b\u2212"

texts = st.one_of(
    st.sampled_from(LIKELY),
    st.text(max_size=12),
    st.text(SIGNS, max_size=10),
    st.sampled_from(LIKELY).map(" {} ".format),
)
numbers = st.one_of(
    st.integers(-(10**19), 10**19).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(43000, 44500).map(str),
)
cells = st.one_of(
    st.builds(Cell, st.just(CellType.TEXT), texts),
    st.builds(Cell, st.sampled_from([CellType.NUMBER, CellType.DATE]), numbers),
    st.builds(Cell, st.sampled_from(CellType), texts),
    st.builds(Cell, st.sampled_from([CellType.NUMBER, CellType.NO_VALUE, CellType.TEXT]), texts, st.just("A1+1")),
)
placed = st.dictionaries(st.tuples(st.integers(1, 9), st.integers(1, 6)), cells, max_size=30)
columns = st.builds(
    column,
    st.sampled_from([kind.value for kind in ColumnType]),
    missing=st.sampled_from([frozenset(), ALL_BLANKS]),
    multiline=st.booleans(),
)
TYPES: Mapping[ColumnType, type] = {
    ColumnType.TEXT: str,
    ColumnType.SELECT_ONE: str,
    ColumnType.INTEGER: Decimal,
    ColumnType.DECIMAL: Decimal,
    ColumnType.DATE: date,
}


@given(st.lists(placed, min_size=3, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_any_cells_anywhere_are_parsed_and_everything_said_of_them_can_be_said(
    drawings: list[dict[tuple[int, int], Cell]], with_headers: bool
) -> None:
    sheets = []
    for sheet, drawing in zip(PACK.sheets.values(), drawings, strict=True):
        labels = {(2, place): declared.label["zh-Hans"] for place, declared in enumerate(sheet.columns, 2)}
        if sheet.kind is SheetKind.FORM:
            labels = {(place, 2): declared.label["zh-Hans"] for place, declared in enumerate(sheet.columns, 2)}
        held = {place: Cell(CellType.TEXT, text) for place, text in labels.items()} if with_headers else {}
        sheets.append(of_cells(sheet.label["zh-Hans"], drawing | held))
    dataset = parse(workbook(*sheets), PACK)

    found(dataset)
    for table in dataset.tables.values():
        every_cell_is_a_value_a_blank_or_has_a_slip(table)
    assert all(severity >= Severity.WARNING for _, _, severity in slips(dataset))


def every_cell_is_a_value_a_blank_or_has_a_slip(table: Table) -> None:
    for name, values in table.columns.items():
        declared = table.sheet.column(name)
        assert len(values) == len(table.rows)
        for index, value in enumerate(values):
            slip = table.slips.get(name, {}).get(index)
            assert (value is UNREADABLE) == (slip is not None and slip.severity is Severity.ERROR)
            assert is_of(declared, value)


def is_of(declared: Column, value: Value) -> bool:
    """Say whether a value may come of a column."""
    if isinstance(value, Blank):
        return value is Blank.EMPTY or value in declared.missing
    return value is UNREADABLE or isinstance(value, TYPES[declared.type])


@given(columns, cells)
@settings(max_examples=600, deadline=None)
def test_a_repair_put_in_is_read_as_it_stands_without_another_word(declared: Column, cell: Cell) -> None:
    read = cell_reader(declared, READING)
    value, slip = read(cell.type, cell.value)
    assert is_of(declared, value)
    if slip is None or slip.repair is None:
        return
    repair = slip.repair.value
    if isinstance(repair, date):
        mended = read(CellType.DATE, serial(repair))
    elif isinstance(repair, Decimal):
        mended = read(CellType.NUMBER, format(repair, "f"))
    else:
        mended = read(CellType.TEXT, str(repair))

    assert mended.slip is None
    if value is not UNREADABLE and declared.type is not ColumnType.TEXT:
        assert mended.value == value
    assert mended.value == repair or isinstance(mended.value, Blank)


@given(columns, st.lists(cells, min_size=1, max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_column_read_as_a_whole_is_its_cells_read_one_by_one(declared: Column, held: list[Cell]) -> None:
    alike = [cell for cell in held if cell.type is held[0].type]
    for run in (held, alike):
        kinds = tuple(cell.type for cell in run)
        types = kinds[0] if len(set(kinds)) == 1 else kinds
        whole = read_column(types, [cell.value for cell in run], declared, READING)
        single = [cell_reader(declared, READING)(cell.type, cell.value) for cell in run]

        assert list(whole.values) == [one.value for one in single]
        assert dict(whole.slips) == {index: one.slip for index, one in enumerate(single) if one.slip is not None}


@given(placed, st.integers(0, 5), st.integers(0, 3))
@settings(max_examples=100, deadline=None)
def test_where_a_ledger_stands_on_its_sheet_makes_no_difference(
    drawing: dict[tuple[int, int], Cell], down: int, right: int
) -> None:
    labels = {
        (1, place): Cell(CellType.TEXT, text.label["zh-Hans"])
        for place, text in enumerate(PACK.sheets["study"].columns, 1)
    }
    body = {(row + 1, place): cell for (row, place), cell in drawing.items() if place <= 4} | labels
    moved = {(row + down, place + right): cell for (row, place), cell in body.items()}
    here, there = (parse(workbook(of_cells("L1学习台账", held)), PACK) for held in (body, moved))

    assert here.tables["study"].columns == there.tables["study"].columns
    assert [finding.key for finding in here.findings] == [finding.key for finding in there.findings]
