"""Edits of a workbook's shape: rows, columns and sheets put in, taken out, moved, hidden, renamed."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from xml.etree import ElementTree as ET

from tests.support.workbook_copy import MAIN, PACKAGE, RELATIONS, TYPES, Edit, WorkbookCopy
from xltools.core.findings import letters
from xltools.core.ranges import parse_range

_SINGLE = re.compile(r"[A-Z]+[0-9]+")


def insert_rows(title: str, before: int, count: int = 1) -> Edit:
    """Put blank rows in above a row; what is below, its validations and its table move down."""
    return lambda copy: _shift(copy, title, lambda row, column: (row + count if row >= before else row, column))


def insert_column(title: str, before: int) -> Edit:
    """Put a blank column in to the left of a column."""
    return lambda copy: _shift(copy, title, lambda row, column: (row, column + 1 if column >= before else column))


def delete_row(title: str, number: int) -> Edit:
    """Take a row out; what is below moves up."""

    def edit(copy: WorkbookCopy) -> None:
        copy.data(title).remove(copy.row(title, number))
        _shift(copy, title, lambda row, column: (row - 1 if row > number else row, column))

    return edit


def swap_columns(title: str, first: str, second: str, rows: range) -> Edit:
    """Let two columns change places, header and all."""

    def edit(copy: WorkbookCopy) -> None:
        spare = "XFD"
        for row in rows:
            copy.move(title, f"{first}{row}", f"{spare}{row}")
            copy.move(title, f"{second}{row}", f"{first}{row}")
            copy.move(title, f"{spare}{row}", f"{second}{row}")
            copy.row(title, row).remove(copy.cell(title, f"{spare}{row}"))
        swapped = {first: second, second: first}
        for node in copy.sheet(title).iter(f"{{{MAIN}}}dataValidation"):
            column = re.match("[A-Z]+", node.get("sqref", ""))
            if column and column[0] in swapped:
                node.set("sqref", re.sub("[A-Z]+", swapped[column[0]], node.get("sqref", "")))

    return edit


def copy_row(title: str, source: int, target: int, columns: str) -> Edit:
    """Copy a row's cells, as with fill-down."""

    def edit(copy: WorkbookCopy) -> None:
        for column in columns:
            copy.cell(title, f"{column}{target}")
            node = deepcopy(copy.cell(title, f"{column}{source}"))
            copy.put(title, f"{column}{target}", None)
            cell = copy.cell(title, f"{column}{target}")
            cell.attrib.update({**node.attrib, "r": f"{column}{target}"})
            cell.extend(node)

    return edit


def rename_sheet(title: str, new: str) -> Edit:
    """Give a sheet another name."""
    return lambda copy: copy.entry(title).set("name", new)


def set_state(title: str, state: str) -> Edit:
    """Hide a sheet: ``hidden`` or ``veryHidden``."""
    return lambda copy: copy.entry(title).set("state", state)


def delete_sheet(title: str) -> Edit:
    """Take a sheet out of the workbook, with the names that print it."""

    def edit(copy: WorkbookCopy) -> None:
        sheets = copy.workbook.find(f"{{{MAIN}}}sheets")
        names = copy.workbook.find(f"{{{MAIN}}}definedNames")
        assert sheets is not None
        assert names is not None
        place = list(sheets).index(copy.entry(title))
        sheets.remove(copy.entry(title))
        for name in list(names):
            local = name.get("localSheetId")
            if local is not None and int(local) == place:
                names.remove(name)
            elif local is not None and int(local) > place:
                name.set("localSheetId", str(int(local) - 1))

    return edit


def add_sheet(title: str, source: str | None = None) -> Edit:
    """Add a sheet at the end: a copy of another one, or one with a note in A1."""

    def edit(copy: WorkbookCopy) -> None:
        part = "xl/worksheets/added.xml"
        copy.parts[part] = _note() if source is None else ET.tostring(_untabled(copy.sheet(source)))
        types = copy.tree("[Content_Types].xml")
        kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
        ET.SubElement(types, f"{{{TYPES}}}Override", {"PartName": f"/{part}", "ContentType": kind})
        links = copy.tree("xl/_rels/workbook.xml.rels")
        target = {"Id": "added", "Type": f"{RELATIONS}/worksheet", "Target": "worksheets/added.xml"}
        ET.SubElement(links, f"{{{PACKAGE}}}Relationship", target)
        sheets = copy.workbook.find(f"{{{MAIN}}}sheets")
        assert sheets is not None
        entry = {"name": title, "sheetId": "99", f"{{{RELATIONS}}}id": "added"}
        ET.SubElement(sheets, f"{{{MAIN}}}sheet", entry)

    return edit


def hide_row(title: str, number: int) -> Edit:
    """Hide a row by hand."""
    return lambda copy: copy.row(title, number).set("hidden", "1")


def hide_column(title: str, number: int) -> Edit:
    """Hide a column."""

    def edit(copy: WorkbookCopy) -> None:
        columns = copy.sheet(title).find(f"{{{MAIN}}}cols")
        assert columns is not None
        for node in list(columns):
            low, high = int(node.get("min", "0")), int(node.get("max", "0"))
            if low <= number <= high:
                place = list(columns).index(node)
                columns.remove(node)
                for first, last in ((number + 1, high), (number, number), (low, number - 1)):
                    if first <= last:
                        hidden = {"hidden": "1"} if first == number else {}
                        made = ET.Element(node.tag, {**node.attrib, "min": str(first), "max": str(last), **hidden})
                        columns.insert(place, made)

    return edit


def merge(title: str, reference: str) -> Edit:
    """Merge cells; all but the first lose what they hold, as in a spreadsheet."""

    def edit(copy: WorkbookCopy) -> None:
        area = parse_range(reference)
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                if (row, column) != (area.top, area.left):
                    copy.put(title, f"{letters(column)}{row}", None)
        merged = copy.sheet(title).find(f"{{{MAIN}}}mergeCells")
        assert merged is not None
        ET.SubElement(merged, f"{{{MAIN}}}mergeCell", {"ref": reference})

    return edit


def lose_validation(title: str, column: str, rows: range) -> Edit:
    """Let cells lose their validation, as pasting over them does."""

    def edit(copy: WorkbookCopy) -> None:
        for node in copy.sheet(title).iter(f"{{{MAIN}}}dataValidation"):
            area = parse_range(node.get("sqref", ""))
            if letters(area.left) == column:
                above, below = rows.start - 1, rows.stop
                kept = [(area.top, above), (below, area.bottom)]
                node.set("sqref", " ".join(f"{column}{low}:{column}{high}" for low, high in kept if low <= high))

    return edit


def lose_all_validations(copy: WorkbookCopy) -> None:
    """Let every sheet lose its validations, as some programs do on saving."""
    for part in [name for name in copy.parts if name.startswith("xl/worksheets/sheet")]:
        tree = copy.tree(part)
        for node in tree.findall(f"{{{MAIN}}}dataValidations"):
            tree.remove(node)


def use_epoch_1904(copy: WorkbookCopy) -> None:
    """Count days from 1904 on, with every date the same day as before."""
    properties = copy.workbook.find(f"{{{MAIN}}}workbookPr")
    assert properties is not None
    properties.set("date1904", "1")


def _shift(copy: WorkbookCopy, title: str, place: Callable[[int, int], tuple[int, int]]) -> None:
    """Move the cells of a sheet, and all that refers to them inside the sheet."""

    def moved(reference: str) -> str:
        return " ".join(":".join(_SINGLE.sub(_moved_cell, end) for end in one.split(":")) for one in reference.split())

    def _moved_cell(found: re.Match[str]) -> str:
        area = parse_range(found[0])
        row, column = place(area.top, area.left)
        return f"{letters(column)}{row}"

    sheet = copy.sheet(title)
    for row in copy.data(title):
        number = int(row.get("r", "0"))
        row.set("r", str(place(number, 1)[0]))
        row.attrib.pop("spans", None)
        for cell in row:
            cell.set("r", moved(cell.get("r", "")))
    for name, key in (("dataValidation", "sqref"), ("conditionalFormatting", "sqref"), ("mergeCell", "ref")):
        for node in sheet.iter(f"{{{MAIN}}}{name}"):
            node.set(key, moved(node.get(key, "")))
    for part in _tables(copy, title):
        table = copy.tree(part)
        table.set("ref", moved(table.get("ref", "")))


def _tables(copy: WorkbookCopy, title: str) -> list[str]:
    part = copy.sheet_part(title)
    links = part.replace("worksheets/", "worksheets/_rels/") + ".rels"
    if links not in copy.parts:
        return []
    targets = [node.get("Target", "") for node in copy.tree(links)]
    return [f"xl/{target.removeprefix('../')}" for target in targets if "tables/" in target]


def _untabled(sheet: ET.Element) -> ET.Element:
    """Copy a sheet without what belongs to one sheet only."""
    made = deepcopy(sheet)
    for name in ("tableParts", "drawing", "legacyDrawing"):
        for node in made.findall(f"{{{MAIN}}}{name}"):
            made.remove(node)
    return made


def _note() -> bytes:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row>'
    return f'<worksheet xmlns="{MAIN}"><sheetData>{rows}</sheetData></worksheet>'.encode()
