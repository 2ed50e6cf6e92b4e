"""Open a filled workbook, with the pack it was made from."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xltools.adapters.pack_folder import PackFolder, find_pack, pack_of
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.cover import read_cover
from xltools.core.dataset import Dataset
from xltools.core.frozen import frozen
from xltools.core.grid import Grid
from xltools.core.indicators import compute as compute_indicators
from xltools.core.outcomes import Outcome
from xltools.core.pack import Pack
from xltools.core.parse import parse
from xltools.core.validate import Validation
from xltools.core.validate import validate as validate_dataset
from xltools.errors import FileError


@frozen
class Workbook:
    """A filled workbook as it was read.

    Attributes:
        path: The file.
        grid: Its cells.
        folder: Where its pack is.
        pack: What it was made from.
        dataset: Its rows, typed.
    """

    path: Path
    grid: Grid
    folder: PackFolder
    pack: Pack
    dataset: Dataset


def read_workbook(path: Path | str, pack: str | None = None) -> Workbook:
    """Read a filled workbook.

    Args:
        path: An .xlsx or .xlsm file; it is not altered.
        pack: The name or the folder of the pack it must be of; None takes the one that the workbook names.

    Raises:
        FileError: Where the file cannot be read, is of no pack, or of another pack or version.
        PackError: With every fault of the pack.
    """
    path = Path(path)
    return workbook_of(read_grid(path), path, pack)


def workbook_of(grid: Grid, path: Path, pack: str | None = None) -> Workbook:
    """Read the cells of a workbook as its pack declares it, as ``read_workbook`` does."""
    cover = read_cover(grid)
    if cover is None:
        raise FileError("file.not_ours", name=path.name)
    folder = pack_of(cover.pack) if pack is None else find_pack(pack)
    declared = folder.pack()
    if cover.pack != declared.id:
        raise FileError("file.other_pack", name=path.name, has=cover.pack, wanted=declared.id)
    if cover.version not in declared.accepts:
        raise FileError("file.other_version", name=path.name, has=cover.version, wanted=declared.accepts)
    return Workbook(path, grid, folder, declared, parse(grid, declared))


def compute(workbook: Workbook) -> Mapping[str, Outcome]:
    """Compute the indicators of a workbook.

    Returns:
        An outcome an indicator, by id: its value, or the reason why there is none.
    """
    return compute_indicators(workbook.dataset, workbook.pack)


def validate(workbook: Workbook, outcomes: Mapping[str, Outcome] | None = None) -> Validation:
    """Check a workbook against every rule of its pack.

    Args:
        workbook: From ``read_workbook``.
        outcomes: From ``compute``, where they are at hand.

    Returns:
        Every finding in the order of the sheets, and the verdict.
    """
    return validate_dataset(workbook.dataset, workbook.pack, outcomes)
