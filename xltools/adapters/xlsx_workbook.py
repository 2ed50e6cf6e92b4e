"""Read what a workbook says about its sheets, names and properties."""

from __future__ import annotations

from collections.abc import Mapping

from xltools.adapters.xlsx_guard import Package
from xltools.adapters.xlsx_strings import read_shared_texts
from xltools.adapters.xlsx_styles import read_date_styles
from xltools.adapters.xlsx_xml import MAIN, Element, XmlError, collect, named
from xltools.core.frozen import frozen

PROPERTIES = "docProps/custom.xml"

_RELATIONSHIP = named(["http://schemas.openxmlformats.org/package/2006/relationships"], "Relationship")
_WORKBOOK = named(MAIN, "sheet", "definedName", "workbookPr", "workbookProtection")
_PROPERTY = named(
    [
        "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties",
        "http://purl.oclc.org/ooxml/officeDocument/customProperties",
    ],
    "property",
)


@frozen
class Relationship:
    """Where a part points: the kind (the last word of its type), and the part, or the address outside."""

    kind: str
    target: str
    outside: bool


@frozen
class SheetEntry:
    """A sheet as the workbook lists it: its name, its state, its part, and its kind."""

    name: str
    state: str
    part: str
    kind: str


@frozen
class Workbook:
    """What the workbook part and its companions say.

    Attributes:
        part: The workbook part's name.
        sheets: In the order of the tabs.
        epoch_1904: True where day 0 is 1 January 1904.
        names: Defined names; one of a single sheet as ``sheet!name``.
        relationships: By id.
    """

    part: str
    sheets: tuple[SheetEntry, ...]
    epoch_1904: bool
    names: Mapping[str, str]
    relationships: Mapping[str, Relationship]


def read_workbook(package: Package) -> Workbook:
    """Read the workbook part.

    Raises:
        FileError: It is missing or broken, or lists a sheet that is not there, or the same one twice.
    """
    part = _workbook_part(package)
    elements = elements_of(package, part, _WORKBOOK)
    if f"{rels_part(part)}" not in package:
        raise package.error("file.missing_part", part=rels_part(part))
    relationships = read_relationships(package, part)
    sheets = tuple(_sheet(package, e, relationships) for e in elements if e.name == "sheet")
    if not sheets:
        raise package.error("file.no_sheets")
    if len({sheet.part.lower() for sheet in sheets}) < len(sheets):
        raise package.error("file.damaged", part=part)  # one part behind many tabs could be read for ever
    return Workbook(
        part,
        sheets,
        any(e.flag("date1904") for e in elements if e.name == "workbookPr"),
        _names([e for e in elements if e.name == "definedName"], sheets),
        relationships,
    )


def read_relationships(package: Package, part: str) -> dict[str, Relationship]:
    """Read where a part points, by id; a part without such a list points nowhere.

    Raises:
        FileError: The list is broken.
    """
    rels = rels_part(part)
    if rels not in package:
        return {}
    return {
        element.get("Id"): Relationship(
            element.get("Type").rpartition("/")[2],
            element.get("Target")
            if (outside := element.get("TargetMode") == "External")
            else _found(package, _resolve(part, element.get("Target"))),
            outside,
        )
        for element in elements_of(package, rels, _RELATIONSHIP)
    }


def read_properties(package: Package) -> dict[str, str]:
    """Read the custom properties by name.

    Raises:
        XmlError: They are not well-formed.
        FileError: They are damaged or too large.
    """
    if PROPERTIES not in package:
        return {}
    elements = collect(package.pieces(PROPERTIES), _PROPERTY)
    return {e.get("name"): e.children[0].text for e in elements if e.children}


def read_dates(package: Package, workbook: Workbook) -> tuple[bool, ...]:
    """Tell which cell styles show dates; none do where the workbook has no styles.  Raises: FileError."""
    part = _part_of_kind(workbook, "styles")
    if part not in package:
        return ()
    try:
        return read_date_styles(package.pieces(part))
    except XmlError as fault:
        raise package.error("file.damaged", part=part) from fault


def read_texts(package: Package, workbook: Workbook) -> list[str] | None:
    """Read the shared texts; None where the workbook has no such part.  Raises: FileError."""
    part = _part_of_kind(workbook, "sharedStrings")
    if part not in package:
        return None
    try:
        return read_shared_texts(lambda: package.pieces(part), package.limits.values)
    except XmlError as fault:
        raise package.error("file.damaged", part=part) from fault


def elements_of(package: Package, part: str, wanted: Mapping[str, str]) -> list[Element]:
    """Give the wanted elements of a part.  Raises: FileError, where it is missing or broken."""
    try:
        return collect(package.pieces(part), wanted)
    except XmlError as fault:
        raise package.error("file.damaged", part=part) from fault


def rels_part(part: str) -> str:
    """Name the part that lists where another part points."""
    folder, _, name = part.rpartition("/")
    return f"{folder}/_rels/{name}.rels".lstrip("/")


def _workbook_part(package: Package) -> str:
    named_there = [r.target for r in read_relationships(package, "").values() if r.kind == "officeDocument"]
    for part in [*named_there, "xl/workbook.xml"]:
        if part.lower().endswith(".xml") and part in package and not part.lower().startswith(("word/", "ppt/")):
            return part
    for part, key in (
        ("word/document.xml", "file.word_document"),
        ("ppt/presentation.xml", "file.presentation"),
        ("xl/workbook.bin", "file.binary_workbook"),
        ("content.xml", "file.opendocument"),
        ("_rels/.rels", "file.missing_workbook"),
        ("[Content_Types].xml", "file.missing_workbook"),
    ):
        if part in package:
            raise package.error(key)
    raise package.error("file.not_a_workbook")


def _sheet(package: Package, element: Element, relationships: Mapping[str, Relationship]) -> SheetEntry:
    name = element.get("name")
    found = relationships.get(element.relationship())
    if found is None or found.outside or found.target not in package:
        raise package.error("file.missing_sheet", sheet=name)
    return SheetEntry(name, element.get("state", "visible"), found.target, found.kind)


def _names(elements: list[Element], sheets: tuple[SheetEntry, ...]) -> dict[str, str]:
    names: dict[str, str] = {}
    for element in elements:
        name, owner = element.get("name"), element.get("localSheetId")
        if owner.isdecimal() and int(owner) < len(sheets):
            name = f"{sheets[int(owner)].name}!{name}"
        names[name] = element.text
    return names


def _part_of_kind(workbook: Workbook, kind: str) -> str:
    found = (r.target for r in workbook.relationships.values() if r.kind == kind and not r.outside)
    return next(found, f"{workbook.part.rpartition('/')[0]}/{kind}.xml".lstrip("/"))


def _found(package: Package, part: str) -> str:
    """Give a part's name as the package has it: some programs spell it there as an address does."""
    from urllib.parse import unquote  # few workbooks need it

    return part if "%" not in part or part in package else unquote(part)


def _resolve(part: str, target: str) -> str:
    """Give the full name of a part named from another part's folder."""
    steps = [] if target.startswith("/") else part.split("/")[:-1]
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step not in {"", "."}:
            steps.append(step)
    return "/".join(steps)
