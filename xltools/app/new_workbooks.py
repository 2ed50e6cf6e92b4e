"""Make the workbook of a pack for a unit and a period."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from xltools.adapters.catalog_files import load_catalog
from xltools.adapters.pack_folder import PackFolder
from xltools.adapters.xlsx_writer import write_workbook
from xltools.app.workbooks import Workbook, compute
from xltools.core.contents import Contents
from xltools.core.file_names import file_name
from xltools.core.pack import Pack
from xltools.core.periods import named_period, numbered_period, previous, year_before
from xltools.core.plan import plan_workbook
from xltools.core.planning.carry_over import both, last_year_values, registers
from xltools.core.planning.plan_words import Words
from xltools.core.sheets import Period
from xltools.errors import FileError


def new_workbook(
    folder: PackFolder,
    unit: str,
    year: int,
    target: Path | None = None,
    *,
    number: int | None = None,
    earlier: Sequence[Workbook] = (),
    overwrite: bool = False,
) -> Path:
    """Write the blank workbook of a pack.

    Args:
        folder: The pack.
        unit: The unit's name.
        year: Of the report.
        target: The file to be; None names it after period, report and unit, in the current folder.
        number: Of the month or quarter, where the pack's reports are of one.
        earlier: Filled workbooks to take over from: of the period before its registers, of the same
            period of last year its values.  Last year's workbook is both to a report of a year.
        overwrite: True to take the place of a file that is there.

    Returns:
        The file.

    Raises:
        FileError: Where it cannot be written, or an earlier workbook is of no period to take over from.
        PackError: With every fault of the pack.
    """
    pack = folder.pack()
    contents = _carried_over(pack, earlier, numbered_period(year, number, pack.part))
    words = _words(pack)
    if target is None:
        key = "file_name" if pack.part is None else f"file_name_{pack.part.unit}"
        name = words.text(key, year=year, number=number or "", label=words.label(pack.label), unit=unit)
        target = Path(f"{file_name(name)}.xlsx")
    write_workbook(plan_workbook(pack, year, unit, words, contents, number=number), target, overwrite=overwrite)
    return target


def filled_workbook(
    pack: Pack, unit: str, year: int, contents: Contents, target: Path, *, number: int | None = None
) -> None:
    """Write a workbook that is filled already, such as a pack's sample, in place of one that is there.

    Args:
        pack: The pack.
        unit: The unit's name.
        year: Of the report.
        contents: What its entry cells hold.
        target: The file to be.
        number: The month or quarter, of a pack whose report covers one.

    Raises:
        FileError: Where it cannot be written.
    """
    plan = plan_workbook(pack, year, unit, _words(pack), contents, number=number)
    write_workbook(plan, target, overwrite=True)


def _words(pack: Pack) -> Words:
    """Give what a workbook of the pack says, in the pack's language."""
    catalog = load_catalog(pack.language)
    return Words(pack.language, catalog.say, catalog.phrase)


def _carried_over(pack: Pack, earlier: Sequence[Workbook], period: Period | None) -> Contents:
    """Take over from each workbook what its period gives to this one."""
    contents = Contents()
    if period is None:
        return contents
    for book in earlier:
        found = book.dataset.period
        if found not in {previous(period), year_before(period)}:
            raise _of_no_use(pack, book, period)
        if found == year_before(period):
            contents = both(last_year_values(pack, book.dataset, compute(book)), contents)
        if found == previous(period):
            contents = both(contents, registers(pack, book.dataset))
    return contents


def _of_no_use(pack: Pack, book: Workbook, period: Period) -> FileError:
    """Say of which period a workbook is, and of which it should be."""
    found = book.dataset.period
    has = "—" if found is None else named_period(found, pack.part)
    if pack.part is None:
        return FileError("file.not_last_year", name=book.path.name, has=has, wanted=period.start.year - 1)
    wanted = {"previous": previous(period), "last_year": year_before(period)}
    said = {key: named_period(one, pack.part) for key, one in wanted.items()}
    return FileError("file.not_earlier", name=book.path.name, has=has, **said)
