"""A command loads what it needs and nothing heavy besides: its start is most of its time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.annual_report import ROOT, SAMPLE

HEAVY = {
    "asyncio",
    "docx",
    "jinja2",
    "lxml",
    "numpy",
    "opencc",
    "openpyxl",
    "pandas",
    "python_calamine",
    "xlsxwriter",
    "xlwings",
}
READING_A_PACK = {"csv", "tomllib", "xltools.core.pack_parser", "xltools.core.pack_parsing.sheets_parser"}
TEXTS_AND_PLANS = {"xltools.core.document", "xltools.core.planning.plan_parts", "xltools.core.text_checks.text_check"}
SLOW = {
    "dataclasses",
    "hashlib",
    "importlib.metadata",
    "importlib.resources",
    "inspect",
    "logging",
    "subprocess",
    "tempfile",
    "zipfile",
}

PROGRAM = """\
import sys
from xltools.__main__ import run
sys.argv[0] = "xltools"
status = run()
print(*sys.modules, sep="\\n", file=open({modules!r}, "w", encoding="utf-8"))
sys.exit(status)
"""


def modules_of(folder: Path, *words: str) -> set[str]:
    """Run a command and give the modules that it had loaded at its end."""
    listed = folder / "modules"
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XLTOOLS_CACHE": str(folder / "cache"), "PYTHONUTF8": "1"}
    program = [sys.executable, "-c", PROGRAM.format(modules=str(listed)), *words]
    done = subprocess.run(
        program, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert done.returncode == 0, done.stderr
    return set(listed.read_text("utf-8").split())


@pytest.mark.parametrize("command", ["check", "indicators", "inspect"])
def test_a_command_that_only_reads_loads_nothing_heavy(command: str, tmp_path: Path) -> None:
    modules_of(tmp_path, command, str(SAMPLE))  # the pack is kept from here on
    loaded = modules_of(tmp_path, command, str(SAMPLE))

    assert loaded & (HEAVY | SLOW | READING_A_PACK | TEXTS_AND_PLANS) == set()


def test_a_workbook_that_is_only_looked_at_loads_no_engine_of_patterns(tmp_path: Path) -> None:
    assert "re2" not in modules_of(tmp_path, "inspect", str(SAMPLE))


def test_the_pack_is_read_where_nothing_is_kept_and_not_again(tmp_path: Path) -> None:
    assert modules_of(tmp_path, "check", str(SAMPLE)) >= {"tomllib", "xltools.core.pack_parser"}
    assert modules_of(tmp_path, "check", str(SAMPLE)) & READING_A_PACK == set()


def test_a_new_workbook_needs_nothing_of_documents_or_other_tables(tmp_path: Path) -> None:
    loaded = modules_of(tmp_path, "new", "annual_work_report", "--unit", "竹峰街道", "--year", "2020")

    assert "xlsxwriter" in loaded
    assert loaded & {"docx", "jinja2", "lxml", "numpy", "opencc", "openpyxl", "pandas", "xlwings"} == set()


def test_a_list_of_packs_needs_nothing_of_workbooks(tmp_path: Path) -> None:
    loaded = modules_of(tmp_path, "pack", "list")

    assert loaded & (HEAVY | {"xltools.adapters.xlsx_reader", "xltools.core.parse"}) == set()
