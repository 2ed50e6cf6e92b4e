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

from xltools.adapters.docx_marks import TAG, figure_of_bookmark
from xltools.adapters.docx_package import rezipped

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


def commented(report: bytes, comments: Mapping[str, Sequence[str]]) -> bytes:
    """Give a copy of a Word report with a comment at every figure, the same bytes for the same report.

    Args:
        report: A report that this program wrote, perhaps edited since; one that is safe to open.
        comments: What to say at each figure, by the indicator's id: a paragraph each.

    Returns:
        The copy; figures that have lost both control and bookmark get no comment.
    """
    word = docx.Document(BytesIO(report))
    _add_styles(word)
    for indicator, first, last in _figures(word.element.body):
        if indicator in comments:
            _comment(word, first, last, comments[indicator])
    target = BytesIO()
    word.save(target)
    return rezipped(target.getvalue())


def _add_styles(word: WordDocument) -> None:
    known = {style.style_id for style in word.styles}
    for identity, source in _STYLES.items():
        if identity not in known:
            word.styles.element.append(parse_xml(source))


def _figures(body: BaseOxmlElement) -> list[tuple[str, BaseOxmlElement, BaseOxmlElement]]:
    """Find the figures: the indicator of each, and the first and the last element around it.

    A bookmark stands around the control; where one of the two is gone, the other will do.
    """
    ends = {end.get(qn("w:id")): end for end in body.iter(qn("w:bookmarkEnd"))}
    found = []
    for element in list(body.iter(qn("w:bookmarkStart"), qn("w:sdt"))):
        if _is_bookmark(element) and element.get(qn("w:id")) in ends:
            named = figure_of_bookmark(str(element.get(qn("w:name")))).rsplit("_", 2)[0]
            found.append((_tagged(element.getnext()) or named, element, ends[element.get(qn("w:id"))]))
        elif _tagged(element) and not _is_bookmark(element.getprevious()):
            found.append((_tagged(element), element, element))
    return found


def _tagged(element: BaseOxmlElement | None) -> str:
    """Give the indicator that a control's tag names; a long bookmark's name has lost its beginning."""
    tag = None if element is None else element.find(f"{qn('w:sdtPr')}/{qn('w:tag')}")
    name = "" if tag is None else str(tag.get(qn("w:val")))
    return name.removeprefix(TAG).partition(":")[0] if name.startswith(TAG) else ""


def _is_bookmark(element: BaseOxmlElement | None) -> bool:
    if element is None or element.tag != qn("w:bookmarkStart"):
        return False
    return figure_of_bookmark(str(element.get(qn("w:name")))) != ""


def _comment(word: WordDocument, first: BaseOxmlElement, last: BaseOxmlElement, paragraphs: Sequence[str]) -> None:
    comment = word.comments.add_comment(text=paragraphs[0], author=_AUTHOR, initials="x")
    comment._comment_elm.attrib.pop(qn("w:date"), None)  # noqa: SLF001 - or the bytes would tell the time
    for text in paragraphs[1:]:
        comment.add_paragraph(text).style = word.styles["annotation text"]
    number = str(comment.comment_id)
    first.addprevious(_marked("w:commentRangeStart", number))
    end = _marked("w:commentRangeEnd", number)
    last.addnext(end)
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
