"""``xltools refresh``: new figures in a report that people have edited."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from xltools.app.live_reports import RefreshedReport, refresh_report
from xltools.app.workbooks import read_workbook
from xltools.cli.parser import Parser
from xltools.core.live.report_lines import as_text, change_line, changes_json, comparison_json, summary_line
from xltools.core.messages import Catalog
from xltools.core.refresh import Fate, Take


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("report", type=Path)
    parser.argument("book", type=Path)
    parser.option("-o", "--output", type=Path)
    parser.option("--in-place", action="store_true")
    parser.option("--take", choices=tuple(take.value for take in Take))
    parser.option("--format", choices=("text", "json"), default="text")
    parser.option("--overwrite", action="store_true")
    parser.option("--pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the refreshed report, and say what became of each figure; a conflict is left and fails."""
    done = refresh_report(
        options.report,
        read_workbook(options.book, options.pack),
        options.output,
        in_place=options.in_place,
        take=None if options.take is None else Take(options.take),
        overwrite=options.overwrite,
    )
    undecided = any(change.fate is Fate.CONFLICT for change in done.refreshed.changes)
    if options.format == "json":
        said = comparison_json(done.comparison, done.findings, catalog, passed=not undecided)
        files = {"file": str(done.path), "backup": str(done.backup) if done.backup else None}
        sys.stdout.write(as_text({**files, "changes": changes_json(done.refreshed, catalog), **said}))
    else:
        _print(done, catalog)
    return 1 if undecided else 0


def _print(done: RefreshedReport, catalog: Catalog) -> None:
    for change in done.refreshed.changes:
        print(change_line(change, catalog))
    for finding in done.findings:
        print(catalog.line(finding))
    print(summary_line(done.refreshed, done.path.name, catalog))
    print(catalog.say("live.refresh.written", {"file": str(done.path)}))
    if done.backup is not None:
        print(catalog.say("live.refresh.backup", {"file": str(done.backup)}))
