"""``xltools pack translations``: the texts of a pack that are not there in one of its languages."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from xltools.adapters.pack_folder import find_pack
from xltools.app.pack_books import untranslated
from xltools.cli.parser import Parser
from xltools.core.about_packs.pack_translations import counts, missing_translations
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")
    parser.option("--only", nargs="+", default=[], metavar="LANGUAGE")


def run(options: Namespace, catalog: Catalog) -> int:
    """Print a note a text, and how many each language lacks; none of it is a fault."""
    if options.pack.lower().endswith(".xlsx"):
        book = Path(options.pack)
        name, notes = book.name, untranslated(book, options.only)
    else:
        folder = find_pack(options.pack)
        folder.pack()  # says what is wrong with the pack, before anything is said of its languages
        name, notes = folder.name, missing_translations(folder.declarations(), options.only)
    for note in notes:
        print(catalog.line(note))
    for language, count in counts(notes).items():
        print(catalog.say("command.pack_translations.missing", {"name": language, "count": count}))
    if not notes:
        print(catalog.say("command.pack_translations.complete", {"pack": name}))
    return 0
