"""The ``.xlam`` itself: a workbook of hidden sheets with a VBA project and two ribbon parts ([ECMA-376], OPC).

Nothing in it is compressed and every date is fixed, so that equal content gives equal bytes whatever
machine and zlib wrote it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from importlib.resources import files
from xml.sax.saxutils import escape, quoteattr

from xltools.core.findings import letters
from xltools.core.frozen import frozen

WORKBOOK_MODULE = "ThisWorkbook"

_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_MICROSOFT = "http://schemas.microsoft.com/office"
_SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FIXED_DATE = (1980, 1, 1, 0, 0, 0)
_CUSTOM_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # the property set of custom properties (MS-OSHARED 2.3.3.2)

Value = str | bool


@frozen
class AddinSheet:
    """A sheet of the add-in.

    Attributes:
        title: The tab.
        module: The name of its document module, which is its ``codeName``.
        rows: Its cells, from A1 on.
    """

    title: str
    module: str
    rows: tuple[tuple[Value, ...], ...]


@frozen
class AddinContent:
    """Everything that the package holds.

    Attributes:
        title: Shown in Excel's list of add-ins.
        sheets: At least one.
        vba_project: The bytes of ``vbaProject.bin``.
        ribbon_2006: The tab for Office 2007.
        ribbon_2009: The tab for later ones.
        properties: Custom properties, by name.
    """

    title: str
    sheets: tuple[AddinSheet, ...]
    vba_project: bytes
    ribbon_2006: str
    ribbon_2009: str
    properties: Mapping[str, str]


def write_package(content: AddinContent) -> bytes:
    """Give the bytes of the ``.xlam``."""
    strings = _Strings()
    sheets = {
        f"xl/worksheets/sheet{number}.xml": _sheet(sheet, strings) for number, sheet in enumerate(content.sheets, 1)
    }
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _content_types(len(content.sheets)),
        "_rels/.rels": _package_relations(),
        "docProps/core.xml": _core(content.title),
        "docProps/custom.xml": _custom(content.properties),
        "xl/workbook.xml": _workbook(content.sheets),
        "xl/_rels/workbook.xml.rels": _workbook_relations(len(content.sheets)),
        **sheets,
        "xl/sharedStrings.xml": strings.part(),
        "xl/styles.xml": _part("styles.xml"),
        "xl/theme/theme1.xml": _part("theme.xml"),
        "xl/vbaProject.bin": content.vba_project,
        "customUI/customUI.xml": content.ribbon_2006,
        "customUI/customUI14.xml": content.ribbon_2009,
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as package:
        for name, part in parts.items():
            member = zipfile.ZipInfo(name, _FIXED_DATE)
            member.create_system = 0  # the machine that writes is not named
            package.writestr(member, part)
    return target.getvalue()


class _Strings:
    """The texts of the cells, each once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._uses = 0

    def number(self, text: str) -> int:
        self._uses += 1
        return self._numbers.setdefault(text, len(self._numbers))

    def part(self) -> str:
        items = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in self._numbers)
        return f'{_HEAD}<sst xmlns="{_MAIN}" count="{self._uses}" uniqueCount="{len(self._numbers)}">{items}</sst>'


def _part(name: str) -> str:
    return files(__package__).joinpath("parts", name).read_text("utf-8")


def _content_types(sheets: int) -> str:
    overrides = {
        "/xl/workbook.xml": "application/vnd.ms-excel.addin.macroEnabled.main+xml",
        **{f"/xl/worksheets/sheet{number}.xml": f"{_SPREADSHEET}.worksheet+xml" for number in range(1, sheets + 1)},
        "/xl/sharedStrings.xml": f"{_SPREADSHEET}.sharedStrings+xml",
        "/xl/styles.xml": f"{_SPREADSHEET}.styles+xml",
        "/xl/theme/theme1.xml": "application/vnd.openxmlformats-officedocument.theme+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/custom.xml": "application/vnd.openxmlformats-officedocument.custom-properties+xml",
    }
    listed = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>{listed}</Types>'
    )


def _package_relations() -> str:
    return _relations(
        (f"{_OFFICE}/relationships/officeDocument", "xl/workbook.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_OFFICE}/relationships/custom-properties", "docProps/custom.xml"),
        (f"{_MICROSOFT}/2006/relationships/ui/extensibility", "customUI/customUI.xml"),
        (f"{_MICROSOFT}/2007/relationships/ui/extensibility", "customUI/customUI14.xml"),
    )


def _workbook_relations(sheets: int) -> str:
    return _relations(
        *((f"{_OFFICE}/relationships/worksheet", f"worksheets/sheet{number}.xml") for number in range(1, sheets + 1)),
        (f"{_OFFICE}/relationships/theme", "theme/theme1.xml"),
        (f"{_OFFICE}/relationships/styles", "styles.xml"),
        (f"{_OFFICE}/relationships/sharedStrings", "sharedStrings.xml"),
        (f"{_MICROSOFT}/2006/relationships/vbaProject", "vbaProject.bin"),
    )


def _relations(*relations: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(relations, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{listed}</Relationships>'


def _workbook(sheets: Sequence[AddinSheet]) -> str:
    listed = "".join(
        f'<sheet name={quoteattr(sheet.title)} sheetId="{number}" r:id="rId{number}"/>'
        for number, sheet in enumerate(sheets, 1)
    )
    return (
        f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}/relationships">'
        f'<workbookPr codeName="{WORKBOOK_MODULE}"/>'
        f'<bookViews><workbookView xWindow="0" yWindow="0" windowWidth="16000" windowHeight="9000"/></bookViews>'
        f"<sheets>{listed}</sheets></workbook>"
    )


def _sheet(sheet: AddinSheet, strings: _Strings) -> str:
    rows = "".join(
        f'<row r="{row}">{"".join(_cell(value, row, column, strings) for column, value in enumerate(cells, 1))}</row>'
        for row, cells in enumerate(sheet.rows, 1)
    )
    return (
        f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr codeName="{sheet.module}"/>'
        f"<sheetData>{rows}</sheetData></worksheet>"
    )


def _cell(value: Value, row: int, column: int, strings: _Strings) -> str:
    kind, written = ("b", int(value)) if isinstance(value, bool) else ("s", strings.number(value))
    return f'<c r="{letters(column)}{row}" t="{kind}"><v>{written}</v></c>'


def _core(title: str) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title></cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    listed = "".join(
        f'<property fmtid="{_CUSTOM_FORMAT}" pid="{number}" name={quoteattr(name)}>'
        f"<vt:lpwstr>{escape(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return (
        f'{_HEAD}<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f"{listed}</Properties>"
    )
