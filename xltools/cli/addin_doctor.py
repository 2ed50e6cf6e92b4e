"""``xltools addin doctor``: why the add-in does not work, and what to do."""

from __future__ import annotations

from argparse import Namespace

from xltools.app.addin_doctor import examine
from xltools.cli.parser import Parser
from xltools.core.messages import Catalog


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes: nothing."""
    del parser, catalog


def run(options: Namespace, catalog: Catalog) -> int:
    """Print a line for each thing looked at."""
    del options
    diagnoses = examine()
    for diagnosis in diagnoses:
        line = "addin.doctor.good" if diagnosis.passed else "addin.doctor.bad"
        print(catalog.say(line, {"sentence": catalog.phrase(diagnosis.phrase)}))
    if not all(diagnosis.passed for diagnosis in diagnoses):
        return 1
    print(catalog.sentence("addin.doctor.healthy"))
    return 0
