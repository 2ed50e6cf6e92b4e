"""Workbooks for the macros: the 2019 sample, clean or with faults of every kind seeded into it."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from tests.support.annual_report import SAMPLE
from tests.support.workbook_copy import Cell, copy_of, parts_of
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.grid import Grid

FAULTS: dict[tuple[str, str], Cell] = {
    ("L1学习台账", "D6"): "46",
    ("L1学习台账", "A7"): "2019.3.27",
    ("L1学习台账", "B5"): "中心组",
    ("L9舆情处置台账", "F4"): -1,
}
"""What is written into the sample: a number and a date as texts, which can be repaired, and two slips."""

NUMBER, DATE = ("L1学习台账", 6, 4), ("L1学习台账", 7, 1)
"""The cells that can be repaired."""


def write_spoilt(target: Path, faults: dict[tuple[str, str], Cell] | None = None) -> Path:
    """Write a copy of the sample with faults in it."""
    copy = copy_of(parts_of(SAMPLE))
    for (title, address), value in (FAULTS if faults is None else faults).items():
        copy.put(title, address, value)
    copy.write(target)
    return target


@cache
def clean_grid() -> Grid:
    """Read the sample, once."""
    return read_grid(SAMPLE)


def spoilt_grid(folder: Path) -> Grid:
    """Read a copy of the sample with faults in it."""
    return read_grid(write_spoilt(folder / "spoilt.xlsx"))
