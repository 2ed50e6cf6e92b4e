"""A report as a Word document in the layout of its pack.

Numbers of paragraphs are text, as the standard's own examples have them: a list that Word numbers
itself would renumber under an editor's hands, and two versions could not be compared.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xltools.adapters.closing_place import Place, closing_places
from xltools.adapters.docx_package import blank_package, rezipped
from xltools.adapters.docx_pages import mark_draft, number_pages
from xltools.adapters.docx_styles import GAP, STYLE_NAMES
from xltools.adapters.report_style import ReportStyle
from xltools.adapters.safe_write import write_bytes_whole
from xltools.core.document import Document, Gap, Paragraph, Role, Run, Text
from xltools.core.findings import Finding
from xltools.core.layout import Layout

_AMBIGUOUS = frozenset("“”‘’—…·")
_CLOSING = frozenset({Role.SIGNATURE, Role.DATE})
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
    title = next((paragraph.text for paragraph in document.paragraphs if paragraph.role is Role.TITLE), "")
    word = _opened(blank_package(layout, style.styles(), document.language, title), style)
    _speak(word, layout, document.language)
    places = closing_places(document, layout)
    body = word.element.body
    for index, paragraph in enumerate(document.paragraphs):
        body.insert(index, _paragraph(paragraph, places.get(index), first=index == 0))
    _keep_closing_with_text(body, document)
    number_pages(word, layout)
    if document.draft:
        mark_draft(word, layout, document.language)
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
    lacking = [name for identity, name in STYLE_NAMES.values() if identity not in known]
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


def _paragraph(paragraph: Paragraph, place: Place | None, *, first: bool) -> BaseOxmlElement:
    element = OxmlElement("w:p")
    properties = _child(element, "w:pPr")
    _child(properties, "w:pStyle", val=STYLE_NAMES[paragraph.role][0])
    if first:
        _child(properties, "w:spacing", before="0")  # blank lines part it from what stands above
    if place is not None:
        _child(properties, "w:ind", **{place.side: str(place.indent)})
        _child(properties, "w:jc", val=place.side)
    for run in _runs(paragraph):
        element.append(_run(run))
    return element


def _keep_closing_with_text(body: BaseOxmlElement, document: Document) -> None:
    """Keep the end of the text on the page of the 署名, which must not stand on a page alone."""
    closing = [paragraph.role in _CLOSING for paragraph in document.paragraphs]
    for place, (is_closing, next_is) in enumerate(pairwise(closing)):
        if next_is and not is_closing:
            body[place].find(qn("w:pPr")).insert(1, OxmlElement("w:keepNext"))


def _runs(paragraph: Paragraph) -> tuple[Run, ...]:
    """Give the runs, the number a part of the words it stands before."""
    if not paragraph.number:
        return paragraph.runs
    first, *others = paragraph.runs
    if isinstance(first, Text):
        return (replace(first, text=paragraph.number + first.text), *others)
    return (Text(paragraph.number), first, *others)


def _run(run: Run) -> BaseOxmlElement:
    element = OxmlElement("w:r")
    if isinstance(run, Gap):
        _child(_child(element, "w:rPr"), "w:rStyle", val=GAP)
    elif _AMBIGUOUS & set(run.text):
        # Quotation marks and dashes are in both kinds of font; here they are Chinese.
        _child(_child(element, "w:rPr"), "w:rFonts", hint="eastAsia")
    text = _child(element, "w:t")
    text.set(qn("xml:space"), "preserve")
    text.text = run.text
    return element


def _child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
