"""What stands on every page: its number, and across a draft the word 草稿."""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header

from xltools.adapters.docx_styles import FOOTER, HEADER
from xltools.adapters.docx_units import points
from xltools.core.layout import DraftMark, Font, Layout, PageNumber

_VML = 'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
_POINTS_IN_MILLIMETRE = 72 / 25.4
_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"'
    ' path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"'
    ' o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/></v:shapetype>'
)
"""Word's own shape 136, plain text along a straight path."""


def number_pages(word: WordDocument, layout: Layout) -> None:
    """Put the page's number at its outer foot: right on odd pages, left on even ones."""
    section = word.sections[0]
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        _fill(footer, _number_paragraph(layout.page_number, side))


def mark_draft(word: WordDocument, layout: Layout, language: str) -> None:
    """Put the draft's mark across every page."""
    section = word.sections[0]
    for number, header in enumerate((section.header, section.even_page_header), 1):
        _fill(header, _mark_paragraph(layout.draft, layout.fonts[layout.draft.font], language, number))


def _fill(edge: _Header | _Footer, paragraph: BaseOxmlElement) -> None:
    edge.is_linked_to_previous = False
    root = edge.paragraphs[0]._p.getparent()  # noqa: SLF001 - python-docx gives its elements so
    for child in list(root):
        root.remove(child)
    root.append(paragraph)


def _number_paragraph(number: PageNumber, side: str) -> BaseOxmlElement:
    before, _, after = number.text.partition("{page}")
    indent = points(number.indent * number.size)
    hundredths = int(number.indent * 100)
    runs = (
        _text_run(before),
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>',
        '<w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>',
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        "<w:r><w:t>1</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
        _text_run(after),
    )
    return parse_xml(
        f'<w:p {nsdecls("w")}><w:pPr><w:pStyle w:val="{FOOTER}"/>'
        f'<w:ind w:{side}Chars="{hundredths}" w:{side}="{indent}"/><w:jc w:val="{side}"/></w:pPr>{"".join(runs)}</w:p>'
    )


def _text_run(text: str) -> str:
    return f'<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _mark_paragraph(mark: DraftMark, font: Font, language: str, number: int) -> BaseOxmlElement:
    width, height = (round(float(length) * _POINTS_IN_MILLIMETRE, 1) for length in (mark.width, mark.height))
    place = (
        f"position:absolute;margin-left:0;margin-top:0;width:{width}pt;height:{height}pt;rotation:315;z-index:-1;"
        "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    path = quoteattr(f'font-family:"{font.named(language)}";font-size:1pt')
    return parse_xml(
        f'<w:p {nsdecls("w")} {_VML}><w:pPr><w:pStyle w:val="{HEADER}"/></w:pPr><w:r><w:pict>{_SHAPE_TYPE}'
        f'<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{2048 + number}" type="#_x0000_t136"'
        f' style="{place}" o:allowincell="f" fillcolor="#{mark.color}" stroked="f"><v:fill opacity=".5"/>'
        f"<v:textpath style={path} string={quoteattr(mark.text)}/></v:shape></w:pict></w:r></w:p>"
    )
