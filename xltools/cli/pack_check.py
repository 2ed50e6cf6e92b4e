"""``xltools pack check``: everything that is wrong with a pack."""

from __future__ import annotations

from argparse import Namespace

from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import find_pack
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print its faults, and how its own tests came out."""
    check = check_pack(find_pack(options.pack))
    for finding in check.findings:
        print(catalog.line(finding))
    key = "command.pack_check.passed" if check.passed else "command.pack_check.failed"
    print(catalog.say(key, {"pack": check.name, "cases": check.cases, "count": len(check.findings)}))
    return 0 if check.passed else 1
