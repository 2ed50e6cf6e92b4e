"""``xltools pack diff``: what differs between two packs."""

from __future__ import annotations

import sys
from argparse import Namespace

from xltools.adapters.pack_folder import find_pack
from xltools.app.pack_diffs import compare_packs
from xltools.cli.parser import Parser
from xltools.core.about_packs import pack_diff_reports
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("before")
    parser.argument("after")
    parser.option("--format", choices=("text", "json"), default="text")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print each difference; the exit status is 0 whether there are any or not."""
    diff = compare_packs(find_pack(options.before), find_pack(options.after))
    as_json = options.format == "json"
    sys.stdout.write(pack_diff_reports.as_json(diff) if as_json else pack_diff_reports.as_text(diff, catalog))
    return 0
