"""A copy of a workbook to be spoilt as people spoil workbooks, with every other part left as it is.

No spreadsheet library is asked: what one of them tidies up on saving would hide what is tested.
"""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

from xltools.core.findings import letters
from xltools.core.ranges import parse_range

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_WORKBOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"
_DAY_0 = date(1899, 12, 30)

for prefix, namespace in (("", MAIN), ("r", RELATIONS)):
    ET.register_namespace(prefix, namespace)

Cell = str | int | float | bool | date | None


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula in a cell, with the result that is stored with it; None stores none."""

    text: str
    result: str | float | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """An error value, such as ``#REF!``."""

    name: str


@dataclass(slots=True)
class WorkbookCopy:
    """The parts of a workbook, of which a few are taken apart and put together again.

    Attributes:
        parts: By name, as in the file.
        trees: The parts that were taken apart.
    """

    parts: dict[str, bytes]
    trees: dict[str, ET.Element] = field(default_factory=dict)

    def tree(self, part: str) -> ET.Element:
        """Take a part apart."""
        if part not in self.trees:
            self.trees[part] = ET.fromstring(self.parts[part])  # noqa: S314 our own file
        return self.trees[part]

    @property
    def workbook(self) -> ET.Element:
        """The workbook's own part."""
        return self.tree(_WORKBOOK)

    def entry(self, title: str) -> ET.Element:
        """Give a sheet's entry in the workbook."""
        return next(found for found in self.workbook.iter(_main("sheet")) if found.get("name") == title)

    def sheet_part(self, title: str) -> str:
        """Give the part in which a sheet is."""
        wanted = self.entry(title).get(f"{{{RELATIONS}}}id")
        link = next(found for found in self.tree(_LINKS) if found.get("Id") == wanted)
        return f"xl/{link.get('Target')}"

    def sheet(self, title: str) -> ET.Element:
        """Take a sheet apart."""
        return self.tree(self.sheet_part(title))

    def data(self, title: str) -> ET.Element:
        """Give a sheet's rows."""
        found = self.sheet(title).find(_main("sheetData"))
        assert found is not None
        return found

    def row(self, title: str, number: int) -> ET.Element:
        """Give a row of a sheet, new where it has none."""
        data = self.data(title)
        numbers = [int(found.get("r", "0")) for found in data]
        if number in numbers:
            return data[numbers.index(number)]
        made = ET.Element(_main("row"), {"r": str(number)})
        data.insert(sum(other < number for other in numbers), made)
        return made

    def cell(self, title: str, address: str) -> ET.Element:
        """Give a cell, new where the sheet has none."""
        area = parse_range(address)
        row = self.row(title, area.top)
        columns = [parse_range(found.get("r", "")).left for found in row]
        if area.left in columns:
            return row[columns.index(area.left)]
        made = ET.Element(_main("c"), {"r": address})
        row.insert(sum(other < area.left for other in columns), made)
        return made

    def put(self, title: str, address: str, value: Cell | Formula | Fault) -> None:
        """Put a value into a cell, whose format stays; None empties it."""
        cell = self.cell(title, address)
        for child in list(cell):
            cell.remove(child)
        cell.attrib.pop("t", None)
        if isinstance(value, Formula):
            _child(cell, "f").text = value.text
            value = value.result
            if isinstance(value, str):
                cell.set("t", "str")
                _child(cell, "v").text = value
                return
        _fill(cell, value)

    def move(self, title: str, source: str, target: str) -> None:
        """Make a cell hold what another holds, format included."""
        taken, given = self.cell(title, source), self.cell(title, target)
        given.clear()
        given.attrib.update({**taken.attrib, "r": target})
        given.extend(taken)

    def write(self, path: Path) -> None:
        """Write the file."""
        parts = {**self.parts, **{name: _bytes(tree) for name, tree in self.trees.items()}}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as package:
            for name, data in parts.items():
                package.writestr(name, data)


def copy_of(parts: Mapping[str, bytes]) -> WorkbookCopy:
    """Make a copy to be spoilt."""
    return WorkbookCopy(dict(parts))


def parts_of(path: Path) -> Mapping[str, bytes]:
    """Read the parts of a workbook."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


Edit = Callable[[WorkbookCopy], None]


def put(title: str, address: str, value: Cell | Formula | Fault) -> Edit:
    """Put a value into a cell."""
    return lambda copy: copy.put(title, address, value)


def each(title: str, addresses: str, value: Cell | Formula | Fault) -> Edit:
    """Put a value into every cell of a range."""
    area = parse_range(addresses)

    def edit(copy: WorkbookCopy) -> None:
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                copy.put(title, f"{letters(column)}{row}", value)

    return edit


def _main(name: str) -> str:
    return f"{{{MAIN}}}{name}"


def _child(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, _main(name))


def _fill(cell: ET.Element, value: Cell | Fault) -> None:
    if value is None:
        return
    if isinstance(value, Fault | bool):
        cell.set("t", "e" if isinstance(value, Fault) else "b")
        _child(cell, "v").text = value.name if isinstance(value, Fault) else str(int(value))
    elif isinstance(value, date):
        _child(cell, "v").text = str((value - _DAY_0).days)
    elif isinstance(value, str):
        cell.set("t", "inlineStr")
        text = _child(_child(cell, "is"), "t")
        text.text = value
        text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    else:
        _child(cell, "v").text = repr(value)


def _bytes(tree: ET.Element) -> bytes:
    text: bytes = ET.tostring(tree, encoding="UTF-8", xml_declaration=True)
    return text
