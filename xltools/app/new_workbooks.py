"""Make the workbook of a pack for a unit and a year."""

from __future__ import annotations

from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.xlsx_writer import write_workbook
from xltools.app.workbooks import Workbook, compute
from xltools.core.carry_over import carry_over
from xltools.core.contents import Contents
from xltools.core.file_names import file_name
from xltools.core.pack import Pack
from xltools.core.plan import plan_workbook
from xltools.core.plan_words import Words
from xltools.errors import FileError


def new_workbook(
    folder: PackFolder,
    unit: str,
    year: int,
    target: Path | None = None,
    *,
    last_year: Workbook | None = None,
    overwrite: bool = False,
) -> Path:
    """Write the blank workbook of a pack.

    Args:
        folder: The pack.
        unit: The unit's name.
        year: Of the report.
        target: The file to be; None names it after year, report and unit, in the current folder.
        last_year: Last year's filled workbook; its registers and values are carried over.
        overwrite: True to take the place of a file that is there.

    Returns:
        The file.

    Raises:
        FileError: Where it cannot be written, or last year's workbook is not of the year before.
        PackError: With every fault of the pack.
    """
    pack = folder.pack()
    contents = Contents() if last_year is None else _carried_over(pack, last_year, year)
    catalog = load_catalog(pack.language)
    words = Words(pack.language, catalog.say, catalog.phrase)
    if target is None:
        name = words.text("file_name", year=year, label=words.label(pack.label), unit=unit)
        target = Path(f"{file_name(name)}.xlsx")
    write_workbook(plan_workbook(pack, year, unit, words, contents), target, overwrite=overwrite)
    return target


def _carried_over(pack: Pack, last_year: Workbook, year: int) -> Contents:
    period = last_year.dataset.period
    found = "" if period is None else str(period.start.year)
    if found != str(year - 1):
        raise FileError("file.not_last_year", name=last_year.path.name, has=found or "—", wanted=year - 1)
    return carry_over(pack, last_year.dataset, compute(last_year))
