"""The live formulas of reports of a month or a quarter give the engine's values in a real spreadsheet."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.core.test_periods import filled, pack
from tests.support.libreoffice import ask
from tests.support.words import words
from xltools.adapters.xlsx_writer import write_workbook
from xltools.core.contents import Contents
from xltools.core.findings import letters
from xltools.core.indicators import compute
from xltools.core.periods import numbered_period
from xltools.core.plan import plan_workbook
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import place

PERIODS = [*(("month", number) for number in range(1, 13)), *(("quarter", number) for number in range(1, 5))]


def drawn(unit: str, number: int) -> Contents:
    """Draw days at and about the ends of a period."""
    period = numbered_period(2024, number, pack(unit).part)
    assert period is not None
    chance = random.Random(f"{unit}{number}")  # noqa: S311 - reproducible on purpose
    ends = [end + timedelta(days=days) for end in (period.start, period.end) for days in (-1, 0)]
    return filled(unit, number, *ends, *(date(2023, 12, 1) + timedelta(chance.randrange(430)) for _ in range(30)))


@pytest.mark.libreoffice
def test_every_month_and_every_quarter_is_counted_alike(tmp_path: Path) -> None:
    paths = []
    for unit, number in PERIODS:
        paths.append(tmp_path / f"{unit}{number}.xlsx")
        contents = drawn(unit, number)
        write_workbook(plan_workbook(pack(unit), 2024, "竹峰街道", words(), contents, number=number), paths[-1])

    for (unit, number), answer in zip(PERIODS, ask(paths), strict=True):
        made, contents = pack(unit), drawn(unit, number)
        places = place(made, contents, "指标")
        column = letters(places.indicators.columns["value"])
        computed = answer["指标"].computed
        shown = {name: computed[f"{column}{row}"] for name, row in places.indicators.rows.items()}
        outcomes = compute(dataset_of(made, places, contents), made)
        assert shown == {name: outcome.value for name, outcome in outcomes.items()}, (unit, number)
        assert outcomes["N"].value != 0
