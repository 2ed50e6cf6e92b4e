"""Build the add-in: our modules and those of the installed xlwings, the ribbon, and the settings baked in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from importlib.resources import files

from xltools.core.frozen import frozen
from xltools.excel_addin.buttons import TAB_LABELS
from xltools.excel_addin.package import WORKBOOK_MODULE, AddinContent, AddinSheet, write_package
from xltools.excel_addin.ribbon import NAMESPACE_2006, NAMESPACE_2009, ribbon
from xltools.excel_addin.vba_modules import VbaModule, sheet_module, standard_module, workbook_module
from xltools.excel_addin.vba_project import vba_project
from xltools.excel_addin.xlwings_sources import PROJECT

FILE_NAME = "xltools.xlam"
_OWN_SOURCES = ("XltoolsButtons.bas", "XltoolsFindings.bas")


@frozen
class AddinSettings:
    """What is baked into an add-in.

    Attributes:
        interpreter: The path of the Python that runs the macros.
        folder: What is put on that Python's path; empty where it finds xltools by itself.
        language: Of the ribbon and of what the add-in says itself.
        tips: What each button does, by its id.
        labels: What the VBA shows or looks for, as pairs of key and text; a key may come several times.
        versions: Of xltools and xlwings, by name; ``doctor`` reads them from the installed file.
    """

    interpreter: str
    folder: str
    language: str
    tips: Mapping[str, str]
    labels: Sequence[tuple[str, str]]
    versions: Mapping[str, str]


def build_addin(settings: AddinSettings, xlwings: Sequence[VbaModule]) -> bytes:
    """Give the bytes of the ``.xlam``; equal settings and modules give equal bytes.

    Args:
        settings: What is baked in.
        xlwings: The modules that start Python, from ``xlwings_modules``.
    """
    sheets = (
        AddinSheet(f"{PROJECT}.conf", "SettingsSheet", settings_rows(settings.interpreter, settings.folder)),
        AddinSheet("labels", "LabelsSheet", tuple(settings.labels)),
    )
    modules = (
        workbook_module(WORKBOOK_MODULE),
        *(sheet_module(sheet.module) for sheet in sheets),
        *own_modules(),
        *xlwings,
    )
    return write_package(
        AddinContent(
            TAB_LABELS[settings.language],
            sheets,
            vba_project(PROJECT, modules),
            ribbon(NAMESPACE_2006, settings.language, settings.tips),
            ribbon(NAMESPACE_2009, settings.language, settings.tips),
            {**settings.versions, "interpreter": settings.interpreter, "folder": settings.folder},
        )
    )


def own_modules() -> tuple[VbaModule, ...]:
    """Give the modules behind the buttons, from their sources."""
    folder = files(__package__).joinpath("vba")
    return tuple(standard_module(folder.joinpath(name).read_text("ascii")) for name in _OWN_SOURCES)


def settings_rows(interpreter: str, folder: str) -> tuple[tuple[str | bool, ...], ...]:
    """Give what xlwings' VBA looks up; it finds it on this sheet or nowhere."""
    return (
        ("INTERPRETER_WIN", interpreter),
        ("INTERPRETER_MAC", interpreter),
        ("PYTHONPATH", folder),
        ("ADD_WORKBOOK_TO_PYTHONPATH", "false"),
        ("USE UDF SERVER", False),
        ("SHOW CONSOLE", False),
    )
