"""How long a blank workbook, the indicators and a report take, from a cold start to the file.

python scripts/benchmarks/new_and_report.py [--here] [ROUNDS]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import PROGRAMS, SAMPLE, Measure, in_turn, program, run_prepared, table

_BASE = "pandas and openpyxl, reading the sample only"


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with TemporaryDirectory() as folder:
        print(table(in_turn(_measures(Path(folder)), rounds), _BASE))


def _measures(folder: Path) -> dict[str, Measure]:
    new = ("new", "annual_work_report", "--unit", "竹峰街道", "--year", "2020")
    report = ("report", SAMPLE, "--overwrite", "-o")
    return {
        _BASE: program(PROGRAMS / "read_with_pandas.py", SAMPLE),
        "xltools new": program("-m", "xltools", *new, "--overwrite", "-o", folder / "new.xlsx"),
        "xltools new --from last year's": program(
            "-m", "xltools", *new, "--from", SAMPLE, "--overwrite", "-o", folder / "next.xlsx"
        ),
        "xltools check": program("-m", "xltools", "check", SAMPLE),
        "xltools indicators": program("-m", "xltools", "indicators", SAMPLE),
        "xltools inspect": program("-m", "xltools", "inspect", SAMPLE),
        "xltools report .docx": program("-m", "xltools", *report, folder / "report.docx"),
        "xltools report .docx, Traditional": program(
            "-m", "xltools", *report, folder / "hant.docx", "--script", "hant"
        ),
        "xltools report .html": program("-m", "xltools", *report, folder / "report.html"),
    }


if __name__ == "__main__":
    run_prepared(main)
