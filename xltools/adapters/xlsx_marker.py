"""Write a copy of a workbook in which the cells with findings are coloured and a sheet lists them.

The clerk's file is read only, and no library rebuilds the copy: of the parts that hold these cells,
the styles, and the findings sheet, only the bytes that must change do; every other part is copied as
it is, whatever it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from xltools.adapters.safe_write import require_ending, write_bytes_whole
from xltools.adapters.xlsx_findings_sheet import FILLS, fill_findings, grown_table, new_findings_sheet
from xltools.adapters.xlsx_guard import Limits, Package, open_package
from xltools.adapters.xlsx_new_sheet import add_sheet, add_styles
from xltools.adapters.xlsx_reader import read_grid
from xltools.adapters.xlsx_restyle import restyle
from xltools.adapters.xlsx_styles_edit import MINIMAL, StyleSheet
from xltools.adapters.xlsx_workbook import Workbook, read_relationships, read_workbook
from xltools.adapters.xlsx_xml import XmlError
from xltools.adapters.zip_copy import copied_with
from xltools.adapters.zip_members import ZipError
from xltools.core.findings import Severity
from xltools.core.frozen import frozen
from xltools.core.grid import CellType, Grid, SheetGrid
from xltools.core.marks.marking import Marking
from xltools.errors import FileError

_LIMITS = Limits()
_ENDINGS = (".xlsx", ".xlsm")  # of a workbook with macros, Excel opens no copy that ends in the other


@frozen
class _Found:
    """The findings sheet that a workbook has: its part and the row of its headers."""

    part: str
    header: int


def write_marked_copy(source: Path, target: Path, marking: Marking, *, overwrite: bool = False) -> None:
    """Write a marked copy of a workbook.

    Args:
        source: The workbook; it is never altered.
        target: The copy to be.
        marking: What it shows.
        overwrite: True to take the place of a file that is there.

    Raises:
        FileError: Where the source cannot be read or the copy not be written, both are one file, or the
            copy's name does not end as the source's.
    """
    if target.exists() and target.samefile(source):
        raise FileError("file.write.same_file", name=str(target))
    own = source.suffix.lower()
    require_ending(target, (own,) if own in _ENDINGS else _ENDINGS)
    write_bytes_whole(target, marked_bytes(source, marking), overwrite=overwrite)


def marked_bytes(source: Path, marking: Marking) -> bytes:
    """Give the marked copy of a workbook.  Raises: FileError, where the workbook cannot be read."""
    grid = read_grid(source)
    with source.open("rb") as file:
        package = open_package(file, source, _LIMITS)
        try:
            changed = _changed(package, read_workbook(package), grid, marking)
        except XmlError as fault:
            raise package.error("file.damaged", part="styles") from fault
        try:
            return copied_with(file, changed, _LIMITS)
        except ZipError as fault:  # in a part that reading the workbook did not need
            too_large = fault.reason == "too_large"
            raise package.error("file.too_large" if too_large else "file.damaged", part=fault.member) from fault


def _changed(package: Package, workbook: Workbook, grid: Grid, marking: Marking) -> dict[str, bytes]:
    """Give the parts that change, by name."""
    changed: dict[str, bytes] = {}
    styles_part = next(
        (r.target for r in workbook.relationships.values() if r.kind == "styles" and not r.outside), None
    )
    present = styles_part is not None and styles_part in package
    styles = StyleSheet(package.read(styles_part) if styles_part is not None and present else MINIMAL)
    if not styles.usable:
        styles = StyleSheet(MINIMAL)
    marked: dict[str, dict[tuple[int, int], Severity]] = {}
    for found in marking.marks:
        marked.setdefault(found.sheet, {})[found.row, found.column] = found.severity
    for entry in workbook.sheets:
        if entry.name in marked and entry.kind == "worksheet":
            changed[entry.part] = _restyled(package.read(entry.part), marked[entry.name], styles)
    _list_findings(package, workbook, grid, marking, styles, changed)
    if present and styles_part is not None:
        changed[styles_part] = styles.apply()
    else:
        add_styles(package, workbook, styles.apply(), changed)
    return changed


def _restyled(content: bytes, cells: Mapping[tuple[int, int], Severity], styles: StyleSheet) -> bytes:
    return restyle(content, cells, lambda old, place: styles.clone(old, fill=FILLS[cells[place]]))


def _list_findings(
    package: Package, workbook: Workbook, grid: Grid, marking: Marking, styles: StyleSheet, changed: dict[str, bytes]
) -> None:
    """Fill the findings sheet, or add one."""
    found = _findings_sheet(workbook, grid, marking)
    if found is None:
        add_sheet(package, workbook, marking.title, new_findings_sheet(marking, styles), changed)
        return
    content = changed.get(found.part) or package.read(found.part)
    changed[found.part] = fill_findings(content, marking, found.header, styles)
    last = found.header + max(1, len(marking.lines))
    for relationship in read_relationships(package, found.part).values():
        if relationship.kind == "table" and not relationship.outside and relationship.target in package:
            changed[relationship.target] = grown_table(package.read(relationship.target), last)


def _findings_sheet(workbook: Workbook, grid: Grid, marking: Marking) -> _Found | None:
    """Find the sheet by its name and its headers; one that merely has the name is left alone."""
    for entry, sheet in zip(workbook.sheets, grid.sheets, strict=True):
        if entry.name.strip() == marking.title:
            header = _header_row(sheet, marking.headers)
            if header is not None:
                return _Found(entry.part, header)
    return None


def _header_row(sheet: SheetGrid, headers: tuple[str, ...]) -> int | None:
    for row in range(1, 20):
        cells = [sheet.cell(row, column) for column in range(1, len(headers) + 1)]
        if all(c.type is CellType.TEXT and c.value == text for c, text in zip(cells, headers, strict=True)):
            return row
    return None
