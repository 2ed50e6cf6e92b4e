"""Make a pack to begin with: from nothing, or from a workbook that an office already uses."""

from __future__ import annotations

import re
from pathlib import Path

from xltools.adapters.new_pack_folder import make_pack_folder
from xltools.adapters.pack_check import check_pack
from xltools.adapters.pack_folder import PackFolder, installed_packs
from xltools.adapters.xlsx_reader import read_grid
from xltools.core.messages import Catalog
from xltools.core.outcomes import Phrase
from xltools.core.pack_drafts.pack_draft import draft_pack
from xltools.core.pack_drafts.table_guess import TableGuess, guess_tables
from xltools.core.pack_parsing.layout_parser import LAYOUT
from xltools.errors import FileError, PackError

_STYLES = "styles.docx"
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_LOOKS = (LAYOUT, _STYLES)


def new_pack(folder: Path, catalog: Catalog, *, source: Path | None = None) -> int:
    """Make the folder of a new pack, with the layout and the Word styles that the tool brings.

    Args:
        folder: The folder to be; its name is the pack's id.
        catalog: In whose language the pack is drafted.
        source: A workbook whose tables the pack is to have; it is not altered.

    Returns:
        How many sheets of the workbook were taken.

    Raises:
        FileError: Where the workbook cannot be read or has no table, the folder's name is no id, or it
            cannot be written.
    """
    if not _NAME.fullmatch(folder.name):
        raise FileError("pack_xlsx.bad_folder_name", name=folder.name)
    tables: tuple[TableGuess, ...] = ()
    passed: tuple[Phrase, ...] = ()
    if source is not None:
        tables, passed = guess_tables(read_grid(source))
        if not tables:
            raise FileError("file.no_tables", name=source.name)
    label = catalog.sentence("pack_draft.report_label") if source is None else source.stem
    texts = draft_pack(folder.name, label, catalog.language, tables, catalog.phrase, passed)
    files: dict[str, str | bytes] = dict(texts)
    files |= _looks()
    make_pack_folder(folder, files, _judge)
    return len(tables)


def _looks() -> dict[str, bytes]:
    """Give the layout and the styles of the first pack that has both."""
    for pack in installed_packs():
        if all(pack.has(file) for file in _LOOKS):
            return {file: pack.data(file) for file in _LOOKS}
    return {}


def _judge(folder: PackFolder) -> None:
    check = check_pack(folder)
    if not check.passed:
        raise PackError(folder.name, check.findings)
