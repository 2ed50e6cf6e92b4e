"""Read a workbook file into a grid of cell facts."""

from __future__ import annotations

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path

from xltools.adapters.xlsx_guard import Limits, Package, open_package
from xltools.adapters.xlsx_sheet import read_sheet
from xltools.adapters.xlsx_values import Context
from xltools.adapters.xlsx_workbook import (
    PROPERTIES,
    SheetEntry,
    Workbook,
    read_dates,
    read_properties,
    read_relationships,
    read_texts,
    read_workbook,
)
from xltools.adapters.xlsx_xml import XmlError
from xltools.core.grid import Grid, Oddity, SheetGrid
from xltools.errors import FileError

_DEFAULT_LIMITS = Limits()


def read_grid(path: Path, limits: Limits = _DEFAULT_LIMITS) -> Grid:
    """Read an .xlsx or .xlsm workbook.

    The file is opened for reading only, nothing it points to is fetched, and none of its formulas or
    macros is run.

    Args:
        path: The file.
        limits: How large it may be.

    Returns:
        Its cells as they are stored, and what may mislead about them.

    Raises:
        FileError: The file cannot be opened, is no workbook, or is broken or too large.
    """
    try:
        if path.exists() and not (path.is_file() or path.is_dir()):
            raise FileError("file.not_a_workbook", name=path.name)  # to open a pipe is to wait for ever
        with path.open("rb") as file:
            return _read(file, path, limits)
    except FileNotFoundError as error:
        raise FileError("file.not_found", name=path.name or str(path)) from error
    except IsADirectoryError as error:
        raise FileError("file.is_folder", name=path.name or str(path)) from error
    except PermissionError as error:
        # Windows says so of a folder too, and of a file that another program has open.
        raise FileError("file.is_folder" if path.is_dir() else "file.locked", name=path.name or str(path)) from error
    except (OSError, ValueError) as error:
        raise FileError("file.unreadable", name=path.name, reason=str(error)) from error


def _read(file: BufferedReader, path: Path, limits: Limits) -> Grid:
    package = open_package(file, path, limits)
    workbook = read_workbook(package)
    texts = read_texts(package, workbook)
    context = Context(
        texts,
        read_dates(package, workbook),
        epoch_1904=workbook.epoch_1904,
        values_left=limits.values - len(texts or ()),
    )
    oddities = list(_oddities(package, workbook, path))
    try:
        properties = read_properties(package)
    except XmlError:
        properties = {}
        oddities.append(Oddity("file.broken_part", {"part": PROPERTIES}))
    return Grid(
        tuple(_sheet(package, entry, context) for entry in workbook.sheets),
        workbook.epoch_1904,
        workbook.names,
        properties,
        tuple(oddities),
    )


def _sheet(package: Package, entry: SheetEntry, context: Context) -> SheetGrid:
    """Read a sheet; one of another kind, such as a chart's own, has no cells."""
    if entry.kind == "worksheet":
        return read_sheet(package, entry, context)
    return SheetGrid(entry.name, entry.state)


def _oddities(package: Package, workbook: Workbook, path: Path) -> Iterator[Oddity]:
    yield from package.oddities()
    if path.suffix.lower() == ".xlsx" and any(name.endswith("vbaproject.bin") for name in package.names()):
        yield Oddity("file.macros_in_xlsx")
    for relationship in workbook.relationships.values():
        if relationship.kind == "externalLink":
            named = (r.target for r in read_relationships(package, relationship.target).values() if r.outside)
            yield Oddity("file.external_link", {"target": next(named, relationship.target)})
