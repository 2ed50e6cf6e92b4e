"""Every hostile or odd workbook gets its verdict."""

from __future__ import annotations

import shutil
import time
from collections import Counter
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest

from tests.support.annual_report import SAMPLE

from . import bombs, containers, geometry, packages, structure, surroundings, texts, values, xml_parts
from .apart import SECONDS, judged_apart
from .case import Case, Verdict
from .judge import Judged, judge

SUBJECTS = (containers, bombs, xml_parts, packages, geometry, structure, values, texts, surroundings)
CASES = tuple(case for module in SUBJECTS for case in module.CASES)


@cache
def untouched() -> Judged:
    return judge(SAMPLE)


def keys(lines: Iterable[str]) -> set[str]:
    return {line.split()[0] for line in lines}


def beyond(found: list[str], expected: list[str]) -> list[str]:
    return sorted((Counter(found) - Counter(expected)).elements())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_hostile_or_odd_workbook_gets_its_verdict(case: Case, tmp_path: Path) -> None:
    path = case.make(tmp_path)
    before = everything(tmp_path)

    judged = judged_apart(path) if case.heavy else judged_here(path)

    assert everything(tmp_path) == before, "something was written"
    assert (judged.refused, verdict(case, judged)) == (refusal(case), case.verdict), difference(judged)
    shutil.rmtree(tmp_path, ignore_errors=True)


def refusal(case: Case) -> str:
    return next(iter(case.keys)) if case.verdict is Verdict.REFUSE else ""


def verdict(case: Case, judged: Judged) -> Verdict | None:
    """Say what became of a workbook; None where it is not what the case expects in detail."""
    if judged.refused:
        return Verdict.REFUSE
    found = frozenset(keys(beyond(judged.found, untouched().found)))
    lost = frozenset(keys(beyond(untouched().found, judged.found)))
    kept = judged.figures == untouched().figures
    assert kept or not judged.passed, "other figures, and nothing is said to be wrong"
    if not found and not lost:
        return Verdict.SAME if kept else None
    return Verdict.FLAG if (found, lost) == (case.keys, case.loses) and kept >= case.keeps_figures else None


def difference(judged: Judged) -> str:
    figures = {
        name: (value, judged.figures.get(name))
        for name, value in untouched().figures.items()
        if judged.figures.get(name) != value
    }
    found, lost = beyond(judged.found, untouched().found), beyond(untouched().found, judged.found)
    return f"found {found[:9]}, lost {lost[:9]}, figures {figures}"


def judged_here(path: Path) -> Judged:
    before = time.process_time()
    judged = judge(path)
    assert time.process_time() - before < SECONDS
    return judged


def everything(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Give every file of a folder: when it was changed, and what is in it."""
    return {
        str(path): (path.stat().st_mtime_ns, sha256(path.read_bytes()).digest() if path.is_file() else b"")
        for path in folder.rglob("*")
        if not path.is_symlink()
    }


def test_no_two_cases_have_the_same_name() -> None:
    assert [name for name, count in Counter(case.name for case in CASES).items() if count > 1] == []
