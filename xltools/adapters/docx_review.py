"""The review copy of a report (核对版): a Word document with a comment at every figure.

A comment's marks stand outside whatever holds the figure, so that nothing inside it is touched.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO

import docx
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from xltools.adapters.docx_file import word_bytes
from xltools.adapters.docx_package import rezipped
from xltools.adapters.report_style import ReportStyle
from xltools.core.document import Document, Figure, Paragraph

_AUTHOR = "xltools"
_REFERENCE, _TEXT = "CommentReference", "CommentText"
_REFERENCE_STYLE = (
    f'<w:style {nsdecls("w")} w:type="character" w:styleId="{_REFERENCE}"><w:name w:val="annotation reference"/>'
    '<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/><w:semiHidden/>'
    '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
)
_TEXT_STYLE = (
    f'<w:style {nsdecls("w")} w:type="paragraph" w:styleId="{_TEXT}"><w:name w:val="annotation text"/>'
    '<w:basedOn w:val="Normal"/><w:uiPriority w:val="99"/><w:pPr>'
    '<w:spacing w:line="240" w:lineRule="auto"/><w:jc w:val="left"/></w:pPr>'
    '<w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
)
_STYLES = {_REFERENCE: _REFERENCE_STYLE, _TEXT: _TEXT_STYLE}


def review_bytes(document: Document, style: ReportStyle, comments: Mapping[str, Sequence[str]]) -> bytes:
    """Give the file's bytes, the same for the same report.

    Args:
        document: The report.
        style: Its look.
        comments: What to say at each figure, by the indicator's id: a paragraph each.

    Raises:
        PackError: Where the pack's layout or styles are wrong.
    """
    word = docx.Document(BytesIO(word_bytes(document, style)))
    _add_styles(word)
    body = list(word.element.body.iterchildren(qn("w:p")))
    for element, paragraph in zip(body, document.paragraphs, strict=True):
        for place, figure in _figures(element, paragraph):
            if figure.indicator in comments:
                _comment(word, place, comments[figure.indicator])
    target = BytesIO()
    word.save(target)
    return rezipped(target.getvalue())


def _add_styles(word: WordDocument) -> None:
    known = {style.style_id for style in word.styles}
    for identity, source in _STYLES.items():
        if identity not in known:
            word.styles.element.append(parse_xml(source))


def _figures(element: BaseOxmlElement, paragraph: Paragraph) -> list[tuple[BaseOxmlElement, Figure]]:
    """Find the element of a paragraph that holds each figure: a run, or the control around one.

    The elements with text and the runs of the report go side by side; words may be several elements.
    """
    places = [child for child in element.iterchildren() if _text(child)]
    found: list[tuple[BaseOxmlElement, Figure]] = []
    rest = paragraph.number
    upcoming = iter(places)
    for run in paragraph.runs:
        if not isinstance(run, Figure):
            rest += run.text
            continue
        while rest:
            rest = rest.removeprefix(_text(next(upcoming)))
        found.append((next(upcoming), run))
    return found


def _text(element: BaseOxmlElement) -> str:
    return "".join(text.text or "" for text in element.iter(qn("w:t")))


def _comment(word: WordDocument, place: BaseOxmlElement, paragraphs: Sequence[str]) -> None:
    comment = word.comments.add_comment(text=paragraphs[0], author=_AUTHOR, initials="x")
    comment._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - or the bytes would tell the time
    for text in paragraphs[1:]:
        comment.add_paragraph(text).style = word.styles["annotation text"]
    number = str(comment.comment_id)
    place.addprevious(_marked("w:commentRangeStart", number))
    end = _marked("w:commentRangeEnd", number)
    place.addnext(end)
    run = OxmlElement("w:r")
    properties = OxmlElement("w:rPr")
    properties.append(_marked_style())
    run.append(properties)
    run.append(_marked("w:commentReference", number))
    end.addnext(run)


def _marked(tag: str, number: str) -> BaseOxmlElement:
    element = OxmlElement(tag)
    element.set(qn("w:id"), number)
    return element


def _marked_style() -> BaseOxmlElement:
    element = OxmlElement("w:rStyle")
    element.set(qn("w:val"), _REFERENCE)
    return element
