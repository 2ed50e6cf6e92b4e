"""Measure programs against one another: in turn, in the same call, by the CPU time that the system says they took.

On a machine with other work to do, seconds tell little and ratios of neighbouring runs a good deal; so
every round runs each program once, and what is printed is the median over the rounds of the ratio within
a round.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
PROGRAMS = Path(__file__).resolve().parent
SAMPLE = ROOT / "workbook_templates" / "annual_work_report" / "sample.xlsx"
BUILT = ROOT / "build" / "benchmarks"
"""What a benchmark makes for itself; left for the next run."""

Measure = Callable[[], float]
"""Runs something once and gives the CPU seconds that it took."""


def run_prepared(main: Callable[[], None]) -> None:
    """Run a benchmark in the environment of the tests, which is made where there is none.

    With ``--here`` as first argument it is run by the Python that is running already.
    """
    if sys.argv[1:2] == ["--here"]:
        del sys.argv[1]
        main()
        return
    sys.path.insert(0, str(PROGRAMS.parent))
    from environment import PreparationError, ready_python

    try:
        python = ready_python("requirements-dev.txt")
    except PreparationError as fault:
        sys.exit(str(fault))
    sys.exit(subprocess.call([str(python), sys.argv[0], "--here", *sys.argv[1:]]))


def program(*words: str | Path, python: str = sys.executable, **variables: str) -> Measure:
    """Give the measure of a program from its cold start to its end.

    Args:
        words: What follows the interpreter on the command line.
        python: The interpreter.
        variables: Of the environment.
    """
    return lambda: _run([python, *map(str, words)], variables)[0]


def told(*words: str | Path, python: str = sys.executable) -> Mapping[str, object]:
    """Run a program that prints the CPU seconds of its parts as JSON, without those of its start."""
    found: Mapping[str, object] = json.loads(_run([python, *map(str, words)], {})[1].splitlines()[-1])
    return found


def in_turn(measures: Mapping[str, Measure], rounds: int) -> Mapping[str, list[float]]:
    """Run everything once for warmth, then all of it in turn; give the seconds by name and round."""
    for measure in measures.values():
        measure()
    seconds: dict[str, list[float]] = {name: [] for name in measures}
    for _ in range(rounds):
        for name, measure in measures.items():
            seconds[name].append(measure())
    return seconds


def table(seconds: Mapping[str, Sequence[float]], base: str) -> str:
    """Write a line a program: the median of its milliseconds, and of its ratio to the base's."""
    lines = [f"{'':44}{'CPU ms':>10}{'ratio':>9}"]
    for name, spent in seconds.items():
        ratio = median(own / of for own, of in zip(spent, seconds[base], strict=True))
        lines.append(f"{name:44}{median(spent) * 1000:10.1f}{ratio:9.2f}")
    return "\n".join(lines)


def ratio_of(seconds: Mapping[str, Sequence[float]], name: str, base: str) -> float:
    """Give the median over the rounds of how many times the base's time a program took."""
    return median(own / of for own, of in zip(seconds[name], seconds[base], strict=True))


def _run(command: Sequence[str], variables: Mapping[str, str]) -> tuple[float, str]:
    """Run a program; give its CPU seconds and what it printed."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", **variables}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode too
    before = _spent()
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False, env=environment, cwd=ROOT)
    after = _spent()
    if done.returncode:
        sys.exit(f"{' '.join(command)}: {done.returncode}")
    return after - before, done.stdout.decode("utf-8")


def _spent() -> float:
    """Give the CPU seconds of all programs that were run; on Windows, which does not tell, the time that went by."""
    if sys.platform == "win32":
        return time.perf_counter()
    import resource

    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime
