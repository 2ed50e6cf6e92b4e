"""VBA modules as text: what the editor shows, with the attributes that stand before it in the file."""

from __future__ import annotations

from enum import Enum

from xltools.core.frozen import frozen

_CLASS_BASE = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"
_WORKBOOK_BASE = "0{00020819-0000-0000-C000-000000000046}"
_SHEET_BASE = "0{00020820-0000-0000-C000-000000000046}"
_LONGEST_NAME = 31


class ModuleKind(Enum):
    """What a module is; the value is its word in the PROJECT stream."""

    STANDARD = "Module"
    CLASS = "Class"
    DOCUMENT = "Document"


@frozen
class VbaModule:
    """A module.

    Attributes:
        name: Also the name of its stream.
        kind: What it is.
        text: With its attributes; ASCII, lines ended by carriage return and line feed.
    """

    name: str
    kind: ModuleKind
    text: str

    def __post_init__(self) -> None:
        """Refuse what a project cannot hold.

        Raises:
            ValueError: Where the name is too long, the text is not ASCII, or a line has another end.
        """
        if not self.text.isascii():
            raise ValueError(f"{self.name}: a literal outside ASCII turns to rubbish under another code page")
        if len(self.name) > _LONGEST_NAME:
            raise ValueError(self.name)
        if self.text.replace("\r\n", "").strip("\r\n") != self.text.replace("\r\n", ""):
            raise ValueError(f"{self.name}: a line does not end in CR LF")


def standard_module(text: str) -> VbaModule:
    """Give the module of an exported ``.bas``; its name is in the text."""
    return VbaModule(_named(text), ModuleKind.STANDARD, _with_crlf(text))


def class_module(text: str) -> VbaModule:
    """Give the module of an exported ``.cls``.

    The file's own head (``VERSION 1.0 CLASS`` to ``END``) is no part of a module; what the class is
    derived from is, and is left out by the export.
    """
    head, attribute, body = _with_crlf(text).partition("Attribute VB_Name")
    if not head.startswith("VERSION 1.0 CLASS"):
        raise ValueError("not an exported class")
    lines = (attribute + body).split("\r\n")
    last = max(place for place, line in enumerate(lines) if line.startswith("Attribute VB_Exposed"))
    lines[last + 1 : last + 1] = ["Attribute VB_TemplateDerived = False", "Attribute VB_Customizable = False"]
    lines.insert(1, f'Attribute VB_Base = "{_CLASS_BASE}"')
    return VbaModule(_named(text), ModuleKind.CLASS, "\r\n".join(lines))


def workbook_module(name: str) -> VbaModule:
    """Give the empty module of the workbook, whose ``codeName`` is the name."""
    return _document_module(name, _WORKBOOK_BASE)


def sheet_module(name: str) -> VbaModule:
    """Give the empty module of a sheet, whose ``codeName`` is the name."""
    return _document_module(name, _SHEET_BASE)


def _document_module(name: str, base: str) -> VbaModule:
    attributes = {
        "Name": f'"{name}"',
        "Base": f'"{base}"',
        "GlobalNameSpace": "False",
        "Creatable": "False",
        "PredeclaredId": "True",
        "Exposed": "True",
        "TemplateDerived": "False",
        "Customizable": "True",
    }
    text = "".join(f"Attribute VB_{key} = {value}\r\n" for key, value in attributes.items())
    return VbaModule(name, ModuleKind.DOCUMENT, text)


def _with_crlf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\n", "\r\n")


def _named(text: str) -> str:
    return text.partition('Attribute VB_Name = "')[2].partition('"')[0]
