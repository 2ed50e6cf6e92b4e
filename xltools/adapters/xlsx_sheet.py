"""Read one sheet: its cells, and what is said about them before and after."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from xltools.adapters.xlsx_blocks import IrregularXmlError
from xltools.adapters.xlsx_cells import CellEvents
from xltools.adapters.xlsx_columns import SheetBuilder, TooManyValuesError
from xltools.adapters.xlsx_guard import Package
from xltools.adapters.xlsx_plain import take_plain_sheet
from xltools.adapters.xlsx_values import CellTaker, Context, MissingTextsError
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
    try:
        taker, about = _read_part(package, entry.part, context)
    except (XmlError, TooManyValuesError) as error:
        key = "file.damaged" if isinstance(error, XmlError) else "file.too_large"
        raise package.error(key, part=entry.part) from error
    except MissingTextsError as error:
        raise package.error("file.missing_part", part="xl/sharedStrings.xml") from error
    builder = taker.builder
    context.values_left = builder.left
    tables, filtered = _tables(package, entry.part)
    filtered = filtered or any(_hides_rows(e) for e in about if e.name == "autoFilter")
    columns = builder.finish()
    taker.formulas.spread(columns)
    merged = tuple(_merged(about, builder))
    return SheetGrid(
        entry.name,
        entry.state,
        columns,
        taker.formulas,
        merged,
        frozenset(builder.hidden_rows),
        frozenset(_hidden_columns(about)),
        tables,
        tuple(_validation(e) for e in about if e.name == "dataValidation"),
        any(e.flag("sheet") for e in about if e.name == "sheetProtection"),
        filtered and bool(builder.hidden_rows),
        tuple(builder.oddities),
    )


def _read_part(package: Package, part: str, context: Context) -> tuple[CellTaker, list[Element]]:
    """Run through the part: give what took its cells, and the elements about them."""
    taker = CellTaker(SheetBuilder(context.values_left), context)
    try:
        around = take_plain_sheet(package.pieces(part), taker)
        about = _Sheet(None).read(around)
    except IrregularXmlError:
        taker = CellTaker(SheetBuilder(context.values_left), context)
        about = _Sheet(CellEvents(taker)).read(package.pieces(part))
    return taker, about


class _Sheet:
    """Hears a sheet's elements: those about the cells are kept, those of the cells handed on.

    Args:
        cells: Takes the cells; None where they have been taken already.
    """

    def __init__(self, cells: CellEvents | None) -> None:
        self._cells = cells
        self._about = Collector(_ABOUT)
        self._parser = new_parser()
        self._seen = False

    def read(self, pieces: Iterable[bytes]) -> list[Element]:
        """Hear the whole part; give the elements about the cells.

        Raises:
            XmlError: The part is not well-formed, or no worksheet.
            IrregularXmlError: There are cells in a place where they were not taken.
        """
        self._leave_cells()
        feed(self._parser, pieces)
        if not self._seen:
            raise XmlError
        return self._about.found

    def _start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name not in _SHEET_DATA:
            self._about.start(name, attributes)
        elif self._cells is None:
            if self._seen:
                raise IrregularXmlError
        else:
            self._parser.StartElementHandler = self._cells.start
            self._parser.EndElementHandler = self._end_in_cells
            self._parser.CharacterDataHandler = self._cells.text
        self._seen = self._seen or name in _SHEET_DATA

    def _end_in_cells(self, name: str) -> None:
        if name in _SHEET_DATA:
            self._leave_cells()
        elif self._cells is not None:
            self._cells.end(name)

    def _leave_cells(self) -> None:
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._about.end
        self._parser.CharacterDataHandler = self._about.text


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
    done = 0
    for first, last in sorted(_hidden_spans(about)):  # in order, so that no column is gone over twice
        hidden.update(range(max(done + 1, first), last + 1))
        done = max(done, last)
    return hidden


def _hidden_spans(about: list[Element]) -> Iterator[tuple[int, int]]:
    for element in about:
        if element.name == "col" and element.flag("hidden"):
            with suppress(ValueError):
                yield max(1, int(element.get("min"))), min(LAST_COLUMN, int(element.get("max")))


def _validation(element: Element) -> Validation:
    return Validation(
        element.get("sqref") or element.child("sqref"), element.get("type", "none"), element.child("formula1")
    )
