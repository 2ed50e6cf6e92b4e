"""Read one sheet: its cells, and what is said about them before and after."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress

from xltools.adapters.xlsx_cells import CellEvents
from xltools.adapters.xlsx_columns import SheetBuilder
from xltools.adapters.xlsx_guard import Package
from xltools.adapters.xlsx_values import Context, MissingTextsError
from xltools.adapters.xlsx_workbook import SheetEntry, elements_of, read_relationships
from xltools.adapters.xlsx_xml import MAIN, Collector, Element, XmlError, feed, named, new_parser
from xltools.core.grid import SheetGrid, SheetTable, Validation
from xltools.core.ranges import LAST_COLUMN, parse_range

_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"

_ABOUT = named(MAIN, "mergeCell", "dataValidation", "autoFilter", "sheetProtection", "col") | named(
    [_X14], "dataValidation"
)
_SHEET_DATA = frozenset(f"{namespace} sheetData" for namespace in MAIN)
_TABLE = named(MAIN, "table")


def read_sheet(package: Package, entry: SheetEntry, context: Context) -> SheetGrid:
    """Read one sheet.

    Raises:
        FileError: The sheet, or a part it needs, is missing, broken or too large.
    """
    builder = SheetBuilder()
    try:
        about = _events(package, entry.part, builder, context)
    except XmlError as fault:
        raise package.error("file.damaged", part=entry.part) from fault
    except MissingTextsError as error:
        raise package.error("file.missing_part", part="xl/sharedStrings.xml") from error
    tables, filtered = _tables(package, entry.part)
    filtered = filtered or any(_hides_rows(e) for e in about if e.name == "autoFilter")
    return SheetGrid(
        entry.name,
        entry.state,
        builder.finish(),
        builder.formulas,
        tuple(_merged(about, builder)),
        frozenset(builder.hidden_rows),
        frozenset(_hidden_columns(about)),
        tables,
        tuple(_validation(e) for e in about if e.name == "dataValidation"),
        any(e.flag("sheet") for e in about if e.name == "sheetProtection"),
        filtered and bool(builder.hidden_rows),
        tuple(builder.oddities),
    )


def _events(package: Package, part: str, builder: SheetBuilder, context: Context) -> list[Element]:
    """Run through the whole part; the cells go to the builder."""
    parser = new_parser()
    about = Collector(_ABOUT)
    cells = CellEvents(builder, context, package.limits.values)

    def start(name: str, attributes: Mapping[str, str]) -> None:
        if name in _SHEET_DATA:
            parser.StartElementHandler, parser.EndElementHandler = cells.start, end
            parser.CharacterDataHandler = cells.text
        else:
            about.start(name, attributes)

    def end(name: str) -> None:
        if name in _SHEET_DATA:
            parser.StartElementHandler, parser.EndElementHandler = start, about.end
            parser.CharacterDataHandler = about.text
        else:
            cells.end(name)

    parser.StartElementHandler, parser.EndElementHandler = start, about.end
    parser.CharacterDataHandler = about.text
    feed(parser, package.pieces(part))
    return about.found


def _tables(package: Package, part: str) -> tuple[tuple[SheetTable, ...], bool]:
    """Give the sheet's tables, and whether a filter is set in one of them."""
    tables: list[SheetTable] = []
    filtered = False
    for relationship in read_relationships(package, part).values():
        if relationship.kind != "table" or relationship.outside or relationship.target not in package:
            continue
        for element in elements_of(package, relationship.target, _TABLE):
            tables.append(SheetTable(element.get("displayName") or element.get("name"), element.get("ref")))
            filtered = filtered or any(_hides_rows(child) for child in element.children if child.name == "autoFilter")
    return tuple(tables), filtered


def _hides_rows(element: Element) -> bool:
    return any(child.name == "filterColumn" for child in element.children)


def _merged(about: list[Element], builder: SheetBuilder) -> list[str]:
    merged: list[str] = []
    for element in about:
        if element.name == "mergeCell":
            reference = element.get("ref")
            try:
                parse_range(reference)
            except ValueError:
                builder.odd("file.bad_reference", reference=reference[:40])
            else:
                merged.append(reference)
    return merged


def _hidden_columns(about: list[Element]) -> set[int]:
    hidden: set[int] = set()
    for element in about:
        if element.name == "col" and element.flag("hidden"):
            with suppress(ValueError):
                hidden.update(range(max(1, int(element.get("min"))), min(LAST_COLUMN, int(element.get("max"))) + 1))
    return hidden


def _validation(element: Element) -> Validation:
    return Validation(
        element.get("sqref") or element.child("sqref"), element.get("type", "none"), element.child("formula1")
    )
