"""A report as a Word document in the layout of its pack.

Numbers of paragraphs are text, as the standard's own examples have them: a list that Word numbers
itself would renumber under an editor's hands, and two versions could not be compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO
from itertools import zip_longest
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xltools.adapters.closing_page import CLOSING, may_stand_alone
from xltools.adapters.closing_place import Place, closing_places
from xltools.adapters.docx_elements import child
from xltools.adapters.docx_figures import FigureMarks
from xltools.adapters.docx_package import blank_package, rezipped, section
from xltools.adapters.docx_pages import mark_draft, number_pages
from xltools.adapters.docx_styles import GAP, OTHER_STYLES, SEPARATOR, STYLE_NAMES
from xltools.adapters.docx_tables import table_element
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Block, Document, Figure, Gap, Paragraph, Run, Text
from xltools.core.findings import Finding
from xltools.core.frozen import replace
from xltools.core.layout import Layout

_AMBIGUOUS = frozenset("“”‘’—…·")
_REGIONS: Mapping[str, str] = {"zh-Hans": "zh-CN", "zh-Hant": "zh-TW"}


def write(document: Document, style: ReportStyle, target: Path, *, overwrite: bool = False) -> tuple[Finding, ...]:
    """Write the file.

    Raises:
        FileError: Where it cannot be written.
        PackError: Where the pack's layout or styles are wrong.
    """
    write_bytes_whole(target, word_bytes(document, style), overwrite=overwrite)
    return ()


def word_bytes(document: Document, style: ReportStyle) -> bytes:
    """Give the file's bytes, the same for the same report.  Raises: PackError."""
    layout = style.layout()
    word = _opened(blank_package(layout, style.styles(), document.language, document.title), style)
    _speak(word, layout, document.language)
    marks = FigureMarks(document)
    body = word.element.body
    for index, element in enumerate(_elements(document, layout, marks)):
        body.insert(index, element)
    if document.blocks and document.blocks[-1].landscape:
        body.replace(body.sectPr, _section(layout, landscape=True))
    number_pages(word, layout)
    if document.draft:
        mark_draft(word, layout, document.language)
    marks.attach(word)
    target = BytesIO()
    word.save(target)
    return rezipped(target.getvalue())


def _opened(package: bytes, style: ReportStyle) -> WordDocument:
    """Open the blank document, and see that the pack's styles are the ones a report needs."""
    try:
        word = docx.Document(BytesIO(package))
        known = {found.style_id for found in word.styles}
    except (SyntaxError, AttributeError):  # lxml's XMLSyntaxError is a SyntaxError
        raise style.wrong("report.styles.unreadable") from None
    lacking = [name for identity, name in (*STYLE_NAMES.values(), *OTHER_STYLES) if identity not in known]
    if lacking:
        raise style.wrong("report.styles.lacking", value=tuple(lacking))
    return word


def _speak(word: WordDocument, layout: Layout, language: str) -> None:
    """Set the language of the text, and for Traditional Chinese the fonts that have its characters."""
    names = {font.name: font.named(language) for font in layout.fonts.values()}
    for fonts in word.styles.element.iter(qn("w:rFonts")):
        for attribute in (qn("w:eastAsia"), qn("w:ascii"), qn("w:hAnsi"), qn("w:cs")):
            if fonts.get(attribute) in names:
                fonts.set(attribute, names[fonts.get(attribute)])
    for spoken in word.styles.element.iter(qn("w:lang")):
        spoken.set(qn("w:eastAsia"), _REGIONS[language])


def _elements(document: Document, layout: Layout, marks: FigureMarks) -> Iterator[BaseOxmlElement]:
    """Give the paragraphs and tables, and what parts them where the page turns."""
    places = closing_places(document, layout)
    keeps = may_stand_alone(document, layout)
    for number, (block, following) in enumerate(zip_longest(document.blocks, document.blocks[1:])):
        turns = following is not None and following.landscape != block.landscape
        if isinstance(block, Paragraph):
            element = _paragraph(block, places.get(number), marks, first=number == 0)
            if keeps and _closes(following) and not _closes(block):
                element.find(qn("w:pPr")).insert(1, OxmlElement("w:keepNext"))
        else:
            element = table_element(block, layout, partial(_run_elements, marks))
            if turns or not isinstance(following, Paragraph):
                yield element
                element = OxmlElement("w:p")  # Word joins two tables with nothing between, and ends in no table
                child(child(element, "w:pPr"), "w:pStyle", val=SEPARATOR)
        if turns:
            element.find(qn("w:pPr")).append(_section(layout, landscape=block.landscape))
        yield element


def _closes(block: Block | None) -> bool:
    return isinstance(block, Paragraph) and block.role in CLOSING


def _section(layout: Layout, *, landscape: bool) -> BaseOxmlElement:
    return parse_xml(section(layout, landscape=landscape))


def _paragraph(paragraph: Paragraph, place: Place | None, marks: FigureMarks, *, first: bool) -> BaseOxmlElement:
    element = OxmlElement("w:p")
    properties = child(element, "w:pPr")
    child(properties, "w:pStyle", val=STYLE_NAMES[paragraph.role][0])
    if first:
        child(properties, "w:spacing", before="0")  # blank lines part it from what stands above
    if place is not None:
        child(properties, "w:ind", **{place.side: str(place.indent)})
        child(properties, "w:jc", val=place.side)
    for run in _runs(paragraph):
        element.extend(_run_elements(marks, run))
    return element


def _runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """Give the runs, the number a part of the words it stands before."""
    if not paragraph.number:
        return paragraph.runs
    first, *others = paragraph.runs
    if isinstance(first, Text):
        return (replace(first, text=paragraph.number + first.text), *others)
    return (Text(paragraph.number), first, *others)


def _run_elements(marks: FigureMarks, run: Run) -> tuple[BaseOxmlElement, ...]:
    written = _run(run)
    return marks.around(written, run) if isinstance(run, Figure) else (written,)


def _run(run: Run) -> BaseOxmlElement:
    element = OxmlElement("w:r")
    if isinstance(run, Gap):
        child(child(element, "w:rPr"), "w:rStyle", val=GAP)
    elif _AMBIGUOUS & set(run.text):
        # Quotation marks and dashes are in both kinds of font; here they are Chinese.
        child(child(element, "w:rPr"), "w:rFonts", hint="eastAsia")
    text = child(element, "w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = run.text
    return element
