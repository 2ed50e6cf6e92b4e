"""A VBA project as Office keeps it in ``vbaProject.bin``: [MS-OVBA] 2.2 and 2.3.

Office compiles the source when it first loads it.  What it caches of that (the performance caches of
``_VBA_PROJECT`` and of each module) is left out, as the specification wants of every writer but Office.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from xltools.excel_addin.compound_file import write_compound_file
from xltools.excel_addin.compression import compress
from xltools.excel_addin.dir_stream import dir_stream
from xltools.excel_addin.encryption import encrypt
from xltools.excel_addin.vba_modules import ModuleKind, VbaModule

_NO_CACHE = bytes.fromhex("CC61FFFF000100")  # 2.3.4.1: what a writer must write
_NAMESPACE = uuid.UUID("6a4c2d55-0d3b-5d0e-9f0e-5a2a9c1f7b10")
_VBE = "&H00000001={3832D640-CF90-11CF-8E43-00A0C911005A};VBE;&H00000000"  # the host extender of every Office project


def vba_project(name: str, modules: Sequence[VbaModule]) -> bytes:
    """Give the bytes of ``vbaProject.bin``; the same modules give the same bytes.

    Args:
        name: The project's; one ASCII word.
        modules: Its modules, the workbook's first.

    Raises:
        ValueError: Where two modules have the same name.
    """
    names = [module.name for module in modules]
    if len({name.upper() for name in names}) != len(names):
        raise ValueError(names)
    return write_compound_file(
        {
            "VBA": {
                "dir": compress(dir_stream(name, modules)),
                "_VBA_PROJECT": _NO_CACHE,
                **{module.name: compress(module.text.encode("ascii")) for module in modules},
            },
            "PROJECT": _project_stream(name, modules),
            "PROJECTwm": _names_stream(names),
        }
    )


def _project_stream(name: str, modules: Sequence[VbaModule]) -> bytes:
    """Give the PROJECT stream (2.3.1): the project's properties as text."""
    project_id = f"{{{uuid.uuid5(_NAMESPACE, name)}}}".upper()
    lines = [
        f'ID="{project_id}"',
        *map(_project_module, modules),
        f'Name="{name}"',
        'HelpContextID="0"',
        'VersionCompatible32="393222000"',
        f'CMG="{encrypt(bytes(4), project_id, seed=0x5D)}"',  # not protected
        f'DPB="{encrypt(bytes(1), project_id, seed=0x9B)}"',  # no password
        f'GC="{encrypt(bytes([0xFF]), project_id, seed=0xD9)}"',  # visible
        "",
        "[Host Extender Info]",
        _VBE,
        "",
        "[Workspace]",
        *(f"{module.name}=0, 0, 0, 0, C" for module in modules),
        "",
    ]
    return "\r\n".join(lines).encode("ascii")


def _project_module(module: VbaModule) -> str:
    suffix = "/&H00000000" if module.kind is ModuleKind.DOCUMENT else ""
    return f"{module.kind.value}={module.name}{suffix}"


def _names_stream(names: Sequence[str]) -> bytes:
    """Give the PROJECTwm stream (2.3.3): each name in the code page and in UTF-16."""
    return b"".join(name.encode("ascii") + b"\0" + name.encode("utf-16-le") + b"\0\0" for name in names) + b"\0\0"
