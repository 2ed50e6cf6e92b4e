"""The figures of a Word report as content controls that keep their identity.

A control shows one element of a part of the package, and a hidden bookmark stands around it: Word
keeps all of these, LibreOffice drops the tag, and what a person deletes is found by the others.
Only digits are inside, since LibreOffice doubles Chinese characters in a control when it saves.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import quoteattr

from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.oxml.xmlchemy import BaseOxmlElement

from xltools.adapters.docx_baseline import baseline_part
from xltools.adapters.docx_marks import NAMESPACE, TAG, bookmark_name
from xltools.core.document import Document, Figure
from xltools.core.frozen import frozen
from xltools.core.live.baseline import baseline_of, placed_figures

_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_PROPERTIES_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXmlProps"
_PROPERTIES_TYPE = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"


@frozen
class Store:
    """The part that holds the values which the controls of one report show.

    Attributes:
        identity: Its GUID, as ``w:storeItemID`` has it.
    """

    identity: str

    @property
    def namespace(self) -> str:
        """The namespace of its elements."""
        return f"{NAMESPACE}{self.identity.strip('{}').lower()}"


class FigureMarks:
    """Marks the figures of a report in the order in which they are written.

    Args:
        document: The report; the same report gives the same marks.
    """

    def __init__(self, document: Document) -> None:
        seed = f"urn:xltools:{document.origin}:{document.language}:{document.text}"
        self._store = Store(f"{{{str(uuid5(NAMESPACE_URL, seed)).upper()}}}")
        self._placed = list(placed_figures(document))
        self._document = document
        self._done = 0

    def around(self, run: BaseOxmlElement, figure: Figure) -> tuple[BaseOxmlElement, ...]:
        """Give the elements that stand in a paragraph for the run of the next figure."""
        placed = self._placed[self._done]
        assert placed.figure == figure
        self._done += 1
        name = quoteattr(bookmark_name(placed.name))
        start = parse_xml(f'<w:bookmarkStart {nsdecls("w")} w:id="{placed.number}" w:name={name}/>')
        end = parse_xml(f'<w:bookmarkEnd {nsdecls("w")} w:id="{placed.number}"/>')
        control: BaseOxmlElement = parse_xml(self._control(placed.number, placed.name, figure))
        control[-1].append(run)
        return start, control, end

    def attach(self, word: WordDocument) -> None:
        """Put the values and the baseline into the document's package; a report without figures has neither."""
        if not self._placed:
            return
        values = "".join(f"<{placed.name}>{placed.figure.text}</{placed.name}>" for placed in self._placed)
        store = f'<?xml version="1.0" encoding="UTF-8"?>\n<figures xmlns="{self._store.namespace}">{values}</figures>'
        _add(word, 1, store.encode(), self._store.identity)
        baseline = f"{{{str(uuid5(NAMESPACE_URL, self._store.identity)).upper()}}}"
        _add(word, 2, baseline_part(baseline_of(self._document)), baseline)

    def _control(self, number: int, name: str, figure: Figure) -> str:
        tag = TAG + figure.indicator + ("" if figure.form == "value" else f":{figure.form}")
        mappings = quoteattr(f"xmlns:f='{self._store.namespace}'")
        alias = f"<w:alias w:val={quoteattr(figure.label)}/>" if figure.label else ""
        return (
            f'<w:sdt {nsdecls("w")}><w:sdtPr>{alias}<w:tag w:val={quoteattr(tag)}/><w:id w:val="{number}"/>'
            f'<w:dataBinding w:prefixMappings={mappings} w:xpath="/f:figures[1]/f:{name}[1]"'
            f' w:storeItemID="{self._store.identity}"/><w:text/></w:sdtPr><w:sdtContent/></w:sdt>'
        )


def _add(word: WordDocument, number: int, content: bytes, identity: str) -> None:
    package = word.part.package
    part = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", content, package)
    properties = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<ds:datastoreItem xmlns:ds="{_PROPERTIES}" ds:itemID="{identity}">'
        "<ds:schemaRefs/></ds:datastoreItem>"
    ).encode()
    described = Part(PackURI(f"/customXml/itemProps{number}.xml"), _PROPERTIES_TYPE, properties, package)
    part.relate_to(described, _PROPERTIES_KIND)
    word.part.relate_to(part, RELATIONSHIP_TYPE.CUSTOM_XML)
