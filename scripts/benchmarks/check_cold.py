"""How long ``xltools check`` takes from a cold start, beside what others take only to read the same workbook.

python scripts/benchmarks/check_cold.py [--here] [ROUNDS]
"""

from __future__ import annotations

import sys
from tempfile import TemporaryDirectory

from measuring import PROGRAMS, SAMPLE, in_turn, program, ratio_of, run_prepared, table

_BASE = "Python and calamine, reading only"
_CHECK = "xltools check"
_PANDAS = "pandas and openpyxl, reading only"


def main() -> None:
    """Measure, and print the table."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 11
    check = ("-m", "xltools", "check", SAMPLE)
    with TemporaryDirectory() as kept:  # another xltools that runs meanwhile must not write over what is kept
        seconds = in_turn(
            {
                "Python, doing nothing": program("-c", "pass"),
                _BASE: program(PROGRAMS / "read_with_calamine.py", SAMPLE),
                _CHECK: program(*check, XLTOOLS_CACHE=kept),
                "xltools check, XLTOOLS_CACHE=off": program(*check, XLTOOLS_CACHE="off"),
                "openpyxl (read-only), reading only": program(PROGRAMS / "read_with_openpyxl.py", SAMPLE),
                _PANDAS: program(PROGRAMS / "read_with_pandas.py", SAMPLE),
            },
            rounds,
        )
    print(table(seconds, _BASE))
    print(f"\nxltools check: 1/{1 / ratio_of(seconds, _CHECK, _PANDAS):.1f} of {_PANDAS}")


if __name__ == "__main__":
    run_prepared(main)
