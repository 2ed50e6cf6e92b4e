"""The 2019 sample in a real spreadsheet: its live formulas, and what its validations refuse."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.support.annual_report import SAMPLE, annual_pack
from tests.support.libreoffice import SheetAnswer, ask
from tests.support.workbook_copy import Cell, copy_of, parts_of
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.indicators import compute
from xltools.core.parse import parse

SPOILT: Mapping[tuple[str, str], Cell] = {
    ("参数", "B14"): "有",
    ("L1学习台账", "A4"): date(2018, 12, 31),
    ("L1学习台账", "B5"): "中心组",
    ("L1学习台账", "D6"): "46",
    ("L1学习台账", "A7"): "2019.3.27",
    ("L2党员基数表", "C4"): 42,
    ("L3宣讲台账", "C4"): "社会主义核心价值观",
    ("L6会议台账", "B4"): "专题会",
    ("L9舆情处置台账", "F4"): -1,
    ("L10文明实践台账", "D5"): 32,
    ("L12评选汇总", "C4"): 4,
    ("L16风险排查", "A7"): 5,
}
"""Cells, and what is pasted into them past the validation; the theme is one of another series."""

Book = Mapping[str, SheetAnswer]


@pytest.fixture(scope="module")
def books(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Book, Book]:
    """Open the sample and a spoilt copy of it, in one LibreOffice."""
    spoilt = tmp_path_factory.mktemp("spoilt") / "spoilt.xlsx"
    copy = copy_of(parts_of(SAMPLE))
    for (title, address), value in SPOILT.items():
        copy.put(title, address, value)
    copy.write(spoilt)
    whole, broken = ask([SAMPLE, spoilt])
    return spoilt, whole, broken


def engine(path: Path) -> dict[str, float]:
    """Give the engine's values by their cells in the workbook, of those indicators that have one."""
    read = parse(read_grid(path), annual_pack())
    outcomes = compute(read, annual_pack())
    values = {shown.location.address: outcomes[name].value for name, shown in read.shown.items()}
    return {address: float(value) for address, value in values.items() if value is not None}


def shown(book: Book) -> dict[str, str | float]:
    """Give what the indicators sheet shows in its column of values."""
    return {address: value for address, value in book["指标"].computed.items() if address.startswith("C")}


@pytest.mark.libreoffice
def test_every_stored_value_is_what_libreoffice_computes(books: tuple[Path, Book, Book]) -> None:
    _, whole, _ = books

    changed = {
        (title, address): (answer.loaded[address], value)
        for title, answer in whole.items()
        for address, value in answer.computed.items()
        if answer.loaded[address] != value
    }

    assert changed == {}


@pytest.mark.libreoffice
def test_libreoffice_computes_the_engines_figures(books: tuple[Path, Book, Book]) -> None:
    spoilt, whole, broken = books

    assert shown(whole) == pytest.approx(engine(SAMPLE))
    assert engine(SAMPLE)["C4"] == 9
    computed = {address: value for address, value in shown(broken).items() if address in engine(spoilt)}
    assert len(engine(SAMPLE)) > len(computed) > 20  # what was spoilt has no value, and no figure in its place
    assert computed == pytest.approx(engine(spoilt))


@pytest.mark.libreoffice
def test_libreoffice_rings_what_the_validations_refuse_and_nothing_else(books: tuple[Path, Book, Book]) -> None:
    _, whole, broken = books

    rings = {(title, address) for title, answer in broken.items() for address in answer.invalid}

    assert [title for title, answer in whole.items() if answer.invalid] == []
    assert rings == set(SPOILT)
