"""The disclosure report's workbook in a real spreadsheet: computed totals, live indicators, identities in red."""

from __future__ import annotations

import random
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from tests.support.disclosure import dataset, disclosure_pack, disclosure_sample
from tests.support.libreoffice import SheetAnswer, ask
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.xlsx_writer import write_workbook
from xltools.core.contents import Contents, Record
from xltools.core.findings import letters
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.matrix_totals import is_total, with_totals
from xltools.core.pack import Rule
from xltools.core.plan import plan_workbook
from xltools.core.planning.places import Places, place
from xltools.core.planning.plan_parts import Highlight, Look, PlannedCell, WorkbookPlan
from xltools.core.planning.plan_words import Words
from xltools.core.planning.references import PlanRowReferences
from xltools.core.sheets import SheetKind
from xltools.core.validate import validate

BOOKS = 24
SEED = 2023
TITLES = {"applications": "表三申请情况", "litigation": "表四复议和诉讼"}


def drawn(seed: int) -> Contents:
    """Draw numbers into every entry cell of the matrices, small enough that identities hold now and then."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable test, no secret
    matrices: dict[str, Mapping[str, Record]] = {}
    for name, sheet in disclosure_pack().sheets.items():
        if sheet.kind is SheetKind.MATRIX:
            rows = {
                row.name: {
                    column.name: Decimal(chance.choice((0, 0, 0, 1, 2)))
                    for column in sheet.columns
                    if not is_total(sheet, row.name, column.name) and chance.random() > 0.01
                }
                for row in sheet.rows
            }
            matrices[name] = with_totals(sheet, rows)
    return replace(disclosure_sample(), matrices=matrices)


def planned(contents: Contents) -> WorkbookPlan:
    catalog = load_catalog("zh-Hans")
    words = Words("zh-Hans", catalog.say, catalog.phrase)
    return plan_workbook(disclosure_pack(), 2023, "宿迁市", words, contents)


def probes(places: Places) -> list[tuple[Rule, str, int, int, str]]:
    """Give the formula of each identity and type at each cell that it may colour: rule, sheet, row, column, formula."""
    found = []
    for rule in disclosure_pack().rules:
        if rule.check.kind not in {"type", "sum_equals", "row_equals", "require"} or rule.sheet is None:
            continue
        at = places.sheets[rule.sheet]
        if at.sheet.kind is not SheetKind.MATRIX:
            continue
        for column in rule.check.columns:
            for row in at.rows.values():
                references = PlanRowReferences(disclosure_pack(), places, rule.sheet, row)
                formula = rule.check.wrong_when(column, references)
                if formula is not None:
                    found.append((rule, rule.sheet, row, at.columns[column], formula))
    return found


def with_probes(plan: WorkbookPlan, places: Places) -> WorkbookPlan:
    """Write the formulas far to the right of the cells that they speak of."""
    sheets = []
    for sheet in plan.sheets:
        cells = list(sheet.cells)
        for number, (_, name, row, _, formula) in enumerate(probes(places)):
            if places.sheets[name].title == sheet.title:
                cells.append(PlannedCell(row, 40 + number, 0, Look.COMPUTED, f"IFERROR(IF({formula},1,0),0)"))
        sheets.append(replace(sheet, cells=tuple(cells)))
    return replace(plan, sheets=tuple(sheets))


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Contents, Mapping[str, SheetAnswer]]]:
    folder = tmp_path_factory.mktemp("books")
    contents = [disclosure_sample(), *(drawn(SEED + number) for number in range(BOOKS))]
    paths: list[Path] = []
    for number, one in enumerate(contents):
        places = place(disclosure_pack(), one, "指标")
        plan = planned(one)
        paths.append(folder / f"{number}.xlsx")
        write_workbook(with_probes(plan, places) if number < 8 else plan, paths[-1])
    return list(zip(contents, ask(paths), strict=True))


@pytest.mark.libreoffice
def test_every_total_and_every_indicator_is_computed_alike(
    books: list[tuple[Contents, Mapping[str, SheetAnswer]]],
) -> None:
    for contents, answer in books:
        places = place(disclosure_pack(), contents, "指标")
        for name, title in TITLES.items():
            at = places.sheets[name]
            totals = {
                f"{letters(at.columns[column.name])}{at.rows[row.name]}": contents.matrices[name][row.name].get(
                    column.name, ""
                )
                for row in at.sheet.rows
                for column in at.sheet.columns
                if is_total(at.sheet, row.name, column.name)
            }
            computed = answer[title].computed
            assert {address: computed[address] for address in totals} == totals
        outcomes = compute(dataset(contents), disclosure_pack())
        shown = {name: answer["指标"].computed[places.indicators.cell(name, "value").address] for name in outcomes}
        expected = {name: "" if outcome.value is None else float(outcome.value) for name, outcome in outcomes.items()}
        assert shown == expected


@pytest.mark.libreoffice
def test_an_identity_is_red_where_the_check_finds_it_broken(
    books: list[tuple[Contents, Mapping[str, SheetAnswer]]],
) -> None:
    seen = dict.fromkeys((True, False), 0)
    for contents, answer in books[:8]:
        places = place(disclosure_pack(), contents, "指标")
        found = validate(dataset(contents), disclosure_pack()).findings
        wrong = {(f.rule_id, f.location.sheet, f.location.row, f.location.column) for f in found}
        for number, (rule, name, row, column, formula) in enumerate(probes(places)):
            title = places.sheets[name].title
            if rule.check.kind == "type" and answer[title].computed.get(f"{letters(column)}{row}") == "":
                continue  # a total that cannot be computed yet is red as a missing one
            red = answer[title].computed[f"{letters(40 + number)}{row}"] == 1
            assert red is ((rule.id, title, row, column) in wrong), (rule.id, row, column, formula)
            seen[red] += 1
    assert min(seen.values()) > 50


def test_the_workbook_colours_every_identity() -> None:
    plan = planned(disclosure_sample())

    coloured: list[Highlight] = [highlight for sheet in plan.sheets for highlight in sheet.highlights]

    assert sum("ROUND(SUM(" in highlight.formula for highlight in coloured) >= 7 * 2 + 2
    assert sum("INDEX(last_applications." in highlight.formula for highlight in coloured) == 7
    assert sum("INDEX(last_documents." in highlight.formula for highlight in coloured) == 1
