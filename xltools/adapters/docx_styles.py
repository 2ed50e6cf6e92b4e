"""The Word styles of a layout, one a role, and the table of its fonts.

Role styles that Word has built in keep Word's own names, so that its navigation, its contents and
its translations of the names work; the others have the words of the standard.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from xml.sax.saxutils import quoteattr

from xltools.adapters.docx_units import half_points, points
from xltools.core.document import Role
from xltools.core.layout import Font, Layout, Look, PageNumber

STYLE_NAMES: Mapping[Role, tuple[str, str]] = {
    Role.NUMBER: ("DocumentNumber", "发文字号"),
    Role.TITLE: ("Title", "Title"),
    Role.RECIPIENT: ("Recipient", "主送机关"),
    Role.LEVEL_1: ("Heading1", "heading 1"),
    Role.LEVEL_2: ("Heading2", "heading 2"),
    Role.LEVEL_3: ("Heading3", "heading 3"),
    Role.LEVEL_4: ("Heading4", "heading 4"),
    Role.ITEM: ("NumberedItem", "条目"),
    Role.BODY: ("BodyText", "Body Text"),
    Role.SIGNATURE: ("Signature", "Signature"),
    Role.DATE: ("Date", "Date"),
}
"""The id and the name of each role's style."""

FOOTER, HEADER, GAP = "Footer", "Header", "Gap"
TABLE_TEXT, TABLE_HEAD, SEPARATOR = "TableText", "TableHead", "TableSeparator"
OTHER_STYLES = ((TABLE_TEXT, "表格文字"), (TABLE_HEAD, "表头"), (SEPARATOR, "表格分隔"), (GAP, "缺漏"))
"""The id and the name of the styles that a report needs beside those of the roles."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"

_HEADINGS = {Role.LEVEL_1: 0, Role.LEVEL_2: 1, Role.LEVEL_3: 2, Role.LEVEL_4: 3}
_ALIGNMENTS = {"justify": "both", "left": "left", "center": "center", "right": "right"}
_GB2312 = "86"
# Shaded, for Word has no highlighting in a style.
_GAP_STYLE = (
    f'<w:style w:type="character" w:customStyle="1" w:styleId="{GAP}"><w:name w:val="缺漏"/><w:qFormat/>'
    '<w:rPr><w:color w:val="C00000"/><w:shd w:val="clear" w:color="auto" w:fill="FFF3A3"/></w:rPr></w:style>'
)
_SEPARATOR_STYLE = (
    f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{SEPARATOR}"><w:name w:val="表格分隔"/>'
    '<w:basedOn w:val="Normal"/><w:pPr><w:snapToGrid w:val="0"/>'
    '<w:spacing w:before="0" w:after="0" w:line="80" w:lineRule="exact"/></w:pPr>'
    '<w:rPr><w:sz w:val="2"/><w:szCs w:val="2"/></w:rPr></w:style>'
)
"""Of the empty line that Word needs after a table, four points high."""


def styles_part(layout: Layout) -> bytes:
    """Give ``word/styles.xml`` for a layout, as ``styles.docx`` of a pack holds it."""
    body = layout.looks[Role.BODY]
    parts = [
        f'<w:styles xmlns:w="{MAIN}">',
        _defaults(layout, body),
        _base(layout),
        *(_role_style(layout, role) for role in Role),
        _edge_style(FOOTER, "footer", layout, layout.page_number),
        _edge_style(HEADER, "header", layout, layout.page_number),
        _table_style(OTHER_STYLES[0], layout, layout.table.font),
        _table_style(OTHER_STYLES[1], layout, layout.table.header_font),
        _SEPARATOR_STYLE,
        _GAP_STYLE,
        "</w:styles>",
    ]
    return _xml("".join(parts))


def fonts_part(layout: Layout, language: str) -> bytes:
    """Give ``word/fontTable.xml``: each font with the other names it goes by."""
    named = {font.named(language): font for font in layout.fonts.values()}
    latin = {font.latin for font in layout.fonts.values()} - set(named)
    entries = [_font_entry(name, font) for name, font in named.items()]
    entries += [f"<w:font w:name={quoteattr(name)}/>" for name in sorted(latin)]
    return _xml(f'<w:fonts xmlns:w="{MAIN}">{"".join(entries)}</w:fonts>')


def _font_entry(name: str, font: Font) -> str:
    others = [other for other in (font.name, *font.alternatives) if other != name]
    known_as = f"<w:altName w:val={quoteattr(','.join(others))}/>" if others else ""
    charset = "" if font.name == font.latin and font.name.isascii() else f'<w:charset w:val="{_GB2312}"/>'
    return f"<w:font w:name={quoteattr(name)}>{known_as}{charset}</w:font>"


def _defaults(layout: Layout, body: Look) -> str:
    run = _run(layout.fonts[body.font], body.size, layout.lines.tracking)
    language = '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}{language}</w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr/></w:pPrDefault></w:docDefaults>"
    )


def _base(layout: Layout) -> str:
    """Give the styles that Word expects in every document; Normal sets the page's lines."""
    return (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        '<w:widowControl w:val="0"/><w:kinsoku/><w:overflowPunct/><w:autoSpaceDE/><w:autoSpaceDN/>'
        f'{_spacing(layout.lines.pitch)}<w:jc w:val="both"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>'
    )


def _role_style(layout: Layout, role: Role) -> str:
    identity, name = STYLE_NAMES[role]
    look = layout.looks[role]
    custom = "" if name.isascii() else ' w:customStyle="1"'
    follows = "" if role in {Role.ITEM, Role.BODY} else '<w:next w:val="BodyText"/>'
    keep = "<w:keepNext/>" if role in {*_HEADINGS, Role.TITLE, Role.SIGNATURE} else ""
    level = f'<w:outlineLvl w:val="{_HEADINGS[role]}"/>' if role in _HEADINGS else ""
    # A line of another pitch would be stretched to a whole number of the grid's lines.
    off_grid = '<w:snapToGrid w:val="0"/>' if look.pitch not in {None, layout.lines.pitch} else ""
    paragraph = (
        keep
        + off_grid
        + _spacing(look.pitch or layout.lines.pitch, layout.lines.pitch, look)
        + _indent(look)
        + f'<w:jc w:val="{_ALIGNMENTS[look.alignment]}"/>{level}'
    )
    run = _run(layout.fonts[look.font], look.size, _tracking(layout, look), bold=look.bold)
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{identity}"><w:name w:val={quoteattr(name)}/>'
        f'<w:basedOn w:val="Normal"/>{follows}<w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _edge_style(identity: str, name: str, layout: Layout, number: PageNumber) -> str:
    run = _run(layout.fonts[number.font], number.size, Decimal(0))
    paragraph = f'<w:snapToGrid w:val="0"/>{_spacing(number.size)}<w:jc w:val="left"/>'
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>'
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
    )


def _table_style(named: tuple[str, str], layout: Layout, font: str) -> str:
    identity, name = named
    table = layout.table
    run = _run(layout.fonts[font], table.size, Decimal(0))
    paragraph = f'<w:snapToGrid w:val="0"/>{_spacing(table.pitch)}<w:jc w:val="left"/>'
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{identity}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _tracking(layout: Layout, look: Look) -> Decimal:
    """Draw together only type of the text's size: the line of 28 characters is made of that."""
    return layout.lines.tracking if look.size == layout.looks[Role.BODY].size else Decimal(0)


def _spacing(pitch: Decimal, line: Decimal = Decimal(0), look: Look | None = None) -> str:
    before, after = (look.lines_before * line, look.lines_after * line) if look else (Decimal(0), Decimal(0))
    return (
        f'<w:spacing w:before="{points(before)}" w:after="{points(after)}"'
        f' w:line="{points(pitch)}" w:lineRule="exact"/>'
    )


def _indent(look: Look) -> str:
    hundredths, twips = int(look.indent * 100), points(look.indent * look.size)
    return f'<w:ind w:firstLineChars="{hundredths}" w:firstLine="{twips}"/>' if look.indent else ""


def _run(font: Font, size: Decimal, tracking: Decimal, *, bold: bool = False) -> str:
    latin, chinese, height = quoteattr(font.latin), quoteattr(font.name), half_points(size)
    weight = "<w:b/>" if bold else '<w:b w:val="0"/>'
    return (
        f"<w:rFonts w:ascii={latin} w:hAnsi={latin} w:eastAsia={chinese} w:cs={latin}/>{weight}"
        f'<w:spacing w:val="{points(tracking)}"/><w:sz w:val="{height}"/><w:szCs w:val="{height}"/>'
    )


def _xml(text: str) -> bytes:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{text}'.encode()
