"""The ``dir`` stream of a VBA project, before compression: [MS-OVBA] 2.3.4.2.

It is a list of records: an id, a size, and as many bytes.  Two kinds of text stand twice, in the code
page and in UTF-16, under two ids.
"""

from __future__ import annotations

from collections.abc import Sequence

from xltools.excel_addin.vba_modules import ModuleKind, VbaModule

_CODE_PAGE = 1252  # the text is ASCII, which every code page holds
_ENGLISH = 0x409
_REFERENCES = {
    "stdole": r"*\G{00020430-0000-0000-C000-000000000046}#2.0#0#C:\Windows\System32\stdole2.tlb#OLE Automation",
    "Office": (
        r"*\G{2DF8D04C-5BFA-101B-BDE5-00AA0044DE52}#2.0#0"
        r"#C:\Program Files\Common Files\Microsoft Shared\OFFICE16\MSO.DLL#Microsoft Office 16.0 Object Library"
    ),
}
"""The type libraries that the modules need beside Excel's own: ``IRibbonControl`` is in Office's.

They are found by their ids in the registry; the paths are what Office wrote last and need not be there.
"""


def dir_stream(name: str, modules: Sequence[VbaModule]) -> bytes:
    """Give the stream of a project."""
    return b"".join(
        (
            _information(name),
            *(_reference(short, library) for short, library in _REFERENCES.items()),
            _record(0x000F, _number(len(modules), 2)),  # PROJECTMODULES
            _record(0x0013, b"\xff\xff"),  # PROJECTCOOKIE: to be ignored
            *map(_module, modules),
            _record(0x0010, b""),
        )
    )


def _information(name: str) -> bytes:
    return b"".join(
        (
            _record(0x0001, _number(1)),  # PROJECTSYSKIND: 32-bit Windows, which every Office takes
            _record(0x0002, _number(_ENGLISH)),  # PROJECTLCID
            _record(0x0014, _number(_ENGLISH)),  # PROJECTLCIDINVOKE
            _record(0x0003, _number(_CODE_PAGE, 2)),  # PROJECTCODEPAGE
            _record(0x0004, name.encode("ascii")),  # PROJECTNAME
            _record(0x0005, b"") + _record(0x0040, b""),  # PROJECTDOCSTRING
            _record(0x0006, b"") + _record(0x003D, b""),  # PROJECTHELPFILEPATH
            _record(0x0007, _number(0)),  # PROJECTHELPCONTEXT
            _record(0x0008, _number(0)),  # PROJECTLIBFLAGS
            # PROJECTVERSION is the one record whose size does not count all of it: the minor version follows.
            _record(0x0009, _number(1)) + _number(0, 2),
            _record(0x000C, b"") + _record(0x003C, b""),  # PROJECTCONSTANTS
        )
    )


def _reference(short: str, library: str) -> bytes:
    """Give a REFERENCENAME and a REFERENCEREGISTERED record."""
    libid = library.encode("ascii")
    registered = _number(len(libid)) + libid + bytes(6)
    return _twice(0x0016, 0x003E, short) + _record(0x000D, registered)


def _module(module: VbaModule) -> bytes:
    return b"".join(
        (
            _twice(0x0019, 0x0047, module.name),  # MODULENAME
            _twice(0x001A, 0x0032, module.name),  # MODULESTREAMNAME
            _record(0x001C, b"") + _record(0x0048, b""),  # MODULEDOCSTRING
            _record(0x0031, _number(0)),  # MODULEOFFSET: no cache before the source
            _record(0x001E, _number(0)),  # MODULEHELPCONTEXT
            _record(0x002C, b"\xff\xff"),  # MODULECOOKIE: to be ignored
            _record(0x0021 if module.kind is ModuleKind.STANDARD else 0x0022, b""),  # MODULETYPE
            _record(0x002B, b""),
        )
    )


def _twice(identifier: int, unicode_identifier: int, text: str) -> bytes:
    return _record(identifier, text.encode("ascii")) + _record(unicode_identifier, text.encode("utf-16-le"))


def _record(identifier: int, content: bytes) -> bytes:
    return _number(identifier, 2) + _number(len(content)) + content


def _number(value: int, size: int = 4) -> bytes:
    return value.to_bytes(size, "little")
