"""``xltools new``: a blank workbook to fill in."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path

from xltools.adapters.pack_folder import find_pack
from xltools.app.new_workbooks import new_workbook
from xltools.app.workbooks import Workbook, read_workbook
from xltools.cli.parser import Parser, UsageError
from xltools.core.findings import Param
from xltools.core.messages import Catalog
from xltools.core.pack import PeriodPart
from xltools.core.periods import PARTS, last_number


def arguments(parser: Parser, catalog: Catalog) -> None:
    """Declare what the command takes."""
    del catalog
    parser.argument("pack")
    parser.option("--unit")
    parser.option("--year", type=int, required=True)
    for unit in PARTS:
        parser.option(f"--{unit}", type=int)
    parser.option("--from", dest="earlier", type=Path, action="append", default=[])
    parser.option("-o", "--output", type=Path)
    parser.option("--overwrite", action="store_true")


def run(options: Namespace, catalog: Catalog) -> int:
    """Write the workbook, and say where it is."""
    _refuse_impossible(options, catalog)
    folder = find_pack(options.pack)
    number = _number(options, catalog, folder.pack().part)
    earlier = [read_workbook(path, options.pack) for path in options.earlier]
    target = new_workbook(
        folder,
        _unit(options, earlier, catalog),
        options.year,
        options.output,
        number=number,
        earlier=earlier,
        overwrite=options.overwrite,
    )
    print(catalog.say("command.new.written", {"file": str(target)}))
    return 0


def _refuse_impossible(options: Namespace, catalog: Catalog) -> None:
    if not 1900 < options.year < 9999:
        raise _wrong(catalog, catalog.say("command.wrong.year", {"value": options.year}))
    if options.unit is None and not options.earlier:
        raise _wrong(catalog, catalog.say("command.wrong.required", {"names": "--unit"}))
    if options.unit is not None and not options.unit.strip():
        raise _wrong(catalog, catalog.sentence("command.wrong.unit"))


def _unit(options: Namespace, earlier: Sequence[Workbook], catalog: Catalog) -> str:
    """Give the unit's name, without the spaces around it: as written, else that of an earlier workbook."""
    names = (options.unit or "", *(book.dataset.unit for book in earlier))
    unit = next((name.strip() for name in names if name.strip()), None)
    if unit is None:
        raise _wrong(catalog, catalog.sentence("command.wrong.unit"))
    return unit


def _number(options: Namespace, catalog: Catalog, part: PeriodPart | None) -> int | None:
    """Give the number of the month or quarter that the pack's reports are of; no other is given."""
    own = None if part is None else part.unit
    for unit in PARTS:
        if unit != own and getattr(options, unit) is not None:
            raise _wrong(catalog, catalog.say("command.wrong.not_of_part", {"option": f"--{unit}"}))
    if part is None:
        return None
    given: int | None = getattr(options, part.unit)
    values: dict[str, Param] = {"option": f"--{part.unit}", "last": last_number(part), "value": given}
    if given is None:
        raise _wrong(catalog, catalog.say("command.wrong.part_missing", values))
    if not 1 <= given <= last_number(part):
        raise _wrong(catalog, catalog.say("command.wrong.part", values))
    return given


def _wrong(catalog: Catalog, detail: str) -> UsageError:
    return UsageError(catalog.say("command.wrong.call", {"detail": detail, "command": "xltools new"}))
