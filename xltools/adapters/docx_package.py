"""The parts of a Word document, and its zip file, with the same bytes for the same report."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from importlib.resources import files
from io import BytesIO
from xml.sax.saxutils import escape

from xltools.adapters.docx_styles import MAIN, fonts_part
from xltools.adapters.docx_units import millimetres, points
from xltools.core.layout import Layout

STYLES = "word/styles.xml"
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip file can tell
_TYPES = "[Content_Types].xml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_SUFFIXES = {"document": "document.main", "fontTable": "fontTable", "settings": "settings", "styles": "styles"}


def blank_package(layout: Layout, styles: bytes, language: str = "zh-Hans", title: str = "") -> bytes:
    """Give a Word document with styles and a page, and nothing on it.

    Args:
        layout: The page and the fonts.
        styles: ``word/styles.xml``.
        language: The report's; its spelling is checked in that.
        title: Of the document's properties, which name no person and no time.
    """
    parts = {
        _TYPES: _content_types(),
        "_rels/.rels": _relationships(
            ("officeDocument", f"{_OFFICE}/relationships", "word/document.xml"),
            ("core-properties", f"{_PACKAGE}/relationships/metadata", "docProps/core.xml"),
        ),
        "docProps/core.xml": _properties(language, title),
        "word/_rels/document.xml.rels": _relationships(
            *((name, f"{_OFFICE}/relationships", f"{name}.xml") for name in ("styles", "settings", "fontTable")),
            ("theme", f"{_OFFICE}/relationships", "theme/theme1.xml"),
        ),
        "word/document.xml": (
            f'<w:document xmlns:w="{MAIN}" xmlns:r="{_OFFICE}/relationships">'
            f"<w:body>{section(layout)}</w:body></w:document>"
        ),
        "word/settings.xml": _settings(language),
    }
    encoded = {name: (_HEAD + text).encode() for name, text in parts.items()}
    fonts = fonts_part(layout, language)
    return zipped({**encoded, STYLES: styles, "word/fontTable.xml": fonts, "word/theme/theme1.xml": _theme()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """Put parts into a zip file whose bytes depend on nothing but them."""
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != _TYPES, name)):
            member = zipfile.ZipInfo(name, _FIRST_DAY)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 0  # or the bytes would tell Windows from Linux
            package.writestr(member, parts[name])
    return target.getvalue()


def rezipped(package: bytes) -> bytes:
    """Give a zip file anew, without the times at which its members were written."""
    with zipfile.ZipFile(BytesIO(package)) as read:
        return zipped({name: read.read(name) for name in read.namelist()})


def _content_types() -> str:
    overrides = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="{_WORD_TYPE}.{suffix}+xml"/>'
        for name, suffix in _SUFFIXES.items()
    )
    return (
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/word/theme/theme1.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.theme+xml"/>'
        f"{overrides}</Types>"
    )


def _theme() -> bytes:
    """Give the theme that a valid document has; the styles name fonts and colours themselves, so nothing follows it."""
    return files("xltools.excel_addin").joinpath("parts", "theme.xml").read_bytes()


def _relationships(*targets: tuple[str, str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{namespace}/{kind}" Target="{target}"/>'
        for number, (kind, namespace, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{entries}</Relationships>'


def _properties(language: str, title: str) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(title)}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>"
    )


def _settings(language: str) -> str:
    region = "zh-TW" if language == "zh-Hant" else "zh-CN"
    return (
        f'<w:settings xmlns:w="{MAIN}"><w:evenAndOddHeaders/><w:characterSpacingControl w:val="doNotCompress"/>'
        '<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word"'
        f' w:val="15"/></w:compat><w:themeFontLang w:val="en-US" w:eastAsia="{region}"/></w:settings>'
    )


def section(layout: Layout, *, landscape: bool = False) -> str:
    """Give the page as the properties of a section, without its head and foot.

    The number of a page turned sideways stands as far below the type area as on the others.
    """
    page = layout.page.turned if landscape else layout.page
    from_edge = layout.page_number.from_edge - layout.page.bottom + page.bottom
    turned = ' w:orient="landscape"' if landscape else ""
    return (
        f'<w:sectPr xmlns:w="{MAIN}"><w:pgSz w:w="{millimetres(page.width)}" w:h="{millimetres(page.height)}"{turned}/>'
        f'<w:pgMar w:top="{millimetres(page.top)}" w:right="{millimetres(page.right)}"'
        f' w:bottom="{millimetres(page.bottom)}" w:left="{millimetres(page.left)}"'
        f' w:header="{millimetres(from_edge)}"'
        f' w:footer="{millimetres(from_edge)}" w:gutter="0"/>'
        f'<w:docGrid w:type="lines" w:linePitch="{points(layout.lines.pitch)}"/></w:sectPr>'
    )
