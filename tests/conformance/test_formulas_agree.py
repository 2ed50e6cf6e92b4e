"""The live formula of every aggregation gives the engine's value, on clean ledgers and on dirty ones.

Random ledgers are written with their formulas beside them, computed by LibreOffice, and read and
computed by the engine.  A formula is rounded as it is on the indicators sheet.  Where the engine
has a value, the formula shows it; where there is none, the formula shows nothing; and where cells
could not be read, it shows the value over the rest (``countable``), which the report never prints.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import pytest

from tests.conformance.test_aggregations import aggregation_class
from tests.support import libreoffice
from tests.support.random_ledgers import (
    DECIMALS,
    FORM,
    LISTS,
    MATRIX_ROWS,
    ROWS,
    Cell,
    Drawn,
    Sort,
    pack_of,
    random_sheet,
    write,
)
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.aggregations import AGGREGATIONS
from xltools.core.aggregations.aggregation import Aggregation
from xltools.core.dataset import Dataset
from xltools.core.findings import Finding
from xltools.core.outcomes import Outcome, Phrase, Result
from xltools.core.pack_entry import Entry
from xltools.core.pack_scope import Scope
from xltools.core.parse import parse
from xltools.core.rounding import round_half_away
from xltools.core.sheets import Sheet, SheetKind

LEDGERS = 132
MATRICES = 24
SEED = 20191231
PARAMETERS: Mapping[str, Cell] = {"year": 2019, "unit": "竹峰街道", "quota": 12.5, "counted": "是"}
LAST_YEAR = {"part": Decimal(7), "whole": Decimal(0), "least": Decimal("0.5")}
UNREADABLE = {"indicator.unreadable", "indicator.many_unreadable"}

ROW_SETTINGS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("count", {}),
    ("count", {"where": {"kind": "**"}}),
    ("count", {"where": {"kind": {"in": ["a", "15", "a?c"]}}, "in_period": "day"}),
    ("count", {"where": {"people": {"minimum": 1, "maximum": Decimal("2.5")}}}),
    ("count", {"where": {"people": {"in": [15, Decimal("0.1")]}, "kind": "A"}}),
    ("count", {"where": {"note": {"filled": True}}}),
    ("count", {"where": {"note": {"filled": False}}}),
    ("count", {"where": {"people": {"filled": True}, "due": {"filled": False}}}),
    ("count", {"where": {"day": {"maximum": "due"}}}),
    ("count", {"where": {"seats": {"minimum": "people"}, "kind": "a"}}),
    ("sum", {"column": "people"}),
    ("sum", {"column": "people", "where": {"kind": "a"}, "in_period": "day"}),
    ("sum", {"column": "seats", "where": {"note": "**"}}),
    ("distinct", {"column": "kind"}),
    ("distinct", {"column": "note", "in_period": "day"}),
    ("min", {"column": "people", "where": {"kind": "中心组学习"}}),
    ("min", {"column": "seats", "in_period": "due"}),
    ("max", {"column": "people", "in_period": "day"}),
    ("latest", {"column": "people", "date": "day"}),
    ("latest", {"column": "seats", "date": "day", "where": {"kind": "a"}}),
    ("months_with", {"date": "day"}),
    ("months_with", {"date": "due", "where": {"kind": "A"}}),
)
MATRIX_SETTINGS: tuple[tuple[str, Mapping[str, object]], ...] = (
    *(("cells", {"rows": [row], "columns": ["people"]}) for row in MATRIX_ROWS),
    ("cells", {"rows": ["r1", "r4"], "columns": ["people"]}),
    ("cells", {"rows": ["r0", "r2"], "columns": ["people", "seats"]}),
)
PARTS = {"part": 0, "whole": 10, "least": 15}
"""The places among the settings above of the indicators that others are computed from."""

DERIVED_SETTINGS: tuple[tuple[str, Mapping[str, object]], ...] = (
    ("ratio", {"numerator": "part", "denominator": "whole"}),
    ("share", {"numerator": "least", "denominator": "part"}),
    ("change", {"indicator": "part"}),
    ("change", {"indicator": "whole"}),
    ("change", {"indicator": "least", "as": "difference"}),
    ("change", {"indicator": "whole", "as": "difference"}),
    ("expr", {"expression": "(part + whole) / parameters.quota - tenth"}),
    ("expr", {"expression": "max(least, 1) * 100 / part"}),
    ("expr", {"expression": "round(abs(whole - part) / 3, 1) + min(part, whole)"}),
)
DERIVED = {name for name, _ in DERIVED_SETTINGS}


@dataclass(frozen=True)
class References:
    """Names for the cells of one drawn sheet, and formulas for its indicators."""

    sheet: Sheet

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        first = self.column(sheet, column).partition(":")[0]
        return f"{first[:-1]}{MATRIX_ROWS.index(row) + 2}"

    def column(self, sheet: str, column: str) -> str:
        assert sheet == self.sheet.name
        matrix = self.sheet.kind is SheetKind.MATRIX
        letter = "ABCDEFG"[[one.name for one in self.sheet.columns].index(column) + matrix]
        return f"${letter}$2:${letter}${(len(MATRIX_ROWS) if matrix else ROWS) + 1}"

    def field(self, sheet: str, column: str) -> str:
        return f"{sheet}!$B${[one.name for one in FORM.columns].index(column) + 1}"

    def indicator(self, indicator: str) -> str:
        return f"({declared(self.sheet)[PARTS[indicator]].formula(self)})"

    def last_year(self, indicator: str) -> str:
        return str(LAST_YEAR.get(indicator, '""'))

    def period_start(self) -> str:
        return "DATE(parameters!$B$1,1,1)"

    def period_end(self) -> str:
        return "DATE(parameters!$B$1+1,1,1)"


_DECLARED: dict[str, list[Aggregation]] = {}


def declared(sheet: Sheet) -> list[Aggregation]:
    """Declare all aggregations over one sheet."""
    if sheet.name not in _DECLARED:
        rows = ((name, {"sheet": sheet.name, **settings}) for name, settings in ROW_SETTINGS)
        matrix = MATRIX_SETTINGS if sheet.kind is SheetKind.MATRIX else ()
        cells = ((name, {"sheet": sheet.name, **settings}) for name, settings in matrix)
        _DECLARED[sheet.name] = [_declare(sheet, *one) for one in (*rows, *DERIVED_SETTINGS, *cells)]
    return _DECLARED[sheet.name]


def _declare(sheet: Sheet, name: str, settings: Mapping[str, object]) -> Aggregation:
    faults: list[Finding] = []
    sheets = {FORM.name: FORM, sheet.name: sheet}
    scope = Scope(sheets, LISTS, tuple(PARTS), {"tenth": Decimal("0.1")})
    entry = Entry(settings, "indicators.toml", "indicator[1]", scope, faults)
    aggregation = aggregation_class(name).from_entry(entry)
    entry.close()
    assert faults == []
    return aggregation


def engine(dataset: Dataset, sheet: Sheet) -> list[Result]:
    """Compute all aggregations over one sheet."""
    outcomes: dict[str, Outcome] = {}
    results: list[Result] = []
    for place, aggregation in enumerate(declared(sheet)):
        result = aggregation.over(dataset, outcomes)
        results.append(result)
        for name in (name for name, part in PARTS.items() if part == place):
            outcomes[name] = Outcome(name, None, result.reason, result.value, last_year=LAST_YEAR.get(name))
    return results


def random_sheets() -> list[Drawn]:
    chance = random.Random(SEED)  # noqa: S311 - reproducible on purpose
    sorts = list(Sort)
    ledgers = [random_sheet(chance, f"s{number}", sorts[number % len(sorts)]) for number in range(LEDGERS)]
    matrices = [random_sheet(chance, f"m{number}", sorts[number % 2], "matrix") for number in range(MATRICES)]
    return ledgers + matrices


def root(reason: Phrase | None) -> str:
    """Give the key of the reason why there is no value: of the part's, where a part has none."""
    inner = reason.params.get("reason") if reason else None
    return root(inner[0]) if isinstance(inner, tuple) and isinstance(inner[0], Phrase) else reason.key if reason else ""


@dataclass(frozen=True)
class Compared:
    """One formula: what it is, over what, what LibreOffice shows, what the engine says."""

    sheet: str
    aggregation: str
    formula: str
    sort: Sort
    shown: str | float
    result: Result

    @property
    def agrees(self) -> bool:
        value = self.result.value
        if value is None and root(self.result.reason) in UNREADABLE:
            if self.sort is Sort.ODD or self.aggregation in DERIVED:
                return True  # nothing is printed of it, and the check names the cells
            value = self.result.countable
        if value is None or isinstance(self.shown, str):
            return value is None and self.shown == ""
        return Decimal(format(self.shown, ".15g")) == round_half_away(value, DECIMALS)


@pytest.fixture(scope="module")
def compared(tmp_path_factory: pytest.TempPathFactory) -> Sequence[Compared]:
    path = tmp_path_factory.mktemp("ledgers") / "ledgers.xlsx"
    sheets = random_sheets()
    formulas = [
        [f'IFERROR(ROUND({one.formula(References(drawn.sheet))},{DECIMALS}),"")' for one in declared(drawn.sheet)]
        for drawn in sheets
    ]
    write(path, PARAMETERS, sheets, formulas)
    dataset = parse(read_grid(path), pack_of(sheets))
    [answer] = libreoffice.ask([path])
    return [
        Compared(drawn.sheet.name, one.name, formula, drawn.sort, answer[drawn.sheet.name].computed[f"J{row}"], result)
        for drawn, its in zip(sheets, formulas, strict=True)
        for row, (one, formula, result) in enumerate(
            zip(declared(drawn.sheet), its, engine(dataset, drawn.sheet), strict=True), 1
        )
    ]


@pytest.mark.libreoffice
def test_the_formula_agrees_with_the_engine_on_random_ledgers(compared: Sequence[Compared]) -> None:
    assert [one for one in compared if not one.agrees] == []


@pytest.mark.libreoffice
def test_every_aggregation_was_compared_with_values_without_and_with_unreadable_cells(
    compared: Sequence[Compared],
) -> None:
    values = Counter(one.aggregation for one in compared if one.result.value is not None)
    dirty = Counter(one.aggregation for one in compared if one.result.value is not None and one.sort is not Sort.CLEAN)
    uncertain = Counter(one.aggregation for one in compared if one.result.reason is not None)

    for name in AGGREGATIONS:
        assert values[name] >= 50, name
        assert dirty[name] >= 10, name
        assert uncertain[name] >= 10, name
