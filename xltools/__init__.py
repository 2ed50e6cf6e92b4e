"""Fill an Excel workbook, have it checked, and get the Word report written from it.

    from xltools import compute, read_workbook, validate, write_report

    workbook = read_workbook("2019.xlsx")
    if validate(workbook).passed:
        write_report(workbook, "2019.docx")
    compute(workbook)["F05"].value  # Decimal("67.57")

Names are loaded when they are first used: ``import xltools`` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # what the names below are, for type checkers and editors
    from xltools.adapters.pack_folder import load_pack as load_pack
    from xltools.app.reports import write_report as write_report
    from xltools.app.workbooks import Workbook as Workbook
    from xltools.app.workbooks import compute as compute
    from xltools.app.workbooks import read_workbook as read_workbook
    from xltools.app.workbooks import validate as validate
    from xltools.errors import XltoolsError as XltoolsError

__version__ = "0.1.0"

_PLACES = {
    "Workbook": "xltools.app.workbooks",
    "XltoolsError": "xltools.errors",
    "compute": "xltools.app.workbooks",
    "load_pack": "xltools.adapters.pack_folder",
    "read_workbook": "xltools.app.workbooks",
    "validate": "xltools.app.workbooks",
    "write_report": "xltools.app.reports",
}

__all__ = ["Workbook", "XltoolsError", "compute", "load_pack", "read_workbook", "validate", "write_report"]


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        msg = f"module 'xltools' has no attribute {name!r}"
        raise AttributeError(msg)
    return getattr(import_module(_PLACES[name]), name)
