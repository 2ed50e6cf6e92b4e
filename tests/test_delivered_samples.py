"""The filled samples that come with the packs are what their scripts make."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.annual_report import ROOT
from tests.support.workbook_copy import parts_of

SCRIPTS = {
    "annual_work_report": "make_sample.py",
    "disclosure_report": "make_disclosure_sample.py",
    "volunteer_service": "make_volunteer_sample.py",
}


@pytest.mark.parametrize("pack", SCRIPTS)
def test_the_sample_of_a_pack_is_the_one_that_its_script_makes(pack: str, tmp_path: Path) -> None:
    script = ROOT / "scripts" / SCRIPTS[pack]

    subprocess.run([sys.executable, str(script), "--output", str(tmp_path / "made.xlsx")], check=True)

    delivered = ROOT / "workbook_templates" / pack / "sample.xlsx"
    assert parts_of(tmp_path / "made.xlsx") == parts_of(delivered), f"run: python scripts/{script.name}"
