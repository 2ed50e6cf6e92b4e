"""Measure how well the numbers of a rewritten report are found by the words around them.

Reports are rewritten at random, without any mark left, by a table of wording that was not used when
the weights were set.  Every figure whose identity is known must be found as itself, and every number
that was added must be taken for none.

    python scripts/benchmark_report_check.py [--reports 300] [--first-seed 1000] [--tuning]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.support.annual_report import report, sample
from tests.support.paraphrases import SCORING, TUNING, rewritten
from tests.support.report_scores import Score, add_score
from xltools.core.live.anchors import LIKELY, SURE


def main() -> None:
    """Print precision and recall at both thresholds, for three strengths of rewriting."""
    options = _options()
    document = report(sample())
    table = TUNING if options.tuning else SCORING
    seeds = range(options.first_seed, options.first_seed + options.reports)
    print(f"{len(seeds)} reports a line, seeds {seeds[0]} to {seeds[-1]}, {'tuning' if options.tuning else 'scoring'}")
    print("strength  threshold  precision  recall   right  mistaken  missed  altered found  falsely reported")
    for strength in (0.3, 0.6, 1.0):
        for threshold in (LIKELY, SURE):
            score = Score()
            for seed in seeds:
                add_score(score, rewritten(document, table, seed, strength=strength), document, threshold)
            print(
                f"{strength:8.1f}  {threshold:9.2f}  {score.precision:9.4f}  {score.recall:6.4f}  {score.right:6d}"
                f"  {score.mistaken:8d}  {score.missed:6d}  {score.changed_found:5d} of {score.changed:5d}"
                f"  {score.unaltered_reported:16d}"
            )
            for mistake in score.mistakes[: options.mistakes]:
                print(f"    {mistake}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=300)
    parser.add_argument("--first-seed", type=int, default=1000)
    parser.add_argument("--tuning", action="store_true", help="use the wording that the weights were set by")
    parser.add_argument("--mistakes", type=int, default=0, help="show so many mistakes a line")
    return parser.parse_args()


if __name__ == "__main__":
    main()
