"""The formulas that colour and refuse entries say the same as the checks that find them.

Several hundred rows, clean and dirty, are written with every rule's formula beside each, computed
by LibreOffice, and compared with what the checks find in the same rows.
"""

from __future__ import annotations

import csv
import random
import subprocess
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
import xlsxwriter

from tests.support.drawing import choices, dataset, sheet, table
from tests.support.rules import pack, read_rule, scope
from xltools.core.checks import CHECKS
from xltools.core.dataset import UNREADABLE, Dataset, Slip, Table, Value
from xltools.core.findings import letters
from xltools.core.pack import Rule
from xltools.core.sheets import MISSING_WORDS, Blank
from xltools.core.validate import validate

ROWS = 400
FIRST = 2
COLUMNS = {
    "invited": "integer",
    "present": "integer",
    "rate": "decimal",
    "share": "decimal",
    "total": "decimal",
    "start": "date",
    "end": "date",
    "site": "text",
    "topic": "text",
    "kind": "select_one kinds",
}
VISITS = sheet("visits", COLUMNS)
SITES = sheet("sites", {"name": "text"})
PARAMETERS = sheet("parameters", {"app": "text", "least": "integer"}, "form")
NAMES = scope((VISITS, SITES, PARAMETERS), {"kinds": choices("宣讲", "志愿")})
RULES = """
type        = { columns = ["invited", "rate", "start", "site"] }
required    = { columns = ["present", "topic"] }
required_if = { columns = ["end"], where = { kind = "宣讲" } }
unique      = { columns = ["topic"] }
unique_all  = { columns = ["site", "start"] }
unique_if   = { columns = ["topic"], where = { invited = { minimum = 2 } } }
range       = { columns = ["invited"], minimum = 1, maximum = 4 }
range_low   = { columns = ["rate"], minimum = 0.3 }
range_day   = { columns = ["start"], maximum = 2019-06-30 }
range_if    = { columns = ["present"], maximum = 2, where = { site = { in = ["东村", "a*"] }, end.filled = true } }
date_in_period = { columns = ["start", "end"] }
compare     = { left = "present", operator = "<=", right = "invited" }
compare_not = { left = "present", operator = "!=", right = "invited" }
compare_day = { left = "start", operator = "<", right = "end" }
compare_text = { left = "site", operator = "!=", right = "topic" }
compare_word = { left = "topic", operator = "=", value = "东村" }
compare_nil = { left = "rate", operator = ">", value = 0 }
compare_due = { left = "present", operator = ">", value = 1, where = { start = { maximum = "end" } } }
ref         = { column = "site", to = "sites.name" }
sum_equals  = { parts = ["rate", "share"], totals = ["total"] }
require     = { require = "present <= invited <= 9 or kind == '宣讲'" }
require_sum = { require = "rate + share >= total and not (site == topic)" }
require_end = { require = "not filled(end) or start <= end" }
require_any = { require = "filled(end) or filled(topic)" }
require_app = { require = "parameters.app == '否' or present >= parameters.least" }
"""
WORDS = ["东村", "西村", "a*", "A*", "?", "东村 ", "1"]
NEVER_OF_A_ROW = {"choice", "pattern", "covers", "at_most", "changed_over", "outlier", "differs_from_last_year"}
OF_A_MATRIX = {"row_equals"}
"""What is said of a matrix's fixed rows is compared in ``tests/test_disclosure_in_libreoffice.py``."""


@dataclass(frozen=True)
class Cell:
    """What is written into a cell, and what the parser makes of it."""

    written: object
    value: Value


class References:
    """Names for cells as the test writes them."""

    def __init__(self, row: int) -> None:
        self.row = row

    def cell(self, column: str) -> str:
        return f"${place(column)}{self.row}"

    def own_column(self, column: str) -> str:
        return f"${place(column)}${FIRST}:${place(column)}${FIRST + ROWS - 1}"

    def fixed_cell(self, row: str, column: str) -> str:
        raise AssertionError((row, column))

    def cell_of(self, sheet: str, row: str, column: str) -> str:
        raise AssertionError((sheet, row, column))

    def column(self, sheet: str, column: str) -> str:
        assert (sheet, column) == ("sites", "name")
        return "sites!$A$2:$A$5"

    def field(self, sheet: str, column: str) -> str:
        assert sheet == "parameters"
        return {"app": "parameters!$A$2", "least": "parameters!$B$2"}[column]

    def indicator(self, indicator: str) -> str:
        raise AssertionError(indicator)

    def last_year(self, indicator: str) -> str:
        raise AssertionError(indicator)

    def period_start(self) -> str:
        return "DATE(2019,1,1)"

    def period_end(self) -> str:
        return "DATE(2020,1,1)"


def place(column: str) -> str:
    return letters(list(COLUMNS).index(column) + 1)


def rules() -> dict[str, Rule]:
    entries = tomllib.loads(RULES, parse_float=Decimal)
    return {
        name: read_rule({"id": name, "kind": _kind(name), "sheet": "visits", **settings}, NAMES)
        for name, settings in entries.items()
    }


def _kind(name: str) -> str:
    return max((kind for kind in CHECKS if name.startswith(kind)), key=len)


def draw_rows(seed: int) -> list[dict[str, Cell]]:
    dice = random.Random(seed)  # noqa: S311 - a repeatable test, no secret
    return [
        {name: Cell(None, Blank.EMPTY) for name in COLUMNS}
        if dice.random() < 0.08
        else {name: draw_cell(said.split()[0], dice) for name, said in COLUMNS.items()}
        for _ in range(ROWS)
    ]


def draw_cell(kind: str, dice: random.Random) -> Cell:
    if dice.random() < 0.12:
        return Cell(None, Blank.EMPTY)
    if dice.random() < 0.04:
        blank = dice.choice(list(MISSING_WORDS))
        return Cell(MISSING_WORDS[blank], blank)
    if kind in {"text", "select_one"}:
        word = dice.choice(["宣讲", "志愿"]) if kind == "select_one" else dice.choice([*WORDS, f"题{dice.random()}"])
        return Cell(word, word)
    if dice.random() < 0.04:
        return Cell(dice.choice(["2", "２", "2019-05-01", True, NotImplemented]), UNREADABLE)
    if kind == "integer":
        number = dice.randrange(-1, 6)
        return Cell(number, Decimal(number)) if dice.random() < 0.96 else Cell(number + 0.5, UNREADABLE)
    if kind == "decimal":
        fraction = Decimal(dice.randrange(-2, 8)) / 10
        return Cell(float(fraction), fraction)
    day = date(2019, 1, 1) + timedelta(dice.choice([-1, 0, 1, 179, 180, 181, 364, 365]))
    return Cell(day, day) if dice.random() < 0.96 else Cell((day - date(1899, 12, 30)).days + 0.5, UNREADABLE)


def write(path: Path, rows: Sequence[Mapping[str, Cell]], formulas: Sequence[tuple[Rule, str]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        visits, sites, parameters = (book.add_worksheet(name) for name in ("visits", "sites", "parameters"))
        for number, row in enumerate(rows, FIRST):
            for cell, name in zip(row.values(), COLUMNS, strict=True):
                at = f"{place(name)}{number}"
                if cell.written is NotImplemented:
                    visits.write_formula(at, "=NA()", value="#N/A")
                elif isinstance(cell.written, date):
                    visits.write_datetime(at, cell.written, day)
                elif isinstance(cell.written, str):
                    visits.write_string(at, cell.written)
                elif cell.written is not None:
                    visits.write(at, cell.written)
            for offset, (rule, column) in enumerate(formulas, len(COLUMNS) + 1):
                formula = rule.check.wrong_when(column, References(number))
                visits.write_formula(f"{letters(offset)}{number}", f"=IFERROR(IF({formula},1,0),0)")
        for number, name in enumerate(("东村", "A*", "1"), 2):
            sites.write_string(f"A{number}", name)
        parameters.write_string("A2", "是")
        parameters.write_number("B2", 2)


def recalculated(path: Path) -> list[list[str]]:
    """Have LibreOffice compute every formula of the first sheet anew."""
    profile = path.parent / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<oor:items xmlns:oor="http://openoffice.org/2001/registry">'
        '<item oor:path="/org.openoffice.Office.Calc/Formula/Load">'
        '<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item></oor:items>',
        "utf-8",
    )
    office = ["soffice", f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    convert = ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76", "--outdir", str(path.parent)]
    subprocess.run([*office, *convert, str(path)], check=True, capture_output=True, timeout=240)
    with path.with_suffix(".csv").open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def dataset_of(rows: Sequence[Mapping[str, Cell]]) -> Dataset:
    columns = {name: tuple(row[name].value for row in rows) for name in COLUMNS}
    slip = Slip("parse.unreadable", {"value": "#"})
    broken = {
        name: {index: slip for index, value in enumerate(values) if value is UNREADABLE}
        for name, values in columns.items()
    }
    places = {name: number for number, name in enumerate(COLUMNS, 1)}
    visits = Table(VISITS, "visits", 0, range(FIRST, FIRST + len(rows)), columns, places, slips=broken)
    registers = (
        table(SITES, "| name |\n| 东村 |\n| A* |\n| 1 |", 1),
        table(PARAMETERS, "| app | least |\n| 是 | 2 |", 2),
    )
    return dataset(visits, *registers)


def expected(rule: Rule, column: str, rows: Sequence[Mapping[str, Cell]]) -> Iterator[tuple[int, bool]]:
    """Give the rows that can be compared, and whether the check finds the cell of the column wrong."""
    whole = dataset_of(rows)
    found = validate(whole, pack((rule,), NAMES)).findings
    wrong = {f.location.row for f in found if f.location.column == list(COLUMNS).index(column) + 1}
    if rule.check.kind == "unique":  # the formula marks the earlier of two as well
        wrong |= {int(str(f.params["other"])[1:]) for f in found}
    read = {*rule.check.where.columns, *rule.check.columns} if not rule.check.each_column else {column}
    read = {*read, *rule.check.where.columns} if not rule.check.judges_unreadable else {*rule.check.where.columns}
    for index, row in enumerate(rows):
        # The workbook itself takes 不适用 and 不详 out of what a rule colours.
        if row[column].value in MISSING_WORDS or any(row[name].value is UNREADABLE for name in read):
            continue
        yield index + FIRST, index + FIRST in wrong


@pytest.mark.libreoffice
def test_the_formula_of_a_rule_is_true_in_the_rows_in_which_the_check_finds_fault(tmp_path: Path) -> None:
    formulas = [(rule, column) for rule in rules().values() for column in rule.check.columns]
    formulas = [(r, c) for r, c in formulas if r.check.wrong_when(c, References(FIRST)) is not None]
    rows = draw_rows(2019)
    write(tmp_path / "rows.xlsx", rows, formulas)

    computed = recalculated(tmp_path / "rows.xlsx")

    differ = []
    for offset, (rule, column) in enumerate(formulas, len(COLUMNS)):
        compared = list(expected(rule, column, rows))
        assert 5 < sum(wrong for _, wrong in compared) < len(compared), (rule.id, column)
        differ += [
            f"{rule.id} {column} row {number}: {rows[number - FIRST]}"
            for number, wrong in compared
            if (computed[number - 1][offset] == "1") is not wrong
        ]
    assert differ == []


def test_every_kind_either_has_a_formula_here_or_can_have_none() -> None:
    with_formula = {
        rule.check.kind
        for rule in rules().values()
        if any(rule.check.wrong_when(column, References(FIRST)) for column in rule.check.columns)
    }

    assert with_formula == set(CHECKS) - NEVER_OF_A_ROW - OF_A_MATRIX


def test_a_formula_is_short_enough_for_a_validation() -> None:
    for rule in rules().values():
        for column in rule.check.columns:
            assert len(rule.check.wrong_when(column, References(FIRST)) or "") <= 255, rule.id


def test_an_excel_formula_of_a_cell_is_said_at_one_column_only() -> None:
    for name, rule in rules().items():
        if not rule.check.each_column:
            said = [column for column in rule.check.columns if rule.check.wrong_when(column, References(FIRST))]
            assert len(said) == 1, name
