"""Elements of WordprocessingML, made one inside another."""

from __future__ import annotations

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement


def child(parent: BaseOxmlElement, tag: str, **attributes: str) -> BaseOxmlElement:
    """Add an element at the end of another.

    Args:
        parent: The other.
        tag: With its prefix, such as ``w:p``.
        attributes: Of the ``w`` namespace, by their names in it.
    """
    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(f"w:{name}"), value)
    parent.append(element)
    return element
