"""A pack as a spreadsheet: written to be authored there, and read back into its folder."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from xltools.adapters.new_pack_folder import make_pack_folder
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import PackFolder, pack_of
from xltools.adapters.pack_xlsx_dropdowns import Names
from xltools.adapters.pack_xlsx_file import write_pack_xlsx
from xltools.adapters.pack_xlsx_styles import read_styles
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.about_packs.pack_translations import missing_translations
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.messages import Catalog
from xltools.core.pack import Pack
from xltools.core.pack_books.pack_book import PackBook, read_pack_book
from xltools.core.pack_books.pack_headers import TEXT_SHEETS
from xltools.core.pack_books.pack_sheets import pack_sheets
from xltools.core.pack_parser import parse_pack
from xltools.core.pack_parsing.pack_files import DECLARATIONS, HEADER, PackFiles
from xltools.core.pack_parsing.pack_inheritance import languages_of
from xltools.core.pack_parsing.toml_text import read_toml
from xltools.errors import FileError, PackError

STYLES = "styles.docx"
_MISSING_SHEET = "pack_xlsx.no_sheet"


def export_pack(folder: PackFolder, target: Path, catalog: Catalog, *, overwrite: bool = False) -> tuple[str, ...]:
    """Write a pack as a spreadsheet.

    Args:
        folder: The pack.
        target: The .xlsx file to be.
        catalog: In whose language the spreadsheet explains itself.
        overwrite: True to take the place of a file that is there.

    Returns:
        The files of the folder that the spreadsheet does not hold, such as the filled sample.

    Raises:
        PackError: With every fault of the pack's declarations; only a sound pack is written.
        FileError: Where the file cannot be written.
    """
    files = folder.declarations()
    pack = parse_pack(files)
    texts = dict(files.texts)
    texts |= {file: folder.text(file) for file in TEXT_SHEETS.values() if folder.has(file)}
    texts |= {file: folder.text(file) for file in folder.cases()}
    styles = folder.data(STYLES) if folder.has(STYLES) else None
    sheets = pack_sheets(replace(files, texts=texts))
    write_pack_xlsx(sheets, styles, target, catalog.sentence, _names(pack), overwrite=overwrite)
    there = (file.relative_to(folder.path).as_posix() for file in folder.path.rglob("*") if file.is_file())
    return tuple(sorted(file for file in there if file not in {*texts, STYLES}))


def _names(pack: Pack) -> Names | None:
    """Give the names that a pack with a base has, its own and the base's; its own sheets have only the first."""
    if not pack.base:
        return None
    return {"sheet": tuple(pack.sheets), "indicator": tuple(pack.indicators), "choice_list": tuple(pack.choices)}


def import_pack(path: Path, target: Path, *, overwrite: bool = False) -> None:
    """Read a pack's spreadsheet into a folder; the pack that comes of it is sound, its own tests too.

    Args:
        path: The spreadsheet; it is not altered.
        target: The folder to be, named as the pack's id.
        overwrite: True to take the place of the pack's folder; what no spreadsheet holds stays in it.

    Raises:
        FileError: Where the file cannot be read or the folder not be written.
        PackError: With every fault, each at its cell of the spreadsheet.
    """
    grid = read_grid(path)
    book = read_pack_book(grid, _languages)
    faults = list(book.faults)
    styles = read_styles(grid, faults)
    missing = [fault for fault in faults if fault.key == _MISSING_SHEET]
    if missing:
        raise PackError(path.name, missing)

    def judge(folder: PackFolder) -> None:
        found = _all_faults(book, faults, check_pack(folder).findings)
        if found:
            raise PackError(path.name, found)

    files: dict[str, str | bytes] = dict(book.texts)
    if styles is not None:
        files[STYLES] = styles
    make_pack_folder(target, files, judge, overwrite=overwrite, kept=_is_beyond_a_spreadsheet)


def untranslated(path: Path, languages: Sequence[str] = ()) -> tuple[Finding, ...]:
    """Name the texts of a pack's spreadsheet that lack a language.

    Args:
        path: The spreadsheet; it is not altered.
        languages: Those asked for; none asks for all that the pack has.

    Returns:
        A note a text, at its cell, with the languages it lacks.

    Raises:
        FileError: Where the file cannot be read.
        PackError: With every fault of its declarations, each at its cell.
    """
    book = read_pack_book(read_grid(path), _languages)
    header = read_toml(book.texts.get(HEADER, ""), HEADER, [])
    base = header.get("base")
    files = PackFiles(
        str(header.get("id", "")),
        {file: text for file, text in book.texts.items() if file in DECLARATIONS},
        base=pack_of(base).declarations() if isinstance(base, str) else None,
    )
    try:
        parse_pack(files)
        found: tuple[Finding, ...] = ()
    except PackError as error:
        found = error.findings
    faults = _all_faults(book, book.faults, found)
    if faults:
        raise PackError(path.name, faults)
    notes = map(book.places.moved, missing_translations(files, languages))
    return tuple(sorted(notes, key=lambda note: note.order))


def _languages(base: str) -> tuple[str, ...]:
    """Give the languages of a pack by its name; none where there is no such pack or it cannot be read."""
    try:
        return languages_of(pack_of(base).layers((HEADER,)))
    except FileError:
        return ()


def _all_faults(book: PackBook, seen: Iterable[Finding], found: Iterable[Finding]) -> list[Finding]:
    """Give every fault once: of a cell that could not be read, and of its column, nothing more is said."""
    faults = list(seen)
    cells = {(fault.location.sheet, fault.location.row, fault.location.column) for fault in faults}
    headers = {(sheet, column) for sheet, row, column in cells if row == 1}
    for fault in map(book.places.moved, found):
        place = fault.location
        if (place.sheet, place.row, place.column) not in cells and (place.sheet, place.column) not in headers:
            faults.append(fault)
    once = {(fault.location, fault.key, str(fault.params)): fault for fault in faults}
    return sorted(once.values(), key=lambda fault: fault.order)


def _is_beyond_a_spreadsheet(file: str) -> bool:
    texts = {*DECLARATIONS, *TEXT_SHEETS.values()}
    return file not in texts and not (file.startswith("tests/") and file.endswith(".toml"))
