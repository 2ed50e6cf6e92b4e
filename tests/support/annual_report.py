"""The annual work report's pack and its 2019 sample, as it is or altered, with no file in between."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from pathlib import Path

from xltools.adapters.pack_folder import load_pack
from xltools.core.contents import Contents, Entry, Record
from xltools.core.dataset import Dataset
from xltools.core.document import Document
from xltools.core.frozen import replace
from xltools.core.indicators import compute
from xltools.core.narrative import compose
from xltools.core.pack import Pack
from xltools.core.planning.fill import dataset_of
from xltools.core.planning.places import place
from xltools.core.validate import Validation, validate

ROOT = Path(__file__).parents[2]
PACK = ROOT / "workbook_templates" / "annual_work_report"
SAMPLE = PACK / "sample.xlsx"


@cache
def annual_pack() -> Pack:
    """Load the pack, once."""
    return load_pack(str(PACK))


@cache
def template() -> str:
    """Read the pack's narrative, once."""
    return (PACK / "narrative.md.j2").read_text("utf-8")


@cache
def sample() -> Contents:
    """Give what the sample's entry cells hold, from the script that makes it."""
    make: Callable[[], Contents] = runpy.run_path(str(ROOT / "scripts" / "make_sample.py"))["sample_contents"]
    return make()


def with_rows(contents: Contents, **ledgers: Sequence[Record]) -> Contents:
    """Put other rows into some ledgers."""
    return replace(contents, ledgers={**contents.ledgers, **ledgers})


def with_fields(contents: Contents, form: str, **fields: Entry | None) -> Contents:
    """Put other values into some fields of a form; None empties one."""
    before = {**contents.forms[form], **fields}
    kept = {name: entry for name, entry in before.items() if entry is not None}
    return replace(contents, forms={**contents.forms, form: kept})


def without_rows(contents: Contents, *ledgers: str) -> Contents:
    """Empty some ledgers."""
    return with_rows(contents, **dict.fromkeys(ledgers, ()))


def rows_but(contents: Contents, ledger: str, **values: Entry) -> list[Record]:
    """Give a ledger's rows but those that hold all these values."""
    return [row for row in contents.ledgers[ledger] if not _holds(row, values)]


def each(contents: Contents, ledger: str, **values: Entry) -> list[Record]:
    """Give a ledger's rows, each with these values."""
    return [{**row, **values} for row in contents.ledgers[ledger]]


def dataset(contents: Contents) -> Dataset:
    """Give the dataset that a workbook with these entries would be read as."""
    return dataset_of(annual_pack(), place(annual_pack(), contents, "指标"), contents)


def judged(contents: Contents) -> Validation:
    """Check the entries against the pack's rules."""
    return validate(dataset(contents), annual_pack())


def report(contents: Contents) -> Document:
    """Write the report of the entries."""
    found = dataset(contents)
    return compose(template(), annual_pack(), found, compute(found, annual_pack()))


def paragraph(contents: Contents, beginning: str) -> str:
    """Give the one paragraph of the report that holds these words near its beginning, without its number."""
    found = [p for p in report(contents).paragraphs if beginning in p.text[:40]]
    assert len(found) == 1, [p.text for p in found]
    return found[0].text.removeprefix(found[0].number)


def _holds(row: Record, values: Mapping[str, Entry]) -> bool:
    return all(row.get(name) == value for name, value in values.items())
