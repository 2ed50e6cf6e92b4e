"""For each seeded fault exactly the expected findings, and no others."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.seeded.cells import CELLS
from tests.seeded.rules import RULES
from tests.seeded.shapes import SHAPES
from tests.support.annual_report import annual_pack
from tests.support.seeded import Seeded, check_spoilt, clean, found_beyond_clean, said
from xltools.adapters.catalog_files import load_catalog
from xltools.core.messages import LANGUAGES

FAULTS = (*RULES, *CELLS, *SHAPES)
CATALOGS = [load_catalog(language) for language in LANGUAGES]


def test_the_clean_sample_has_one_finding() -> None:
    assert [said(finding) for finding in clean().findings] == ["R12 check.covers.year L6会议台账"]


@pytest.mark.parametrize("seeded", FAULTS, ids=lambda seeded: seeded.name)
def test_a_seeded_fault_gives_exactly_its_findings(seeded: Seeded, tmp_path: Path) -> None:
    validation = check_spoilt(seeded, tmp_path)

    assert found_beyond_clean(validation) == (sorted(seeded.finds), sorted(seeded.loses))
    assert validation.verdict is seeded.verdict
    lines = [catalog.line(finding) for catalog in CATALOGS for finding in validation.findings]
    assert [line for line in lines if "{" in line or "\n" in line] == []


def test_no_two_faults_have_the_same_name() -> None:
    assert len({seeded.name for seeded in FAULTS}) == len(FAULTS)


def test_every_rule_of_the_pack_finds_its_seeded_fault() -> None:
    found = {line.split()[0] for seeded in FAULTS for line in seeded.finds}

    own = {rule.id for rule in annual_pack().rules if "." not in rule.id}
    assert own - found == {"R12"}  # what the clean sample has already
