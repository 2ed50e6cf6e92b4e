"""Read and check a workbook as the commands do, and say in plain values what came of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple
from unicodedata import category

from tests.support.annual_report import SAMPLE, annual_pack
from tests.support.words import words
from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.xlsx_marker import marked_bytes
from xltools.adapters.xlsx_reader import read_grid
from xltools.core import finding_reports, inspection
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.grid import Grid, SheetGrid
from xltools.core.indicators import compute
from xltools.core.marks.marking import mark
from xltools.core.messages import LANGUAGES, Catalog, on_one_line, visible
from xltools.core.parse import parse
from xltools.core.validate import Validation, validate
from xltools.errors import FileError


class Judged(NamedTuple):
    """What came of a workbook.

    Attributes:
        refused: The message it was refused with, or nothing.
        found: The findings: message, sheet and address each.
        figures: What each indicator came to, by id.
        passed: True where the check says that nothing is wrong.
    """

    refused: str
    found: list[str]
    figures: dict[str, str]
    passed: bool = False


def judge(path: Path) -> Judged:
    """Read and check a workbook, and make every output of it that is text."""
    try:
        grid = read_grid(path)
    except FileError as error:
        _refusal_is_one_line(error, path)
        return Judged(error.key, [], {})
    _inspection_is_whole(grid, path.name)
    pack = annual_pack()
    dataset = parse(grid, pack)
    outcomes = compute(dataset, pack)
    validation = validate(dataset, pack, outcomes)
    _reports_are_whole(validation, path)
    figures = {name: str(outcome.value) for name, outcome in outcomes.items()}
    return Judged("", [said(finding) for finding in validation.findings], figures, validation.passed)


def said(finding: Finding) -> str:
    """Name a finding in one line."""
    return f"{finding.key} {finding.location.sheet} {finding.location.address}".rstrip()


@cache
def catalogs() -> Mapping[str, Catalog]:
    """Load the sentences, once."""
    return {language: load_catalog(language) for language in LANGUAGES}


def _refusal_is_one_line(error: FileError, path: Path) -> None:
    for catalog in catalogs().values():
        line = catalog.refusal(error.key, error.params)
        assert on_one_line(path.name) in line, line
        _is_one_line(line)


def _inspection_is_whole(grid: Grid, name: str) -> None:
    for catalog in catalogs().values():
        lines = inspection.as_text(grid, name, catalog).splitlines()
        assert visible(name) in lines[0]
        for line in lines:
            _is_one_line(line)
    other = tuple(sheet for sheet in grid.sheets if sheet not in untouched_sheets())
    if sum(len(column.rows) for sheet in other for column in sheet.columns.values()) < 100_000:
        text = "".join(inspection.as_json(replace(grid, sheets=other), name))
        assert len(json.loads(text)["sheets"]) == len(other)


@cache
def untouched_sheets() -> tuple[SheetGrid, ...]:
    """Give the sheets of the sample: what is made of them need not be proved with every case."""
    return read_grid(SAMPLE).sheets


def _reports_are_whole(validation: Validation, path: Path) -> None:
    for language, catalog in catalogs().items():
        lines = "".join(finding_reports.as_text(validation, path.name, catalog)).splitlines()
        for line in lines:
            _is_one_line(line)
        assert len(lines) >= len(validation.findings) + 1, language
    sarif = json.loads("".join(finding_reports.as_json(validation, path.name, catalogs()["en"])))
    assert len(sarif["runs"][0]["results"]) == len(validation.findings)


def marked_copy(path: Path, target: Path) -> None:
    """Write the marked copy of a workbook that can be read."""
    pack = annual_pack()
    dataset = parse(read_grid(path), pack)
    findings = validate(dataset, pack).findings
    target.write_bytes(marked_bytes(path, mark(findings, words(), catalogs()["zh-Hans"].wrong_and_mend)))


def _is_one_line(line: str) -> None:
    assert [character for character in line if category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"}] == []
