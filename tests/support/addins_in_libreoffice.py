"""The add-in's VBA played in LibreOffice: which buttons are pressed over which workbook, and what comes of it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.support.vba_for_libreoffice import watched_xlwings, witness_modules
from xltools.excel_addin.build import own_modules, settings_rows
from xltools.excel_addin.buttons import BUTTONS
from xltools.excel_addin.package import AddinContent, AddinSheet, write_package
from xltools.excel_addin.vba_modules import sheet_module, workbook_module
from xltools.excel_addin.vba_project import vba_project

_PROBE = Path(__file__).with_name("vba_probe.py")
_PYTHON = "/usr/bin/python3"  # the interpreter that has LibreOffice's bindings
_SECONDS = 240
_CALLBACKS = {button.id: button.callback for button in BUTTONS}


@dataclass(frozen=True, slots=True)
class Pressed:
    """What pressing a button did.

    Attributes:
        witness: What the add-in noted: the ``command`` it would start, the ``error`` it met.
        at: The selected cell of the active workbook, such as ``Sheet1.C7``.
    """

    witness: Mapping[str, str]
    at: str


@dataclass(frozen=True, slots=True)
class Scene:
    """Buttons pressed one after another, over workbooks of which the last is active."""

    addin: Path
    book: Path
    presses: Sequence[str]


def watched_addin(xlwings: str, interpreter: str, folder: str, labels: Sequence[tuple[str, str]]) -> bytes:
    """Build an add-in whose process start is watched.

    Args:
        xlwings: The text of xlwings' module, built or as it was.
        interpreter: The Python that is baked in.
        folder: What is put on its path.
        labels: What the VBA says and looks for.
    """
    sheets = (
        AddinSheet("xltools.conf", "SettingsSheet", settings_rows(interpreter, folder)),
        AddinSheet("labels", "LabelsSheet", tuple(labels)),
        AddinSheet("witness", "WitnessSheet", ()),
    )
    modules = (
        workbook_module("ThisWorkbook"),
        *(sheet_module(sheet.module) for sheet in sheets),
        *own_modules(),
        watched_xlwings(xlwings),
        *witness_modules(),
    )
    return write_package(AddinContent("", sheets, vba_project("xltools", modules), "", "", {}))


def play(scenes: Sequence[Scene]) -> list[list[Pressed]]:
    """Play scenes in one LibreOffice."""
    asked = [
        {
            "addin": str(scene.addin),
            "book": str(scene.book),
            "presses": [{"id": id_, "callback": _CALLBACKS[id_]} for id_ in scene.presses],
        }
        for scene in scenes
    ]
    done = subprocess.run(
        [_PYTHON, str(_PROBE)], input=json.dumps(asked), capture_output=True, text=True, timeout=_SECONDS, check=True
    )
    return [[Pressed(press["witness"], press["at"]) for press in scene] for scene in json.loads(done.stdout)]
