"""The live formula of every aggregation gives the engine's value, on clean ledgers and on dirty ones.

Random ledgers are written with XlsxWriter, one a sheet, their formulas beside them, and computed by
LibreOffice.  Where rows could not be read the formula shows the value over the rest (``countable``),
which the report never prints.
"""

from __future__ import annotations

import json
import random
import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.conformance.test_aggregations import aggregation_class
from tests.support.drawing import choices, sheet
from xltools.core.aggregations.aggregation import Aggregation
from xltools.core.dataset import UNREADABLE, Dataset, Slip, Table, Value
from xltools.core.findings import Finding
from xltools.core.outcomes import Outcome, Result
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.rounding import round_half_away
from xltools.core.sheets import Blank, Column, ColumnType, Period

PROBE = Path(__file__).parents[1] / "support" / "libreoffice_probe.py"
LEDGERS = 120
ROWS = 24
SEED = 20191231
LEDGER = sheet("s", {"day": "date", "kind": "select_one kinds", "people": "decimal", "note": "text", "due": "date"})
SCOPE = Scope({"s": LEDGER}, {"kinds": choices("中心组学习", "**", "a?c", "A", "a", "15")}, ("part", "whole"))

KINDS = ("中心组学习", "**", "a?c", "A", "a", "15")
DIRTY_TEXTS = ("", " a", "中心组学习 ", "abc", "~", "*", "１５", "不适用", "不详", "=1+1", "'", '"')
NOTES = ("x", "X", "x ", "**", "不适用", "不详", "", "15", "长" * 40)
NUMBERS = (0, 1, 2.5, -3, 0.1, 0.2, 1e-9, 247.99999999999997, 123456789.125, 15)
DAYS = (
    datetime(2018, 12, 31, 23, 59, tzinfo=UTC),
    datetime(2019, 1, 1, tzinfo=UTC),
    datetime(2019, 6, 15, tzinfo=UTC),
    datetime(2019, 6, 30, tzinfo=UTC),
    datetime(2019, 12, 31, 15, 0, tzinfo=UTC),
    datetime(2020, 1, 1, tzinfo=UTC),
)
# No truth values: LibreOffice, unlike Excel, counts them as numbers.  Such a cell is an error anyway.
DIRTY_CELLS = ("2019.5.1", "15", "约20", "#N/A", " ", "２４８")

SETTINGS: tuple[tuple[str, dict[str, object]], ...] = (
    ("count", {}),
    ("count", {"where": {"kind": "**"}}),
    ("count", {"where": {"kind": {"in": ["a", "15", "a?c"]}}, "in_period": "day"}),
    ("count", {"where": {"people": {"minimum": 1, "maximum": Decimal("2.5")}}}),
    ("count", {"where": {"people": 15}}),
    ("count", {"where": {"note": {"filled": True}}}),
    ("count", {"where": {"note": {"filled": False}}}),
    ("count", {"where": {"day": {"maximum": "due"}}}),
    ("sum", {"column": "people"}),
    ("sum", {"column": "people", "where": {"kind": "a"}, "in_period": "day"}),
    ("distinct", {"column": "kind"}),
    ("distinct", {"column": "note", "in_period": "day"}),
    ("min", {"column": "people", "where": {"kind": "中心组学习"}}),
    ("max", {"column": "people", "in_period": "day"}),
    ("latest", {"column": "people", "date": "day"}),
    ("latest", {"column": "people", "date": "day", "where": {"kind": "a"}}),
    ("months_with", {"date": "day"}),
    ("months_with", {"date": "day", "where": {"kind": "A"}}),
)
QUOTIENTS = ("ratio", "share")

Cell = str | float | int | datetime | None


@dataclass(frozen=True)
class References:
    """Names for the cells of one drawn ledger, whose header is row 1."""

    def column(self, sheet: str, column: str) -> str:
        assert sheet == LEDGER.name
        letter = "ABCDE"[[one.name for one in LEDGER.columns].index(column)]
        return f"${letter}$2:${letter}${ROWS + 1}"

    def field(self, sheet: str, column: str) -> str:
        raise AssertionError((sheet, column))

    def indicator(self, indicator: str) -> str:
        return {"part": "$J$1", "whole": "$J$9"}[indicator]

    def last_year(self, indicator: str) -> str:
        raise AssertionError(indicator)

    def period_start(self) -> str:
        return "DATE(2019,1,1)"

    def period_end(self) -> str:
        return "DATE(2020,1,1)"


def declared(name: str, settings: dict[str, object]) -> Aggregation:
    faults: list[Finding] = []
    entry = Entry({"sheet": "s", **settings} if name not in QUOTIENTS else settings, "i", "i[1]", SCOPE, faults)
    aggregation = aggregation_class(name).from_entry(entry)
    assert faults == []
    return aggregation


AGGREGATIONS = [declared(name, settings) for name, settings in SETTINGS]
DIVISIONS = [declared(name, {"numerator": "part", "denominator": "whole"}) for name in QUOTIENTS]


def random_ledger(chance: random.Random, dirt: float) -> list[list[Cell]]:
    """Make rows whose cells are of their column's type, or with some probability are not."""

    def cell(column: Column) -> Cell:
        if chance.random() < 0.15:
            return None
        if chance.random() < dirt:
            return chance.choice(DIRTY_TEXTS if column.type is ColumnType.SELECT_ONE else DIRTY_CELLS)
        match column.type:
            case ColumnType.DATE:
                return chance.choice(DAYS)
            case ColumnType.DECIMAL:
                return chance.choice((*NUMBERS, chance.randint(0, 99), "不适用"))
            case ColumnType.TEXT:
                return chance.choice(NOTES)
        return chance.choice(KINDS)

    return [[cell(column) for column in LEDGER.columns] for _ in range(ROWS)]


def typed(cell: Cell, column: Column) -> Value:
    """Read a cell as its column's type, strictly: text that looks like a number is none."""
    if cell is None or cell == "":
        return Blank.EMPTY
    if cell in {"不适用", "不详"}:
        return Blank.NOT_APPLICABLE if cell == "不适用" else Blank.UNKNOWN
    if column.type is ColumnType.DATE:
        return cell.date() if isinstance(cell, datetime) else UNREADABLE
    if column.type is ColumnType.DECIMAL:
        return Decimal(format(cell, ".15g")) if isinstance(cell, int | float) else UNREADABLE
    return cell if isinstance(cell, str) else UNREADABLE


def as_dataset(cells: Sequence[Sequence[Cell]]) -> Dataset:
    """Read a ledger; a row that holds nothing is no record."""
    kept = [(number, row) for number, row in enumerate(cells, 2) if any(cell not in {None, ""} for cell in row)]
    columns = {
        column.name: tuple(typed(row[place], column) for _, row in kept) for place, column in enumerate(LEDGER.columns)
    }
    slips = {
        name: {index: Slip("parse.x", {"value": ""}) for index, value in enumerate(values) if value is UNREADABLE}
        for name, values in columns.items()
    }
    places = {column.name: place for place, column in enumerate(LEDGER.columns, 1)}
    drawn = Table(LEDGER, "s", 0, [number for number, _ in kept], columns, places, slips=slips)
    return Dataset(Period.of_year(2019), "", {"s": drawn})


def engine(dataset: Dataset) -> Iterator[Result]:
    results = [aggregation.over(dataset, {}) for aggregation in AGGREGATIONS]
    yield from results
    outcomes = {
        name: Outcome(name, None, exact=results[place].countable) for name, place in (("part", 0), ("whole", 8))
    }
    yield from (division.over(dataset, outcomes) for division in DIVISIONS)


def write(path: Path, ledgers: Sequence[Sequence[Sequence[Cell]]]) -> None:
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_numbers": False}) as book:
        day_format = book.add_format({"num_format": "yyyy-m-d"})
        for number, cells in enumerate(ledgers):
            page = book.add_worksheet(f"s{number}")
            page.write_row(0, 0, [column.name for column in LEDGER.columns])
            for row, values in enumerate(cells, 1):
                for place, value in enumerate(values):
                    if isinstance(value, datetime):
                        page.write_datetime(row, place, value.replace(tzinfo=None), day_format)
                    elif value is not None and value != "":
                        page.write(row, place, value)
            for place, aggregation in enumerate([*AGGREGATIONS, *DIVISIONS]):
                formula = f'{{=IFERROR({aggregation.formula(References())},"")}}'
                page.write_array_formula(place, 9, place, 9, formula)


@pytest.mark.libreoffice
def test_the_formula_agrees_with_the_engine_on_random_ledgers(tmp_path: Path) -> None:
    chance = random.Random(SEED)  # noqa: S311 - reproducible on purpose
    ledgers = [random_ledger(chance, dirt=0.0 if number % 3 == 0 else 0.25) for number in range(LEDGERS)]
    path = tmp_path / "ledgers.xlsx"
    write(path, ledgers)

    probe = subprocess.run(
        ["/usr/bin/python3", str(PROBE)], input=json.dumps([str(path)]), capture_output=True, text=True, check=True
    )
    sheets = json.loads(probe.stdout)[0]["sheets"]

    differing: list[tuple[str, str, object, object]] = []
    for number, cells in enumerate(ledgers):
        shown = sheets[f"s{number}"]["computed"]
        for place, result in enumerate(engine(as_dataset(cells)), 1):
            found = shown[f"J{place}"]
            if not same(found, result.countable):
                differing.append((f"s{number}", f"J{place}", found, result.countable))
    assert differing == []


def same(shown: str | float, value: Decimal | None) -> bool:
    """Compare as a report would print: to ten places, on fifteen digits."""
    if value is None or isinstance(shown, str):
        return value is None and shown == ""
    return round_half_away(Decimal(format(shown, ".15g")), 10) == round_half_away(value, 10)


def test_the_ledgers_are_clean_and_dirty_enough_to_tell() -> None:
    chance = random.Random(SEED)  # noqa: S311 - reproducible on purpose
    clean, dirty = (as_dataset(random_ledger(chance, dirt)) for dirt in (0.0, 0.25))

    assert [result.reason for result in engine(clean) if result.reason and "unreadable" in result.reason.key] == []
    assert [result.reason for result in engine(dirty) if result.reason and "unreadable" in result.reason.key]
    assert date(2019, 12, 31) in as_dataset([[DAYS[4], None, None, None, None]]).tables["s"].columns["day"]
