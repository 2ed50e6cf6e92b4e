"""Add a part to a workbook that lacks it: a sheet at the end, or styles."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.adapters.xlsx_guard import Package
from xltools.adapters.xlsx_restyle import number
from xltools.adapters.xlsx_workbook import Workbook, rels_part
from xltools.adapters.xlsx_xml import RELATIONSHIPS
from xltools.adapters.xml_edit import Edits, as_utf8, escaped, scan

_CONTENT_TYPES = "[Content_Types].xml"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.{}+xml"
_LONGEST_TITLE = 31


def add_sheet(package: Package, workbook: Workbook, title: str, content: bytes, changed: dict[str, bytes]) -> None:
    """Add a sheet after the others.

    Args:
        package: The workbook's parts.
        workbook: What it says of its sheets.
        title: The tab; a number is put behind it where it is taken.
        content: The sheet's part.
        changed: The parts that change, to which the sheet's and those that list it are added.
    """
    part = _free_part(package, workbook, "worksheets/findings{}.xml")
    identity = _relate(package, workbook, part, "worksheet", changed)
    _declare(package, part, "worksheet", changed)
    changed[part] = content
    listed = as_utf8(changed.get(workbook.part) or package.read(workbook.part))
    edits = Edits(listed)
    highest = 0

    def started(name: str, attributes: Mapping[str, str], _: int) -> None:
        nonlocal highest
        if name == "sheet":
            highest = max(highest, number(attributes.get("sheetId"), 0))

    def ended(name: str, position: int) -> None:
        if name == "sheets":
            edits.replace(
                position, position, _sheet_tag(listed, position, free_title(workbook, title), highest + 1, identity)
            )

    scan(listed, started, ended)
    changed[workbook.part] = edits.apply()


def add_styles(package: Package, workbook: Workbook, content: bytes, changed: dict[str, bytes]) -> None:
    """Add styles to a workbook that has none, or whose styles are not there."""
    part = _free_part(package, workbook, "styles{}.xml")
    _relate(package, workbook, part, "styles", changed)
    _declare(package, part, "styles", changed)
    changed[part] = content


def free_title(workbook: Workbook, title: str) -> str:
    """Give a title that no sheet has."""
    taken = {entry.name.casefold() for entry in workbook.sheets}
    found, count = title, 1
    while found.casefold() in taken:
        count += 1
        found = f"{title[: _LONGEST_TITLE - 4]} {count}"
    return found


def _sheet_tag(content: bytes, position: int, title: str, sheet_id: int, identity: str) -> bytes:
    name = content[position + 2 : content.index(b">", position)].strip()
    prefix = name[: name.index(b":") + 1] if b":" in name else b""
    start = b"<" + prefix + b'sheet name="' + escaped(title) + b'" '
    return start + f'sheetId="{sheet_id}" xmlns:xltr="{_relation_namespace(content)}" xltr:id="{identity}"/>'.encode()


def _relation_namespace(content: bytes) -> str:
    """Give the namespace of relationships in the dialect that the workbook is written in."""
    return RELATIONSHIPS[1] if RELATIONSHIPS[1].encode() in content else RELATIONSHIPS[0]


def _free_part(package: Package, workbook: Workbook, pattern: str) -> str:
    folder = workbook.part.rpartition("/")[0]
    count = 0
    while True:
        part = f"{folder}/{pattern.format(count or '')}".lstrip("/")
        if part not in package:
            return part
        count += 1


def _relate(package: Package, workbook: Workbook, part: str, kind: str, changed: dict[str, bytes]) -> str:
    """Let the workbook point to a part, and give the id of the relationship."""
    rels = rels_part(workbook.part)
    content = as_utf8(changed.get(rels) or package.read(rels))
    identity, count = "rIdXltools", 1
    while f'"{identity}"'.encode() in content:
        count += 1
        identity = f"rIdXltools{count}"
    base = RELATIONSHIPS[1] if RELATIONSHIPS[1].encode() in content else RELATIONSHIPS[0]
    added = f'Relationship Id="{identity}" Type="{base}/{kind}" Target="/{part}"/>'
    changed[rels] = _appended(content, added)
    return identity


def _declare(package: Package, part: str, kind: str, changed: dict[str, bytes]) -> None:
    if _CONTENT_TYPES not in package:
        return
    content = as_utf8(changed.get(_CONTENT_TYPES) or package.read(_CONTENT_TYPES))
    added = f'Override PartName="/{part}" ContentType="{_TYPE.format(kind)}"/>'
    changed[_CONTENT_TYPES] = _appended(content, added)


def _appended(content: bytes, element: str) -> bytes:
    """Put an element at the end of a list of relationships or content types."""
    end = content.rindex(b"</")
    name = content[end + 2 : content.index(b">", end)].strip()
    prefix = name[: name.index(b":") + 1] if b":" in name else b""
    return content[:end] + b"<" + prefix + element.encode("utf-8") + content[end:]
