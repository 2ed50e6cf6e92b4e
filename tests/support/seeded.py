"""Faults seeded into copies of the 2019 sample, and what a check of each copy must find."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.annual_report import SAMPLE, annual_pack
from tests.support.workbook_copy import Edit, copy_of, parts_of
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.dataset import Dataset, ShownIndicator
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.outcomes import Outcome
from xltools.core.parse import parse
from xltools.core.sheets import Blank
from xltools.core.validate import Validation, Verdict, validate


@dataclass(frozen=True, slots=True)
class Seeded:
    """One kind of fault.

    Attributes:
        name: What was done to the workbook.
        edits: How.
        finds: Each finding that the clean sample does not have: its rule or, where the workbook's
            own shape or a cell's own writing is wrong, its message; then sheet and address.
        loses: The clean sample's own findings that cannot be told any more.
        verdict: What the check says of the workbook.
        recalculated: True where the workbook was saved by a spreadsheet, which computes the live
            indicators anew; False where the indicators sheet itself is what was spoilt.
    """

    name: str
    edits: Sequence[Edit]
    finds: tuple[str, ...]
    loses: tuple[str, ...] = ()
    verdict: Verdict = Verdict.FAILED
    recalculated: bool = True


def seed(
    name: str, *edits: Edit, finds: str = "", loses: str = "", verdict: str = "failed", recalculated: bool = True
) -> Seeded:
    """Describe a fault; ``finds`` and ``loses`` hold a finding a line."""
    return Seeded(name, edits, _lines(finds), _lines(loses), Verdict(verdict), recalculated)


def check_spoilt(seeded: Seeded, folder: Path) -> Validation:
    """Spoil a copy of the sample and check it."""
    copy = copy_of(_sample_parts())
    for edit in seeded.edits:
        edit(copy)
    path = folder / "spoilt.xlsx"
    copy.write(path)
    return _check(path, recalculated=seeded.recalculated)


@cache
def clean() -> Validation:
    """Check the sample as it is."""
    return _check(SAMPLE, recalculated=False)


def found_beyond_clean(validation: Validation) -> tuple[list[str], list[str]]:
    """Give the findings that the clean sample lacks, and those of its own that are gone."""
    found = Counter(map(said, validation.findings))
    expected = Counter(map(said, clean().findings))
    return sorted((found - expected).elements()), sorted((expected - found).elements())


def said(finding: Finding) -> str:
    """Name a finding in one line."""
    place = finding.location
    return " ".join(part for part in (finding.rule_id, finding.key, place.sheet, place.address) if part)


def _lines(text: str) -> tuple[str, ...]:
    return tuple(text.splitlines())


@cache
def _sample_parts() -> Mapping[str, bytes]:
    return parts_of(SAMPLE)


def _check(path: Path, *, recalculated: bool) -> Validation:
    pack = annual_pack()
    dataset = parse(read_grid(path), pack)
    outcomes = compute(dataset, pack)
    if recalculated:
        dataset = replace(dataset, shown=_recalculated(dataset, outcomes))
    return validate(dataset, pack, outcomes)


def _recalculated(dataset: Dataset, outcomes: Mapping[str, Outcome]) -> dict[str, ShownIndicator]:
    """Show what the live formulas give; that they give the engine's values is proved in a spreadsheet."""
    shown = {}
    for name, indicator in dataset.shown.items():
        value = outcomes[name].value
        shown[name] = replace(indicator, value=Blank.EMPTY if value is None else value)
    return shown
