"""The disclosure report's pack and its 2023 sample, as it is or altered, with no file in between."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from functools import cache

from tests.support.annual_report import ROOT
from xltools.adapters.pack_folder import load_pack
from xltools.core.contents import Contents
from xltools.core.dataset import Dataset, Table
from xltools.core.document import Document
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.matrix_totals import with_totals
from xltools.core.narrative import compose
from xltools.core.pack import Pack
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import place

PACK = ROOT / "workbook_templates" / "disclosure_report"
SAMPLE = PACK / "sample.xlsx"


@cache
def disclosure_pack() -> Pack:
    """Load the pack, once."""
    return load_pack(str(PACK))


@cache
def disclosure_sample() -> Contents:
    """Give what the sample's entry cells hold, totals included, from the script that makes it."""
    make: Callable[[], Contents] = runpy.run_path(str(ROOT / "scripts" / "make_disclosure_sample.py"))[
        "sample_contents"
    ]
    contents = make()
    sheets = disclosure_pack().sheets
    matrices = {name: with_totals(sheets[name], rows) for name, rows in contents.matrices.items()}
    return replace(contents, matrices=matrices)


def dataset(contents: Contents) -> Dataset:
    """Give the dataset that a workbook with these entries would be read as."""
    return dataset_of(disclosure_pack(), place(disclosure_pack(), contents, "指标"), contents)


def with_cell(found: Dataset, sheet: str, row: str, column: str, value: object) -> Dataset:
    """Put another value into one cell of a matrix, a computed one too."""
    table = found.tables[sheet]
    values = list(table.columns[column])
    values[table.keys.index(row)] = value  # type: ignore[call-overload]
    changed: Table = replace(table, columns={**table.columns, column: values})
    return replace(found, tables={**found.tables, sheet: changed})


def report(contents: Contents) -> Document:
    """Write the report of the entries."""
    found = dataset(contents)
    template = (PACK / "narrative.md.j2").read_text("utf-8")
    return compose(template, disclosure_pack(), found, compute(found, disclosure_pack()))
