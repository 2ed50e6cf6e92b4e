"""``xltools pack check``: everything that is wrong with a pack."""

from __future__ import annotations

from argparse import Namespace

from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import find_pack
from xltools.cli.parser import Parser
from xltools.core.about_packs.pack_translations import missing_translations
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print its faults, and how its own tests came out."""
    folder = find_pack(options.pack)
    check = check_pack(folder)
    for finding in check.findings:
        print(catalog.line(finding))
    key = "command.pack_check.passed" if check.passed else "command.pack_check.failed"
    print(catalog.say(key, {"pack": check.name, "cases": check.cases, "count": len(check.findings)}))
    if check.passed:
        notes = missing_translations(folder.declarations())
        if notes:
            print(catalog.say("command.pack_check.untranslated", {"pack": check.name, "count": len(notes)}))
    return 0 if check.passed else 1
