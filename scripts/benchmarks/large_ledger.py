"""How long it takes to read, parse and validate 100,000 rows of 8 columns by 12 rules.

Beside it stand calamine, which only reads, and Frictionless, which is asked the same twelve questions.
Frictionless is installed into an environment of its own, since it is no part of this program.

    python scripts/benchmarks/large_ledger.py [--here] [ROUNDS]
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from make_ledger import PACK
from measuring import BUILT, PROGRAMS, ROOT, ratio_of, run_prepared, table, told

_BASE = "calamine, reading only"
_OURS = "xltools: read, parse and validate"
_PEER = "Frictionless: the same questions"
_PEER_PACKAGE = "frictionless[excel]==5.21.0"
_HEADER_ROW = "3"


def main() -> None:
    """Make what is missing, measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 3
    ledger = BUILT / "ledger.xlsx"
    if not ledger.exists():
        BUILT.mkdir(parents=True, exist_ok=True)
        told(PROGRAMS / "make_ledger.py", ledger)
    peer = _peer()
    seconds: dict[str, list[float]] = {
        _BASE: [],
        _OURS: [],
        "  of these: read": [],
        "  parse": [],
        "  validate": [],
        _PEER: [],
    }
    found: Mapping[str, object] = {}
    theirs: Mapping[str, object] = {}
    for _ in range(rounds):
        seconds[_BASE].append(_number(told(PROGRAMS / "time_ledger_calamine.py", ledger), "read"))
        found = told(PROGRAMS / "time_ledger_xltools.py", ledger, PACK)
        parts = [_number(found, part) for part in ("read", "parse", "validate")]
        for name, spent in zip(list(seconds)[1:5], (sum(parts), *parts), strict=True):
            seconds[name].append(spent)
        theirs = told(PROGRAMS / "time_ledger_frictionless.py", ledger, _HEADER_ROW, python=str(peer))
        seconds[_PEER].append(_number(theirs, "all"))
    print(table(seconds, _BASE))
    print(f"\n{_OURS}: 1/{1 / ratio_of(seconds, _OURS, _PEER):.1f} of Frictionless")
    print(f"rows that are wrong: {found['rows']} by xltools, {theirs['rows']} by Frictionless")


def _number(told_by: Mapping[str, object], part: str) -> float:
    value = told_by[part]
    assert isinstance(value, float)
    return value


def _peer() -> Path:
    """Give the Python of an environment that has Frictionless; made at the first run."""
    folder = BUILT / "frictionless"
    python = folder / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    if not python.exists():
        print(f"Installing {_PEER_PACKAGE} into {folder.relative_to(ROOT)} ...", flush=True)
        subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", _PEER_PACKAGE], check=True)
    return python


if __name__ == "__main__":
    run_prepared(main)
