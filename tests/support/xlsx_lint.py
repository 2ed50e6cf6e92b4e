"""Faults of an .xlsx that make Excel offer a repair and that schema validators pass over.

``lint`` names what it finds in plain words, with the part; a sound file gives nothing.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

from xltools.core.ranges import Range, parse_range

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_STRING = re.compile(r'"(?:[^"]|"")*"')
_QUOTED_SHEET = re.compile(r"'(?:[^']|'')*'!")
_CELL_LIKE = re.compile(r"[A-Za-z]{1,3}[0-9]{1,7}|[Rr][0-9]*([Cc][0-9]*)?|[Cc][0-9]*")
_NAME = re.compile(r"[^\W\d][\w.\\]*|\\[\w.\\]*|_[\w.\\]*")
_NEW_FUNCTIONS = (
    "CONCAT|IFS|MAXIFS|MINIFS|SWITCH|TEXTJOIN|XLOOKUP|XMATCH|FILTER|UNIQUE|SORT|SORTBY|SEQUENCE|LET|LAMBDA|"
    "STDEV\\.S|STDEV\\.P|PERCENTILE\\.INC|PERCENTILE\\.EXC|RANK\\.EQ|MODE\\.SNGL|VAR\\.S|VAR\\.P|NUMBERVALUE|DAYS|IFNA"
)
_UNPREFIXED = re.compile(rf"(?<![\w.])(?:{_NEW_FUNCTIONS})\(")
_LONGEST = {"promptTitle": 32, "errorTitle": 32, "prompt": 255, "error": 255}


@dataclass(frozen=True, slots=True)
class _Sheet:
    title: str
    part: str
    root: ET.Element
    tables: tuple[ET.Element, ...]


def lint(path: Path) -> list[str]:
    """Name the faults of a workbook."""
    with zipfile.ZipFile(path) as file:
        sheets = list(_sheets(file))
        texts = _texts(file)
        workbook = _parsed(file.read("xl/workbook.xml"))
        styles = _parsed(file.read("xl/styles.xml"))
    formats = len(styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf"))
    differences = len(styles.findall(f"{_MAIN}dxfs/{_MAIN}dxf"))
    faults = [*_style_faults(styles), *_name_faults(workbook, sheets)]
    for sheet in sheets:
        found = [
            *_cell_faults(sheet.root, formats, len(texts)),
            *_table_faults(sheet, texts),
            *_merge_faults(sheet),
            *_validation_faults(sheet.root),
            *_format_faults(sheet.root, differences),
            *_link_faults(sheet.root, {other.title for other in sheets}),
            *_formula_faults(sheet.root),
        ]
        faults += [f"{sheet.part}: {fault}" for fault in found]
    return faults


def _parsed(content: bytes) -> ET.Element:
    return ET.fromstring(content)  # noqa: S314 - tests read what they have made


def _sheets(file: zipfile.ZipFile) -> Iterator[_Sheet]:
    targets = _relations(file, "xl/workbook.xml")
    for element in _parsed(file.read("xl/workbook.xml")).iter(f"{_MAIN}sheet"):
        part = targets[element.attrib[_RELATION]]
        root = _parsed(file.read(part))
        related = _relations(file, part)
        listed = root.findall(f"{_MAIN}tableParts/{_MAIN}tablePart")
        tables = tuple(_parsed(file.read(related[table.attrib[_RELATION]])) for table in listed)
        yield _Sheet(element.attrib["name"], part, root, tables)


def _relations(file: zipfile.ZipFile, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    if rels not in file.namelist():
        return {}
    found = {}
    for element in _parsed(file.read(rels)):
        target = element.attrib["Target"]
        path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
        while "/../" in path:
            path = re.sub(r"[^/]+/\.\./", "", path, count=1)
        found[element.attrib["Id"]] = path
    return found


def _texts(file: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in file.namelist():
        return []
    root = _parsed(file.read("xl/sharedStrings.xml"))
    return ["".join(text.text or "" for text in item.iter(f"{_MAIN}t")) for item in root.findall(f"{_MAIN}si")]


def _style_faults(styles: ET.Element) -> Iterator[str]:
    counts = {name: len(styles.findall(f"{_MAIN}{name}/*")) for name in ("fonts", "fills", "borders", "cellStyleXfs")}
    pointers = {"fontId": "fonts", "fillId": "fills", "borderId": "borders", "xfId": "cellStyleXfs"}
    for number, format_ in enumerate(styles.findall(f"{_MAIN}cellXfs/{_MAIN}xf")):
        for attribute, name in pointers.items():
            if int(format_.get(attribute, "0")) >= counts[name]:
                yield f"styles: format {number} has {attribute} beyond {name}"
    for name in ("fonts", "fills", "borders", "cellXfs"):
        element = styles.find(f"{_MAIN}{name}")
        if element is not None and int(element.get("count", len(element))) != len(element):
            yield f"styles: {name} miscounted"


def _name_faults(workbook: ET.Element, sheets: list[_Sheet]) -> Iterator[str]:
    seen: set[tuple[str, str | None]] = set()
    tables = [table.get("displayName", "") for sheet in sheets for table in sheet.tables]
    names = [(name.get("name", ""), name.get("localSheetId")) for name in workbook.iter(f"{_MAIN}definedName")]
    for name, owner in [*names, *((table, None) for table in tables)]:
        if name.startswith("_xlnm."):
            continue
        if (name.casefold(), owner) in seen:
            yield f"name {name} twice"
        seen.add((name.casefold(), owner))
        if len(name) > 255 or not _NAME.fullmatch(name) or _CELL_LIKE.fullmatch(name):
            yield f"name {name[:40]} is not one"
    titles = [sheet.title for sheet in sheets]
    for title in titles:
        if (
            not 0 < len(title) <= 31
            or re.search(r"[\[\]:*?/\\]", title)
            or title.startswith("'")
            or title.endswith("'")
        ):
            yield f"sheet title {title}"
    if len({title.casefold() for title in titles}) < len(titles):
        yield "two sheets of one title"


def _cell_faults(root: ET.Element, formats: int, texts: int) -> Iterator[str]:
    seen: set[str] = set()
    last_row = 0
    for row in root.iter(f"{_MAIN}row"):
        number = int(row.get("r", last_row + 1))
        if number <= last_row:
            yield f"row {number} out of order"
        last_row, last_column = number, 0
        for cell in row.findall(f"{_MAIN}c"):
            address = cell.get("r", "")
            place = parse_range(address)
            if address in seen:
                yield f"cell {address} twice"
            elif place.left <= last_column or place.top != number:
                yield f"cell {address} out of order"
            seen.add(address)
            last_column = place.left
            if int(cell.get("s", "0")) >= formats:
                yield f"cell {address} has no such format"
            value = cell.findtext(f"{_MAIN}v")
            if cell.get("t") == "s" and not (value or "").isdecimal():
                yield f"cell {address} has no text number"
            elif cell.get("t") == "s" and int(value or 0) >= texts:
                yield f"cell {address} has no such text"


def _table_faults(sheet: _Sheet, texts: list[str]) -> Iterator[str]:
    taken: list[Range] = []
    for table in sheet.tables:
        name, area = table.get("displayName", ""), parse_range(table.get("ref", ""))
        headers = [column.get("name", "") for column in table.iter(f"{_MAIN}tableColumn")]
        if len(headers) != area.right - area.left + 1:
            yield f"table {name} is {area.right - area.left + 1} wide and has {len(headers)} columns"
        if len({header.casefold() for header in headers}) < len(headers):
            yield f"table {name} has a column twice"
        if area.bottom <= area.top:
            yield f"table {name} has no rows"
        if any(_overlap(area, other) for other in taken):
            yield f"table {name} overlaps another"
        taken.append(area)
        cells = {cell.get("r"): cell for cell in sheet.root.iter(f"{_MAIN}c")}
        for place, header in enumerate(headers, area.left):
            shown = _shown(cells.get(f"{_letters(place)}{area.top}"), texts)
            if shown != header:
                yield f"table {name} calls {header!r} what the cell calls {shown!r}"


def _shown(cell: ET.Element | None, texts: list[str]) -> str:
    if cell is None:
        return ""
    if cell.get("t") == "s":
        return texts[int(cell.findtext(f"{_MAIN}v") or 0)]
    return "".join(text.text or "" for text in cell.iter(f"{_MAIN}t")) or (cell.findtext(f"{_MAIN}v") or "")


def _merge_faults(sheet: _Sheet) -> Iterator[str]:
    taken: list[Range] = [parse_range(table.get("ref", "")) for table in sheet.tables]
    for merged in sheet.root.iter(f"{_MAIN}mergeCell"):
        area = parse_range(merged.get("ref", ""))
        if any(_overlap(area, other) for other in taken):
            yield f"merged {merged.get('ref')} overlaps"
        taken.append(area)


def _validation_faults(root: ET.Element) -> Iterator[str]:
    listed = root.find(f"{_MAIN}dataValidations")
    if listed is not None and int(listed.get("count", len(listed))) != len(listed):
        yield "validations miscounted"
    taken: list[Range] = []
    for validation in root.iter(f"{_MAIN}dataValidation"):
        place = validation.get("sqref", "")
        for attribute, longest in _LONGEST.items():
            if len(validation.get(attribute, "").encode("utf-16-le")) > 2 * longest:
                yield f"validation {place}: {attribute} too long"
        formula = validation.findtext(f"{_MAIN}formula1") or ""
        if len(formula) > 255 + 2 * formula.startswith('"'):
            yield f"validation {place}: formula of {len(formula)} characters"
        yield from _condition_faults(f"validation {place}", formula)
        areas = [parse_range(part) for part in place.split()]
        if any(_overlap(area, other) for area in areas for other in taken):
            yield f"validation {place} overlaps another"
        taken += areas


def _format_faults(root: ET.Element, differences: int) -> Iterator[str]:
    for condition in root.iter(f"{_MAIN}conditionalFormatting"):
        place = condition.get("sqref", "")
        for rule in condition.iter(f"{_MAIN}cfRule"):
            if int(rule.get("dxfId", "-1")) >= differences:
                yield f"conditional format {place} has no such format"
            for formula in rule.findall(f"{_MAIN}formula"):
                yield from _condition_faults(f"conditional format {place}", formula.text or "")


def _condition_faults(place: str, formula: str) -> Iterator[str]:
    """Name what a cell's formula may hold and a condition may not; other sheets go by defined names."""
    if "!" in _STRING.sub("", formula):
        yield f"{place}: another sheet without a name"
    bare = _bare(formula)
    if "{" in bare:
        yield f"{place}: array constant"
    if "[" in bare:
        yield f"{place}: structured reference"


def _link_faults(root: ET.Element, titles: set[str]) -> Iterator[str]:
    for link in root.iter(f"{_MAIN}hyperlink"):
        location = link.get("location")
        if location is not None:
            title = location.rpartition("!")[0]
            if title.strip("'").replace("''", "'") not in titles:
                yield f"link {link.get('ref')} leads to no sheet: {location}"


def _formula_faults(root: ET.Element) -> Iterator[str]:
    formulas = [element.text or "" for element in root.iter(f"{_MAIN}f")]
    formulas += [e.text or "" for tag in ("formula", "formula1", "formula2") for e in root.iter(f"{_MAIN}{tag}")]
    for formula in formulas:
        short, bare = formula[:60], _bare(formula)
        if len(formula) > 8192:
            yield f"formula of {len(formula)} characters: {short}"
        if formula.startswith("="):
            yield f"formula begins with =: {short}"
        if re.search(r"[;，；（）]", re.sub(r"\[[^\]]*\]", "", bare)):
            yield f"formula with a wrong separator: {short}"
        if bare.count("(") != bare.count(")"):
            yield f"formula with unequal parentheses: {short}"
        if _UNPREFIXED.search(bare):
            yield f"formula lacks _xlfn.: {short}"


def _bare(formula: str) -> str:
    return _QUOTED_SHEET.sub("S!", _STRING.sub('""', formula))


def _overlap(one: Range, other: Range) -> bool:
    return not (one.bottom < other.top or other.bottom < one.top or one.right < other.left or other.right < one.left)


def _letters(column: int) -> str:
    name = ""
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name
